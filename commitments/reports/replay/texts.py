"""Texts that were removed from the log: each has to be explained by an entry that says who removed it, and why."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.actions.projector import Projector
from commitments.actions.state import Record
from commitments.models import Commission, Entry
from commitments.reports.replay.log import EntryRow
from commitments.vocabulary import EntryKind

# Numbers of entries with the names of their texts.
Removed = set[tuple[int, str]]


def removed_of(entry: EntryRow, record: Record) -> Removed:
    """The texts that the record of an entry seals and its row no longer has."""
    sealed = record["sealed"]
    return {
        (entry.number, name) for name, value, _salt in entry.texts or () if value is None and name in sealed
    }


def unexplained(removed: Removed, made: Projector) -> Iterator[str]:
    """Texts that no entry says were removed, and texts that are there although one does."""
    for number, name in sorted(removed - made.redacted):
        yield f"entry {number}: its {name} was removed, and no entry says by whom and why"
    for number, name in sorted(made.redacted - removed):
        yield f"entry {number}: its {name} is there, although the log says that it was removed"


def redacted_count(commission: Commission) -> int:
    """How many texts the log says were removed."""
    entries = Entry.objects.filter(commission=commission, kind=EntryKind.REDACTED)
    return sum(len(changes["texts"][1]) for changes in entries.values_list("changes", flat=True))
