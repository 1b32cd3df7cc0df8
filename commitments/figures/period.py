"""The periods that values are of, by their ISO 8601 keys."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from commitments.vocabulary.rhythm import add_months

DAY = dt.timedelta(days=1)

_FORMS = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


class BadPeriod(ValueError):
    """A key that names no period."""


@dataclass(frozen=True, slots=True)
class ValuePeriod:
    """A stretch of whole days, both ends included."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadPeriod(f"{self.start} to {self.end} ends before it begins")

    @classmethod
    def of_key(cls, key: str) -> ValuePeriod:
        """`2021-02-19`, `2021-02`, `2021-Q1`, `2021-H1`, `2021`, or two of them with a slash. Raises BadPeriod."""
        return _of_key(key)

    @property
    def key(self) -> str:
        """The shortest key: a whole year is `2021`, however it was written."""
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        match self.months:
            case 1:
                return f"{start:%Y-%m}"
            case 3:
                return f"{start.year}-Q{start.month // 3 + 1}"
            case 6:
                return f"{start.year}-H{start.month // 6 + 1}"
            case 12:
                return str(start.year)
        return f"{start.isoformat()}/{end.isoformat()}"

    @property
    def months(self) -> int:
        """How many months a month, a quarter, a half-year or a year has; 0 of every other period."""
        start, after = self.start, self.end + DAY
        if not start.day == after.day == 1:
            return 0
        months = (after.year - start.year) * 12 + after.month - start.month
        return months if months in (1, 3, 6, 12) and (start.month - 1) % months == 0 else 0

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_day(self) -> bool:
        return self.start == self.end

    def contains(self, other: ValuePeriod) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps_in_part(self, other: ValuePeriod) -> bool:
        """They share days, and neither lies within the other: their values can be neither added nor compared."""
        shares = self.start <= other.end and other.start <= self.end
        return shares and not self.contains(other) and not other.contains(self)


@lru_cache(maxsize=4096)  # the series of a page have the same months
def _of_key(key: str) -> ValuePeriod:
    first, slash, last = key.partition("/")
    begun = _one(first)
    return ValuePeriod(begun.start, _one(last).end) if slash else begun


def _one(key: str) -> ValuePeriod:
    if (found := _FORMS.fullmatch(key)) is None:
        raise BadPeriod(f"{key!r} is no period")
    year = int(found["year"])
    try:
        if found["day"]:
            day = dt.date(year, int(found["month"]), int(found["day"]))
            return ValuePeriod(day, day)
        if found["quarter"]:
            return _months(dt.date(year, int(found["quarter"]) * 3 - 2, 1), 3)
        if found["half"]:
            return _months(dt.date(year, int(found["half"]) * 6 - 5, 1), 6)
        if found["month"]:
            return _months(dt.date(year, int(found["month"]), 1), 1)
        return ValuePeriod(dt.date(year, 1, 1), dt.date(year, 12, 31))
    except (ValueError, OverflowError) as error:
        raise BadPeriod(f"{key!r} is no period") from error


def _months(start: dt.date, count: int) -> ValuePeriod:
    return ValuePeriod(start, add_months(start, count) - DAY)
