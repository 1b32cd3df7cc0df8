"""The inbox of one person: what waits for their side and what waits for them alone, in one list.

What somebody asked for comes before what is only late by the calendar; oldest first in each of the two. What waits for
a person alone is little and read whole; the commitments of a side may be many and are read by the page.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet, Value
from django.utils.translation import get_language

from commitments.models import Commitment, Seat
from commitments.models.prepared import Hole, PreparedQuestion, ask, prepared
from commitments.reports.pagination import Pagination
from commitments.reports.waiting.account_requests import open_requests, waiting_requests
from commitments.reports.waiting.commitments import (
    LIMIT,
    count_of_side,
    in_order,
    key_of_side,
    needing_counted,
    rows_of,
    since_of,
    waiting_commitment,
    waiting_of_side,
)
from commitments.reports.waiting.drafts import open_drafts, waiting_drafts
from commitments.reports.waiting.items import TaskCount, Waiting
from commitments.reports.waiting.mentions import mentions, open_mentions
from commitments.reports.waiting.sessions import open_sessions, waiting_sessions
from commitments.reports.waiting.texts import open_texts, waiting_texts
from commitments.vocabulary import Need, Role

INBOX_ROWS = 50
SHOWN_IN_HAND = ("meeting", "sector", "first_owner", "second_owner")
# What a row that is counted is of.
OF_SIDE, OWN = 1, 2

# What waits for a person and not for the side: what it is, oldest first, and the rows that are counted. Whatever adds
# to one of these, or takes from it, raises the revision of the inbox (`actions.mention.announce`).
PROVIDERS: tuple[tuple[Callable[[Seat, dt.date], list[Waiting]], Callable[[Seat], QuerySet[Any]]], ...] = (
    (mentions, open_mentions),
    (waiting_drafts, open_drafts),
    (waiting_sessions, open_sessions),
    (waiting_requests, open_requests),
    (waiting_texts, open_texts),
)


def own_count(seat: Seat) -> int:
    """How much waits for the holder of `seat` alone; cached until the revision of the inbox is raised."""
    found: int | None = caches["pictures"].get(key := _own_key(seat))
    if found is None:
        found = len(ask(("own", *_reader(seat)), lambda: _union(_own_rows(seat))))
        caches["pictures"].set(key, found, timeout=3600)
    return found


def _reader(seat: Seat) -> tuple[Any, ...]:
    """All of a seat that decides what waits for its holder.

    With the role: who becomes a secretary has drafts to send from then on, whatever was counted before.
    """
    instead_of = seat.stands_in_for and seat.stands_in_for.user_id
    return seat.pk, seat.party_id, seat.role, seat.user_id, instead_of, seat.commission.four_eyes


def _own_key(seat: Seat) -> str:
    reader = ".".join(map(str, _reader(seat)))
    return f"own:{seat.commission.picture_key}:{reader}:{seat.inbox_revision}"


def _own_rows(seat: Seat) -> list[QuerySet[Any, Any]]:
    """A row for each thing. There are few, so they are counted when they are read."""
    found = (rows(seat).order_by() for _items, rows in PROVIDERS)
    return [rows.values_list(Value(OWN), "pk") for rows in found]


def _union(rows: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return rows[0].union(*rows[1:], all=True)


def own_items(seat: Seat) -> list[Waiting]:
    """All of that, oldest first; asked for each time, and no query while there is nothing."""
    if not own_count(seat):
        return []
    today = seat.commission.today()
    return sorted((item for items, _rows in PROVIDERS for item in items(seat, today)), key=_order)


def _order(item: Waiting) -> tuple[dt.datetime, str]:
    return item.order


def task_count(seat: Seat, *, head: int) -> TaskCount:
    """How many tasks the holder of `seat` has: the one count of the head, of the list and of the overview.

    `head` is the size of the log.
    """
    if question := task_question(seat, head=head):
        counted = question.rows()
        count = dict(counted)[OF_SIDE]
        found = {key_of_side(seat, head=head): count, _own_key(seat): len(counted) - 1}
        caches["pictures"].set_many(found, timeout=3600)
        return TaskCount(count, len(counted) - 1)
    return TaskCount(count_of_side(seat, head=head), own_count(seat))


def task_question(seat: Seat, *, head: int) -> PreparedQuestion[Any] | None:
    """What `task_count` asks where nothing of it is kept."""
    kept = (key_of_side(seat, head=head), _own_key(seat))
    if seat.role == Role.OBSERVER or caches["pictures"].get_many(kept):
        return None
    return PreparedQuestion(
        ("tasks", seat.side, *_reader(seat)),
        lambda **of: _union([needing_counted(seat.side, Value(OF_SIDE), **of), *_own_rows(seat)]),
        {"commission": seat.commission.pk, "day": seat.commission.today()},
    )


def waiting_for(seat: Seat, *, head: int) -> list[Waiting]:
    """The first things that wait for the holder of `seat`."""
    of_side, own = waiting_of_side(seat, head=head), own_items(seat)
    asked, late = [item for item in of_side if item.is_asked], [item for item in of_side if not item.is_asked]
    return [*heapq.merge(asked, own, key=_order), *late][:LIMIT]


def next_waiting(seat: Seat, *, after: str) -> Waiting | None:
    """The first thing that waits and is not the commitment just dealt with."""
    own = own_items(seat)[:1]
    row = None
    if seat.role != Role.OBSERVER:
        of: dict[str, Any] = {
            "commission": seat.commission.pk,
            "day": seat.commission.today(),
            "after": after,
        }
        row = _next.first(seat.side, ASKED, **of) or (None if own else _next.first(seat.side, LATE, **of))
    found = [waiting_commitment(row, seat, seat.commission.today())] if row else []
    return min([*found, *own], key=_order, default=None)


# Places in what `in_order` gives.
ASKED, LATE = 0, 1


@prepared
def _next(side: str, part: int, *, commission: Hole, day: Hole, after: Hole) -> QuerySet[Commitment]:
    waiting = Commitment.objects.filter(commission=commission).needing(side, on=day).exclude(code=after)
    return in_order(waiting, side)[part][:1]


Place = tuple[bool, dt.datetime, str]
START: Place = (False, dt.datetime.min.replace(tzinfo=dt.UTC), "")


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits for a person, with one thing in hand."""

    page: Pagination
    count: TaskCount
    items: list[Waiting]
    current: Waiting | None
    in_hand: Commitment | None  # of what waits for the side; None when the thing in hand is something else
    previous: str
    next: str


