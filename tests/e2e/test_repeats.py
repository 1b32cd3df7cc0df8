"""Pressed three times, gone back, opened twice, cut off, signed out: every word is kept and saved once.

With and without scripts, since without them it is the browser alone that sends, goes back and asks again.
"""

import pytest
from playwright.sync_api import expect

from commitments.models import Commitment, SignedIn
from tests.e2e.conftest import sign_in
from tests.people import PASSWORD, find_words
from tests.stages import log_size

NOTE = "Сказано один раз.\nSaid once."
both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def form_url(world):
    return f"/by-cn/register/{world.vaccine.code}/update/"


def record_url(world):
    words = find_words(world.by.readout, "учтут объём заявок")
    return f"/by-cn/register/record/?readout={words.readout.slug}&start={words.start}&end={words.end}"


def note(page):
    return page.locator("#id_note")


def save(page, **options):
    page.get_by_role("button", name="Save").click(**options)


def is_saved(page, words="Saved as entry No."):
    expect(page.locator("#messages")).to_contain_text(words)
    return True


def fill_record(page):
    page.get_by_label("Title", exact=True).fill("Volumes of orders")
    page.locator("#id_statement").fill("The sides will take account of the volume of orders.")
    for group, choice in (
        ("Type of promise", "Undertaking"),
        ("Performed by", "Both sides"),
        ("For the benefit of", "Both sides"),
    ):
        page.get_by_role("group", name=group).get_by_label(choice, exact=True).check()
    page.get_by_label("Sector").select_option(label="Economy")


@both_ways
def test_pressed_again_and_again_is_one_entry(world, open_page, scripts):
    page = open_page(world.by.analyst.user, java_script_enabled=scripts)
    page.goto(form_url(world))
    note(page).fill(NOTE)
    before = log_size(world)
    save(page, click_count=3)
    assert is_saved(page)
    assert log_size(world) == before + 1

    page.goto(form_url(world))
    note(page).fill("Said by Enter and by the button.")
    page.fill("#id_source_title", "Minutes No. 4")
    page.select_option("#id_source_class", index=1)
    button = page.get_by_role("button", name="Save").bounding_box()
    page.focus("#id_source_title")
    page.keyboard.press("Enter")
    page.mouse.click(button["x"] + 5, button["y"] + 5)
    assert is_saved(page)
    page.reload()
    assert log_size(world) == before + 2


@both_ways
def test_gone_back_and_saved_again_is_one_entry(world, open_page, scripts):
    page = open_page(world.by.analyst.user, java_script_enabled=scripts)
    page.goto(form_url(world))
    note(page).fill(NOTE)
    save(page)
    assert is_saved(page)
    after = log_size(world)

    page.go_back()
    expect(note(page)).to_have_value(NOTE)
    save(page)

    assert is_saved(page, f"Saved already as entry No. {after - 1}; nothing was recorded twice.")
    page.reload()
    assert log_size(world) == after

    page.goto(record_url(world))
    fill_record(page)
    page.get_by_role("button", name="Record for Belarus").click()
    assert is_saved(page, "Recorded as BY-CN-2021-03")
    page.go_back()
    page.get_by_role("button", name="Record for Belarus").click()

    assert is_saved(page, "Recorded already as BY-CN-2021-03")
    page.reload()
    assert Commitment.objects.filter(title="Volumes of orders").count() == 1


