"""Weeks of a commission: ISO weeks that end at the commission's own cut-off, in its own time zone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

LABEL = re.compile(r"([0-9]{4})-W([0-9]{2})")
# Years a register can mean; every week of them has a neighbour on either side.
YEARS = range(1900, 3000)
# An entry may carry a moment before a cut-off and be committed after it: so long after it the week is as it stays.
SETTLED_AFTER = dt.timedelta(minutes=1)


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """One ISO week, e.g. Week(2026, 53)."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"

    @classmethod
    def parse(cls, label: str) -> Week:
        """The week written "2022-W37". Raises ValueError for anything that is not a week of the calendar."""
        match = LABEL.fullmatch(label)
        if not match or int(match[1]) not in YEARS:
            raise ValueError(label)
        week = cls(int(match[1]), int(match[2]))
        dt.date.fromisocalendar(week.year, week.number, 1)
        return week

    @classmethod
    def of_day(cls, day: dt.date) -> Week:
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> dt.date:
        return dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)

    def shifted(self, weeks: int) -> Week:
        return Week.of_day(self.monday + dt.timedelta(weeks=weeks))


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a commission counts its weeks: the weekday (1 is Monday) and hour at which a week is cut off."""

    zone: ZoneInfo
    weekday: int
    time: dt.time

    def cutoff(self, week: Week) -> dt.datetime:
        """The moment `week` ends. An hour that the clocks skip or repeat counts at its first offset."""
        day = week.monday + dt.timedelta(days=self.weekday - 1)
        return dt.datetime.combine(day, self.time, self.zone)

    def span(self, week: Week) -> tuple[dt.datetime, dt.datetime]:
        """After the first moment, up to and with the second."""
        return self.cutoff(week.shifted(-1)), self.cutoff(week)

    def week_of(self, moment: dt.datetime) -> Week:
        """The week an entry recorded at `moment` belongs to."""
        # In UTC, because moments of one zone are compared by its clock, which shows an hour of autumn twice.
        moment = moment.astimezone(dt.UTC)
        week = Week.of_day(moment.astimezone(self.zone).date())
        return week if moment <= self.cutoff(week) else week.shifted(1)

    def day_of(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.zone).date()

    def end_of_day(self, day: dt.date) -> dt.datetime:
        """The last moment of `day` where the commission sits."""
        return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self.zone) - dt.timedelta(
            microseconds=1
        )

    def silent_before(self, day: dt.date, limit: int) -> dt.datetime:
        """The moment before which a last word is silence on `day`: more than `limit` days have passed since.

        The one boundary of silence: a word of 180 days ago is none, a word of 181 days ago is.
        """
        return dt.datetime.combine(day - dt.timedelta(days=limit), dt.time(), self.zone)
