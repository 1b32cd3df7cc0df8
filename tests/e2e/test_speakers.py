"""Texts without spaces and texts that run from right to left, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import barriers, runs_over
from tests.e2e.test_readouts import newest, select
from tests.speakers import COMMISSIONS

DIRECTIONS = "(found) => found.map((one) => getComputedStyle(one).direction)"


@pytest.fixture(params=COMMISSIONS)
def speakers(request, transactional_db):
    return COMMISSIONS[request.param]()


def test_texts_are_read_in_their_direction_wherever_they_are_shown(speakers, open_page):
    page = open_page(speakers.first.analyst.user)
    readout, promise, base = speakers.first.readout, speakers.promise, f"/{speakers.commission.slug}"
    for address in (
        readout.get_absolute_url(),
        f"{readout.get_absolute_url()}intake/",
        promise.get_absolute_url(),
        f"{base}/register/",
        f"{base}/weeks/2021-W05/",
    ):
        page.goto(address)
        found = page.locator(f"main [lang={speakers.lang}]").evaluate_all(DIRECTIONS)
        assert set(found) == {speakers.direction}, address
        assert not runs_over(page)
        assert not runs_over(page, width=390)
        assert barriers(page) == []


def test_letters_that_the_machine_of_the_reader_lacks_are_sent(world, open_page):
    """Chinese ones alone: who has them, or reads none, fetches nothing."""
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/")
    fetched = """async (letters) => (await Promise.all(
      ["400", "700"].map((weight) => document.fonts.load(`${weight} 16px "Shipped Han"`, letters))
    )).map((faces) => faces.map((face) => [face.weight, face.status]))"""

    assert page.evaluate(fetched, "Belarus и Китай") == [[], []]
    assert page.evaluate(fetched, "白俄罗斯") == [[["400", "loaded"]], [["600 700", "loaded"]]]


def test_a_readout_is_typed_in_the_direction_of_its_language(speakers, open_page):
    page = open_page(speakers.first.analyst.user)
    page.goto(f"/{speakers.commission.slug}/readouts/file/")
    page.get_by_label("Language of the text").select_option(speakers.lang)

    assert page.get_by_label("Text", exact=True).evaluate_all(DIRECTIONS) == [speakers.direction]


def test_words_selected_in_a_text_are_the_words_that_are_quoted(speakers, open_page):
    page = open_page(speakers.first.analyst.user)
    readout = speakers.first.readout
    words = "次回会談は東京で行われる" if speakers.lang == "ja" else "يجتمع الوزيران في القاهرة؟"
    page.goto(readout.get_absolute_url())

    select(page, words)
    page.keyboard.press("q")
    page.get_by_label("Commitment they belong to").fill("1")
    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page.locator("#messages")).to_contain_text(f"Quoted for {speakers.promise.code}")
    expect(page.locator("article mark")).to_have_text([speakers.words, words])
    assert newest().words == words
