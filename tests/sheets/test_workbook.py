"""What cells of a workbook come to, and what it hides or joins."""

import datetime as dt

import pytest

from commitments.sheets import look_into, rows_of
from commitments.sheets.workbook import _COLUMN, _HIDDEN_ROW, _MERGED, sheet_look
from tests.sheets.files import HEAD, ROW, sheet_of, with_sheet, workbook


def cells(content, row=1):
    inside = look_into(content)
    return list(rows_of(content, inside, inside.sheets[0].name))[row].cells


def one(value, number_format=None):
    def change(book):
        if number_format:
            book.active["A2"].number_format = number_format

    return cells(workbook(("Head",), (value,), change=change))[0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12, None, "12"),
        (12.0, None, "12"),
        (0.1 + 0.2, None, "0.3"),
        (1234567.5, "#,##0.00", "1234567.5"),
        (0.35, "0%", "35"),
        (1, "0.0%", "100"),
        (dt.date(2027, 3, 1), None, "2027-03-01"),
        (dt.datetime(2027, 3, 1, 12, 30), None, "2027-03-01 12:30"),
        (True, None, "1"),
        ("'=1+1", None, "'=1+1"),
    ],
)
def test_values_come_as_a_reader_would_type_them(value, number_format, text):
    assert one(value, number_format).text == text


@pytest.mark.parametrize("value", ["=A1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://a.example")'])
def test_a_formula_is_never_run_and_asked_for_as_its_value(value):
    found = one(value)

    assert (found.text, "formula" in found.problem) == ("", True)


def test_a_cell_that_shows_an_error_says_which():
    content = with_sheet(sheet_of(b'<row><c/></row><row><c t="e"><v>#REF!</v></c></row>'))
    inside = look_into(content)

    (row,) = rows_of(content, inside, "Sheet")

    assert "#REF!" in row.cells[0].problem


def test_joined_cells_have_their_value_in_every_row_they_span():
    content = workbook(
        HEAD, ROW, (2, None, None, "1.4.2027"), change=lambda book: book.active.merge_cells("B2:C3")
    )

    assert [cell.text for cell in cells(content, 2)[:4]] == ["2", "Build a school", "", "1.4.2027"]


def test_hidden_columns_rows_and_sheets_are_told():
    def hide(book):
        book.active.column_dimensions["C"].hidden = True
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("Old").sheet_state = "hidden"

    content = workbook(HEAD, ROW, change=hide)

    look = sheet_look(content, "Sheet")

    assert (look.hidden_columns, look.hidden_rows) == ({2}, 1)
    assert [(sheet.name, sheet.is_hidden) for sheet in look_into(content).sheets] == [
        ("Sheet", False),
        ("Old", True),
    ]


@pytest.mark.parametrize(
    ("pattern", "element"),
    [
        (_COLUMN, b'<col min="1" hidden="1">'),
        (_HIDDEN_ROW, b'<row r="1" hidden="1">'),
        (_MERGED, b'<mergeCell ref="A1:B2">'),
    ],
)
def test_an_element_is_not_looked_for_across_the_next_one(pattern, element):
    """Or each that never ends is followed to the end of the piece, which takes the square of their number."""
    never_ends = element.partition(b" ")[0] + b" "

    found = pattern.search(never_ends * 1_000 + element)

    assert found.start() == len(never_ends) * 1_000
    assert pattern.search(never_ends + b"x" * 1_000 + element.partition(b" ")[2]) is None