def place_of(commitment: Commitment, side: str) -> Place:
    """Where a commitment stands in the inbox of `side`: whether it is only late, since when, and its place."""
    return commitment.of(side, "need") == Need.NOTHING, since_of(commitment, side), commitment.place


def inbox(seat: Seat, *, head: int, at: str = "", past: Place = START, page: int = 1) -> Inbox:
    """The inbox of a seat with the thing of key `at` in hand. `head` is the size of the log. Raises NoSuchPage.

    Without it, or when that one is dealt with: the first that comes after the place `past`, else the first.
    """
    of_side = task_count(seat, head=head).of_side
    own = own_items(seat)
    shown = Pagination(page, of_side + len(own), INBOX_ROWS)
    rows: dict[str, Commitment] = {}
    items = _window(seat, own, max(0, shown.first_row - 1), shown.last_row, rows, head)
    named = (place for place, item in enumerate(items) if item.key == at)
    later = (place for place, item in enumerate(items) if (not item.is_asked, *item.order) > past)
    place = next(named, next(later, 0))
    keys = ["", *(item.key for item in items), ""]
    current = items[place] if items else None
    return Inbox(
        page=shown,
        count=TaskCount(of_side, len(own)),
        items=items,
        current=current,
        in_hand=_in_hand(seat, current, rows) if current else None,
        previous=keys[place],
        next=keys[place + 2] if items else "",
    )


def _window(
    seat: Seat, own: list[Waiting], start: int, stop: int, rows: dict[str, Commitment], head: int
) -> list[Waiting]:
    """The things from `start` to `stop` of the one list; commitments that are read for them are put into `rows`.

    What is the person's own can stand before at most as many commitments as there are of it: so many more are read,
    and what of it is older than all that was read stands before `start`.
    """
    skipped = max(0, start - len(own))
    asked = _of_side(seat, ASKED, skipped, max(skipped, stop), rows, head)
    merged = list(heapq.merge(asked, own, key=_order))[start - skipped : stop - skipped]
    # How much is asked is told by where it ends; where it goes on, nothing that is only late is shown.
    is_told = asked or not skipped
    before = len(own) + (skipped + len(asked) if is_told else _asked_count(seat))
    return [*merged, *_of_side(seat, LATE, max(0, start - before), max(0, stop - before), rows, head)]


def _asked_count(seat: Seat) -> int:
    if seat.role == Role.OBSERVER:
        return 0
    return in_order(rows_of(seat.commission, seat.side), seat.side)[ASKED].count()


def _of_side(
    seat: Seat, which: int, start: int, stop: int, rows: dict[str, Commitment], head: int
) -> list[Waiting]:
    """Those from `start` to `stop` of what is asked of a side, or of what is only late; kept until an entry touches a task."""
    if seat.role == Role.OBSERVER or start == stop:
        return []
    key = f"inbox:{key_of_side(seat, head=head)}:{which}:{start}.{stop}:{get_language()}"
    found: list[Waiting] | None = caches["pictures"].get(key)
    if found is None:

        def asked() -> QuerySet[Commitment]:
            related = rows_of(seat.commission, seat.side).select_related(*SHOWN_IN_HAND)
            return in_order(related, seat.side)[which][start:stop]

        today = seat.commission.today()
        read = ask(("inbox", seat.commission.pk, today, seat.side, which, start, stop), asked)
        for row in read:
            row.commission = seat.commission
            rows[row.code] = row
        found = [waiting_commitment(row, seat, today) for row in read]
        caches["pictures"].set(key, found, timeout=3600)
    return found


def _in_hand(seat: Seat, current: Waiting, rows: dict[str, Commitment]) -> Commitment | None:
    """The commitment that a task is about, of those read for the list or read by itself; None for another task."""
    if current.key != current.code:
        return None
    row = rows.get(current.key) or _by_code.first(commission=seat.commission.pk, code=current.code)
    if row is not None:
        row.commission = seat.commission
    return row


@prepared
def _by_code(*, commission: Hole, code: Hole) -> QuerySet[Commitment]:
    found = Commitment.objects.filter(commission=commission, code=code)
    return found.select_related(*SHOWN_IN_HAND)
