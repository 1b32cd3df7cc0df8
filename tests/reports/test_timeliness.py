"""Timeliness is computed from the day: what each side owes, how late it is, and what was delivered after its day."""

import datetime as dt
from types import SimpleNamespace

import pytest

from commitments.reports.timeliness import DueLine, due_of, redated_words
from tests.people import fresh

JUNE = dt.date(2021, 6, 30)
NAMES = {"first": "BY", "second": "CN"}


def row(**fields):
    """What `due_of` asks of a commitment; owed by the second side on 30 June unless said otherwise."""
    plain = {
        "due_kind": "date",
        "due_on": JUNE,
        "due_text": "",
        "condition_met_on": None,
        "first_due_on": JUNE,
        "every_weeks": 4,
        "every_months": 12,
        "rhythm_on": dt.date(2020, 6, 30),
        "first_owed_on": None,
        "second_owed_on": JUNE,
        "first_missed": 0,
        "second_missed": 0,
        "first_reported_on": None,
        "second_reported_on": None,
        "first_checked_on": None,
        "second_checked_on": None,
        "delivered_on": None,
        "agreed": "in_progress",
        "is_open": True,
        "asked_on": None,
        "answer": "",
        "answered_on": None,
    }
    return SimpleNamespace(**plain | fields)


NO_REPORT = (
    "Reports owed since 30 Jun 2020: none filed, 1 missed; the first was due on 30 Jun 2021, 1 day ago"
)


@pytest.mark.parametrize(
    ("day", "remark", "mark"),
    [
        (dt.date(2021, 5, 30), "", ""),
        (dt.date(2021, 5, 31), "30 days left", "due"),
        (dt.date(2021, 6, 29), "1 day left", "due"),
        (dt.date(2021, 6, 30), "Due today", "due"),
        (dt.date(2021, 7, 1), "Late by 1 day", "late"),
        (dt.date(2021, 9, 16), "Late by 78 days", "late"),
    ],
)
def test_a_date_comes_and_passes(day, remark, mark):
    due = due_of(row(), on=day, names=NAMES)

    assert due == DueLine("30 Jun 2021", remark, mark)
    assert due.is_late == (mark == "late")


@pytest.mark.parametrize(
    ("fields", "words", "remark"),
    [
        ({"due_kind": "none", "due_on": None, "second_owed_on": None}, "No date", ""),
        ({"due_kind": "period"}, "30 Jun 2021", "Late by 1 day"),
        ({"due_kind": "event", "due_on": None, "second_owed_on": None}, "On an event", ""),
        ({"due_kind": "event"}, "30 Jun 2021", "Late by 1 day"),
        ({"due_kind": "continuing", "due_on": None}, "Continuing", NO_REPORT),
        ({"due_kind": "condition", "due_on": None}, "On a condition", "Answer late by 1 day"),
        (
            {
                "due_kind": "condition",
                "due_on": None,
                "second_owed_on": None,
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
    due = due_of(row(**fields), on=dt.date(2021, 7, 1), names=NAMES)

    assert (due.words, due.remark) == (words, remark)


def test_a_list_says_in_few_words_that_nothing_was_ever_filed():
    owed = row(due_kind="continuing", due_on=None)

    said = [
        due_of(owed, on=dt.date(2021, 7, 1), names=NAMES, is_brief=brief).remark for brief in (True, False)
    ]

    assert said == ["No report since 30 Jun 2020, 1 missed", NO_REPORT]


@pytest.mark.parametrize(
    ("kind", "far", "near", "there"),
    [
        ("condition", "Answer due by 30 Jun 2021", "Answer due in 2 days", "Answer due today"),
        ("continuing", "Report due by 30 Jun 2021", "Report due in 2 days", "Report due today"),
    ],
)
def test_what_is_owed_is_named(kind, far, near, there):
    owed = row(due_kind=kind, due_on=None)

    days = [dt.date(2021, 1, 1), dt.date(2021, 6, 28), JUNE]
    assert [due_of(owed, on=day, names=NAMES).remark for day in days] == [far, near, there]


YEARLY = {"due_kind": "continuing", "due_on": None, "first_due_on": None}


@pytest.mark.parametrize(
    ("fields", "remark", "mark"),
    [
        ({"first_owed_on": JUNE}, NO_REPORT, "late"),
        (
            {"first_owed_on": dt.date(2022, 6, 30)},
            f"CN: r{NO_REPORT[1:]}; BY: report due by 30 Jun 2022",
            "late",
        ),
        # It has filed one that was for no day of the rhythm.
        ({"second_reported_on": dt.date(2020, 7, 30)}, "Report late by 1 day", "late"),
        # It came to owe one later than the rhythm began.
        ({"rhythm_on": dt.date(2019, 6, 30)}, "Report late by 1 day", "late"),
        ({"second_missed": 1}, "Report late by 1 day, 2 reports missed", "late"),
        (
            {"second_owed_on": dt.date(2022, 6, 30), "second_missed": 1},
            "Report due by 30 Jun 2022, 1 report missed",
            "",
        ),
        ({"is_open": False, "second_missed": 4}, "", ""),
    ],
)
def test_each_side_owes_its_own_report(fields, remark, mark):
    due = due_of(row(**YEARLY | fields), on=dt.date(2021, 7, 1), names=NAMES)

    assert (due.remark, due.mark) == (remark, mark)


def test_what_one_side_owes_is_said_to_it_alone():
    owing = row(**YEARLY, first_owed_on=dt.date(2022, 6, 30))

    assert due_of(owing, on=dt.date(2021, 7, 1), names={}, of="first").mark == ""
    assert due_of(owing, on=dt.date(2021, 7, 1), names={}, of="second").is_late


@pytest.mark.parametrize(
    ("fields", "remark", "mark"),
    [
        ({"delivered_on": JUNE}, "Delivered on time", ""),
        ({"delivered_on": dt.date(2021, 7, 1)}, "Delivered 1 day after the day promised", "delivered_late"),
        (
            {"delivered_on": dt.date(2021, 7, 10), "first_due_on": dt.date(2021, 6, 20)},
            "Delivered 10 days after the day promised (20 days after the day first promised)",
            "delivered_late",
        ),
        (
            {"delivered_on": JUNE, "first_due_on": dt.date(2021, 6, 20)},
            "Delivered on time (10 days after the day first promised)",
            "",
        ),
        ({"delivered_on": JUNE, "due_on": None, "first_due_on": None}, "", ""),
    ],
)
def test_what_was_delivered_after_its_day_says_so_for_good(fields, remark, mark):
    done = row(agreed="delivered", is_open=False, second_owed_on=None, **fields)

    due = due_of(done, on=dt.date(2030, 1, 1), names=NAMES)

    assert (due.remark, due.mark, due.is_late) == (remark, mark, False)


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        (0, 0, ""),
        (1, 365, "Re-dated once, later by 365 days"),
        (1, -1, "Re-dated once, earlier by 1 day"),
        (2, 90, "Re-dated twice, by 90 days in all"),
        (2, 0, "Re-dated twice, back to the first date"),
        (3, -1, "Re-dated 3 times, by 1 day in all"),
    ],
)
def test_how_often_and_how_far_a_date_moved(times, days, words):
    assert redated_words(times, days) == words


def test_closed_by_both_is_no_longer_late(world):
    for side in (world.by, world.cn):
        assert due_of(fresh(world.vaccine), on=dt.date(2022, 1, 1), names=NAMES).is_late
        world.close(world.vaccine, by=side.secretary)

    assert not due_of(fresh(world.vaccine), on=dt.date(2022, 1, 1), names=NAMES).is_late
