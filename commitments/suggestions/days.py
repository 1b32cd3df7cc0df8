"""From the words of a date to days. Each function takes a match and the day of the readout."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
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


def number_of(word: str, months: tuple[str, ...], numbers: Mapping[str, int]) -> int:
    """A month by its number, its numeral or its name; 0 for anything else."""
    return int(word) if word.isdigit() else numbers.get(word) or month_number(word, months)


def span(months: tuple[str, ...], numbers: Mapping[str, int] | None = None) -> Reader:
    """A reader from one day or month to another: groups `day`, `month`, `year` and `to_day`, `to_month`, `to_year`.

    A month or year that stands only at the end holds for both; without a year the next such time is meant.
    """

    def read(found: re.Match[str], dated: date | None) -> Days:
        said = {name: value for name, value in found.groupdict().items() if value}
        first_said, last_said = said.get("month"), said.get("to_month")
        first_month = number_of(first_said or last_said or "", months, numbers or {})
        last_month = number_of(last_said or first_said or "", months, numbers or {})
        year = int(said.get("to_year") or said.get("year") or (dated.year + ("next" in said) if dated else 0))
        if not (first_month and last_month and year):
            return NOTHING
        days = between(year, first_month, last_month, said)
        is_over = days[1] is not None and dated is not None and days[1] < dated
        if is_over and not {"to_year", "year", "next"} & said.keys():
            days = between(year + 1, first_month, last_month, said)
        return days

    return read


def between(year: int, first_month: int, last_month: int, said: Mapping[str, str]) -> Days:
    """The two days, the last of them in `year`; the first of a year before where it would be later."""
    first_year = int(said.get("year") or year)
    last_year = int(said.get("to_year") or said.get("year") or year)
    if "to_day" in said:
        first = day_of(first_year, first_month, int(said.get("day", said["to_day"])))[0]
        last = day_of(last_year, last_month, int(said["to_day"]))[1]
    else:
        first, last = (
            months_of(first_year, first_month, first_month)[0],
            months_of(last_year, last_month, last_month)[1],
        )
    if first and last and first > last:
        if "year" not in said:
            first = day_of(first.year - 1, first.month, first.day)[0]
        elif "to_year" not in said:
            last = day_of(last.year + 1, last.month, last.day)[1]
    return first, last


def quarter(numbers: Mapping[str, int]) -> Reader:
    """A reader of groups `quarter`, `year` or `next`, and `until`, with which only its last day is meant."""

    def read(found: re.Match[str], dated: date | None) -> Days:
        number, year = numbers.get(found["quarter"], 0), year_of(found, dated)
        if not number or year is None:
            return NOTHING
        first, last = months_of(year, 3 * number - 2, 3 * number)
        if last and dated and last < dated and not found["year"]:
            first, last = months_of(year + 1, 3 * number - 2, 3 * number)
        return (last, last) if found["until"] else (first, last)

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
