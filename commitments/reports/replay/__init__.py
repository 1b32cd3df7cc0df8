"""Replaying the log: every projection rebuilt from the records alone, and compared with what the tables hold."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.actions.projector import Projector
from commitments.models import Commission, LogHead
from commitments.models.canonical import moment
from commitments.models.fields import PROJECTION
from commitments.models.settings_of import IS_REMOVED, SETTINGS
from commitments.reports.replay import sources, tables, texts
from commitments.reports.replay.log import entries_of, first_address, read, record_problems, row_problems
from commitments.vocabulary.parts import PicturePart

__all__ = ["problems"]


def problems(commission: Commission) -> Iterator[str]:
    """Every difference between the log of a commission and its tables, one sentence each. None: all is well.

    After a record that is not the one its hash was made of, nothing further is compared: what it said is not known.
    """
    made = Projector(commission.calendar, commission.silent_after_days)
    removed: texts.Removed = set()
    address = first_address(commission)
    for number, entry in enumerate(entries_of(commission)):
        damage = list(record_problems(entry, number))
        yield from damage
        if damage:
            return
        record = read(entry)
        made.take(record)
        address = made.others.get(SETTINGS, {}).get("slug", address)
        yield from row_problems(entry, record, address, made)
        removed |= texts.removed_of(entry, record)
    yield from texts.unexplained(removed, made)
    yield from _head(commission, made)
    for compare in (
        tables.states,
        tables.standpoints,
        tables.terms,
        tables.values,
        tables.counts,
        sources.quotes,
        sources.evidence,
        sources.others,
    ):
        yield from compare(commission, made)


def _head(commission: Commission, made: Projector) -> Iterator[str]:
    head = LogHead.objects.filter(commission=commission).first()
    size = head.size if head else 0
    if made.size != size:
        yield f"the log holds {made.size} entries, its head says {size}"
    if head and head.projected_as != PROJECTION:
        yield "the tables were made by another version: run manage.py rebuild_projections"
    is_removed = IS_REMOVED in made.others.get(SETTINGS, {})
    if is_removed != (head is not None and head.removed_at is not None):
        yield f"by the log the commission is {'removed' if is_removed else 'there'}, its head says otherwise"
    if head:
        yield from _touched(head, made)
    at = moment(head.last_recorded_at) if head and head.last_recorded_at else None
    if made.last_recorded_at != at:
        yield f"the last entry was recorded at {made.last_recorded_at}, the head of the log says {at}"


def _touched(head: LogHead, made: Projector) -> Iterator[str]:
    """A part is drawn anew after the number that stands of it: a later one than need be does no harm, another may."""
    for part in sorted({*head.touched, *made.touched}):
        number, known = made.touched.get(part, -1), head.touched.get(part, -1)
        if part not in set(PicturePart) or not number <= known < made.size:
            yield f"the last entry that touched the part {part} is No. {number}, the head of the log says {known}"
