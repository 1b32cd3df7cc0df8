"""Which entries a week holds, and how it is named."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from commitments.models import Calendar, Week
from commitments.reports import weekly
from tests.reports.weekly.reading import FIRST, W5, at, lines_of, numbers, report_of


def test_period_ends_at_the_cutoff_in_the_zone_of_the_commission(world):
    period = weekly.period_of(world.commission, W5)

    assert (period.start, period.end) == (at("2021-01-29", "15:00"), at("2021-02-05", "15:00"))
    assert (period.first_day, period.day) == (dt.date(2021, 1, 29), dt.date(2021, 2, 5))
    assert not period.is_running


def test_running_week_is_looked_at_now(world):
    period = weekly.period_of(world.commission, W5, now=at("2021-02-03"))

    assert (period.moment, period.day, period.is_running) == (at("2021-02-03"), dt.date(2021, 2, 3), True)


def test_entry_of_the_last_second_belongs_to_the_week_and_the_next_one_does_not(world):
    entries = [
        world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-05", "15:00")),
        world.update(
            world.vaccine,
            by=world.cn.analyst,
            status="part",
            at=at("2021-02-05", "15:00") + dt.timedelta(microseconds=1),
        ),
    ]

    weeks = [lines_of(report_of(world, week), "moved") for week in (W5, Week(2021, 6))]

    assert [numbers(lines["BY-CN-2021-01"]) for lines in weeks] == [[entry.number] for entry in entries]


@pytest.mark.parametrize(
    ("week", "span"),
    [
        (Week(2022, 37), "Fri 9 Sep 2022 18:00 to Fri 16 Sep 18:00"),
        (Week(2020, 53), "Fri 25 Dec 2020 18:00 to Fri 1 Jan 2021 18:00"),
    ],
)
def test_week_is_named_by_what_it_covers(world, week, span):
    assert weekly.span_of(world.commission, week) == span


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2022-09-12", "2022-09-18", "12–18 September 2022"),
        ("2022-08-29", "2022-09-04", "29 August – 4 September 2022"),
        ("2020-12-28", "2021-01-03", "28 December 2020 – 3 January 2021"),
    ],
)
def test_days_are_named_with_their_year(first, last, days):
    assert weekly.days_between(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == days


def test_weeks_are_numbered_from_the_first_of_the_log():
    assert weekly.number_of(Week(2021, 4), Week(2021, 4)) == 1
    assert weekly.number_of(Week(2022, 37), Week(2021, 4)) == 86


def test_first_week_is_that_of_the_first_entry(world):
    assert weekly.first_week(world.commission) == FIRST
    assert weekly.first_week(world.elsewhere) == FIRST


def test_cutoff_follows_the_clocks_of_daylight_saving(world):
    """18:00 in Berlin is another moment in UTC before and after the clocks change."""
    world.commission.time_zone = "Europe/Berlin"
    world.commission.calendar = Calendar(ZoneInfo("Europe/Berlin"), 5, dt.time(18))

    ends = [weekly.period_of(world.commission, Week(2021, number)).end for number in (12, 13)]

    assert ends == [at("2021-03-26", "17:00"), at("2021-04-02", "16:00")]
