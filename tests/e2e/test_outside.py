"""The pages of what leaves the register and what comes back: no barriers, no page too wide, and all by keys alone."""

import pytest
from playwright.sync_api import expect

from commitments.models import AccessKey
from tests.e2e.barriers import barriers, runs_over
from tests.e2e.test_briefing import WEEK, story  # noqa: F401
from tests.sheets.files import HEAD, workbook

CONTENT = workbook(HEAD, (1, "Build a school", "Минздрав", "1.3.2030"), (2, "Build a road", "МИД", "soon"))
PLAN = {"name": "plan.xlsx", "mimeType": "", "buffer": CONTENT}
MANY = 40  # presses of a key until something has to be reached


def is_open_to_all(page):
    assert barriers(page) == []
    assert not runs_over(page, width=390)
    assert not runs_over(page, width=1366)


def reach(page, role, name):
    """Press Tab until a control has the focus."""
    control = page.get_by_role(role, name=name, exact=True)
    for _press in range(MANY):
        page.keyboard.press("Tab")
        if control.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached by Tab")


@pytest.mark.parametrize("address", ["letters/", "letters/week/", "keys/", "lists/", "briefings/"])
def test_pages_have_no_barriers(world, open_page, address):
    page = open_page(world.by.secretary.user)
    page.goto(f"/by-cn/{address}")

    is_open_to_all(page)


def test_a_briefing_has_none_while_it_is_chosen(story, open_page):  # noqa: F811
    page = open_page(story.by.secretary.user)
    page.goto(f"{WEEK}briefing/")

    is_open_to_all(page)


def test_a_file_says_that_it_is_being_made_until_it_is_there(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/register/")
    held = []
    page.route("**/register/?file=csv", lambda route: held.append(route))
    page.get_by_role("link", name="CSV", exact=True).click()
    expect(page.locator(".files progress")).to_be_visible()
    expect(page.locator("#live")).to_have_text("The file is being made …")
    is_open_to_all(page)

    with page.expect_download() as download:
        held[0].continue_()
    assert download.value.suggested_filename.startswith("BY-CN-register-")
    assert "BY-CN-2021-01" in download.value.path().read_text("utf-8")
    expect(page.locator("#live")).to_have_text("The file is there.")
    expect(page.locator(".files progress")).to_have_count(0)


SLOW = """() => {
  const answer = new ReadableStream({ start(to) {
    window.send = (text) => to.enqueue(new TextEncoder().encode(text));
    window.end = () => to.close();
  } });
  const headers = { "File-Size": "9", "Content-Disposition": 'attachment; filename="list.csv"' };
  window.fetch = async () => new Response(answer, { headers });
}"""


def test_of_a_file_that_comes_slowly_what_has_come_is_counted(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/register/")
    page.evaluate(SLOW)
    page.get_by_role("link", name="CSV", exact=True).click()
    bar = page.locator(".files progress")
    expect(bar).to_have_js_property("value", 0)
    page.evaluate("window.send('Code')")
    expect(bar).to_have_js_property("value", 4)
    expect(bar).to_have_js_property("max", 9)

    with page.expect_download() as download:
        page.evaluate("window.send(',Name'); window.end()")
    assert download.value.path().read_text("utf-8") == "Code,Name"
    expect(bar).to_have_count(0)


def test_a_calendar_is_made_and_taken_back_by_keys(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/keys/")
    reach(page, "textbox", "Name")
    page.keyboard.type("Telephone")
    reach(page, "button", "Make it")
    page.keyboard.press("Enter")
    expect(page.locator("#secret")).to_be_visible()
    is_open_to_all(page)

    page.keyboard.press("Home")
    reach(page, "button", "Take it back Telephone what I answer for or follow")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_be_visible()
    assert AccessKey.objects.get().revoked_at is not None


def test_a_list_is_brought_in_by_keys(world, open_page):
    page = open_page(world.by.secretary.user)
    page.goto("/by-cn/lists/")
    page.get_by_label("The list", exact=True).set_input_files(PLAN)
    reach(page, "button", "Read the file")
    page.keyboard.press("Enter")
    page.get_by_label("Title of the meeting").fill("Plan of measures")
    page.get_by_label("Day of the meeting").fill("26.1.2021")
    page.get_by_label("Sector of rows that name none").select_option(label="Economy")
    reach(page, "button", "Check the rows")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 executors are no body of this commission")).to_be_visible()
    is_open_to_all(page)

    reach(page, "link", "Say which bodies they are")
    page.keyboard.press("Enter")
    page.get_by_label("Минздрав").select_option(label="Ministry of Health of Belarus")
    page.get_by_label("МИД").select_option(label="Leave the owner empty")
    is_open_to_all(page)
    page.get_by_role("button", name="Check the rows").press("Enter")
    page.get_by_role("button", name="Bring in the rows").press("Enter")
    expect(page.get_by_text("2 rows were brought in.")).to_be_visible()
    reach(page, "link", "What list No. 1 brought in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take the list back")).to_be_visible()
    is_open_to_all(page)
