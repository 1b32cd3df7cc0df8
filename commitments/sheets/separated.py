"""Text with separators (CSV): its encoding, the sign that divides its cells, and its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commitments.extraction.errors import Unreadable
from commitments.extraction.plain import CONTROLS, decoded
from commitments.sheets.row import LONGEST_CELL, MOST_COLUMNS, SheetCell, SheetRow

SEPARATORS = (",", ";", "\t")
SAMPLE = 40  # lines that are looked at to find the separator


@dataclass(frozen=True, slots=True)
class SeparatedText:
    text: str
    encoding: str
    separator: str
    lines_before: int = 0  # that are none of the rows


def read_text(content: bytes) -> SeparatedText:
    """Raises Unreadable where the encoding cannot be told, or it is no text."""
    text, encoding = decoded(content)
    if CONTROLS.search(text):
        raise Unreadable(_("This is neither a workbook nor a text, although its name says so."))
    text = text.lstrip("\ufeff")
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # as Excel writes it
        return SeparatedText(rest, encoding, first.strip()[4], lines_before=1)
    return SeparatedText(text, encoding, _separator_of(text))


def _separator_of(text: str) -> str:
    """The separator that divides the most lines at the head of the text into the same number of cells."""
    lines = text.splitlines(keepends=True)[:SAMPLE]

    def agreement(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(SEPARATORS, key=agreement)


def separated_rows(content: bytes) -> Iterator[SheetRow]:
    """The rows, numbered by the line they begin in. Raises Unreadable for quotation marks that are never closed."""
    found = read_text(content)
    reader = csv.reader(io.StringIO(found.text, newline=""), delimiter=found.separator)
    begins = found.lines_before + 1
    try:
        for row in reader:
            yield SheetRow(begins, tuple(_cell(text) for text in row[:MOST_COLUMNS]))
            begins = found.lines_before + reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            _("Line %(line)d cannot be read: a quotation mark may be missing there.") % {"line": begins}
        ) from error


def _cell(text: str) -> SheetCell:
    text = text.strip()
    if len(text) > LONGEST_CELL:
        return SheetCell(
            text[:80], problem=_("This cell is longer than %(limit)d characters.") % {"limit": LONGEST_CELL}
        )
    # As our own files have them: an apostrophe before what a spreadsheet would run as a formula.
    return SheetCell(text[1:] if text[:1] == "'" and text[1:2] in "=+-@＝＋－＠" and text[1:2] else text)
