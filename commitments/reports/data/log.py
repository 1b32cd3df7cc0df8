"""The log as data, in the order of its numbers."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from commitments.models import Commission, Entry, Week
from commitments.reports.data.shapes import EntryData
from commitments.reports.data.slice import DataAsked, DataSlice, cut


def entries_data(
    commission: Commission,
    asked: DataAsked,
    *,
    number: int | None = None,
    party: str = "",
    kind: str = "",
    week: Week | None = None,
) -> DataSlice[EntryData]:
    """The next entries: those recorded by the end of the day asked for or, as known today, true by that day."""
    rows = Entry.objects.filter(commission=commission)
    if asked.after:
        rows = rows.filter(number__gt=int(asked.after))
    if moment := asked.moment(commission):
        rows = rows.recorded_by(moment)
    if asked.known_today and asked.as_of is not None:
        rows = rows.filter(effective_on__lte=asked.as_of)
    if number is not None:
        rows = rows.filter(number=number)
    if party:
        rows = rows.filter(party__code=party)
    if kind:
        rows = rows.filter(kind=kind)
    if week is not None:
        rows = rows.recorded_within(*commission.calendar.span(week))
    # Plain columns: a long log is read in a third of the time that its rows as objects take.
    found = list(rows.order_by("number").values_list(*COLUMNS)[: asked.limit + 1])
    kept, after = cut(found, asked.limit, lambda row: str(row[0]))
    return DataSlice([_entry(*row) for row in kept], after)


FIELDS = [one.name for one in dataclasses.fields(EntryData)]
# In the order of the fields.
COLUMNS = (
    "number",
    "kind",
    "commitment__code",
    "party__code",
    "author_post",
    "effective_on",
    "recorded_at",
    "texts__note",
    "texts__reason",
    "texts__position",
    "corrects__number",
    "leaf",
    "record",
)


def _entry(*row: Any) -> EntryData:
    values = dict(zip(FIELDS, row, strict=True))
    texts = {name: values[name] or "" for name in ("note", "reason", "position")}
    record = json.loads(bytes(values["record"]))
    return EntryData(**values | texts | {"hash": bytes(values["hash"]).hex(), "record": record})
