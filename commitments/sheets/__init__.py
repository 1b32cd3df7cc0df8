"""Lists that others keep, read from workbooks and from text with separators: pure, within limits, without trust.

A file is looked into once (`look_into`), and its rows are read from the sheet that was chosen (`rows_of`). What cannot be
read is an `Unreadable` with a sentence for its owner; what is odd about a single cell stands at that cell.
"""

from commitments.extraction.errors import Unreadable
from commitments.sheets.columns import Column, columns_of, head_row_of
from commitments.sheets.days import DayOrder, day_order, in_order
from commitments.sheets.kinds import MAX_LIST_BYTES, FileInside, look_into
from commitments.sheets.reading import rows_of
from commitments.sheets.row import MOST_COLUMNS, MOST_ROWS, SheetCell, SheetName, SheetRow, column_letter

__all__ = [
    "MAX_LIST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Column",
    "DayOrder",
    "FileInside",
    "SheetCell",
    "SheetName",
    "SheetRow",
    "Unreadable",
    "column_letter",
    "columns_of",
    "day_order",
    "head_row_of",
    "in_order",
    "look_into",
    "rows_of",
]
