"""What waits for a side: to confirm, to answer, to assess, and what it owes and is late with.

What somebody asked for comes before what is only late by the calendar; oldest first in each of the two.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.models import Commission, Commitment, Seat
from commitments.reports.register import Page
from commitments.reports.timeliness import day, due_of
from commitments.vocabulary import Need, Role, Side, Status, language_of, other_side

LIMIT = 5
INBOX_ROWS = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what it is, on which commitment, and how pressing it is."""

    code: str
    title: str
    title_lang: str
    url: str
    asked: str
    remark: str
    mark: str
    days: int  # since the last word on it


def _rows(commission: Commission, side: str) -> QuerySet[Commitment]:
    return Commitment.objects.filter(commission=commission).needing(side, on=commission.today())


def _in_order(waiting: QuerySet[Commitment], side: str) -> tuple[QuerySet[Commitment], QuerySet[Commitment]]:
    """What is asked of `side`, and what is only late: apart, so that each is read in the order of its index."""
    asked_of = {f"{side}_need": Need.NOTHING}
    return (
        waiting.exclude(**asked_of).order_by("last_number"),
        waiting.filter(**asked_of).order_by("last_number"),
    )


def waiting_for(seat: Seat, *, head: int) -> tuple[list[Waiting], int]:
    """The first things that wait for the side of `seat`, and how many in all; nothing waits for an observer.

    Remembered until the log (`head` is its size) grows or the day changes.
    """
    if seat.role == Role.OBSERVER:
        return [], 0
    commission, today = seat.commission, seat.commission.today()
    key = f"waiting:{commission.picture_key}:{seat.side}:{head}:{today}:{get_language()}"
    found: tuple[list[Waiting], int] | None = caches["pictures"].get(key)
    if found is None:
        waiting = _rows(commission, seat.side)
        asked, late = _in_order(waiting, seat.side)
        rows = list(asked[:LIMIT])
        if len(rows) < LIMIT:
            rows += late[: LIMIT - len(rows)]
        count = len(rows) if len(rows) < LIMIT else waiting.count()
        found = [_waiting(row, seat, today) for row in rows], count
        caches["pictures"].set(key, found, timeout=3600)
    return found


def next_waiting(seat: Seat, *, after: str) -> Waiting | None:
    """The first thing that waits and is not the commitment just dealt with."""
    if seat.role == Role.OBSERVER:
        return None
    asked, late = _in_order(_rows(seat.commission, seat.side).exclude(code=after), seat.side)
    row = asked.first() or late.first()
    return _waiting(row, seat, seat.commission.today()) if row else None


def _waiting(row: Commitment, seat: Seat, today: dt.date) -> Waiting:
    other = seat.commission.sides[1 if seat.side == "first" else 0]
    words = {
        "other": other.name,
        "theirs": Status(row.of(other_side(seat.side), "status")).label,
        "mine": Status(row.of(seat.side, "status")).label,
    }
    due = due_of(row, on=today)
    match row.of(seat.side, "need"):
        case Need.CONFIRM if row.offered_by:
            asked = _("%(other)s would confirm it in other words: accept them or keep yours.") % words
            mark, remark = "due", _("Wording offered")
        case Need.CONFIRM:
            asked, mark, remark = (
                _("%(other)s proposed it: confirm it or say why not.") % words,
                "due",
                _("Proposed"),
            )
        case Need.TERMS:
            asked = _("%(other)s proposes other terms: accept them, counter or decline.") % words
            mark, remark = "due", _("Terms proposed")
        case Need.ANSWER:
            asked = (
                _("%(other)s says “%(theirs)s”, your side “%(mine)s”: agree, or say what differs.") % words
            )
            mark, remark = "differ", _("Sides differ")
        case Need.ASSESS:
            asked = _("%(other)s says “%(theirs)s”; your side has not said where it stands.") % words
            mark, remark = "one_side", _("One side only")
        case _ if owes_late(row, seat.side, today):
            asked, mark, remark = _("Your side owes this."), due.mark, due.remark
        case _:
            step = {"step": row.of(seat.side, "next_step"), "day": day(row.of(seat.side, "next_on"))}
            asked = _("Your side announced “%(step)s” for %(day)s: say that it is done, or give another day.")
            asked, mark, remark = asked % step, "late", _("Step late")
    if due.is_late and mark != "late":
        asked = f"{asked} {due.remark}."
    return Waiting(
        code=row.code,
        title=row.title,
        title_lang=language_of(row.title),
        url=reverse("commitments:commitment", args=[seat.commission.slug, row.code]),
        asked=asked,
        remark=remark,
        mark=mark,
        days=(today - _heard_on(row, seat.commission)).days,
    )


def owes_late(row: Commitment, side: str, today: dt.date) -> bool:
    """Whether `side` owes a result, an answer or a report that is late."""
    return (
        row.is_open and row.owed_on is not None and row.owed_on < today and row.owed_by in (side, Side.BOTH)
    )


def _heard_on(row: Commitment, commission: Commission) -> dt.date:
    """The day of the last word on it, whoever said it."""
    return commission.calendar.day_of(max(row.first_word_at, row.second_word_at))


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits for a side, what is asked first, with one thing in hand."""

    page: Page
    items: list[Waiting]
    in_hand: Commitment | None
    previous: str
    next: str

    @property
    def current(self) -> Waiting | None:
        code = self.in_hand.code if self.in_hand else ""
        return next((item for item in self.items if item.code == code), None)


def place_of(commitment: Commitment, side: str) -> tuple[bool, int]:
    """Where a commitment stands in the inbox of `side`: whether it is only late, and its last entry."""
    return commitment.of(side, "need") == Need.NOTHING, commitment.last_number


def inbox(seat: Seat, *, at: str = "", past: tuple[bool, int] = (False, -1), page: int = 1) -> Inbox:
    """The inbox of a seat with the commitment of code `at` in hand. Raises Http404 for a page that is not there.

    Without it, or when that one is dealt with: the first that comes after the place `past`, else the first.
    """
    commission, today = seat.commission, seat.commission.today()
    if seat.role == Role.OBSERVER:
        return Inbox(Page(1, 0, INBOX_ROWS), [], None, "", "")
    waiting = _rows(commission, seat.side)
    is_asked = Count("pk", filter=~Q(**{f"{seat.side}_need": Need.NOTHING}))
    counts = waiting.aggregate(all=Count("pk"), asked=is_asked)
    shown = Page(page, counts["all"], INBOX_ROWS)
    if not 1 <= page <= shown.last:
        raise Http404
    related = waiting.select_related("meeting", "sector", "first_owner", "second_owner", "superseded_by")
    asked, late = _in_order(related, seat.side)
    start, stop, before = max(0, shown.first_row - 1), shown.last_row, counts["asked"]
    rows = [*asked[start:stop], *late[max(0, start - before) : max(0, stop - before)]]
    named = (place for place, row in enumerate(rows) if row.code == at)
    later = (place for place, row in enumerate(rows) if place_of(row, seat.side) > past)
    place = next(named, next(later, 0))
    for row in rows:
        row.commission = commission
    codes = ["", *(row.code for row in rows), ""]
    return Inbox(
        page=shown,
        items=[_waiting(row, seat, today) for row in rows],
        in_hand=rows[place] if rows else None,
        previous=codes[place],
        next=codes[place + 2] if rows else "",
    )
