"""The words and the tables of the vocabulary, cell by cell against what the design says of them."""

from itertools import product

import pytest

from commitments.models import Commitment, Entry, Standpoint
from commitments.vocabulary import (
    ANSWER_KINDS,
    CLOSED,
    MOVES,
    SESSION_KINDS,
    SIDES,
    STANDING,
    VIEW_KINDS,
    WITHDRAWABLE,
    WORKING,
    Agreed,
    EntryKind,
    Outlook,
    Recognition,
    Side,
    Status,
    Whose,
    agreed_view,
    is_enough,
    may_move,
    other_side,
)

# The table of moves written out by hand: one row per status a side is in, one letter per status it may go to.
#                   na ns ip bl co pa | de nd dr su
ALLOWED_MOVES = {
    "not_assessed":  "=  x  x  x  x  x    x  x  x  x",
    "not_started":   "-  =  x  x  x  x    x  x  x  x",
    "in_progress":   "-  -  =  x  x  x    x  x  x  x",
    "blocked":       "-  -  x  =  x  x    x  x  x  x",
    "continuing":    "-  -  x  x  =  x    x  x  x  x",
    "part":          "-  -  x  x  x  =    x  x  x  x",
    "delivered":     "-  x  x  x  x  x    =  -  -  -",
    "not_delivered": "-  x  x  x  x  x    -  =  -  -",
    "dropped":       "-  x  x  x  x  x    -  -  =  -",
    "superseded":    "-  x  x  x  x  x    -  -  -  =",
}  # fmt: skip


def test_moves_are_the_table():
    told = {
        before: {after: mark in "x=" for after, mark in zip(ALLOWED_MOVES, row.split(), strict=True)}
        for before, row in ALLOWED_MOVES.items()
    }

    assert told == {
        before.value: {after.value: may_move(before, after) for after in Status} for before in Status
    }


def test_moves_know_every_status_and_never_name_staying():
    assert set(MOVES) == set(Status)
    assert [status for status in Status if status in MOVES[status]] == []


def test_closed_and_working_share_nothing():
    assert CLOSED & set(WORKING) == set()
    assert CLOSED | set(WORKING) | {Status.NOT_ASSESSED} == set(Status)


@pytest.mark.parametrize(("first", "second"), list(product(Status, Status)))
def test_agreed_is_what_both_have_said(first, second):
    agreed = agreed_view(first, second)

    if first == second:
        assert agreed == first
    elif "not_assessed" in (first, second):
        assert agreed == "one_side"
    else:
        assert agreed == "differ"
    assert agreed == agreed_view(second, first)


@pytest.mark.parametrize("closed", sorted(CLOSED))
def test_nothing_is_agreed_closed_by_one_side(closed):
    assert [s.value for s in Status if agreed_view(s, closed) in CLOSED] == [closed]


def test_agreed_repeats_every_status_with_its_label():
    assert {(a.value, a.label) for a in Agreed} - {(s.value, s.label) for s in Status} == {
        ("differ", "Sides differ"),
        ("one_side", "One side only"),
    }


def test_other_side_is_across_the_table():
    assert [other_side(side) for side in SIDES] == ["second", "first"]
    assert other_side("first") == "second"


def test_withdrawable_is_standing_but_not_what_both_confirmed():
    assert set(STANDING) - set(WITHDRAWABLE) == {Recognition.CONFIRMED}
    assert set(Recognition) - set(STANDING) == {Recognition.WITHDRAWN, Recognition.SUPERSEDED}


def test_evidence_is_enough_when_it_is_as_strong_or_stronger():
    classes = ["act", "statistic", "receiving_side", "performing_side", "press"]

    assert [[is_enough(given, needed) for given in classes] for needed in classes] == [
        [True, False, False, False, False],
        [True, True, False, False, False],
        [True, True, True, False, False],
        [True, True, True, True, False],
        [True, True, True, True, True],
    ]


def test_view_kinds_say_nothing_about_terms():
    assert set(EntryKind) - VIEW_KINDS == {
        EntryKind.BRIEFING_ISSUED,
        "meeting_opened", "readout_filed", "seat_changed", "account_changed", "named", "settings_changed", "redacted", "recorded", "quoted", "confirmed", "declined", "amended",
        "handed_over", "redated", "withdrawn", "marked", "readout_closed", "readout_reopened", "noted", "reworded",
        "wording_kept", "criteria_set", "indicators_set", "values_given", "proposed", "countered", "turned_down", "retracted",
        "step_set", "step_moved", "step_done", "step_dropped", "no_news", "note_kept", "asked_again", "decided", "translated",
        *ANSWER_KINDS, *SESSION_KINDS,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Status, Commitment._meta.get_field("first_status")),
        (Status, Commitment._meta.get_field("second_status")),
        (Agreed, Commitment._meta.get_field("agreed")),
        (Outlook, Commitment._meta.get_field("first_outlook")),
        (Recognition, Commitment._meta.get_field("recognition")),
        (Side, Commitment._meta.get_field("performed_by")),
        (EntryKind, Entry._meta.get_field("kind")),
        (Status, Entry._meta.get_field("status_before")),
        (Agreed, Entry._meta.get_field("agreed_after")),
        (Whose, Standpoint._meta.get_field("whose")),
        (Agreed, Standpoint._meta.get_field("status")),
    ],
    ids=str,
)
def test_every_word_fits_its_column(words, field):
    assert max(len(word) for word in words.values) <= field.max_length
