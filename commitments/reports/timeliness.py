"""Timeliness in words: computed from the day, never typed. Late is not broken, and a condition is never late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commitments.reports.requests import HasAnswer, clock_of
from commitments.vocabulary import DueKind

SOON = 30


class HasDue(Protocol):
    """A commitment, or the terms it had over a period."""

    due_kind: str
    due_on: dt.date | None
    due_text: str
    condition_met_on: dt.date | None
    owed_on: dt.date | None
    is_open: bool


class HasClock(HasDue, HasAnswer, Protocol):
    """With what tells a request from a promise."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is owed and when: the words, and the remark below them with its mark ("late", "due" or none)."""

    words: str
    remark: str = ""
    mark: str = ""

    @property
    def is_late(self) -> bool:
        return self.mark == "late"


def due_of(row: HasClock, *, on: dt.date) -> DueLine:
    """When something is owed on `row`, as seen on a day."""
    if (clock := clock_of(row, on=on)) is not None:
        # A request is never late: it has its own clock.
        return DueLine(_("Request"), clock.words, clock.mark)
    words = due_words(row)
    if not row.is_open or row.owed_on is None:
        return DueLine(words)
    left = (row.owed_on - on).days
    what = _what_is_owed(row)
    if left < 0:
        return DueLine(words, _late(what, -left), "late")
    if left <= SOON:
        return DueLine(words, _soon(what, left), "due")
    if what:
        return DueLine(words, _owed_on(what, row.owed_on))
    return DueLine(words)


def due_words(row: HasDue) -> str:
    match row.due_kind:
        case DueKind.DATE | DueKind.PERIOD:
            return day(row.due_on) if row.due_on else _("No date")
        case DueKind.CONDITION if row.condition_met_on:
            return (
                day(row.due_on)
                if row.due_on
                else _("Condition met %(day)s") % {"day": day(row.condition_met_on)}
            )
        case DueKind.CONDITION:
            return _("On a condition")
        case DueKind.EVENT:
            return day(row.due_on) if row.due_on else _("On an event")
        case DueKind.CONTINUING:
            return _("Continuing")
        case _:
            return _("No date")


def day(value: dt.date) -> str:
    """A day in the short form of the reader's language."""
    return _day(value, get_language())


@lru_cache(maxsize=4096)
def _day(value: dt.date, language: str | None) -> str:
    # Looking up the format takes far longer than using it, and a register shows the same days again and again.
    return date_format(value, "SHORT_DATE_FORMAT")


def _what_is_owed(row: HasDue) -> str:
    if row.due_kind == DueKind.CONDITION and not row.condition_met_on:
        return "answer"
    return "report" if row.due_kind == DueKind.CONTINUING else ""


def _owed_on(what: str, value: dt.date) -> str:
    sentence = _("Answer asked for by %(day)s") if what == "answer" else _("Report owed by %(day)s")
    return sentence % {"day": day(value)}


def _late(what: str, number: int) -> str:
    words = {
        "": ngettext("Late by %(n)d day", "Late by %(n)d days", number),
        "answer": ngettext("Answer late by %(n)d day", "Answer late by %(n)d days", number),
        "report": ngettext("Report late by %(n)d day", "Report late by %(n)d days", number),
    }
    return words[what] % {"n": number}


def _soon(what: str, number: int) -> str:
    words = {
        "": ngettext("%(n)d day left", "%(n)d days left", number),
        "answer": ngettext("Answer due in %(n)d day", "Answer due in %(n)d days", number),
        "report": ngettext("Report due in %(n)d day", "Report due in %(n)d days", number),
    }
    return words[what] % {"n": number}


def redated_words(times: int, days: int) -> str:
    """ "Re-dated once, by 365 days", or nothing when the first date still stands."""
    if not times:
        return ""
    moved = ngettext("%(n)d day", "%(n)d days", abs(days)) % {"n": abs(days)}
    if times == 1:
        return (
            _("Re-dated once, later by %(days)s") if days >= 0 else _("Re-dated once, earlier by %(days)s")
        ) % {"days": moved}
    if not days:
        sentence = ngettext(
            "Re-dated %(times)d time, back to the first date",
            "Re-dated %(times)d times, back to the first date",
            times,
        )
        return sentence % {"times": times}
    sentence = ngettext(
        "Re-dated %(times)d time, by %(days)s in all", "Re-dated %(times)d times, by %(days)s in all", times
    )
    return sentence % {"times": times, "days": moved}
