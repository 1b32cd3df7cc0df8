"""Week 37 of 2022 as a briefing of each side: issued on its pages, on one page, and the same for good."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from commitments.models import BriefingDraft, Seat
from tests.briefings import wait_for_paper
from tests.demo.day import its_own_clock
from tests.pages import form_in, soup_of

WEEK = "/by-cn/weeks/2022-W37/"
COVER = "Только для своей стороны."


def secretary_of(demonstration, code):
    seats = Seat.objects.filter(commission=demonstration, role="secretary", party__code=code)
    return next(seat for seat in seats if seat.held_until is None)


@pytest.mark.parametrize(("code", "names"), [("BY", "Belarus – China"), ("CN", "China – Belarus")])
def test_each_side_issues_the_week_of_samarkand(client, demonstration, code, names):
    secretary = secretary_of(demonstration, code)
    wait_for_paper()
    with its_own_clock():
        client.force_login(secretary.user)
        page = client.get(f"{WEEK}briefing/")
        offered = [box["value"] for box in soup_of(page).select("[name=picked]")]
        data = form_in(page, "#briefing-form").data | {"picked": offered[:3], "cover_note": COVER}
        assert client.post(f"{WEEK}briefing/", data).status_code == 302
        press = form_in(client.get(f"{WEEK}briefing/issue/"), "#issue-form").data
        assert client.post(f"{WEEK}briefing/issue/", press).status_code == 302

        def take(name):
            return client.get(f"{WEEK}briefing/{code}/{name}").content

        files = {name: take(name) for name in ("briefing.pdf", "briefing.docx", "own.pdf")}
        assert {name: take(name) for name in files} == files
    [page] = PdfReader(io.BytesIO(files["briefing.pdf"])).pages
    text = " ".join(page.extract_text().split())
    assert text.startswith(names)
    for words in (
        "Briefing No. 37/2022",
        "Two commitments were delivered.",
        "2 delivered",
        "Where we differ",
        "7.5 million",
        "69 % of the target",
        "Everything as recorded by 16 September 2022, 18:00",
    ):
        assert words in text
    assert COVER not in text
    assert COVER in PdfReader(io.BytesIO(files["own.pdf"])).pages[0].extract_text()
    word = Document(io.BytesIO(files["briefing.docx"]))
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == [
        "To decide",
        "Delivered",
        "Late",
        "Where we differ",
        "Progress in figures",
        "Next session",
    ]


def test_a_draft_of_belarus_waits_for_its_secretary(demonstration):
    by, cn = demonstration.sides

    assert BriefingDraft.objects.of(by).get().week == "2024-W52"
    assert not BriefingDraft.objects.of(cn).exists()
