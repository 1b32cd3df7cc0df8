"""What each side owes and by when, as it follows from the records. Pure, a part of the step in `actions/state.py`.

A report on what continues is owed by who performs, the answer to a condition by who is asked; each side has its own
last one and its own next. The days come from the rhythm, which begins on the day its terms were recorded and does
not move with what is filed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from commitments.models.fields import State
from commitments.vocabulary import SIDE_KEYS, DueKind, EntryKind, Side
from commitments.vocabulary.rhythm import Rhythm

Record = dict[str, Any]

# What a side files, and the column of its own that holds the day of the last one. Older records name there the day
# of the other side too; the kind and the day of a record say the same and are true of its side alone.
FILED: dict[str, str] = {EntryKind.REPORTED: "reported_on", EntryKind.CHECKED: "checked_on"}

# By which terms the rhythm is set.
RHYTHM_TERMS = ("due_kind", "every_weeks", "every_months")


def note_filed(state: State, record: Record) -> None:
    if record["kind"] in FILED:
        state[f"{record['actor']['side']}_{FILED[record['kind']]}"] = record["effective_on"]


def is_periodic(state: State) -> bool:
    """Whether reports or answers are owed by a rhythm: of what continues, or of a condition that is not met."""
    if state["due_kind"] == DueKind.CONDITION:
        return state["condition_met_on"] is None
    return bool(state["due_kind"] == DueKind.CONTINUING)


def owing_sides(state: State) -> tuple[str, ...]:
    """The sides that owe something while it is open: who is asked about its condition, else who performs."""
    is_asked = state["due_kind"] == DueKind.CONDITION and is_periodic(state)
    return sides_of(state["asked"] if is_asked else state["performed_by"])


def sides_of(whose: str) -> tuple[str, ...]:
    """The sides that a word for who performs, or who is asked, means."""
    return SIDE_KEYS if whose == Side.BOTH else tuple(side for side in SIDE_KEYS if side == whose)


def rhythm_of(state: State) -> Rhythm:
    start = dt.date.fromisoformat(state["rhythm_on"])
    if state["due_kind"] == DueKind.CONTINUING:
        return Rhythm(start, months=state["every_months"])
    return Rhythm(start, weeks=state["every_weeks"])


def settle(state: State, before: State | None, record: Record, *, day: str) -> None:
    """The day each side owes something by, and how many periods it has missed; `day` is that of the record."""
    is_promised = record["kind"] == EntryKind.REQUEST_ACCEPTED  # nothing was owed by rhythm before that
    is_reset = before is None or is_promised or any(before[name] != state[name] for name in RHYTHM_TERMS)
    if before is not None and is_reset and before["rhythm_on"]:
        _count_missed_before(state, before, day)
    if state["due_kind"] not in (DueKind.CONDITION, DueKind.CONTINUING):
        state["rhythm_on"] = None
    elif is_reset:
        state["rhythm_on"] = day
    owing = owing_sides(state) if state["is_open"] else ()
    for side in SIDE_KEYS:
        if side not in owing:
            state[f"{side}_owed_on"] = None
        elif is_periodic(state):
            began = is_reset or before is None or not _owed_by_rhythm(before, side)
            _settle_periodic(state, record, side, day=day, began=began)
        else:
            state[f"{side}_owed_on"] = state["due_on"]
    state["owed_on"] = min((on for side in owing if (on := state[f"{side}_owed_on"])), default=None)


def _owed_by_rhythm(before: State, side: str) -> bool:
    return is_periodic(before) and before[f"{side}_owed_on"] is not None


def _settle_periodic(state: State, record: Record, side: str, *, day: str, began: bool) -> None:
    rhythm, column = rhythm_of(state), f"{side}_owed_on"
    if began:
        state[column] = rhythm.next_after(dt.date.fromisoformat(day)).isoformat()
    elif record["kind"] in FILED and record["actor"]["side"] == side:
        owed = dt.date.fromisoformat(state[column])
        following = rhythm.next_after_filing(dt.date.fromisoformat(record["effective_on"]))
        if following > owed:
            state[f"{side}_missed"] += rhythm.count(owed, following) - 1  # all but the one it was filed for
            state[column] = following.isoformat()


def _count_missed_before(state: State, before: State, day: str) -> None:
    """Another rhythm makes nobody forget what was missed by the old one."""
    rhythm, until = rhythm_of(before), dt.date.fromisoformat(day)
    for side in SIDE_KEYS:
        if _owed_by_rhythm(before, side):
            owed = dt.date.fromisoformat(before[f"{side}_owed_on"])
            state[f"{side}_missed"] += rhythm.count(owed, until)
