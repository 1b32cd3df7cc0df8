"""Words that are kept while one types: the window is closed, and they are there on another machine."""

import pytest
from playwright.sync_api import expect

from commitments.models import SignedIn, TypedWords
from tests.e2e.barriers import barriers
from tests.e2e.conftest import PATIENCE
from tests.stages import last_entry

NOTE = "Сто тысяч доз прибыло.\nA hundred thousand doses arrived in Minsk."


def register(commitment, tail=""):
    return f"/by-cn/register/{commitment.code}/{tail}"


def note(page):
    return page.locator("#id_note")


def state(page):
    return page.locator("[data-kept-state]")


def kept_of(seat):
    return TypedWords.objects.of(seat.user)


def wait_until(page, is_so):
    for _try in range(PATIENCE // 100):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it has not come about")


def type_and_wait(page, text):
    note(page).press_sequentially(text)
    expect(state(page)).to_contain_text("Your words are kept")


def test_typed_closed_offered_elsewhere_used_saved_and_gone(world, open_browser):
    first = open_browser(world.by.analyst.user)
    page = first.new_page()
    page.goto(register(world.vaccine))
    page.keyboard.press("u")
    type_and_wait(page, NOTE)
    first.close()

    page = open_browser(world.by.analyst.user).new_page()
    page.goto(register(world.vaccine))
    page.keyboard.press("u")
    box = page.locator("[data-kept]")
    expect(box).to_contain_text("A hundred thousand doses arrived in Minsk.")
    expect(box).to_be_focused()
    assert barriers(page) == []
    box.get_by_role("link", name="Use it").click()
    expect(note(page)).to_have_value(NOTE)
    expect(box).to_have_count(0)
    note(page).press("End")
    type_and_wait(page, " All of it.")
    assert kept_of(world.by.analyst).count() == 1
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")

    assert "All of it." in last_entry(world).texts.note
    assert kept_of(world.by.analyst).count() == 0
    page.goto(register(world.vaccine, "update/"))
    expect(note(page)).to_have_value("")
    expect(box).to_have_count(0)


def test_window_closed_right_after_the_last_key(world, open_browser):
    """Nothing has been sent yet: the browser sends it while it closes the page."""
    browser = open_browser(world.by.analyst.user)
    page = browser.new_page()
    page.goto(register(world.vaccine, "update/"))
    note(page).press_sequentially("Last words.")
    page.close(run_before_unload=False)

    page = browser.new_page()
    page.goto("/reference/")
    # What a page sends while it closes travels beside what the next one asks for.
    wait_until(page, lambda: kept_of(world.by.analyst).exists())
    page.goto(register(world.vaccine, "update/"))
    expect(page.locator("[data-kept]")).to_contain_text("Last words.")


def test_thrown_away_from_the_box_and_from_the_form(world, open_browser):
    browser = open_browser(world.by.analyst.user)
    page = browser.new_page()
    page.goto(register(world.vaccine, "update/"))
    type_and_wait(page, "One.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(register(world.vaccine))
    page.keyboard.press("u")
    note(page).fill("Two.")
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("[data-kept]")).to_have_count(0)
    expect(note(page)).to_have_value("Two.")
    expect(state(page)).to_contain_text("Your words are kept")
    assert [row.fields["note"] for row in kept_of(world.by.analyst)] == [["Two."]]

    with page.expect_response("**/typed/forget/"):
        note(page).press("Escape")
        page.get_by_role("button", name="Delete my text").click()
    assert kept_of(world.by.analyst).count() == 0


def test_line_that_is_cut_is_told_and_words_follow_when_it_is_back(world, open_browser, watch):
    watch.allow_offline()
    browser = open_browser(world.by.analyst.user)
    page = browser.new_page()
    page.goto(register(world.vaccine, "update/"))
    browser.set_offline(True)
    note(page).press_sequentially("Typed in a train.")
    expect(state(page)).to_contain_text("No connection: your words are not kept yet.")
    browser.set_offline(False)
    expect(state(page)).to_contain_text("Your words are kept")


def test_words_of_a_save_that_did_not_arrive_are_kept(world, open_browser, watch):
    watch.allow_offline()
    browser = open_browser(world.by.analyst.user)
    page = browser.new_page()
    page.goto(register(world.vaccine, "update/"))
    note(page).fill("Typed in a train.")
    browser.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#failures")).to_contain_text("Not saved: no connection")
    browser.set_offline(False)

    wait_until(page, lambda: kept_of(world.by.analyst).filter(written_in=["note"]).exists())


def test_signed_out_while_typing_is_told(world, open_page, watch):
    watch.allow(401)
    page = open_page(world.by.analyst.user)
    page.goto(register(world.vaccine, "update/"))
    SignedIn.objects.all().delete()
    note(page).press_sequentially("Typed by nobody now.")

    expect(state(page)).to_contain_text("You were signed out: your words are not kept.")
    assert kept_of(world.by.analyst).count() == 0


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_box_bars_nobody_and_fits(world, open_page, width, scheme):
    page = open_page(world.by.analyst.user, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(register(world.vaccine, "update/"))
    type_and_wait(page, "Words of a long day. " * 3)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(register(world.vaccine, "update/"))
    expect(page.locator("[data-kept]")).to_be_visible()

    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
