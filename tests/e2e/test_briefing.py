"""A briefing as secretaries make it: chosen from the week, worded, looked at, issued by each side, and taken along."""

import io

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.barriers import barriers, runs_over
from tests.people import moment

WEEK = "/by-cn/weeks/2021-W05/"


@pytest.fixture
def story(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-02"))
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        position="Воздушный мост закрыт.",
        at=moment("2021-02-03"),
    )
    return world


def taken(page, side, name):
    own = page.locator(".briefings li", has_text=f"of {side.party.name}")
    with page.expect_download() as download:
        own.get_by_role("link", name=name, exact=True).click()
    return download.value.path().read_bytes()


@pytest.mark.parametrize("width", [1366, 390])
def test_each_side_issues_the_briefing_of_a_week(story, open_page, width):
    files = {}
    for side in (story.by, story.cn):
        page = open_page(side.secretary.user, viewport={"width": width, "height": 800})
        page.goto(WEEK)
        page.get_by_role("link", name="The briefing of your side").click()
        page.locator("[name=picked]").first.check()
        page.get_by_label("Line 2").fill("Ask for an aeroplane.")
        page.get_by_label("Cover note").fill("Yellowhammer.")
        page.get_by_role("button", name="Save the draft").click()
        expect(page.get_by_label("Line 1")).to_have_value(
            lambda_free := page.get_by_label("Line 1").input_value()
        )
        assert "Vaccine" in lambda_free
        assert not runs_over(page)
        page.get_by_role("link", name="Look at it and issue it").click()
        expect(page.locator(".paper h1")).to_have_text("Briefing No. 5/2021")
        expect(page.locator(".paper")).to_contain_text("Ask for an aeroplane.")
        assert barriers(page) == []
        assert not runs_over(page)
        page.get_by_role("button", name="Issue the briefing").click()
        expect(page.locator("#messages")).to_contain_text("Both sides can read it now")
        pdf, word = taken(page, side, "PDF"), taken(page, side, "Word")
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
        assert Document(io.BytesIO(word)).paragraphs[1].text == "Briefing No. 5/2021"
        page.reload()
        assert taken(page, side, "PDF") == pdf
        files[side.party.code] = pdf
    first, second = (PdfReader(io.BytesIO(files[code])).pages[0].extract_text() for code in ("BY", "CN"))
    assert first.startswith("Belarus – China")
    assert second.startswith("China – Belarus")
