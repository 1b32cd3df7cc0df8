"""What a step of the log does to the periods and counts kept beside a commitment. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from commitments.actions.position_state import position_text
from commitments.actions.request_state import is_request
from commitments.actions.state import VIEW_FIELDS, Record, restates_an_older_view
from commitments.models import Calendar
from commitments.models.fields import TERMS, State
from commitments.vocabulary import REQUESTS, SIDE_KEYS, EntryKind, Whose

of_terms = itemgetter(*TERMS)


class SeenView(NamedTuple):
    """A view of a side as it lies in the table: `ruled` is False of a restated older one, `is_stated` of a row that
    only brings another position."""

    number: int
    status: str
    ruled: bool
    is_stated: bool


# Those of one side, in order.
Views = Sequence[SeenView]


@dataclass(frozen=True, slots=True)
class Span:
    """A view that begins with a record; `open` is False for the restatement of an older one, which never ruled.

    `effective_from` is None where status and outlook stay as they were: then it states no view of any day.
    """

    whose: str
    status: str
    outlook: str
    position: int | None
    recorded_from: str
    effective_from: str | None
    entry_number: int
    open: bool = True


def new_spans(before: State | None, after: State, record: Record, views: Views) -> Iterator[Span]:
    """The views that begin with `record`; each open one ends the open one of the same `whose`.

    `views` are those of the side that speaks; only a correction needs them.
    """
    number, at, effective = record["seq"], record["recorded_at"], record["effective_on"]
    for whose in SIDE_KEYS:
        if after[f"{whose}_view"] == number:
            status, outlook, position = (after[f"{whose}_{name}"] for name in VIEW_FIELDS)
            since = effective if _is_stated(before, after, whose, record, views) else None
            yield Span(whose, status, outlook, position, at, since, number)
    if after["agreed_view"] == number:
        yield Span(
            Whose.AGREED.value, after["agreed"], "", None, at, after["agreed_true_on"] or effective, number
        )
    if restates_an_older_view(record):
        moved = record["set"]
        yield Span(
            record["actor"]["side"],
            moved["status"][1],
            moved["outlook"][1],
            number if position_text(record) else None,
            at,
            effective,
            number,
            open=False,
        )


def _is_stated(before: State | None, after: State, whose: str, record: Record, views: Views) -> bool:
    """Whether a record states a view of `whose`: status or outlook become another, or it stands for one that did."""
    if before is None or any(after[name] != before[name] for name in (f"{whose}_status", f"{whose}_outlook")):
        return True
    return any(row.is_stated and row.number == corrected_number(record) for row in views)


def corrected_number(record: Record) -> int | None:
    """The entry whose view is no longer what is known, if this record corrects one."""
    return record["refs"]["corrects"] if record["kind"] == EntryKind.CORRECTED else None


def carried(views: Views, record: Record) -> list[int]:
    """The later views that only went on with the status of a corrected entry, so that it is theirs that was wrong."""
    corrected, right = record["refs"]["corrects"], record["set"]["status"][1]
    if (corrected, False) in {(row.number, row.ruled) for row in views}:
        return []
    ruled = [row for row in views if row.ruled]
    wrong = next(row.status for row in reversed(ruled) if row.number <= corrected)
    later = (row for row in ruled if row.number > corrected)
    same = [row.number for row in takewhile(lambda row: row.status == wrong, later)]
    return same if wrong != right else []


def terms_changed(before: State | None, after: State) -> bool:
    return before is None or of_terms(before) != of_terms(after)


def counted_in(state: State | None) -> set[tuple[str, str, str]]:
    """The (whose, sector, status) a state is counted under."""
    if state is None or not state["is_counted"]:
        return set()
    if is_request(state):  # apart from what was promised, and by nobody's view
        return {("agreed", state["sector"], REQUESTS)}
    return {
        (whose, state["sector"], state[key])
        for whose, key in (("first", "first_status"), ("second", "second_status"), ("agreed", "agreed"))
    }


def tally_changes(before: State | None, after: State) -> Iterator[tuple[str, str, str, int]]:
    """(whose, sector, status, +1 or -1) for every count that changes."""
    old, new = counted_in(before), counted_in(after)
    for key in sorted(old - new):
        yield (*key, -1)
    for key in sorted(new - old):
        yield (*key, 1)


def movements(before: State | None, after: State) -> Iterator[tuple[str, int]]:
    """(agreed status, +1 or -1) for the week of the record."""
    old, new = _moves_as(before), _moves_as(after)
    if old != new:
        if old is not None:
            yield old, -1
        if new is not None:
            yield new, 1


def _moves_as(state: State | None) -> str | None:
    if state is None or not state["is_counted"]:
        return None
    return REQUESTS if is_request(state) else state["agreed"]


def week_of(record: Record, calendar: Calendar) -> dt.date:
    """Monday of the commission's week the record belongs to."""
    return calendar.week_of(dt.datetime.fromisoformat(record["recorded_at"])).monday
