"""A list on its way into a file: what it shows, its columns, and rows of plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | dt.date | dt.datetime | None


class CellKind(StrEnum):
    """What a column holds, so that a program that opens the file can sort and add it."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"  # of the commission's zone
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """`width` is in characters, for programs that show the file as a table."""

    label: str
    kind: CellKind = CellKind.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class ExportedList:
    """`name` is that of the file, without its ending; `facts` say what is shown, as (label, value).

    `rows` are read once, and have a cell for each column.
    """

    name: str
    title: str
    facts: Sequence[tuple[str, str]]
    columns: Sequence[ExportColumn]
    rows: Iterable[Sequence[Cell]]
