"""Timeliness in words: computed from the day, never typed. Late is not broken, and a condition is never late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from commitments import typography
from commitments.reports.duties import ANSWER, REPORT, Delivery, Duty, delivery_of, duties_of
from commitments.reports.numbers import days, figure
from commitments.reports.requests import HasAnswer, clock_of
from commitments.vocabulary import DueKind

SOON = 30


# What `due_of` reads of a row.
DUE_COLUMNS = (
    "due_kind",
    "due_on",
    "due_text",
    "condition_met_on",
    "every_weeks",
    "every_months",
    "rhythm_on",
    "first_due_on",
    "first_owed_on",
    "second_owed_on",
    "first_missed",
    "second_missed",
    "first_reported_on",
    "second_reported_on",
    "first_checked_on",
    "second_checked_on",
    "delivered_on",
    "asked_on",
    "answer",
    "answered_on",
    "agreed",
    "is_open",
)


class HasDueDay(Protocol):
    """A commitment or its terms: what the words for when it is due are made of."""

    due_kind: str
    due_on: dt.date | None
    condition_met_on: dt.date | None


class HasDue(HasDueDay, Protocol):
    """A commitment, or the terms it had over a period."""

    due_text: str
    first_due_on: dt.date | None
    first_owed_on: dt.date | None
    second_owed_on: dt.date | None
    first_reported_on: dt.date | None
    second_reported_on: dt.date | None
    first_checked_on: dt.date | None
    second_checked_on: dt.date | None
    delivered_on: dt.date | None
    agreed: str
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


def due_of(
    row: HasClock, *, on: dt.date, names: Mapping[str, str], of: str = "", is_brief: bool = False
) -> DueLine:
    """When something is owed on `row`, as seen on a day.

    `names` are the sides as the remark names them, where they do not owe the same; `of` asks for one side alone.
    `is_brief`: for a narrow column of a list, without what the page of the commitment says besides.
    """
    if (clock := clock_of(row, on=on)) is not None:
        # A request is never late: its days are counted on their own.
        return DueLine(pgettext("noun", "Request"), clock.words, clock.mark)
    words = due_words(row)
    if (delivery := delivery_of(row)) is not None:
        return DueLine(words, delivered_words(delivery), "delivered_late" if delivery.is_late else "")
    duties = [duty for duty in duties_of(row, on=on) if of in ("", duty.side)]
    return DueLine(words, _remark(duties, names, on=on, is_brief=is_brief), _mark(duties, on=on))


def _mark(duties: Sequence[Duty], *, on: dt.date) -> str:
    if any(duty.days_late for duty in duties):
        return "late"
    return "due" if any((duty.owed_on - on).days <= SOON for duty in duties) else ""


def _remark(duties: Sequence[Duty], names: Mapping[str, str], *, on: dt.date, is_brief: bool) -> str:
    """What is owed, the longest owed first; what both sides owe alike is said once."""
    by_day = sorted(duties, key=lambda duty: duty.owed_on)
    said = [(duty.side, duty_words(duty, on=on, is_brief=is_brief)) for duty in by_day]
    if len({words for _side, words in said}) <= 1:
        return said[0][1] if said else ""
    return typography.clauses(
        f"{names[side]}{typography.colon()}{words[:1].lower()}{words[1:]}" for side, words in said if words
    )


def duty_words(duty: Duty, *, on: dt.date, is_brief: bool = False) -> str:
    """ "Report late by 12 days, 2 reports missed"; nothing for a result whose day is far ahead."""
    left = (duty.owed_on - on).days
    if left < 0 and duty.since is not None:
        return _none_filed_words(duty) if is_brief else never_filed_words(duty)
    if left < 0:
        late = _late(duty.what, -left)
        return late if duty.missed < 2 else f"{late}{typography.comma()}{missed_words(duty)}"
    soon = _soon(duty.what, left) if left <= SOON else _owed_on(duty.what, duty.owed_on)
    return f"{soon}{typography.comma()}{missed_words(duty)}" if duty.missed else soon


def never_filed_words(duty: Duty, party: str = "", *, written: Callable[[dt.date], str] | None = None) -> str:
    """ "Reports owed since 27 Jan 2021: none filed, 5 missed; the first was due on 27 Jan 2022, 1,767 days ago".

    With a party: "Reports have been owed by China since …". `written` writes a day, by default in the short form.
    Wants a late duty by which nothing was ever filed.
    """
    if duty.since is None:
        raise ValueError(f"{duty.side} has filed something, or its first day is not the one it owes")
    in_words = written or day
    words = {
        "party": party,
        "since": in_words(duty.since),
        "missed": figure(duty.missed),
        "day": in_words(duty.owed_on),
        "days": days(duty.days_late),
    }
    if duty.what == ANSWER:
        begins = (
            _("Answers whether the condition is met have been owed by %(party)s since %(since)s")
            if party
            else _("Answers owed since %(since)s")
        )
        goes_on = _("none given, %(missed)s missed; the first was due on %(day)s, %(days)s ago")
    else:
        begins = (
            _("Reports have been owed by %(party)s since %(since)s")
            if party
            else _("Reports owed since %(since)s")
        )
        goes_on = _("none filed, %(missed)s missed; the first was due on %(day)s, %(days)s ago")
    return f"{begins % words}{typography.colon()}{goes_on % words}"


def _none_filed_words(duty: Duty) -> str:
    """ "No report since 27 Jan 2021, 5 missed": what a list has room for of a duty by which nothing was ever filed."""
    sentence = (
        _("No answer since %(since)s, %(missed)s missed")
        if duty.what == ANSWER
        else _("No report since %(since)s, %(missed)s missed")
    )
    return sentence % {"since": day(duty.since) if duty.since else "", "missed": figure(duty.missed)}


def missed_words(duty: Duty) -> str:
    """ "2 reports missed", nothing when none was."""
    if not duty.missed:
        return ""
    if duty.what == REPORT:
        words = ngettext("%(n)s report missed", "%(n)s reports missed", duty.missed)
    else:
        words = ngettext("%(n)s answer missed", "%(n)s answers missed", duty.missed)
    return words % {"n": figure(duty.missed)}


def delivered_words(delivery: Delivery) -> str:
    """ "Delivered 1,420 days after its day", with the day first promised where that was another one."""
    number, first = delivery.days_after, delivery.days_after_first
    words = _("Delivered on time")
    if delivery.is_late:
        words = ngettext(
            "Delivered %(n)s day after the day promised",
            "Delivered %(n)s days after the day promised",
            number,
        ) % {"n": figure(number)}
    if first <= 0 or first == number:
        return words
    since = ngettext(
        "%(n)s day after the day first promised", "%(n)s days after the day first promised", first
    )
    return f"{words} ({since % {'n': figure(first)}})"


def due_words(row: HasDueDay) -> str:
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


def _owed_on(what: str, value: dt.date) -> str:
    if what not in (REPORT, ANSWER):
        return ""
    sentence = _("Answer due by %(day)s") if what == ANSWER else _("Report due by %(day)s")
    return sentence % {"day": day(value)}


def _late(what: str, number: int) -> str:
    if what == REPORT:
        words = ngettext("Report late by %(n)s day", "Report late by %(n)s days", number)
    elif what == ANSWER:
        words = ngettext("Answer late by %(n)s day", "Answer late by %(n)s days", number)
    else:
        words = ngettext("Late by %(n)s day", "Late by %(n)s days", number)
    return words % {"n": figure(number)}


def _soon(what: str, number: int) -> str:
    if not number:
        return {REPORT: _("Report due today"), ANSWER: _("Answer due today")}.get(what) or _("Due today")
    if what == REPORT:
        words = ngettext("Report due in %(n)s day", "Report due in %(n)s days", number)
    elif what == ANSWER:
        words = ngettext("Answer due in %(n)s day", "Answer due in %(n)s days", number)
    else:
        words = ngettext("%(n)s day left", "%(n)s days left", number)
    return words % {"n": figure(number)}


def redated_words(times: int, days: int) -> str:
    """ "Re-dated once, later by 365 days", or nothing when the first date is still the date."""
    if not times:
        return ""
    if times == 1:
        sentence = (
            _("Re-dated once, later by %(days)s") if days >= 0 else _("Re-dated once, earlier by %(days)s")
        )
    elif times == 2:
        sentence = (
            _("Re-dated twice, by %(days)s in all") if days else _("Re-dated twice, back to the first date")
        )
    elif days:
        sentence = ngettext(
            "Re-dated %(times)d time, by %(days)s in all",
            "Re-dated %(times)d times, by %(days)s in all",
            times,
        )
    else:
        sentence = ngettext(
            "Re-dated %(times)d time, back to the first date",
            "Re-dated %(times)d times, back to the first date",
            times,
        )
    moved = ngettext("%(n)s day", "%(n)s days", abs(days)) % {"n": figure(abs(days))}
    return sentence % {"times": times, "days": moved}
