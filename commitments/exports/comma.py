"""Comma-separated values (RFC 4180), as spreadsheet programs of every country read them: UTF-8 with its mark."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import IO

from commitments.exports.table import Cell, ExportedList

# A text that begins so would be run as a formula by a spreadsheet; also in the wide letters of Chinese input.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(exported: ExportedList, to: IO[bytes]) -> None:
    """One line with the names of the columns, then the rows; days and moments as ISO 8601.

    What the list shows stands in the name of the file only, so that programs find a plain table.
    """
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="")
    written = csv.writer(text)
    written.writerow([safe(column.label) for column in exported.columns])
    for row in exported.rows:
        written.writerow([_words(cell) for cell in row])
    text.flush()
    text.detach()


def _words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return safe(cell)
        case dt.datetime():
            return cell.isoformat(timespec="seconds")
        case dt.date():
            return cell.isoformat()
    return f"{cell:f}" if not isinstance(cell, int) else str(cell)


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it."""
    return f"'{text}" if text.startswith(BEGINS_FORMULA) else text
