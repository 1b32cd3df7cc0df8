"""A workbook (XLSX): what the list shows above, a head that stays in sight, cells that sort and add."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from commitments.exports.table import Cell, CellKind, ExportedList

# What a cell of this format takes; a longer text ends in an ellipsis.
LONGEST = 32_767
NAME_OF_SHEET = 31
# Rows are written as they come and not kept, so that long lists do not fill the memory; a text is never a formula or a
# link, whatever it begins with.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
FORMATS = {
    CellKind.TEXT: {"text_wrap": True, "valign": "top"},
    CellKind.DAY: {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    CellKind.MOMENT: {"num_format": "yyyy-mm-dd hh:mm", "align": "left", "valign": "top"},
    CellKind.NUMBER: {"valign": "top"},
}


def write_xlsx(exported: ExportedList, to: IO[bytes]) -> None:
    """One sheet: its title, the facts, an empty row, the names of the columns with filters, and the rows."""
    book = Workbook(to, OPTIONS)
    book.set_properties({"title": exported.title})
    sheet = book.add_worksheet(_name(exported.title))
    formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
    strong = book.add_format({"bold": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, column in enumerate(exported.columns):
        sheet.set_column(place, place, column.width)
    sheet.write_string(0, 0, _fitting(exported.title), strong)
    for place, (label, value) in enumerate(exported.facts, start=1):
        sheet.write_string(place, 0, label)
        sheet.write_string(place, 1, _fitting(value))
    top = len(exported.facts) + 2
    for place, column in enumerate(exported.columns):
        sheet.write_string(top, place, column.label, head)
    last = top
    for last, row in enumerate(exported.rows, start=top + 1):
        for place, (column, cell) in enumerate(zip(exported.columns, row, strict=True)):
            _write(sheet, last, place, cell, formats[column.kind])
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, len(exported.columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    book.close()


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, look: object) -> None:
    match cell:
        case None:
            return
        case str():
            sheet.write_string(row, place, _fitting(cell), look)
        case dt.date():
            sheet.write_datetime(row, place, cell, look)
        case int() | Decimal():
            sheet.write_number(row, place, cell, look)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _name(title: str) -> str:
    """A title without what the name of a sheet may not have."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\")[:NAME_OF_SHEET].strip("' ")
