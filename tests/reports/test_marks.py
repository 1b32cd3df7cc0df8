"""Quotes in a text: whatever overlaps, no character is lost and none is shown twice."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.actions import Words
from commitments.reports.marks import marked, notes_within, number_of
from tests.people import MEETING_DAY, fresh

# Five words of one paragraph, blank lines, a line break, a character outside the first plane, Chinese.
TEXT = "alpha beta gamma delta epsilon.\n\n\nzeta 𠀋 eta\ntheta iota.\n  \n中方愿同白方加强疫苗合作。"


@pytest.fixture
def readout(world):
    return actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=TEXT,
        at=world.clock(),
    )


def quote(world, readout, *ranges, **fields):
    """A commitment that quotes these ranges of the text."""
    words = [Words(readout, start, end, readout.text[start:end]) for start, end in ranges]
    commitment = world.record(quotes=(words[0],), **fields)
    for further in words[1:]:
        actions.quote(commitment, by=world.by.analyst, words=further, at=world.clock())
    return commitment


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def pieces(text, number=1):
    """The pieces of one paragraph as "plain", "[anchors|words|numbers]"."""
    passage = text.passages[number - 1]
    return [
        f"[{' '.join(piece.anchors)}|{piece.text}|{' '.join(piece.numbers)}]"
        if piece.is_quoted
        else piece.text
        for piece in passage.pieces
    ]


def test_a_text_without_quotes_is_its_paragraphs(readout):
    text = marked(readout)

    assert [(p.number, p.start, [piece.text for piece in p.pieces]) for p in text.passages] == [
        (1, 0, ["alpha beta gamma delta epsilon."]),
        (2, 34, ["zeta 𠀋 eta"]),
        (3, 45, ["theta iota."]),
        (4, 60, ["中方愿同白方加强疫苗合作。"]),
    ]
    assert (text.share, text.stretches, text.bare, text.notes) == (0, [], 4, {})


def test_a_quote_is_a_piece_with_its_anchor_and_number(world, readout):
    commitment = quote(world, readout, at("beta gamma"))

    text = marked(readout)

    assert pieces(text) == ["alpha ", "[q-03|beta gamma|03]", " delta epsilon."]
    assert [note.code for note in text.passages[0].notes] == [commitment.code]
    assert text.bare == 3


def test_overlapping_quotes_share_the_words_they_share(world, readout):
    quote(world, readout, at("alpha beta gamma"))
    quote(world, readout, at("gamma delta"))

    assert pieces(marked(readout)) == ["[q-03|alpha beta |]", "[q-04|gamma|03]", "[| delta|04]", " epsilon."]


def test_a_quote_within_a_quote(world, readout):
    quote(world, readout, at("alpha beta gamma delta"))
    quote(world, readout, at("beta"))

    text = marked(readout)

    assert pieces(text) == ["[q-03|alpha |]", "[q-04|beta|04]", "[| gamma delta|03]", " epsilon."]
    assert len(text.stretches) == 1


def test_two_commitments_may_quote_the_same_words(world, readout):
    quote(world, readout, at("beta"))
    quote(world, readout, at("beta"))

    piece = marked(readout).passages[0].pieces[1]

    assert (piece.further_anchors, piece.anchor, piece.numbers) == (("q-03",), "q-04", ("03", "04"))


def test_quotes_that_touch_stay_apart(world, readout):
    quote(world, readout, at("alpha "))
    quote(world, readout, at("beta"))

    text = marked(readout)

    assert pieces(text) == ["[q-03|alpha |03]", "[q-04|beta|04]", " gamma delta epsilon."]
    assert len(text.stretches) == 2


def test_a_quote_over_paragraphs_begins_once_and_ends_once(world, readout):
    commitment = quote(world, readout, (TEXT.index("delta"), TEXT.index("theta") + 5))

    text = marked(readout)

    assert pieces(text) == ["alpha beta gamma ", "[q-03|delta epsilon.|]"]
    assert pieces(text, 2) == ["[|zeta 𠀋 eta|]"]
    assert pieces(text, 3) == ["[|theta|03]", " iota."]
    assert [len(passage.notes) for passage in text.passages] == [1, 1, 1, 0]
    assert [(place.paragraph, place.anchor) for place in text.places[commitment.pk]] == [(1, "q-03")]


def test_a_quote_that_ends_between_paragraphs_ends_with_its_last_word(world, readout):
    quote(world, readout, (TEXT.index("epsilon"), TEXT.index("zeta")))

    assert pieces(marked(readout)) == ["alpha beta gamma delta ", "[q-03|epsilon.|03]"]


def test_a_commitment_with_two_quotes_is_one_note_with_two_anchors(world, readout):
    commitment = quote(world, readout, at("alpha"), at("gamma"), at("theta"))

    text = marked(readout)

    assert pieces(text) == ["[q-03|alpha|03]", " beta ", "[q-03-2|gamma|03]", " delta epsilon."]
    assert [len(passage.notes) for passage in text.passages] == [1, 0, 1, 0]
    assert [place.anchor for place in text.places[commitment.pk]] == ["q-03", "q-03-2", "q-03-3"]


def test_a_withdrawn_commitment_marks_nothing(world, readout):
    commitment = quote(world, readout, at("beta"))
    actions.withdraw(commitment, by=world.by.secretary, reason="A mistake.", at=world.clock())

    assert marked(readout).notes == {}


def test_a_note_has_the_present_agreed_status(world, readout):
    commitment = quote(world, readout, at("beta"), title="Бета", language="ru")
    world.update(commitment, by=world.by.analyst, status="in_progress")

    (note,) = marked(readout).passages[0].notes

    assert (note.agreed, note.agreed_label, note.title, note.title_lang, note.url) == (
        "one_side",
        "One side only",
        "Бета",
        "ru",
        fresh(commitment).get_absolute_url(),
    )


def test_the_share_counts_every_character_once(world, readout):
    quote(world, readout, at("alpha beta"))
    quote(world, readout, at("beta gamma"))

    assert marked(readout).share == round(100 * len("alpha beta gamma") / len(TEXT))


def test_the_number_names_the_year_when_the_meeting_was_in_another(world, readout):
    assert number_of("BY-CN-2021-05", readout) == "05"
    assert number_of("BY-CN-2022-105", readout) == "2022-105"


def test_another_prefix_keeps_the_anchors_of_two_texts_apart(world, readout):
    quote(world, readout, at("beta"))

    assert marked(readout, prefix="w").passages[0].pieces[1].anchor == "w-03"


def test_notes_within_a_range_are_those_that_share_a_character_with_it(world, readout):
    beta = quote(world, readout, at("beta"))
    quote(world, readout, at("delta"))

    found = notes_within(readout, *at("beta gamma "))

    assert [note.code for note in found] == [beta.code]


def test_nothing_is_lost_or_doubled_whatever_is_quoted(world, readout):
    for number in range(25):
        start = number * 37 % (len(TEXT) - 1)
        end = start + 1 + number * 53 % (len(TEXT) - start)
        if TEXT[start:end].strip():
            quote(world, readout, (start, end))

    text = marked(readout)

    shown = ["".join(piece.text for piece in passage.pieces) for passage in text.passages]
    assert shown == [paragraph.text for paragraph in readout.paragraphs()]
    pieces_of_all = [piece for passage in text.passages for piece in passage.pieces]
    anchors = [anchor for piece in pieces_of_all for anchor in piece.anchors]
    assert sorted(anchors) == sorted(place.anchor for places in text.places.values() for place in places)
    assert sorted(number for piece in pieces_of_all for number in piece.numbers) == sorted(
        re.sub("^q-", "", anchor) for anchor in anchors
    )


def test_the_number_of_queries_does_not_grow_with_the_quotes(world, readout):
    quote(world, readout, at("alpha"))
    with CaptureQueriesContext(connection) as one:
        marked(readout)
    quote(world, readout, at("beta"), at("gamma"))
    quote(world, readout, at("theta"))

    with CaptureQueriesContext(connection) as four:
        marked(readout)

    assert (len(one), len(four)) == (1, 1)