@both_ways
def test_gone_back_to_a_page_the_browser_had_kept_whole(world, launch_browser, live_server, watch, scripts):
    """Some browsers keep a page with its form as it was, though it asks to be stored nowhere: with the old key."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    context = watch.over(browser.new_context(base_url=live_server.url, java_script_enabled=scripts))
    sign_in(context, world.by.analyst.user, live_server.url)
    page = context.new_page()
    page.route("**/update/", storable, times=1)
    page.goto(form_url(world))
    key = page.locator("#id_submission").input_value()
    note(page).fill(NOTE)
    save(page)
    assert is_saved(page)
    after = log_size(world)

    page.go_back(wait_until="commit")
    expect(note(page)).to_have_value(NOTE)
    assert page.locator("#id_submission").input_value() == key
    save(page)

    assert is_saved(page, f"Saved as entry No. {after - 1}.")
    assert log_size(world) == after
    browser.close()


def storable(route):
    """Let the browser keep this page."""
    answer = route.fetch()
    route.fulfill(response=answer, headers=answer.headers | {"cache-control": "private"})


@both_ways
def test_a_tab_opened_twice(world, open_browser, scripts):
    """The same form twice, as a browser copies a tab: the same words are one entry, other words are asked about."""
    browser = open_browser(world.by.analyst.user, java_script_enabled=scripts)
    first, copy, other = (browser.new_page() for _tab in range(3))
    first.goto(form_url(world))
    html = first.content()
    for tab, words in ((copy, NOTE), (other, "Other words.")):
        tab.route("**/update/", lambda route: route.fulfill(body=html, content_type="text/html"), times=1)
        tab.goto(form_url(world))
        note(tab).fill(words)
    note(first).fill(NOTE)
    before = log_size(world)

    save(first)
    assert is_saved(first)
    save(copy)
    assert is_saved(copy, f"Saved as entry No. {before}.")
    assert log_size(world) == before + 1
    save(other)
    expect(other.locator(".summary")).to_contain_text("This form was sent before with other words.")
    expect(note(other)).to_have_value("Other words.")
    if not scripts:
        other.reload()  # sends the form again, as the reader agrees to
        expect(note(other)).to_have_value("Other words.")
    assert log_size(world) == before + 1
    save(other)

    assert is_saved(other, f"Saved as entry No. {before + 1}.")
    assert log_size(world) == before + 2


def test_cut_off_while_saving(world, open_page, watch):
    watch.allow_offline()
    page = open_page(world.by.analyst.user)
    page.goto(f"/by-cn/register/{world.vaccine.code}/")
    page.keyboard.press("u")
    note(page).fill(NOTE)
    before = log_size(world)
    page.context.set_offline(True)
    save(page)
    expect(page.locator("#failures")).to_contain_text("Not saved: no connection")
    expect(page.locator("#failures")).to_contain_text("Your text is still here.")
    expect(note(page)).to_have_value(NOTE)
    save(page)
    assert log_size(world) == before
    page.context.set_offline(False)

    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionreset")

    page.route(f"**{form_url(world)}", lose_the_answer, times=1)
    # The words that are kept while one types go their own way, and what was cut off before may be told late.
    with page.expect_event("requestfailed", lambda request: "CONNECTION_RESET" in (request.failure or "")):
        save(page)
    expect(page.locator("#failures")).to_contain_text("Not saved: no connection")
    expect(note(page)).to_have_value(NOTE)
    assert log_size(world) == before + 1
    save(page)

    assert is_saved(page, f"Saved as entry No. {before}.")
    expect(page.locator("#failures")).to_be_empty()
    assert log_size(world) == before + 1


def sign_in_again(page, seat):
    page.get_by_label("E-mail address").fill(seat.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()


def test_signed_out_with_a_form_open_in_place(world, open_page, watch):
    watch.allow(401, 403)
    page = open_page(world.by.analyst.user)
    page.goto(f"/by-cn/register/{world.vaccine.code}/")
    page.keyboard.press("u")
    note(page).fill(NOTE)
    before = log_size(world)
    SignedIn.objects.all().delete()
    save(page)
    expect(page.locator("#failures")).to_contain_text("You were signed out")
    expect(page.locator("main [name=password]")).to_have_count(0)
    expect(note(page)).to_have_value(NOTE)

    with page.context.expect_page() as door:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in_again(door.value, world.by.analyst)
    expect(door.value.locator(".who")).to_be_visible()
    save(page)

    assert is_saved(page, f"Saved as entry No. {before}.")
    expect(page.locator("#failures")).to_be_empty()
    assert log_size(world) == before + 1


def test_signed_in_again_in_another_tab_without_scripts(world, open_page, watch):
    """The token of the form is outdated then."""
    watch.allow(403)
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    page.goto(form_url(world))
    note(page).fill(NOTE)
    before = log_size(world)
    SignedIn.objects.all().delete()
    other = page.context.new_page()
    other.goto("/accounts/login/")
    sign_in_again(other, world.by.analyst)
    expect(other.locator(".who")).to_be_visible()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("You signed in again after opening this form")
    page.get_by_role("button", name="Send it again").click()

    assert is_saved(page)
    page.reload()
    assert log_size(world) == before + 1


def test_signed_out_with_several_tabs_open(world, open_browser, watch):
    """One holds a commitment, one an update, and one a readout: each page gives back what it was sent."""
    watch.allow(401, 403)
    browser = open_browser(world.by.analyst.user, java_script_enabled=False)
    recording, updating, filing = (browser.new_page() for _tab in range(3))
    recording.goto(record_url(world))
    fill_record(recording)
    updating.goto(form_url(world))
    note(updating).fill(NOTE)
    filing.goto("/by-cn/readouts/file/")
    filing.get_by_label("Meeting", exact=True).select_option(value=world.meeting.slug)
    filing.get_by_label("Language of the text").select_option("en")
    filing.get_by_label("Published on").fill("27.1.2021")
    text = "The sides met. " * 4500
    filing.get_by_label("Text", exact=True).evaluate("(field, text) => (field.value = text)", text)
    before = log_size(world)
    SignedIn.objects.all().delete()

    recording.get_by_role("button", name="Record for Belarus").click()
    save(updating)
    filing.get_by_role("button", name="File and freeze").click()
    for page in (recording, updating, filing):
        expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    door = browser.new_page()
    door.goto("/accounts/login/")
    sign_in_again(door, world.by.analyst)
    expect(door.locator(".who")).to_be_visible()
    assert log_size(world) == before
    for page, words in (
        (recording, "Recorded as BY-CN-2021-03"),
        (updating, "Saved as entry No."),
        (filing, "Filed for Belarus and frozen"),
    ):
        page.get_by_role("button", name="Send it again").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "You signed in again after opening this form"
        )
        page.get_by_role("button", name="Send it again").click()
        assert is_saved(page, words)

    assert log_size(world) == before + 3
