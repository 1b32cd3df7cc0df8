"""The register, a commitment and a form by keys alone; and what stays in sight while one goes through a long table."""

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import barriers, runs_over
from tests.e2e.test_kept import kept_of, register, type_and_wait

BOX = "element => { const {top, bottom} = element.getBoundingClientRect(); return [top, bottom]; }"


@pytest.fixture
def long_register(world):
    """More rows than a window has room for."""
    for number in range(12):
        world.record(title=f"Commitment {number} of a long list")


def test_head_of_a_long_table_stays_and_hides_no_row(world, long_register, open_page):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/register/")
    head = page.locator(".register thead th").first
    rows = page.locator("[data-row]")
    for _row in range(rows.count()):
        page.keyboard.press("j")
    expect(rows.last.locator("a").first).to_be_in_viewport()
    assert head.evaluate(BOX)[0] == 0
    for _row in range(6):
        page.keyboard.press("k")
        focused = page.locator(":focus")
        assert focused.evaluate(BOX)[0] >= head.evaluate(BOX)[1]
    assert barriers(page) == []
    assert not runs_over(page, width=390)


def test_update_of_a_row_is_logged_without_the_mouse(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/register/")
    page.keyboard.press("j")
    page.keyboard.press("u")
    expect(page.locator("#id_note")).to_be_focused()
    page.keyboard.type("Talks were held.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    page.keyboard.press("Tab")

    first = page.locator("#history li.entry > details > summary").first
    while not page.evaluate("document.activeElement.matches('#history summary')"):
        page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("o")
    expect(first.locator("xpath=..")).to_have_attribute("open", "")


def test_an_observer_has_no_form_to_go_to(world, open_page):
    page = open_page(world.by.observer.user)
    page.goto("/by-cn/register/")
    page.keyboard.press("j")
    page.keyboard.press("u")
    expect(page).to_have_url("/by-cn/register/")


def test_escape_leaves_a_form_that_is_a_page_of_its_own(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(register(world.vaccine, "update/"))
    page.keyboard.type("Not to be saved.")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep writing").click()
    expect(page.locator("#id_note")).to_have_value("Not to be saved.")
    page.locator("#id_note").press("Escape")
    page.get_by_role("button", name="Delete my text").click()
    expect(page).to_have_url(register(world.vaccine))


def test_words_that_are_not_saved_are_told_on_the_page_and_among_the_tasks(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(register(world.vaccine, "update/"))
    type_and_wait(page, "Сто тысяч доз.")
    page.on("dialog", lambda dialog: dialog.accept())
    for address in (register(world.vaccine), "/by-cn/inbox/"):
        page.goto(address)
        expect(page.locator("[data-kept]")).to_contain_text("Сто тысяч доз.")
        assert barriers(page) == []
        assert not runs_over(page, width=390)
    page.get_by_role("link", name="Go on with it").click()
    expect(page.locator("#id_note")).to_have_value("Сто тысяч доз.")
    page.goto("/by-cn/inbox/")
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("[data-kept]")).to_have_count(0)
    expect(page.locator("body")).not_to_be_focused()
    assert kept_of(world.by.analyst).count() == 0


def test_who_wrote_second_can_keep_the_text_for_later(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(register(world.vaccine))
    page.keyboard.press("u")
    page.locator("#id_note").fill("Typed second.")
    world.update(world.vaccine, by=world.by.secretary, status="in_progress")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Keep my text for later").click()
    expect(page.locator("#messages")).to_contain_text("Your text is kept, and not saved.")
    expect(page.locator("[data-kept]")).to_contain_text("Typed second.")
