"""What a list comes to in a file: kinds of cells, texts that look like formulas, and what the file says of itself."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from commitments.exports import CellKind, ExportColumn, ExportedList, write_csv, write_xlsx

MOMENT = dt.datetime(2022, 9, 16, 18, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
COLUMNS = [
    ExportColumn("Code"),
    ExportColumn("Due on", CellKind.DAY),
    ExportColumn("Recorded", CellKind.MOMENT),
    ExportColumn("Value", CellKind.NUMBER),
]


def listed(*rows):
    return ExportedList("BY-CN-register", "Register: late?", [("As of", "16 September 2022")], COLUMNS, rows)


def as_csv(*rows):
    to = io.BytesIO()
    write_csv(listed(*rows), to)
    return to.getvalue()


def as_sheet(*rows):
    to = io.BytesIO()
    write_xlsx(listed(*rows), to)
    return load_workbook(to).active


ROW = ("БР «вода», 疫苗\nsecond", dt.date(2022, 9, 16), MOMENT, Decimal("9500000.50"))


def test_commas_are_read_back_with_days_and_numbers_that_no_country_reads_otherwise():
    raw = as_csv(ROW, ("", None, None, None))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))) == [
        ["Code", "Due on", "Recorded", "Value"],
        [ROW[0], "2022-09-16", "2022-09-16T18:00:00+03:00", "9500000.50"],
        ["", "", "", ""],
    ]


def test_a_workbook_has_cells_of_their_kind_under_a_head_that_stays():
    sheet = as_sheet(ROW)

    assert [cell.value for cell in sheet["A"]] == ["Register: late?", "As of", None, "Code", ROW[0]]
    assert sheet["B2"].value == "16 September 2022"
    day, moment, number = (sheet[f"{column}5"] for column in "BCD")
    assert (day.value, moment.value, number.value) == (
        dt.datetime(2022, 9, 16),
        dt.datetime(2022, 9, 16, 18, 0),
        9500000.5,
    )
    assert day.number_format == "yyyy-mm-dd"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:D5")


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "＝1", "http://a.example"]
)
def test_no_text_is_run_as_a_formula(text):
    cells = as_sheet((text, None, None, Decimal(-2)))["A5":"D5"][0]
    assert (cells[0].value, cells[0].data_type, cells[0].hyperlink) == (text, "s", None)
    assert (cells[3].value, cells[3].data_type) == (-2, "n")

    (_head, row) = csv.reader(
        io.StringIO(as_csv((text, None, None, Decimal(-2))).decode("utf-8-sig"), newline="")
    )
    assert row[0] == (text if text.startswith("http") else f"'{text}")
    assert row[3] == "-2"  # a number is none


def test_a_workbook_takes_what_a_cell_cannot_hold():
    sheet = as_sheet(("а" * 40_000, None, None, None), ("\x0b\x01 odd", None, None, None))

    assert len(sheet["A5"].value) == 32_767 and sheet["A5"].value.endswith("…")
    assert "odd" in sheet["A6"].value


def test_an_empty_list_has_its_head():
    assert as_sheet().auto_filter.ref == "A4:D4"
    assert as_csv().count(b"\r\n") == 1


def test_rows_are_written_as_they_come():
    """A list of many rows does not stand in memory first, and the file is one that any program opens."""
    rows = (("BY-CN", dt.date(2022, 1, 1), MOMENT, Decimal(number)) for number in range(3_000))
    to = io.BytesIO()
    write_xlsx(ExportedList("x", "Register", [], COLUMNS, rows), to)

    assert next(rows, None) is None
    assert zipfile.ZipFile(to).testzip() is None
    assert load_workbook(to, read_only=True).active.max_row == 3_003


class LiveRow:
    """A row that knows how many of its kind are in memory."""

    living, most = 0, 0

    def __init__(self):
        LiveRow.living += 1
        LiveRow.most = max(LiveRow.most, LiveRow.living)

    def __del__(self):
        LiveRow.living -= 1

    def __iter__(self):
        return iter(ROW)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_rows_are_written_as_they_come_and_not_kept(write):
    LiveRow.living = LiveRow.most = 0
    write(
        ExportedList("BY-CN-register", "Register", [], COLUMNS, (LiveRow() for _row in range(2_000))),
        io.BytesIO(),
    )

    assert (LiveRow.most, LiveRow.living) == (2, 0)
