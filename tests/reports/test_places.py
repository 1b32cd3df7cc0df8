"""Words are where they are to the character, or they are not there."""

import pytest

from commitments.models import Readout
from commitments.reports.places import difference, place_at, places_of

TEXT = (
    "The sides met. The sides agreed.\n\n"
    "Beijing said: “we can provide as much as needed” – and more.\n"
    "Мінск і Пекін. THE SIDES\u00a0met again.\n"
    "数字２０２１年，aaaa\n"
    "договори\u00adлись о постав\u200bке ⽅"
)


@pytest.fixture
def readout():
    return Readout(text=TEXT)


def test_places_are_told_with_their_paragraph_and_what_stands_around(readout):
    (place,) = places_of(readout, "met")[:1]

    assert (place.start, place.end, place.paragraph, place.before, place.words, place.after) == (
        10,
        13,
        1,
        "The sides ",
        "met",
        ". The sides agreed.",
    )


def test_every_place_counts_also_overlapping_ones(readout):
    assert [place.start for place in places_of(readout, "The sides")] == [0, 15]
    assert len(places_of(readout, "aaa")) == 2


def test_a_paragraph_narrows_the_places(readout):
    assert [place.paragraph for place in places_of(readout, "met")] == [1, 3]
    assert [place.paragraph for place in places_of(readout, "met", paragraph=3)] == [3]
    assert places_of(readout, "met", paragraph=2) == []


def test_places_count_code_points(readout):
    (place,) = places_of(readout, "Пекін")

    assert TEXT[place.start : place.end] == "Пекін"


def test_words_over_a_line_break_belong_to_the_paragraph_they_begin_in(readout):
    (place,) = places_of(readout, "more.\nМінск")

    assert (place.paragraph, place.after) == (2, "")


@pytest.mark.parametrize(
    ("typed", "kind", "there"),
    [
        ("THE SIDES met again", "spaces", "THE SIDES\u00a0met again"),
        ("договорились о поставке", "invisible", "договори\u00adлись о постав\u200bке"),
        ("方", "widths", "⽅"),
        ("agreed. Beijing", "spaces", "agreed.\n\nBeijing"),
        ("the sides agreed", "capitals", "The sides agreed"),
        ("МІНСК", "capitals", "Мінск"),
        ('"we can provide', "marks", "“we can provide"),
        ("needed” - and", "marks", "needed” – and"),
        ("2021年", "widths", "２０２１年"),
        ('beijing said: "we', "several", "Beijing said: “we"),
    ],
)
def test_a_difference_is_named_and_the_words_as_they_stand_are_shown(readout, typed, kind, there):
    assert places_of(readout, typed) == []

    found = difference(readout, typed)

    assert (found.kind, found.place.words) == (kind, there)
    assert f"“{there}”" in str(found)


@pytest.mark.parametrize(
    "typed", ["The sides meet", "sides the", "Мінск, Пекін", "we can provide as much as needed and"]
)
def test_other_words_are_not_there_and_nothing_near_is_offered(readout, typed):
    assert places_of(readout, typed) == []
    assert difference(readout, typed) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, len(TEXT) + 1), (32, 34)])
def test_a_range_outside_the_text_or_without_words_is_no_place(readout, start, end):
    assert place_at(readout, start, end) is None


def test_a_range_is_a_place_in_its_whole_paragraph(readout):
    start = TEXT.index("as much")

    place = place_at(readout, start, start + 7)

    assert (place.before, place.words) == ("Beijing said: “we can provide ", "as much")
    assert place.after == " as needed” – and more."


def test_around_words_stand_whole_words():
    text = "every word around these words is shown as a whole, and never a part of a word alone"

    (place,) = places_of(Readout(text=text), "shown")

    assert place.before == "every word around these words is "[-40:]
    assert place.after == " as a whole, and never a part of a word"
