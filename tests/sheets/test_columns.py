"""What columns are, by their heads."""

import pytest

from commitments.sheets import (
    Column,
    DayOrder,
    SheetCell,
    SheetRow,
    column_letter,
    columns_of,
    day_order,
    head_row_of,
    in_order,
)


def row(number, *texts):
    return SheetRow(number, tuple(SheetCell(text) for text in texts))


WANTED = [Column.NUMBER, Column.STATEMENT, Column.TITLE, Column.OWNER, Column.DUE]


@pytest.mark.parametrize(
    "heads",
    [
        ("No.", "Provision", "Measure", "Executors", "Term"),
        ("№ п/п", "Положение", "Наименование мероприятия", "Исполнители", "Срок исполнения:"),
        ("№", "Палажэнне", "Мерапрыемства", "Выканаўцы", "Тэрмін"),
        ("序号", "条款", "措施", "责任单位", "完成期限"),
    ],
)
def test_the_columns_of_the_trade_are_known_in_four_languages(heads):
    assert list(columns_of(heads).values()) == WANTED


def test_a_status_of_numbers_is_a_share_and_one_of_words_a_status():
    heads = ("Commitment", "Status")

    assert columns_of(heads, [row(2, "A", "100"), row(3, "B", "")])[1] == Column.PERCENT
    assert columns_of(heads, [row(2, "A", "Delivered")])[1] == Column.STATUS


def test_what_the_side_made_of_a_head_before_counts_more_and_nothing_twice():
    assert columns_of(("Tags", "Measure", "Measure"), remembered={"tags": "sector"}) == {
        0: Column.SECTOR,
        1: Column.TITLE,
    }
    assert columns_of(("Measure", "Term"), remembered={"term": ""}) == {0: Column.TITLE}


def test_the_head_is_the_row_with_the_most_heads_that_are_known():
    rows = [
        row(1, "Plan of measures for 2027"),
        row(4, "No.", "Measure", "Term"),
        row(5, "1", "Build", "2027"),
    ]

    assert head_row_of(rows) == 4
    assert head_row_of([row(3, "a", "b")]) == 3
    assert head_row_of([]) == 0


def test_a_column_tells_which_of_day_and_month_comes_first():
    assert day_order(["05/12/2023", "27/11/2023", ""]) == DayOrder.DAY_FIRST
    assert day_order(["12/27/2023"]) == DayOrder.MONTH_FIRST
    assert day_order(["05/12/2023"]) == DayOrder.UNKNOWN
    assert day_order(["27/11/2023", "11/27/2023"]) == DayOrder.UNKNOWN
    assert in_order("05/12/2023", DayOrder.DAY_FIRST) == "5.12.2023"
    assert in_order("05/12/2023", DayOrder.MONTH_FIRST) == "12.5.2023"
    assert in_order("2023", DayOrder.DAY_FIRST) == "2023"


def test_letters_of_columns():
    assert [column_letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
