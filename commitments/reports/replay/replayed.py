"""Replaying a part of a log, and comparing the tables of its commitments with what that makes."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from commitments.actions.projector import Projector
from commitments.actions.state import Record
from commitments.models import Entry
from commitments.models.settings_of import SETTINGS
from commitments.reports.replay import sources, tables
from commitments.reports.replay.log import (
    EntryRow,
    code_of,
    entries_of,
    first_address,
    read,
    row_problems,
)
from commitments.reports.replay.part import Keys, Part, Register
from commitments.reports.replay.texts import Removed, removed_of

# What a record that was forged with its hash may do to a step that takes it for one of ours.
NOT_OF_OURS = (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError)


@dataclass
class Replayed:
    """What a part of a log comes to, as far as it is added up over all."""

    problems: list[str] = field(default_factory=list)
    is_damaged: bool = False  # what a record says is not known
    tally: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    movement: Counter[tuple[dt.date, str]] = field(default_factory=Counter)
    touched: dict[str, int] = field(default_factory=dict)
    removed: Removed = field(default_factory=set)
    last: tuple[int, str | None] = (-1, None)  # number of the last entry, and when it was recorded

    def add(self, other: Replayed) -> None:
        self.tally.update(other.tally)
        self.movement.update(other.movement)
        for part, number in other.touched.items():
            self.touched[part] = max(number, self.touched.get(part, -1))
        self.removed |= other.removed
        self.last = max(self.last, other.last)


def replay_part(register: Register, keys: Keys) -> Replayed:
    """Replay what the log says of these commitments, and compare their tables with it."""
    part = Part(register, keys)
    made = _projector(register)
    entries = Entry.objects.filter(commission=register.commission, commitment__in=keys)
    found = _replay(register, entries_of(entries.order_by("commitment_id", "number"), register.names), made)
    found.tally, found.movement, found.touched = made.tally, made.movement, made.touched
    if not found.is_damaged:
        for compare in (
            tables.states,
            tables.standpoints,
            tables.terms,
            tables.values,
            sources.quotes,
            sources.evidence,
        ):
            found.problems += compare(part, made)
    return found


def replay_beside(register: Register) -> tuple[Replayed, Projector]:
    """Replay what the log says besides commitments, for the others to add to."""
    made = _projector(register)
    entries = Entry.objects.beside(register.commission).order_by("number")
    register.addresses[:] = [(0, first_address(register.commission))]

    def note_address(number: int) -> None:
        address = made.others.get(SETTINGS, {}).get("slug", register.addresses[-1][1])
        if address != register.addresses[-1][1]:
            register.addresses.append((number, address))

    found = _replay(register, entries_of(entries, register.names), made, then=note_address)
    found.touched = dict(made.touched)
    return found, made


def _projector(register: Register) -> Projector:
    return Projector(register.commission.calendar, register.commission.silent_after_days)


def _replay(
    register: Register,
    entries: Iterable[EntryRow],
    made: Projector,
    then: Callable[[int], None] = lambda _: None,
) -> Replayed:
    found = Replayed()
    for entry in entries:
        record, damage = read(entry)
        if not damage:
            damage = _take(entry, record, made)
        if damage:
            found.problems += damage
            found.is_damaged = True
            return found
        then(entry.number)
        found.problems += row_problems(entry, record, _address(register, entry.number), made)
        found.removed |= removed_of(entry, record)
        found.last = max(found.last, (entry.number, record["recorded_at"]))
    return found


def _take(entry: EntryRow, record: Record, made: Projector) -> list[str]:
    """Go one record further, and say why that cannot be done."""
    try:
        if code_of(record) != entry.commitment:  # what it does belongs to another part
            said, held = code_of(record), entry.commitment
            return [f"entry {entry.number}: the record says commitment {said!r}, the row {held!r}"]
        made.take(record)
    except NOT_OF_OURS as error:
        return [f"entry {entry.number}: the record cannot be followed ({type(error).__name__}: {error})"]
    return []


def _address(register: Register, number: int) -> str:
    known = register.addresses
    return (
        known[-1][1] if len(known) == 1 else known[bisect_right(known, number, key=lambda one: one[0]) - 1][1]
    )
