"""Weeks as data."""

from __future__ import annotations

from collections.abc import Iterable

from commitments import clock
from commitments.models import Commission, Seat, Week
from commitments.reports import weekly
from commitments.reports.data.shapes import WeekData, WeekLineData, WeekRef, WeekSectionData
from commitments.reports.weekly.sections import WrittenSection


def weeks_data(commission: Commission) -> list[WeekRef]:
    """All weeks since the log began, the latest first."""
    first = weekly.first_week(commission)
    if first is None:
        return []
    present = commission.calendar.week_of(clock.now())
    number = weekly.number_of(present, first)
    return [_ref(weekly.period_of(commission, present.shifted(-back))) for back in range(number)]


def _ref(period: weekly.WeekPeriod) -> WeekRef:
    return WeekRef(str(period.week), period.start, period.end, period.is_running)


def week_data(seat: Seat, week: Week, *, known_today: bool) -> WeekData | None:
    """One week, as recorded then or as known today; None for a week that the log does not have."""
    commission = seat.commission
    first = weekly.first_week(commission)
    if first is None or not first <= week <= commission.calendar.week_of(clock.now()):
        return None
    period = weekly.period_of(commission, week)
    if known_today:
        known = weekly.known_today(commission, period, sides=seat.sides)
        return WeekData(_ref(period), "today", "", _sections(known.sections))
    report = weekly.weekly(commission, period, first=first, sides=seat.sides)
    return WeekData(_ref(period), "then", report.headline, _sections(report.sections))


def _sections(written: Iterable[WrittenSection]) -> list[WeekSectionData]:
    return [
        WeekSectionData(
            section=one.slug,
            name=one.name,
            total=one.total,
            lines=[
                WeekLineData(code=line.code, title=line.title, says=line.facts, entries=list(line.entries))
                for line in one.lines
            ],
        )
        for one in written
    ]
