"""From the words of a date to days. Each function takes a match and the day of the readout."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date | None, date | None]
Reader = Callable[[re.Match[str], date | None], Days]
NOTHING: Days = (None, None)


def month_number(word: str, months: tuple[str, ...]) -> int:
    """1 to 12 for a month's name by its beginning, 0 for anything else."""
    return next((n for n, stem in enumerate(months, start=1) if word.startswith(stem)), 0)


def day_of(year: int, month: int, day: int) -> Days:
    """That one day; nothing when the calendar has none."""
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return NOTHING


def months_of(year: int, first: int, last: int) -> Days:
    """From the first day of month `first` to the last day of month `last`."""
    try:
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, IndexError):
        return NOTHING


def year_of(found: re.Match[str], dated: date | None) -> int | None:
    """The year a match names: in group `year`, by "next" in group `next`, otherwise the readout's own."""
    named = found.groupdict()
    if named.get("year"):
        return int(named["year"])
    if dated is None:
        return None
    return dated.year + (1 if named.get("next") else 0)


def years(found: re.Match[str], dated: date | None) -> Days:
    """A year, or from one to another (groups `year` and `until`)."""
    first = year_of(found, dated)
    if first is None:
        return NOTHING
    last = found.groupdict().get("until")
    return months_of(first, 1, 1)[0], months_of(int(last) if last else first, 12, 12)[1]


def half(found: re.Match[str], dated: date | None) -> Days:
    """Half a year; group `second` is there for the second."""
    year = year_of(found, dated)
    if year is None:
        return NOTHING
    return months_of(year, 7, 12) if found.groupdict().get("second") else months_of(year, 1, 6)


def year_end(found: re.Match[str], dated: date | None) -> Days:
    """The last day of a year."""
    year = year_of(found, dated)
    return day_of(year, 12, 31) if year else NOTHING


def calendar_day(months: tuple[str, ...], numbers: dict[str, int] | None = None) -> Reader:
    """A reader of groups `day` (may be missing), `month` and `year` (may be missing) in a language's month names.

    Without a year the next such day after the readout is meant.
    """

    def read(found: re.Match[str], dated: date | None) -> Days:
        word = found["month"]
        month = int(word) if word.isdigit() else (numbers or {}).get(word) or month_number(word, months)
        year = year_of(found, dated)
        if not month or year is None:
            return NOTHING
        said = found.groupdict().get("day")
        days = day_of(year, month, int(said)) if said else months_of(year, month, month)
        is_over = days[1] is not None and dated is not None and days[1] < dated
        if is_over and not found.groupdict().get("year"):
            year += 1
            days = day_of(year, month, int(said)) if said else months_of(year, month, month)
        return days

    return read


def within(numbers: dict[str, int], units: dict[str, int]) -> Reader:
    """A reader of groups `count` (digits or a word) and `unit` (by its beginning, in days): from the readout on."""

    def read(found: re.Match[str], dated: date | None) -> Days:
        said = found["count"]
        count = int(said) if said.isdigit() else numbers.get(said, 0)
        unit = next((days for stem, days in units.items() if found["unit"].startswith(stem)), 0)
        if dated is None or not count or not unit or count * unit > 20_000:
            return NOTHING
        return dated, dated + timedelta(days=count * unit)

    return read
