"""What leaves the register as a file: lists with typed cells, written as CSV or as a workbook."""

from commitments.exports.comma import write_csv
from commitments.exports.table import CellKind, ExportColumn, ExportedList
from commitments.exports.workbook import write_xlsx

__all__ = ["CellKind", "ExportColumn", "ExportedList", "write_csv", "write_xlsx"]
