"""A request in words: since when it awaits an answer, what was answered, and its entries as sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Commitment, Entry
from commitments.reports.numbers import figure
from commitments.vocabulary import ANSWER_KINDS, Answer, EntryKind, other_side

OF_REQUESTS = ANSWER_KINDS | {EntryKind.ASKED_AGAIN, EntryKind.NOTE_KEPT}


class HasAnswer(Protocol):
    """A commitment, or the terms it had over a period."""

    asked_on: dt.date | None
    answer: str
    answered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a request has waited: its days in words, and the mark beside them (none once it is declined)."""

    words: str
    days: int
    mark: str


def is_request(row: HasAnswer) -> bool:
    """Whether it is a request that nobody has accepted."""
    return row.asked_on is not None and row.answer != Answer.ACCEPTED


def clock_of(row: HasAnswer, *, on: dt.date) -> Clock | None:
    """The clock of a request as it stands on a day; None for what is none, or is accepted."""
    if row.asked_on is None or row.answer == Answer.ACCEPTED:
        return None
    number = max(0, (on - (row.answered_on or row.asked_on)).days)
    match row.answer:
        case Answer.READY:
            words = ngettext("Looking into it for %(n)s day", "Looking into it for %(n)s days", number)
            return Clock(
                words % {"n": figure(number)} if number else _("Looking into it since today"),
                number,
                "in_progress",
            )
        case Answer.DECLINED:
            words = ngettext("Declined %(n)s day ago", "Declined %(n)s days ago", number)
            return Clock(words % {"n": figure(number)} if number else _("Declined today"), number, "")
        case _:
            words = ngettext("%(n)s day without answer", "%(n)s days without answer", number)
            return Clock(words % {"n": figure(number)} if number else _("Asked today"), number, "due")


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """The head of a request's page: who asked whom, its clock, and what was answered."""

    asker: str
    asked: str
    asked_on: dt.date
    clock: Clock | None
    answer: str
    answer_label: str
    answered_on: dt.date | None
    again: str


def request_facts(commitment: Commitment, *, on: dt.date) -> RequestFacts | None:
    """What stands in the head of a commitment that was asked for, also once it is a promise."""
    if commitment.asked_on is None:
        return None
    asked = commitment.performed_by
    return RequestFacts(
        asker=_name(commitment, other_side(asked)),
        asked=_name(commitment, asked),
        asked_on=commitment.asked_on,
        clock=clock_of(commitment, on=on),
        answer=commitment.answer,
        answer_label=str(Answer(commitment.answer).label),
        answered_on=commitment.answered_on,
        again=asked_again_words(commitment.asked_again),
    )


def _name(commitment: Commitment, side: str) -> str:
    first, second = commitment.commission.sides
    return first.name if first.side == side else second.name


def asked_again_words(times: int) -> str:
    if not times:
        return ""
    return ngettext("Asked again once", "Asked again %(n)d times", times) % {"n": times}


def said_of_request(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of an entry on a request, or that a private note exists."""
    match entry.kind:
        case EntryKind.REQUEST_ACCEPTED:
            return _("%(party)s accepted the request %(title)s: it is a commitment now.") % words
        case EntryKind.REQUEST_READY:
            return _("%(party)s is ready to look into the request %(title)s.") % words
        case EntryKind.REQUEST_DECLINED:
            return _("%(party)s declined the request %(title)s.") % words
        case EntryKind.ASKED_AGAIN:
            return _("%(party)s asked again: %(title)s.") % words
        case _:
            return (
                _(
                    "%(party)s keeps a private note on %(title)s, and lets the other side know that there is one."
                )
                % words
            )
