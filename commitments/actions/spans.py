"""What a step of the log does to the periods and counts kept beside a commitment. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from commitments.actions.position_state import position_text
from commitments.actions.request_state import is_request
from commitments.actions.state import VIEW_FIELDS, Record, restates_an_older_view
from commitments.models import Calendar
from commitments.models.fields import TERMS, State
from commitments.vocabulary import REQUESTS, EntryKind, Whose


@dataclass(frozen=True, slots=True)
class Span:
    """A view that begins with a record; `open` is False for the restatement of an older one, which never ruled."""

    whose: str
    status: str
    outlook: str
    position: int | None
    recorded_from: str
    effective_from: str
    entry_number: int
    open: bool = True


def new_spans(before: State | None, after: State, record: Record) -> Iterator[Span]:
    """The views that begin with `record`; each open one ends the open one of the same `whose`."""
    number, at, effective = record["seq"], record["recorded_at"], record["effective_on"]
    for whose in (Whose.FIRST.value, Whose.SECOND.value):
        if after[f"{whose}_view"] == number:
            status, outlook, position = (after[f"{whose}_{name}"] for name in VIEW_FIELDS)
            yield Span(whose, status, outlook, position, at, effective, number)
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


def corrected_number(record: Record) -> int | None:
    """The entry whose view is no longer what is known, if this record corrects one."""
    return record["refs"]["corrects"] if record["kind"] == EntryKind.CORRECTED else None


def carried(rows: Sequence[tuple[int, str, bool]], record: Record) -> list[int]:
    """The later views that only went on with the status of a corrected entry, so that it is theirs that was wrong.

    `rows` are a side's views in order: the number of the entry, the status, and whether it ever ruled.
    """
    corrected, right = record["refs"]["corrects"], record["set"]["status"][1]
    if (corrected, False) in {(number, ruled) for number, _status, ruled in rows}:
        return []
    wrong = next(status for number, status, ruled in reversed(rows) if ruled and number <= corrected)
    later = [(number, status) for number, status, ruled in rows if ruled and number > corrected]
    same = [number for number, _status in takewhile(lambda row: row[1] == wrong, later)]
    return same if wrong != right else []


def terms_changed(before: State | None, after: State) -> bool:
    return before is None or any(before[name] != after[name] for name in TERMS)


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
