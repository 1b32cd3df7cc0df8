"""Rows as they are pasted: their columns, sources and shares."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commitments.forms.value_rows import NumberReading, read_parts, read_rows

PLAIN, SHARE = NumberReading("."), NumberReading(".", whole=Decimal(100))


def read(text, reading=PLAIN):
    return [row.problem or (row.value.period.key, row.words, row.source) for row in read_rows(text, reading)]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("2020\t5", ("2020", "5", "")),
        ("2020\t5\tprovisional", ("2020", "5, provisional", "")),
        ("2020; 5; final; Yearbook 2021; table 3", ("2020", "5", "Yearbook 2021; table 3")),
        ("2020\t5\t\tBelstat: yearbook", ("2020", "5", "Belstat: yearbook")),
        ("2020\t5\t\tYearbook\ttable 3", ("2020", "5", "Yearbook table 3")),
        ("2020\t5\thttps://example.org/a?b=1;c=2", ("2020", "5", "https://example.org/a?b=1;c=2")),
        ("2020\t5\t\twww.example.org/a", ("2020", "5", "https://www.example.org/a")),
        ("2020\tnot published\t\t来源 公报", ("2020", "Not published", "来源 公报")),
    ],
)
def test_a_row_may_name_its_source(text, understood):
    assert read(text) == [understood]


def test_a_first_row_may_name_the_columns_in_any_order():
    text = "Источник\tЗначение\tОтдел\tПериод\nhttps://example.org\t7\tторговли\t2020\nСборник\t8\t\t2021"
    assert read(text) == [("2020", "7", "https://example.org"), ("2021", "8", "Сборник")]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("javascript:alert(1)", "Row 2: This is not the address of a web page."),
        ("ftp://example.org/a", "Row 2: This is not the address of a web page."),
        ("12", "Row 2: “12” is no source"),
        ("a" * 501, "Row 2: This is 1 character too long"),
        ("https://example.org/" + "a" * 500, "Row 2: The source takes more than 500 characters."),
    ],
)
def test_a_wrong_source_is_said_at_its_row_and_the_others_are_kept(source, problem):
    first, second, third = read(f"2019\t5\t\tYearbook\n2020\t6\t\t{source}\n2021\t7\t\thttps://example.org")
    assert first == ("2019", "5", "Yearbook")
    assert second.startswith(problem)
    assert third == ("2021", "7", "https://example.org")


def test_a_third_cell_that_is_neither_status_nor_address_is_not_guessed():
    assert read("2020\t5\tYearbook") == [
        "Row 1: “yearbook” is no status. A source goes into the fourth cell."
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("45 / 60", "75 (45 of 60)"),
        ("45 of 60", "75 (45 of 60)"),
        ("45 из 60", "75 (45 of 60)"),
        ("about 45/60", "about 75 (45 of 60)"),
        ("45 / about 60", "about 75 (45 of 60)"),
        ("1/3", "33.333333 (1 of 3)"),
        ("0/3", "0 (0 of 3)"),
        ("2 thousand / 1 million", "0.2 (2,000 of 1,000,000)"),
        ("75", "75"),
    ],
)
def test_a_share_may_be_given_by_both_numbers(typed, said):
    assert read(f"2020\t{typed}", SHARE) == [("2020", said, "")]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("45 / 0", "Row 1: The second number of a share must be more than zero."),
        ("45 / -60", "Row 1: The second number of a share must be more than zero."),
        ("45 / many", "Row 1: “many” is no number."),
        ("1 / 2 / 3", "Row 1: “2 / 3” is no number."),
        ("999999999999999999 / 0,000001", "Row 1: “999999999999999999 / 0,000001” comes to too many digits:"),
    ],
)
def test_a_share_that_is_none_is_refused(typed, problem):
    [said] = read(f"2020\t{typed}", SHARE)
    assert said.startswith(problem)


def test_nothing_else_is_given_by_two_numbers():
    [said] = read("2020\t45 / 60")
    assert said.startswith("Row 1: “45 / 60” is no number.")


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_cells_beyond_the_columns_that_are_named_are_refused_and_never_lost(mark):
    named = mark.join(("Period", "Value", "Department", "Note", "Status", "Source"))
    whole = mark.join(("2020", "5", "Trade", "as told", "provisional", "Yearbook"))
    assert read(f"{named}\n{whole}\n{whole}{mark}table 3{mark}p. 4\n{whole}{mark}{mark} ") == [
        ("2020", "5, provisional", "Yearbook"),
        "Row 3: there are 8 cells, and the first row names 6 columns.",
        ("2020", "5, provisional", "Yearbook"),
    ]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Period; Value; Source; Источник", "Row 1: “Источник” names the same column as “Source”."),
        ("Period\tValue\tvalue", "Row 1: “value” names the same column as “Value”."),
        ("Дата;Период;Значение", "Row 1: “Период” names the same column as “Дата”."),
    ],
)
def test_a_column_that_is_named_twice_is_asked_once_and_no_row_is_read(heading, said):
    assert read(f"{heading}\n2020;5;6\n2021;7;8") == [said]


def test_a_part_is_exact_because_parts_add_up():
    assert read_parts("donated; 4.9\nbought; 4.6", PLAIN) == {
        "donated": Decimal("4.9"),
        "bought": Decimal("4.6"),
    }
    with pytest.raises(ValidationError, match=r"“около 4\.9”: only an exact number can be kept here"):
        read_parts("donated; около 4.9", PLAIN)
