"""The terms that plans of four countries write, and what each becomes."""

import pytest
from django.core.exceptions import ValidationError

from commitments.forms.list_terms import read_term
from commitments.sheets import DayOrder


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.3.2027", "2027-03-01"),
        ("2027-03-01", "2027-03-01"),
        ("до 1 марта 2027 г.", "2027-03-01"),
        ("by 1 March 2027", "2027-03-01"),
        ("2027年3月1日前", "2027-03-01"),
        ("2027", "2027-12-31"),
        ("2027 год", "2027-12-31"),
        ("2027年底", "2027-12-31"),
        ("III квартал 2027 г.", "2027-09-30"),
        ("3 кв. 2027", "2027-09-30"),
        ("Q3 2027", "2027-09-30"),
        ("2027年第三季度", "2027-09-30"),
        ("март 2027", "2027-03-31"),
        ("02.2027", "2027-02-28"),
        ("2027年2月", "2027-02-28"),
    ],
)
def test_a_term_with_an_end_is_due_on_its_last_day(text, day):
    due = read_term(text, DayOrder.UNKNOWN)

    assert (due["kind"], due["on"]) == ("date", day)


def test_years_are_a_period_and_what_has_no_end_is_continuing():
    assert read_term("2026–2028 годы", DayOrder.UNKNOWN) == {
        "kind": "period",
        "from_day": "2026-01-01",
        "on": "2028-12-31",
        "text": "2026–2028 годы",
    }
    assert read_term("постоянно", DayOrder.UNKNOWN)["kind"] == "continuing"
    assert read_term("", DayOrder.UNKNOWN) == {"kind": "none"}


def test_words_without_a_day_name_an_event():
    due = read_term("at the nearest visit", DayOrder.UNKNOWN)

    assert due == {"kind": "event", "text": "at the nearest visit"}


@pytest.mark.parametrize("text", ["31.2.2027", "3/4/2027", "13.13.2027", "2028-2026", "13.2027"])
def test_what_looks_like_a_day_and_is_none_is_refused(text):
    with pytest.raises(ValidationError):
        read_term(text, DayOrder.UNKNOWN)


def test_the_order_of_the_column_decides_about_strokes():
    assert read_term("3/4/2027", DayOrder.DAY_FIRST)["on"] == "2027-04-03"
    assert read_term("3/4/2027", DayOrder.MONTH_FIRST)["on"] == "2027-03-04"
