"""Long lists are read row by row: what they take does not grow with them."""

import io
import tracemalloc

from xlsxwriter import Workbook

from commitments.sheets import MOST_ROWS, look_into, rows_of

MEGABYTE = 2**20


def test_the_longest_list_is_read_in_little_memory():
    to = io.BytesIO()
    book = Workbook(to, {"constant_memory": True})
    sheet = book.add_worksheet()
    for row in range(MOST_ROWS + 1):
        for column in range(4):
            sheet.write_string(row, column, f"Measure {row} of column {column}, with some words of its own")
    book.close()
    content = to.getvalue()

    tracemalloc.start()
    inside = look_into(content)
    count = sum(1 for _row in rows_of(content, inside, inside.sheets[0].name))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == MOST_ROWS + 1
    assert most < 20 * MEGABYTE
