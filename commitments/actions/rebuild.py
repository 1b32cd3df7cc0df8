"""Making every projected row again from the log, when a rule changed or the tables are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F

from commitments.actions import projection
from commitments.actions.projector import OF_COMMITMENT, Projector, objects_after
from commitments.actions.state import Record
from commitments.models import (
    AgendaItem,
    Closing,
    Commission,
    Commitment,
    Entry,
    LogHead,
    Mark,
    Movement,
    ObservedValue,
    Session,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.fields import PROJECTION, State
from commitments.vocabulary import EntryKind
from commitments.vocabulary.parts import PicturePart

COMMITMENTS_AT_ONCE = 200
RECORDS_AT_ONCE = 2_000

# Called with how many entries are done, of how many.
Tell = Callable[[int, int], None]


def outdated() -> list[Commission]:
    """The commissions whose tables were made by other rules, or without columns that there are now."""
    heads = LogHead.objects.exclude(projected_as=PROJECTION)
    return list(Commission.objects.filter(pk__in=heads.values("commission")).order_by("slug"))


@transaction.atomic
def rebuild(commission: Commission, *, tell: Tell) -> int:
    """Write every projected row of a commission anew, under the lock of its log. Returns the number of entries.

    One transaction: interrupted, nothing has changed. Commitments are made a batch at a time, so that what is held
    in memory does not grow with the log.
    """
    head, _new = LogHead.objects.select_for_update().get_or_create(commission=commission)
    _take_away(commission)
    counts = Projector(commission.calendar)
    done = 0
    for made, keys in _batches(commission):
        projection.write_commitments(commission, made, keys)
        counts.tally.update(made.tally)
        counts.movement.update(made.movement)
        tell(done := done + made.size, head.size)
    projection.write_counts(commission, counts)
    for records in _others(commission):
        _write_objects(commission, records)
        tell(done := done + len(records), head.size)
    head.projected_as = PROJECTION
    head.touched = dict.fromkeys(PicturePart, head.size - 1)
    head.save(update_fields=["projected_as", "touched"])
    # Invalidates every cached page: it was made from the rows of before.
    Commission.objects.filter(pk=commission.pk).update(revision=F("revision") + 1)
    return done


def _take_away(commission: Commission) -> None:
    """Every row that is made anew, and commitments that no record made. Those that one made keep their place."""
    for rows in (
        Terms.objects.filter(commission=commission),
        Terms.objects.filter(commitment__commission=commission),
        Standpoint.objects.filter(commitment__commission=commission),
        ObservedValue.objects.filter(commission=commission),
        ObservedValue.objects.filter(commitment__commission=commission),
        # By the log, where the row of a commitment itself is missing.
        Terms.objects.filter(commitment__in=_recorded(commission)),
        Standpoint.objects.filter(commitment__in=_recorded(commission)),
        Tally.objects.filter(commission=commission),
        Movement.objects.filter(commission=commission),
        AgendaItem.objects.filter(session__commission=commission),
        Session.objects.filter(commission=commission),
        Mark.objects.filter(readout__commission=commission),
        Closing.objects.filter(readout__commission=commission),
        Commitment.objects.filter(commission=commission).exclude(pk__in=_recorded(commission)),
    ):
        rows.delete()


def _recorded(commission: Commission) -> Any:
    entries = Entry.objects.filter(commission=commission, kind=EntryKind.RECORDED)
    return entries.values_list("commitment", flat=True)


def _batches(commission: Commission) -> Iterator[tuple[Projector, dict[str, int]]]:
    """The rows of some commitments after the other, with their primary keys by code."""
    keys = _recorded(commission).order_by("number").iterator(chunk_size=COMMITMENTS_AT_ONCE)
    while batch := list(islice(keys, COMMITMENTS_AT_ONCE)):
        made, by_code = Projector(commission.calendar), {}
        entries = Entry.objects.filter(commitment__in=batch).order_by("number")
        for key, data in entries.values_list("commitment", "record").iterator(chunk_size=RECORDS_AT_ONCE):
            record = json.loads(bytes(data))
            by_code[record["object"].removeprefix(OF_COMMITMENT)] = key
            made.take(record)
        yield made, by_code


def _others(commission: Commission) -> Iterator[list[Record]]:
    entries = Entry.objects.beside(commission).order_by("number")
    data = entries.values_list("record", flat=True).iterator(chunk_size=RECORDS_AT_ONCE)
    while some := [json.loads(bytes(one)) for one in islice(data, RECORDS_AT_ONCE)]:
        yield some


def _write_objects(commission: Commission, records: list[Record]) -> None:
    written = projection.object_before(commission, {})
    states: dict[str, State | None] = {}

    def before(named: str) -> State | None:
        return states[named] if named in states else written(named)

    for record in records:
        states.update(objects_after(record, before))
    projection.write_objects(commission, states, {})
