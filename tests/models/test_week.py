"""Weeks and days where the commission sits: year ends, cut-offs, and clocks that are put forward and back."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.models import Calendar, Week

ZONES = ["Europe/Minsk", "Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Asia/Almaty", "Pacific/Apia"]
FRIDAY_18 = (5, dt.time(18))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def calendar(zone: str = "Europe/Minsk", weekday: int = 5, time: dt.time = dt.time(18)) -> Calendar:
    return Calendar(ZoneInfo(zone), weekday, time)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2021-01-04", "2021-W01"),
        ("2022-09-14", "2022-W37"),
        ("2024-12-30", "2025-W01"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
    ],
)
def test_week_of_a_day(day, label):
    week = Week.of_day(dt.date.fromisoformat(day))

    assert str(week) == label
    assert Week.parse(label) == week
    assert week.monday <= dt.date.fromisoformat(day) <= week.sunday


@pytest.mark.parametrize(
    "label",
    [
        "", "2022", "2022-37", "2022-W5", "2022-W00", "2021-W53", "2022-W54", "2022-w37", " 2022-W37", "2022-W37\n",
        "22-W37", "-2022-W37", "0000-W01", "0001-W01", "9999-W52", "２０２２-W37", "2022-W３7",
    ],
)  # fmt: skip
def test_week_parse_refuses(label):
    with pytest.raises(ValueError):
        Week.parse(label)


@pytest.mark.parametrize("label", ["1900-W01", "2999-W52"])
def test_the_first_and_the_last_week_have_neighbours(label):
    week = Week.parse(label)

    assert week.shifted(-1) < week < week.shifted(1)


@given(st.dates(dt.date(1901, 1, 1), dt.date(2998, 1, 1)), st.integers(-60, 60))
def test_weeks_follow_each_other(day, weeks):
    week = Week.of_day(day)

    assert week.shifted(weeks).monday - week.monday == dt.timedelta(weeks=weeks)
    assert week.shifted(weeks).shifted(-weeks) == week
    assert (week.shifted(1) > week) and Week.parse(str(week)) == week


def test_week_53_has_its_neighbours():
    assert [str(Week(2026, 53).shifted(n)) for n in (-1, 0, 1)] == ["2026-W52", "2026-W53", "2027-W01"]


@pytest.mark.parametrize(
    ("moment", "label"),
    [
        ("2022-09-16T14:59:59.999999", "2022-W37"),
        ("2022-09-16T15:00:00", "2022-W37"),  # the cut-off itself, 18:00 in Minsk, still belongs to the week
        ("2022-09-16T15:00:00.000001", "2022-W38"),
        ("2022-09-18T20:59:59", "2022-W38"),
        ("2022-09-18T21:00:00", "2022-W38"),  # Monday 00:00 in Minsk
        ("2027-01-01T15:00:00", "2026-W53"),
        ("2027-01-01T15:00:01", "2027-W01"),
    ],
)
def test_week_of_a_moment_at_the_edges_of_the_cutoff(moment, label):
    assert str(calendar().week_of(utc(moment))) == label


@pytest.mark.parametrize(
    ("weekday", "time", "moment", "label"),
    [
        (1, dt.time(0), "2022-09-11T21:00:00", "2022-W37"),  # Monday 00:00: the week ends where it begins
        (1, dt.time(0), "2022-09-11T21:00:01", "2022-W38"),
        (7, dt.time(23, 59), "2022-09-18T20:59:00", "2022-W37"),
        (7, dt.time(23, 59), "2022-09-18T20:59:01", "2022-W38"),
    ],
)
def test_week_of_a_moment_with_other_cutoffs(weekday, time, moment, label):
    assert str(calendar(weekday=weekday, time=time).week_of(utc(moment))) == label


def test_the_same_moment_is_in_another_week_elsewhere():
    moment = utc("2022-09-16T12:00")

    assert [str(calendar(zone).week_of(moment)) for zone in ("Europe/Minsk", "Asia/Shanghai")] == [
        "2022-W37",
        "2022-W38",
    ]


@pytest.mark.parametrize(
    ("day", "weekday", "time", "ends"),
    [
        ("2026-10-25", 7, dt.time(2, 30), "2026-10-25T00:30"),  # 02:30 comes twice: the first counts
        (
            "2026-03-29",
            7,
            dt.time(2, 30),
            "2026-03-29T01:30",
        ),  # 02:30 is skipped: an hour and a half into the day
        ("2026-03-27", 5, dt.time(18), "2026-03-27T17:00"),
        ("2026-04-03", 5, dt.time(18), "2026-04-03T16:00"),
    ],
)
def test_cutoff_when_the_clocks_change(day, weekday, time, ends):
    week = Week.of_day(dt.date.fromisoformat(day))

    assert calendar("Europe/Berlin", weekday, time).cutoff(week).astimezone(dt.UTC) == utc(ends)


def test_a_moment_of_the_repeated_hour_is_told_apart_whatever_its_zone():
    berlin = calendar("Europe/Berlin", 7, dt.time(2, 30))
    second_time = dt.datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=berlin.zone)  # after the first 02:30

    assert (
        str(berlin.week_of(second_time)) == str(berlin.week_of(second_time.astimezone(dt.UTC))) == "2026-W44"
    )


moments = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))
calendars = st.builds(calendar, st.sampled_from(ZONES), st.integers(1, 7), st.times())


@given(calendars, moments)
def test_every_moment_is_in_exactly_one_week(cal, moment):
    week = cal.week_of(moment)
    after, until = cal.span(week)

    assert after.astimezone(dt.UTC) < moment <= until.astimezone(dt.UTC)
    assert cal.span(week.shifted(1))[0] == until


@given(
    calendars,
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)).filter(lambda day: day != dt.date(2011, 12, 30)),
)
def test_a_day_ends_with_its_last_moment(cal, day):
    end = cal.end_of_day(day).astimezone(dt.UTC)

    assert cal.day_of(end) == day
    assert cal.day_of(end + dt.timedelta(microseconds=1)) > day


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Europe/Minsk", "2021-01-26T20:59:59", "2021-01-26"),
        ("Europe/Minsk", "2021-01-26T21:00:00", "2021-01-27"),
        ("Asia/Shanghai", "2021-01-26T15:59:59", "2021-01-26"),
        ("Asia/Shanghai", "2021-01-26T16:00:00", "2021-01-27"),
        ("Asia/Almaty", "2024-02-28T18:30:00", "2024-02-29"),  # +06 until the end of February 2024
        ("Asia/Almaty", "2024-03-01T18:30:00", "2024-03-01"),  # +05 since
    ],
)
def test_day_of_a_moment_is_the_commissions(zone, moment, day):
    assert calendar(zone).day_of(utc(moment)) == dt.date.fromisoformat(day)
