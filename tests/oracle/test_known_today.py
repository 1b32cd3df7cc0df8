"""Histories on which the two readings of what is known today once disagreed, each as small as it can be."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from commitments import actions
from tests.oracle.facts import Told
from tests.oracle.histories import told
from tests.oracle.test_pages import Pages, check_known_today, check_week_known_today
from tests.people import moment

# Beside what the histories say of days, and when more than 20 have passed.
DAYS = (3, 5, 10, 13, 15, 24)
RULES = Told([], ZoneInfo("Europe/Minsk"), 5, dt.time(18), 20)


def june(day: int) -> dt.date:
    return dt.date(2021, 6, day)


def at(day: int, time: str = "12:00") -> dt.datetime:
    return moment(june(day).isoformat(), time)


def says(world, status: str, *, on: int, recorded: int, **fields):
    return world.update(
        world.vaccine, by=world.by.analyst, status=status, effective_on=june(on), at=at(recorded), **fields
    )


def corrects(world, entry, status: str, *, on: int, recorded: int, **fields):
    return actions.correct(
        world.vaccine,
        by=world.by.analyst,
        entry=entry,
        status=status,
        outlook="no_view",
        note="Another day.",
        effective_on=june(on),
        at=at(recorded),
        **fields,
    )


def position_alone(world):
    says(world, "in_progress", on=2, recorded=2)
    says(world, "in_progress", on=14, recorded=14, position="Flights are rare.")
    says(world, "blocked", on=9, recorded=15)


def position_alone_and_back(world):
    says(world, "in_progress", on=2, recorded=2)
    says(world, "blocked", on=9, recorded=15)
    says(world, "blocked", on=4, recorded=16, position="Flights are rare.")


def corrected_note(world):
    says(world, "in_progress", on=9, recorded=9)
    note = says(world, "in_progress", on=14, recorded=14)
    corrects(world, note, "in_progress", on=3, recorded=21)


def corrected_position(world):
    says(world, "in_progress", on=9, recorded=9)
    word = says(world, "in_progress", on=14, recorded=14, position="Flights are rare.")
    corrects(world, word, "in_progress", on=3, recorded=21)


def corrected_note_after_a_move(world):
    says(world, "in_progress", on=9, recorded=9)
    note = says(world, "in_progress", on=14, recorded=14)
    says(world, "blocked", on=16, recorded=16)
    corrects(world, note, "in_progress", on=3, recorded=21)


def corrected_day_under_a_position(world):
    word = says(world, "in_progress", on=4, recorded=4)
    says(world, "in_progress", on=9, recorded=9, position="Flights are rare.")
    corrects(world, word, "in_progress", on=14, recorded=21)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "history",
    [
        position_alone,
        position_alone_and_back,
        corrected_note,
        corrected_position,
        corrected_note_after_a_move,
        corrected_day_under_a_position,
    ],
    ids=lambda history: history.__name__,
)
def test_both_readings_agree(world, history):
    history(world)
    facts, pages = told(world, RULES), Pages(world)

    for monday in facts.mondays(june(1)):
        check_week_known_today(facts, pages, monday)
    for day in DAYS:
        check_known_today(facts, pages, june(day))
