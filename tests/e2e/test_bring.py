"""Bringing in a list in a real browser: with the steps that a script sends, without scripts, and on a phone."""

import pytest
from playwright.sync_api import expect

from commitments.models import Commitment
from tests.e2e.barriers import barriers, runs_over
from tests.sheets.files import HEAD, workbook

ROWS = [(n, f"Measure {n} of the plan", "Health", "1.3.2030") for n in range(1, 46)]
CONTENT = workbook(HEAD, *ROWS, (46, "A measure without a day", "Ministry of Nothing", "31.2.2030"))
PLAN = {"name": "План.xlsx", "mimeType": "", "buffer": CONTENT}


def choose(page):
    """Upload the list and fill in what its columns do not say."""
    page.goto("/by-cn/register/")
    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_label("The list", exact=True).set_input_files(PLAN)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("Title of the meeting").fill("Plan of measures")
    page.get_by_label("Day of the meeting").fill("26.1.2021")
    page.get_by_label("Sector of rows that name none").select_option(label="Economy")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_list_is_brought_in_and_its_progress_survives_a_reload(live_server, open_page, world, has_scripts):
    page = open_page(world.by.secretary.user, java_script_enabled=has_scripts)
    choose(page)
    if has_scripts:
        assert barriers(page) == []
        assert not runs_over(page, width=390)
    page.get_by_role("button", name="Check the rows").click()

    expect(page.get_by_text("45 rows can be brought in.")).to_be_visible()
    expect(page.get_by_text("Executors: Not a body of this commission: Ministry of Nothing.")).to_have_count(
        1
    )
    if has_scripts:
        assert barriers(page) == []
        assert not runs_over(page, width=390)
    with page.expect_navigation():  # A reload before the answer would take the click back.
        page.get_by_role("button", name="Bring in the rows").click()
    if has_scripts:
        page.reload()
    else:
        for done in (10, 20, 30, 40):
            page.get_by_role("button", name="Go on").click()
            expect(page.get_by_text(f"{done} of 45 rows")).to_be_visible()
        page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text("45 rows were brought in.")).to_be_visible()
    assert Commitment.objects.filter(title__startswith="Measure ").count() == 45
    page.get_by_role("link", name="What list No. 1 brought in").click()
    if has_scripts:
        assert barriers(page) == []
        assert not runs_over(page, width=390)
    page.get_by_role("button", name="Take the list back").click()
    if not has_scripts:
        for _step in range(2):
            page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("What could be taken back of this list is taken back.")).to_be_visible()
    assert Commitment.objects.filter(title__startswith="Measure ", recognition="withdrawn").count() == 45
