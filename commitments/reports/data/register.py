"""The register as data, by either clock."""

from __future__ import annotations

import dataclasses
from typing import Any

from commitments.models import Commission, Commitment
from commitments.reports.data.shapes import RegisterItem
from commitments.reports.data.slice import DataAsked, DataSlice, cut
from commitments.reports.register import Query
from commitments.reports.register.clock import KNOWN
from commitments.reports.register.query import rows_for

FIELDS = [one.name for one in dataclasses.fields(RegisterItem)]
# Where the value of a field is a code of another table.
CODES = {"sector": "sector__code", "first_owner": "first_owner__code", "second_owner": "second_owner__code"}


def register_data(commission: Commission, query: Query, asked: DataAsked) -> DataSlice[RegisterItem]:
    """The commitments that answer `query`, whose clock is that of `asked`, in the order of their codes."""
    query = dataclasses.replace(query, as_of=asked.as_of, known_today=asked.known_today, sort="code")
    columns = {name: CODES.get(name, name) for name in FIELDS}
    if query.known_today:
        columns |= {name: column for name, column in KNOWN.items() if name in columns}
    rows = rows_for(commission, query).filter(place__gt=asked.after).order_by("place")
    annotated = {name for name in columns.values() if name.startswith("known_figures")}
    plain = [column for column in columns.values() if column not in annotated]
    found, after = cut(list(rows.values("place", *plain)[: asked.limit + 1]), asked.limit, _place)
    return DataSlice([_item(row, columns) for row in found], after)


def _item(row: dict[str, Any], columns: dict[str, str]) -> RegisterItem:
    values: Any = {name: row.get(column, _UNSAID.get(name)) for name, column in columns.items()}
    return RegisterItem(**values)


# Figures as known today are computed for the rows that are asked for them by a filter; others say nothing of them.
_UNSAID: dict[str, Any] = {"figures_verdict": "", "figures_differ": False}


def _place(row: dict[str, Any]) -> str:
    return str(row["place"])


def item_of(row: Commitment) -> RegisterItem:
    """A commitment as it is, or as a past one was made of its records."""
    values = {name: getattr(row, name) for name in FIELDS if name not in CODES}
    codes = {name: getattr(getattr(row, name), "code", None) for name in CODES}
    both: dict[str, Any] = values | codes
    return RegisterItem(**both)
