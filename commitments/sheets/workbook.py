"""Workbooks (XLSX), row by row: values as text, and what a workbook hides or joins."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from commitments.extraction.errors import Unreadable
from commitments.extraction.package import Oversized, chunks
from commitments.sheets.row import LONGEST_CELL, MOST_COLUMNS, SheetCell, SheetName, SheetRow

# What openpyxl raises over a workbook that is not as the standard has it.
BROKEN = (
    AttributeError,
    DefusedXmlException,
    IndexError,
    InvalidFileException,
    KeyError,
    OSError,
    OverflowError,
    SyntaxError,  # of the XML
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
SHEET_BYTES = 64 * 1024 * 1024
# Each ends before the next element and within OVERLAP: one that never ends is not followed to the end of the piece.
_COLUMN = re.compile(rb"<(?:\w{1,20}:)?col ([^<>]{1,480})>")
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_ENDS = re.compile(rb'\b(min|max)="(\d{1,5})"')
_MERGED = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell [^<>]{0,400}ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_HIDDEN_ROW = re.compile(rb'<(?:\w{1,20}:)?row [^<>]{0,400}hidden="(?:1|true)"')
MOST_MERGED = 5_000
OVERLAP = 512  # bytes of a part looked at twice, so that nothing is cut in two


EMPTY = SheetCell()


@dataclass(slots=True)
class SheetLook:
    """What the rows of a sheet do not tell: places of hidden columns, how many rows are hidden, and joined cells.

    `joined` has the first and last row and column of each, from 1.
    """

    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: int = 0
    joined: list[tuple[int, int, int, int]] = field(default_factory=list)


@contextmanager
def opened(content: bytes) -> Iterator[Workbook]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except BROKEN as error:
        raise damaged() from error
    try:
        yield book
    finally:
        book.close()


def damaged() -> Unreadable:
    return Unreadable(
        _("This workbook cannot be read. Open it in Excel, save it as .xlsx and choose it again.")
    )


def sheets_of(content: bytes) -> tuple[SheetName, ...]:
    """The sheets with cells, in their order."""
    with opened(content) as book:
        found = tuple(SheetName(sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets)
    if not found:
        raise Unreadable(_("This workbook has no sheet with cells."))
    return found


def sheet_look(content: bytes, name: str) -> SheetLook:
    """Read from the bytes of the sheet, piece by piece: openpyxl tells it only of a workbook that is whole in memory."""
    look, rest = SheetLook(), b""
    with opened(content) as book:
        path = getattr(book[name], "_worksheet_path", "")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for chunk in chunks(package, path.lstrip("/"), limit=SHEET_BYTES):
                seen, rest = rest + chunk, b""
                cut = seen.rfind(b"<")  # the last element may go on in the next piece
                if len(seen) - cut < OVERLAP:
                    seen, rest = seen[:cut], seen[cut:]
                _look_at(seen, look)
            _look_at(rest, look)
    except (KeyError, zipfile.BadZipFile, Oversized) as error:
        raise damaged() from error
    return look


def _look_at(seen: bytes, look: SheetLook) -> None:
    for found in _COLUMN.finditer(seen):
        if _HIDDEN.search(found[1]):
            ends = {name: int(number) for name, number in _ENDS.findall(found[1])}
            first, last = ends.get(b"min", 0), min(ends.get(b"max", 0), MOST_COLUMNS)
            look.hidden_columns |= set(range(first - 1, last))
    look.hidden_rows += len(_HIDDEN_ROW.findall(seen))
    for first, top, last, bottom in _MERGED.findall(seen):
        if len(look.joined) < MOST_MERGED:
            look.joined.append((int(top), int(bottom), _place(first), _place(last)))


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place


def workbook_rows(content: bytes, name: str) -> Iterator[SheetRow]:
    """Every row of a sheet in turn, also those without words; joined cells have their value in each row they span."""
    look = sheet_look(content, name)
    with opened(content) as book:
        try:
            sheet = book[name]
            sheet.reset_dimensions()  # what a file says of its size is often wrong
            carried: dict[int, tuple[int, SheetCell]] = {}
            spans = _spans(look)
            rows = sheet.iter_rows(max_col=MOST_COLUMNS)
            for number, cells in enumerate(rows, start=1):
                read = [_cell(cell) for cell in cells]
                while read and read[-1] == EMPTY:
                    read.pop()
                _carry_down(number, read, spans, carried)
                yield SheetRow(number, tuple(read))
        except BROKEN as error:
            raise damaged() from error


def _spans(look: SheetLook) -> dict[int, list[tuple[int, int]]]:
    """By row in which a joined cell begins: its column (from 0) and its last row. Joined over columns alone: nothing."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for top, bottom, first, _last in look.joined:
        if bottom > top and first <= MOST_COLUMNS:
            spans.setdefault(top, []).append((first - 1, bottom))
    return spans


def _carry_down(
    number: int,
    cells: list[SheetCell],
    spans: dict[int, list[tuple[int, int]]],
    carried: dict[int, tuple[int, SheetCell]],
) -> None:
    for column, (last, cell) in list(carried.items()):
        if number > last:
            del carried[column]
            continue
        cells += [EMPTY] * (column + 1 - len(cells))
        if not cells[column].text:
            cells[column] = cell
    for column, last in spans.get(number, ()):
        if column < len(cells):
            carried[column] = (last, cells[column])


def _cell(cell: Any) -> SheetCell:
    value = cell.value
    if value is None:
        return SheetCell()
    if cell.data_type == "f":
        return SheetCell(
            problem=_("This cell holds a formula. Put its value in its place (copy, paste as values).")
        )
    if cell.data_type == "e":
        return SheetCell(problem=_("This cell shows an error (%(error)s).") % {"error": str(value)[:20]})
    match value:
        case dt.datetime():
            is_day = value.time() == dt.time.min
            return SheetCell(
                value.date().isoformat() if is_day else value.isoformat(" ", "minutes"), is_day=is_day
            )
        case dt.date():
            return SheetCell(value.isoformat(), is_day=True)
        case dt.time() | dt.timedelta():
            return SheetCell(str(value))
        case bool():
            return SheetCell("1" if value else "0")
        case int() | float():
            return SheetCell(_number(value, is_share="%" in (cell.number_format or "")))
    text = str(value).strip()
    if len(text) > LONGEST_CELL:
        return SheetCell(
            text[:80], problem=_("This cell is longer than %(limit)d characters.") % {"limit": LONGEST_CELL}
        )
    return SheetCell(text)


def _number(value: float, *, is_share: bool) -> str:
    """In plain digits, without the noise of binary fractions; a cell that shows 35 % holds 0.35."""
    number = Decimal(repr(value)) * (100 if is_share else 1)
    if not number.is_finite():
        return ""
    plain = f"{number.normalize():f}"
    return plain if len(plain) <= 40 else str(value)
