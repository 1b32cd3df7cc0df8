"""Texts that were removed from the log: each has to be explained by an entry that says who removed it, and why."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.actions.projector import Projector
from commitments.actions.record import TEXT_FIELDS
from commitments.actions.state import Record
from commitments.models import Commission, Entry
from commitments.vocabulary import EntryKind

# Numbers of entries with the names of their texts.
Removed = set[tuple[int, str]]


def removed_of(entry: Entry, record: Record) -> Removed:
    """The texts that the record of an entry seals and its row no longer has."""
    texts = getattr(entry, "texts", None)
    if texts is None:
        return set()
    return {(entry.number, name) for name in record["sealed"] if getattr(texts, name) is None}


def unexplained(removed: Removed, made: Projector) -> Iterator[str]:
    """Texts that no entry says were removed, and texts that are there although one does."""
    for number, name in sorted(removed - made.redacted):
        yield f"entry {number}: its {name} was removed, and no entry says by whom and why"
    for number, name in sorted(made.redacted - removed):
        yield f"entry {number}: its {name} is there, although the log says that it was removed"


def salts_left(entry: Entry) -> Iterator[str]:
    """A salt without its text lets a short text be guessed from the hash in the record; a text needs its salt."""
    texts = getattr(entry, "texts", None)
    for name in TEXT_FIELDS if texts is not None else ():
        if (getattr(texts, name) is None) != (getattr(texts, f"{name}_salt") is None):
            yield f"entry {entry.number}: the {name} and its salt are not there together"


def redacted_count(commission: Commission) -> int:
    """How many texts the log says were removed."""
    entries = Entry.objects.filter(commission=commission, kind=EntryKind.REDACTED)
    return sum(len(changes["texts"][1]) for changes in entries.values_list("changes", flat=True))
