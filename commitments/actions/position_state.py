"""A side's position: why it holds its status. A text of its own, which stays until the side changes it. Pure.

The text lies with the entry that states it, so that it can be removed like any other; the state holds the number of
that entry. What happened is said in the note of an entry, and becomes nobody's position.
"""

from __future__ import annotations

from typing import Any

from commitments.models.fields import State
from commitments.vocabulary import VIEW_KINDS, EntryKind

POSITION = "position"
# Acts that are asked for one text with the status, and it says why.
SAID_WITH = {
    EntryKind.AGREED: "note",
    EntryKind.DECIDED: "note",
    EntryKind.CLOSED: "reason",
    EntryKind.REOPENED: "reason",
}


def position_text(record: dict[str, Any]) -> str:
    """The name of the sealed text by which a record may state a position, or "".

    Version 1 had one text for both: there a note is a position where the status changed with it.
    """
    sealed, kind = record["sealed"], record["kind"]
    for name in (POSITION, SAID_WITH.get(kind, "")):
        if name in sealed:
            return name
    return "note" if record["v"] == 1 and kind in VIEW_KINDS and "note" in sealed else ""


def note_position(state: State, before: State, record: dict[str, Any], side: str) -> None:
    """Bring the position of `side` up to a record by which it states its present view.

    A status that changes without a reason leaves none, because the old one was given for the old status. The
    correction of the entry that states the position takes its place.
    """
    named, held = position_text(record), before[f"{side}_position"]
    moved = state[f"{side}_status"] != before[f"{side}_status"]
    corrects = held is not None and record["refs"].get("corrects") == held
    states = bool(named) and (named == POSITION or moved)
    if corrects or states or moved:
        state[f"{side}_position"] = record["seq"] if named else None
