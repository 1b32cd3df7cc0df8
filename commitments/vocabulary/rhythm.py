"""The days on which a report or an answer is owed: fixed by the day the rhythm began, whenever something is filed."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Day number n lies n periods after `start`; a period is so many months, or else so many weeks.

    Number 0 is the start itself, on which nothing is owed.
    """

    start: dt.date
    months: int = 0
    weeks: int = 0

    def day(self, number: int) -> dt.date:
        if self.months:
            return add_months(self.start, number * self.months)
        return self.start + dt.timedelta(weeks=number * self.weeks)

    def number_after(self, day: dt.date) -> int:
        """The number of the first day that lies after `day`; at least 1."""
        if self.months:
            passed = (day.year - self.start.year) * 12 + day.month - self.start.month
            number = max(1, passed // self.months)
        else:
            number = max(1, (day - self.start).days // (7 * self.weeks))
        while self.day(number) <= day:
            number += 1
        return number

    def next_after(self, day: dt.date) -> dt.date:
        """The first day of the rhythm that lies after `day`."""
        return self.day(self.number_after(day))

    def next_after_filing(self, day: dt.date) -> dt.date:
        """The day owed next when something is filed on `day`.

        What is filed is for the day of the rhythm nearest to it: a little early or late changes nothing. Of two that
        are equally near it is for the earlier one.
        """
        number = self.number_after(day)
        earlier, later = self.day(number - 1), self.day(number)
        return self.day(number + 1) if later - day < day - earlier else later

    def count(self, first: dt.date, before: dt.date) -> int:
        """How many of its days lie from `first`, one of them, up to but not on `before`."""
        if before <= first:
            return 0
        yesterday = dt.timedelta(days=1)
        return self.number_after(before - yesterday) - self.number_after(first - yesterday)
