"""Numbers as people write them."""

from decimal import Decimal

import pytest

from commitments.figures.reading import (
    Ambiguous,
    NotANumber,
    Quantity,
    TooManyDigits,
    is_of_whole_things,
    read_quantity,
)
from commitments.vocabulary.figures import Qualifier

READ = {
    "200000": ("200000", ""),
    "200 000": ("200000", ""),
    "200\u00a0000": ("200000", ""),
    "1'500'000": ("1500000", ""),
    "1,500,000": ("1500000", ""),
    "1.500.000": ("1500000", ""),
    "1,500,000.25": ("1500000.25", ""),
    "1.500.000,25": ("1500000.25", ""),
    "8,443": None,
    "1.234": None,
    "0,443": ("0.443", ""),
    "5,79": ("5.79", ""),
    "1234,567": ("1234.567", ""),
    "-3.5": ("-3.5", ""),
    "−3,5": ("-3.5", ""),
    "0": ("0", ""),
    "9.7 million": ("9700000", ""),
    "9,7 млн": ("9700000", ""),
    "9,7 млн.": ("9700000", ""),
    "150万": ("1500000", ""),
    "1.5亿": ("150000000", ""),
    "１５０万": ("1500000", ""),
    "about 290 000": ("290000", Qualifier.ABOUT),
    "около 290 тыс.": ("290000", Qualifier.ABOUT),
    "约150万": ("1500000", Qualifier.ABOUT),
    "150万左右": ("1500000", Qualifier.ABOUT),
    "приблизительно 1,5 млн": ("1500000", Qualifier.ABOUT),
    "roughly 5": ("5", Qualifier.ABOUT),
    "~ 12": ("12", Qualifier.ABOUT),
    "more than 500": ("500", Qualifier.MORE_THAN),
    "не менее 1,5 млн": ("1500000", Qualifier.MORE_THAN),
    "不少于150万": ("1500000", Qualifier.MORE_THAN),
    ">500": ("500", Qualifier.MORE_THAN),
    "до 40": ("40", Qualifier.AT_MOST),
    "at most 40": ("40", Qualifier.AT_MOST),
    "123456789012345678": ("123456789012345678", ""),
}


@pytest.mark.parametrize("text", READ)
def test_a_number_is_read_as_it_is_written(text):
    expected = READ[text]
    if expected is None:
        with pytest.raises(Ambiguous) as asked:
            read_quantity(text)
        digits = text.replace(",", ".")
        assert asked.value.readings == (Decimal(digits.replace(".", "")), Decimal(digits))
        return
    value, qualifier = expected
    found = read_quantity(text)
    assert found == Quantity(Decimal(value), qualifier)
    assert "E" not in str(found.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "doses",
        "200,000 doses",
        "NaN",
        "1e400",
        "inf",
        "2021-02-19",
        "19.02.2021",
        "1,2,3",
        "12..5",
        "5 %",
        "1 23",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NotANumber):
        read_quantity(text)


@pytest.mark.parametrize("text", ["1234567890123456789", "0.1234567", "12345678901234 million"])
def test_too_many_digits_are_refused(text):
    with pytest.raises(TooManyDigits):
        read_quantity(text)


@pytest.mark.parametrize(
    ("unit", "combining", "is_whole"),
    [
        ("doses", "flow", True),
        ("companies", "stock", True),
        ("TEU", "flow", True),
        ("доз", "flow", True),
        ("家企业", "stock", True),
        ("doses", "rate", False),
        ("tonnes", "flow", False),
        ("million USD", "flow", False),
        ("млн долл. США", "flow", False),
        ("万吨", "flow", False),
        ("%", "stock", False),
        ("USD per tonne", "rate", False),
    ],
)
def test_of_some_things_there_are_only_whole_ones(unit, combining, is_whole):
    assert is_of_whole_things(unit, combining) is is_whole


def test_what_is_asked_keeps_how_exact_it_is():
    with pytest.raises(Ambiguous) as asked:
        read_quantity("about 1,234")

    assert asked.value.qualifier == "about"
