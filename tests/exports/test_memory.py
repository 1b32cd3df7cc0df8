"""Ten thousand rows become a file in little memory: rows are written as they come, and pages are read one by one."""

import datetime as dt
import tempfile
import tracemalloc
from decimal import Decimal

import pytest

from commitments.exports import CellKind, ExportColumn, ExportedList, write_csv, write_xlsx
from commitments.exports.lists.facts import every_page
from commitments.reports.pagination import Pagination

MEGABYTE = 2**20
ROWS, PER_PAGE = 10_000, 100
COLUMNS = [ExportColumn("Code"), ExportColumn("Due on", CellKind.DAY), ExportColumn("Value", CellKind.NUMBER)]
WORDS = "The sides agreed on a wider list of goods, with some words of its own. " * 8


class FoundPage:
    def __init__(self, number):
        self.page = Pagination(number, ROWS, PER_PAGE)
        first = (number - 1) * PER_PAGE
        self.rows = [
            (f"{place} {WORDS}", dt.date(2022, 9, 16), Decimal(place))
            for place in range(first, first + PER_PAGE)
        ]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_long_list_takes_little_memory(write):
    taken = []

    def rows():
        for found in every_page(FoundPage):
            for row in found.rows:
                taken.append(None)
                yield row

    with tempfile.TemporaryFile() as to:
        tracemalloc.start()
        write(ExportedList("register", "Register", [], COLUMNS, rows()), to)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        size = to.seek(0, 2)

    assert len(taken) == ROWS and size > 100_000
    assert most < 20 * MEGABYTE
