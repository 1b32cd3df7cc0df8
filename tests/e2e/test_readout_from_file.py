"""A readout out of a file in a real browser: with and without scripts, and too much of it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from commitments.models import Readout
from tests.e2e.barriers import barriers
from tests.extraction.papers import word

TEXTS = Path(__file__).parent.parent.parent / "commitments/demo/texts"
URL = "/by-cn/readouts/file/"


@pytest.fixture
def text():
    return (TEXTS / "readout-summary-by.ru.txt").read_text("utf-8").strip()


@pytest.fixture
def as_word(text):
    return {"name": "readout.docx", "mimeType": "", "buffer": word(*text.split("\n\n"))}


@pytest.fixture
def as_pdf(text, open_page):
    """The text as this browser prints it."""
    page = open_page()
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    page.set_content(f"<html lang=ru><title>Пересказ</title><body>{paragraphs}</body></html>")
    printed = page.pdf(format="A4", display_header_footer=True)
    return {"name": "readout.pdf", "mimeType": "application/pdf", "buffer": printed}


def fill(page, meeting):
    page.goto(f"{URL}?meeting={meeting.slug}")
    page.get_by_label("Published on").fill("27.1.2021")
    page.get_by_label("Published by").fill("Press service")


def newest():
    return Readout.objects.latest("pk")


def test_a_chosen_file_is_read_in_place_and_filed_as_text(live_server, open_page, world, as_word, text):
    page = open_page(world.by.analyst.user)
    fill(page, world.meeting)
    before = Readout.objects.count()

    page.get_by_label("Take the text from a file").set_input_files(as_word)

    notice = page.get_by_text("Read from readout.docx: 7 paragraphs. Check the text, then file it.")
    expect(notice).to_be_visible()
    expect(page.locator("[data-returned]")).to_be_focused()
    expect(page.get_by_label("Text", exact=True)).to_have_value(text)
    expect(page.get_by_label("Published by")).to_have_value("Press service")
    assert Readout.objects.count() == before

    page.get_by_role("button", name="File and freeze for Belarus").click()

    expect(page.locator("#messages")).to_contain_text("Filed for Belarus and frozen as entry No.")
    assert (newest().text, newest().publisher) == (text, "Press service")


def test_a_printed_file_is_read_without_scripts(live_server, open_page, world, as_pdf, text):
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    fill(page, world.meeting)
    page.get_by_label("Take the text from a file").set_input_files(as_pdf)
    page.get_by_role("button", name="File and freeze for Belarus").click()

    expect(page.get_by_text("Read from readout.pdf: 7 paragraphs.")).to_be_visible()
    page.get_by_role("button", name="File and freeze for Belarus").click()

    expect(page.locator("#messages")).to_contain_text("Filed for Belarus")
    assert newest().text == text


def test_what_was_read_is_not_left_behind_unasked(live_server, open_page, world, as_word):
    page = open_page(world.by.analyst.user)
    fill(page, world.meeting)
    page.get_by_label("Take the text from a file").set_input_files(as_word)
    expect(page.locator("[data-returned]")).to_be_visible()

    page.get_by_role("link", name="Cancel").click()

    expect(page.get_by_role("dialog")).to_contain_text("Accord deletes what you have typed here.")


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (390, "dark")])
def test_each_state_is_accessible_and_fits(live_server, open_page, world, as_word, width, scheme):
    page = open_page(world.by.analyst.user, color_scheme=scheme, viewport={"width": width, "height": 800})
    fill(page, world.meeting)
    page.get_by_label("Text", exact=True).fill("Words typed before.")
    file = page.get_by_label("Take the text from a file")

    file.set_input_files(as_word)
    page.get_by_text("The words before").click()
    expect(page.locator("[data-returned]")).to_contain_text("Words typed before.")
    seen = [barriers(page)]
    file.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"})
    expect(page.locator(".summary")).to_be_focused()
    seen.append(barriers(page))
    page.get_by_label("Text", exact=True).fill(world.by.readout.text)
    page.get_by_role("button", name="File and freeze for Belarus").click()
    link = page.locator(".summary").get_by_role("link", name=world.by.readout.slug)
    expect(link).to_have_attribute("href", world.by.readout.get_absolute_url())
    seen.append(barriers(page))

    assert seen == [[], [], []]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_five_megabytes_of_paste_are_refused(live_server, open_page, world, watch, scripts):
    watch.allow(413)
    page = open_page(world.by.analyst.user, java_script_enabled=scripts)
    fill(page, world.meeting)
    page.get_by_label("Text", exact=True).fill("a" * 5_000_000)
    before = Readout.objects.count()

    page.get_by_role("button", name="File and freeze for Belarus").click()

    if scripts:
        expect(page.locator("#failures")).to_contain_text("Not saved: too much at once")
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text("This is too large to send")
    assert Readout.objects.count() == before
    watch.complaints = [
        said for said in watch.complaints if "Status Error Code 413" not in said
    ]  # htmx says it too
