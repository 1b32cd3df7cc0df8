"""The states of a session and of its items as the log makes them: pure steps, as state.py is for commitments.

States are plain dicts named after the columns, in the values of records. Only the objects `session/<slug>` and
`session/<slug>/item/<number>` belong here; what a decision does to a commitment is told by state.py.
"""

from __future__ import annotations

from typing import Any

from commitments.models.fields import ITEM, SESSION, State
from commitments.models.session import (
    SessionState,
)
from commitments.vocabulary import (
    SIDES,
    EntryKind,
)

Record = dict[str, Any]

PREFIX = "session/"
OF_ITEM = "/item/"

# What a draft of a decision consists of, and goes with it.
DRAFT = (
    "decision",
    "decision_language",
    "decision_texts",
    "effect",
    "effect_status",
    "effect_on",
    "sources",
    "drafted_by",
    "draft_entry",
    "signed_by",
    "signed_entry",
)

# What changes the agenda, or when and where it is dealt with, takes back every agreement to it.
CHANGES_AGENDA = frozenset(
    {
        EntryKind.SESSION_CALLED,
        EntryKind.SESSION_MOVED,
        EntryKind.ITEM_PUT,
        EntryKind.ITEM_CHANGED,
        EntryKind.ITEM_TAKEN_OFF,
    }
)


def session_object(slug: str) -> str:
    return f"{PREFIX}{slug}"


def item_object(slug: str, number: int) -> str:
    return f"{PREFIX}{slug}{OF_ITEM}{number}"


def advance_session(before: State | None, record: Record) -> State:
    """The state of a session after a record about it or about one of its items."""
    state = dict(SESSION.blank if before is None else before)
    kind, side, number = record["kind"], record["actor"]["side"], record["seq"]
    if kind in (EntryKind.SESSION_CALLED, EntryKind.SESSION_MOVED):
        state.update({name: pair[1] for name, pair in record["set"].items()})
    if kind == EntryKind.SESSION_CALLED:
        state["called_entry"] = number
    if kind in CHANGES_AGENDA:
        state.update(agenda=number, first_agreed=None, second_agreed=None, state=SessionState.DRAFTING.value)
    if kind == EntryKind.AGENDA_AGREED:
        state[f"{side}_agreed"] = record["set"]["agenda"][1]
        if all(state[f"{one.value}_agreed"] == state["agenda"] for one in SIDES):
            state["state"] = SessionState.AGREED.value
    if kind == EntryKind.DECISION_DRAFTED:
        state["state"] = SessionState.HELD.value
    if kind == EntryKind.SESSION_CLOSED:
        state["state"] = SessionState.CLOSED.value
    state["last_number"] = number
    return state


def advance_item(before: State | None, record: Record) -> State:
    """The state of an item after a record about it."""
    state = dict(ITEM.blank if before is None else before)
    kind, side, number = record["kind"], record["actor"]["side"], record["seq"]
    after = {name: pair[1] for name, pair in record["set"].items()}
    if kind == EntryKind.ITEM_PUT:
        state["put_by"] = side
    for name in ("position", "position_language"):
        if name in after:
            after[f"{side}_{name}"] = after.pop(name)
    if kind == EntryKind.ITEM_TAKEN_OFF:
        state["is_off"] = True
    if kind == EntryKind.DECISION_DRAFTED:
        state.update(drafted_by=side, draft_entry=number)
    if kind == EntryKind.COUNTERSIGNED:
        after.pop("signed")  # the draft it binds to: the one that stands here
        state.update(signed_by=side, signed_entry=number)
    if kind == EntryKind.DRAFT_WITHDRAWN:
        state.update({name: ITEM.blank[name] for name in DRAFT})
    state.update(after)
    state["last_number"] = number
    return state
