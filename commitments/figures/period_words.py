"""Days and periods in words, for pages and for sentences that refuse a value.

Cached: looking up the format of a language takes far longer than using it, and a series names the same months again
and again.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from commitments.figures.period import ValuePeriod


def day_words(day: dt.date) -> str:
    """ "26 January 2021"."""
    return _day_words(day, get_language())


@lru_cache(maxsize=4096)
def _day_words(day: dt.date, _language: str | None) -> str:
    return date_format(day)


def period_words(period: ValuePeriod) -> str:
    """ "26 January 2021", "January 2021", "Q1 2021", "2021", "1 January 2024 to 31 August 2024"."""
    return _period_words(period, get_language())


@lru_cache(maxsize=4096)
def _period_words(period: ValuePeriod, _language: str | None) -> str:
    key, start = period.key, period.start
    if period.is_day:
        return date_format(start)
    if "/" in key:
        days = {"first": date_format(start), "last": date_format(period.end)}
        return _("%(first)s to %(last)s") % days
    year, _dash, part = key.partition("-")
    if not part:
        return pgettext("a year as a period", "%(year)s") % {"year": year}
    if part[0] == "Q":
        return _("Q%(quarter)s %(year)s") % {"quarter": part[1], "year": year}
    if part[0] == "H":
        halves = {"1": _("first half of %(year)s"), "2": _("second half of %(year)s")}
        return halves[part[1]] % {"year": year}
    return date_format(start, "F Y")
