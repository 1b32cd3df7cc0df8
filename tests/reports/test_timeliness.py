"""Timeliness is computed from the day: late is not broken, and a condition is never late."""

import datetime as dt
from types import SimpleNamespace

import pytest

from commitments.reports.timeliness import DueLine, due_of, redated_words
from tests.people import fresh

JUNE = dt.date(2021, 6, 30)


def row(**fields):
    """What `due_of` asks of a commitment; owed on 30 June unless said otherwise."""
    plain = {
        "due_kind": "date",
        "due_on": JUNE,
        "due_text": "",
        "condition_met_on": None,
        "owed_on": JUNE,
        "is_open": True,
        "asked_on": None,
        "answer": "",
        "answered_on": None,
    }
    return SimpleNamespace(**plain | fields)


@pytest.mark.parametrize(
    ("day", "remark", "mark"),
    [
        (dt.date(2021, 5, 30), "", ""),
        (dt.date(2021, 5, 31), "30 days left", "due"),
        (dt.date(2021, 6, 29), "1 day left", "due"),
        (dt.date(2021, 6, 30), "0 days left", "due"),
        (dt.date(2021, 7, 1), "Late by 1 day", "late"),
        (dt.date(2021, 9, 16), "Late by 78 days", "late"),
    ],
)
def test_a_date_comes_and_passes(day, remark, mark):
    due = due_of(row(), on=day)

    assert due == DueLine("30 Jun 2021", remark, mark)
    assert due.is_late == (mark == "late")


@pytest.mark.parametrize(
    ("fields", "words", "remark"),
    [
        ({"due_kind": "none", "due_on": None, "owed_on": None}, "No date", ""),
        ({"due_kind": "period"}, "30 Jun 2021", "Late by 1 day"),
        ({"due_kind": "event", "due_on": None, "owed_on": None}, "On an event", ""),
        ({"due_kind": "event"}, "30 Jun 2021", "Late by 1 day"),
        ({"due_kind": "continuing", "due_on": None}, "Continuing", "Report late by 1 day"),
        ({"due_kind": "condition", "due_on": None}, "On a condition", "Answer late by 1 day"),
        (
            {
                "due_kind": "condition",
                "due_on": None,
                "owed_on": None,
                "condition_met_on": dt.date(2021, 6, 1),
            },
            "Condition met 1 Jun 2021",
            "",
        ),
        ({"due_kind": "condition", "condition_met_on": dt.date(2021, 6, 1)}, "30 Jun 2021", "Late by 1 day"),
        ({"is_open": False}, "30 Jun 2021", ""),
    ],
)
def test_each_kind_of_due(fields, words, remark):
    due = due_of(row(**fields), on=dt.date(2021, 7, 1))

    assert (due.words, due.remark) == (words, remark)


@pytest.mark.parametrize(
    ("kind", "far", "near"),
    [
        ("condition", "Answer asked for by 30 Jun 2021", "Answer due in 2 days"),
        ("continuing", "Report owed by 30 Jun 2021", "Report due in 2 days"),
    ],
)
def test_what_is_owed_is_named(kind, far, near):
    owed = row(due_kind=kind, due_on=None)

    assert due_of(owed, on=dt.date(2021, 1, 1)).remark == far
    assert due_of(owed, on=dt.date(2021, 6, 28)).remark == near


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        (0, 0, ""),
        (1, 365, "Re-dated once, later by 365 days"),
        (1, -1, "Re-dated once, earlier by 1 day"),
        (2, 90, "Re-dated 2 times, by 90 days in all"),
    ],
)
def test_how_often_and_how_far_a_date_moved(times, days, words):
    assert redated_words(times, days) == words


def test_closed_by_both_is_no_longer_late(world):
    for side in (world.by, world.cn):
        assert due_of(fresh(world.vaccine), on=dt.date(2022, 1, 1)).is_late
        world.close(world.vaccine, by=side.secretary)

    assert not due_of(fresh(world.vaccine), on=dt.date(2022, 1, 1)).is_late
