"""The rows of a list that have words, from whichever file it was in."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commitments.extraction.errors import Unreadable
from commitments.sheets.kinds import FileInside
from commitments.sheets.row import EMPTY_ROWS, MOST_ROWS, SheetRow
from commitments.sheets.separated import separated_rows
from commitments.sheets.workbook import workbook_rows


def rows_of(content: bytes, inside: FileInside, sheet: str = "") -> Iterator[SheetRow]:
    """The rows of a sheet (of a text: its only one) that hold anything. Raises Unreadable, also on the way.

    They are read as they are asked for: who wants the first ten reads no more.
    """
    rows = workbook_rows(content, sheet) if inside.is_workbook else separated_rows(content)
    found = empty = 0
    for row in rows:
        if row.is_empty:
            empty += 1
            if empty > EMPTY_ROWS:
                return
            continue
        empty = 0
        found += 1
        if found > MOST_ROWS + 1:  # and its head
            raise Unreadable(
                _("This list has more than %(most)s rows. Divide it and bring in each part.")
                % {"most": f"{MOST_ROWS:,}"}
            )
        yield row
