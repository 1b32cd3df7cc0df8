"""Replaying the log: every projection rebuilt from the records alone, and compared with what the tables hold."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.models import Commission, LogHead
from commitments.models.canonical import moment
from commitments.reports.replay import sources, tables
from commitments.reports.replay.log import entries_of, read, record_problems, row_problems
from commitments.reports.replay.picture import Picture

__all__ = ["Picture", "problems"]


def problems(commission: Commission) -> Iterator[str]:
    """Every difference between the log of a commission and its tables, one sentence each. None: all is well.

    After a record that is not the one its hash was made of, nothing further is compared: what it said is not known.
    """
    picture = Picture()
    for number, entry in enumerate(entries_of(commission)):
        damage = list(record_problems(entry, number))
        yield from damage
        if damage:
            return
        record = read(entry)
        picture.take(record, commission.calendar)
        yield from row_problems(entry, record, commission, picture)
    yield from _head(commission, picture)
    for compare in (
        tables.states,
        tables.standpoints,
        tables.terms,
        tables.counts,
        sources.quotes,
        sources.evidence,
        sources.others,
    ):
        yield from compare(commission, picture)


def _head(commission: Commission, picture: Picture) -> Iterator[str]:
    head = LogHead.objects.filter(commission=commission).first()
    size = head.size if head else 0
    if picture.size != size:
        yield f"the log holds {picture.size} entries, its head says {size}"
    at = moment(head.last_recorded_at) if head and head.last_recorded_at else None
    if picture.last_recorded_at != at:
        yield f"the last entry was recorded at {picture.last_recorded_at}, the head of the log says {at}"
