"""The days on which reports and answers are owed: fixed by their anchor, whatever is filed and when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.vocabulary.rhythm import Rhythm, add_months

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
YEARLY = Rhythm(dt.date(2020, 12, 15), months=12)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "months", "later"),
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2021-08-31", 6, "2022-02-28"),
        ("2021-12-15", 1, "2022-01-15"),
        ("2021-11-30", 3, "2022-02-28"),
        ("2021-01-26", 24, "2023-01-26"),
    ],
)
def test_months_end_where_the_month_ends(start, months, later):
    assert add_months(day(start), months) == day(later)


@given(DAYS, st.integers(0, 120))
def test_months_are_counted_by_the_calendar(start, months):
    later = add_months(start, months)

    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day == start.day or (later.day < start.day and (later + dt.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("filed", "following"),
    [
        ("2021-11-20", "2022-12-15"),  # early
        ("2021-12-15", "2022-12-15"),
        ("2022-02-10", "2022-12-15"),  # late: every December stays every December
        ("2022-01-10", "2022-12-15"),
        ("2022-11-30", "2023-12-15"),  # one was missed; this one is on time
        ("2021-01-10", "2021-12-15"),  # soon after the beginning nothing is discharged
        ("2020-12-01", "2021-12-15"),  # before it even less
    ],
)
def test_every_december_stays_every_december(filed, following):
    assert YEARLY.next_after_filing(day(filed)) == day(following)


def test_of_two_days_equally_near_the_earlier_one_is_meant():
    rhythm = Rhythm(dt.date(2021, 1, 1), weeks=2)

    assert rhythm.next_after_filing(dt.date(2021, 1, 22)) == dt.date(2021, 1, 29)
    assert rhythm.next_after_filing(dt.date(2021, 1, 23)) == dt.date(2021, 2, 12)


def test_a_month_that_is_too_short_does_not_shorten_the_next():
    rhythm = Rhythm(dt.date(2021, 1, 31), months=1)

    assert [str(rhythm.day(number)) for number in (1, 2, 3)] == ["2021-02-28", "2021-03-31", "2021-04-30"]
    assert rhythm.next_after(dt.date(2021, 2, 28)) == dt.date(2021, 3, 31)


@pytest.mark.parametrize(
    ("before", "number"), [("2021-12-15", 0), ("2021-12-16", 1), ("2024-12-15", 3), ("2024-12-16", 4)]
)
def test_a_period_is_missed_once_its_day_has_passed(before, number):
    assert YEARLY.count(day("2021-12-15"), day(before)) == number


@given(
    DAYS,
    DAYS,
    st.one_of(st.tuples(st.integers(1, 60), st.just(0)), st.tuples(st.just(0), st.integers(1, 60))),
)
def test_the_next_day_is_the_first_of_the_rhythm_after_a_day(start, on, period):
    rhythm = Rhythm(start, *period)
    number = rhythm.number_after(on)

    assert rhythm.day(number) > on
    assert number == 1 or rhythm.day(number - 1) <= on
    assert rhythm.next_after_filing(on) >= rhythm.next_after(on)
