"""Replaying the log: every projection made again from the records alone, and compared with what the tables hold.

A part of the commitments at a time, so that what is held in memory does not grow with the log: a record is about one
commitment, and depends on those before it about the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from commitments.actions.projector import Projector
from commitments.models import Commission, Commitment, Entry, LogHead
from commitments.models.canonical import moment
from commitments.models.fields import PROJECTION
from commitments.models.settings_of import IS_REMOVED, SETTINGS
from commitments.reports.replay import sources, tables, texts
from commitments.reports.replay.part import Keys, Register
from commitments.reports.replay.replayed import Replayed, replay_beside, replay_part
from commitments.vocabulary.parts import PicturePart

__all__ = ["Runner", "one_after_the_other", "problems"]

COMMITMENTS_AT_ONCE = 200

# Gives what each part of a register comes to, in order.
Runner = Callable[[Register, list[Keys]], Iterable[Replayed]]


def one_after_the_other(register: Register, parts: list[Keys]) -> Iterator[Replayed]:
    return (replay_part(register, keys) for keys in parts)


def problems(commission: Commission, *, run: Runner = one_after_the_other) -> Iterator[str]:
    """Every difference between the log of a commission and its tables, one sentence each. None: all is well.

    After a record that is not the one its hash was made of, nothing further is compared: what it said is not known.
    """
    size = 0
    numbers = Entry.objects.filter(commission=commission).order_by("number").values_list("number", flat=True)
    for size, number in enumerate(numbers.iterator(chunk_size=10_000), start=1):
        if number != size - 1:
            yield f"entry {size - 1} is missing or out of order"
            return
    register = Register(commission)
    whole, made = replay_beside(register)
    yield from whole.problems
    if whole.is_damaged:
        return
    for found in run(register, _parts(commission)):
        yield from found.problems
        if found.is_damaged:
            return
        whole.add(found)
    made.tally, made.movement = whole.tally, whole.movement
    yield from texts.unexplained(whole.removed, made)
    yield from _head(commission, made, whole, size)
    yield from tables.strays(commission)
    yield from tables.counts(commission, made)
    yield from sources.evidence_beside(register, made)
    yield from sources.others(commission, made)


def _parts(commission: Commission) -> list[Keys]:
    """The commitments there are, and those that entries are about, some at a time."""
    keys = set(Commitment.objects.filter(commission=commission).order_by().values_list("pk", flat=True))
    told = Entry.objects.filter(commission=commission, commitment__isnull=False).order_by()
    keys.update(told.values_list("commitment", flat=True).distinct())
    in_order = sorted(keys)
    return [in_order[at : at + COMMITMENTS_AT_ONCE] for at in range(0, len(in_order), COMMITMENTS_AT_ONCE)]


def _head(commission: Commission, made: Projector, whole: Replayed, held: int) -> Iterator[str]:
    head = LogHead.objects.filter(commission=commission).first()
    size = head.size if head else 0
    if held != size:
        yield f"the log holds {held} entries, its head says {size}"
    if head and head.projected_as != PROJECTION:
        yield "the tables were made by another version: run manage.py rebuild_projections"
    is_removed = IS_REMOVED in made.others.get(SETTINGS, {})
    if is_removed != (head is not None and head.removed_at is not None):
        yield f"by the log the commission is {'removed' if is_removed else 'there'}, its head says otherwise"
    if head:
        yield from _touched(head, whole, held)
    at = moment(head.last_recorded_at) if head and head.last_recorded_at else None
    _number, last_recorded_at = whole.last
    if last_recorded_at != at:
        yield f"the last entry was recorded at {last_recorded_at}, the head of the log says {at}"


def _touched(head: LogHead, whole: Replayed, size: int) -> Iterator[str]:
    """A part is drawn anew after the number that stands of it: a later one than need be does no harm, another may."""
    for part in sorted({*head.touched, *whole.touched}):
        number, known = whole.touched.get(part, -1), head.touched.get(part, -1)
        if part not in set(PicturePart) or not number <= known < size:
            yield f"the last entry that touched the part {part} is No. {number}, the head of the log says {known}"
