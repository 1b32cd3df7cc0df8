"""A unit after a number: typed in the plural, it is put apart from one."""

from decimal import Decimal

import pytest

from commitments.figures.reading import TooManyDigits
from commitments.figures.unit import share_of, unit_of


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("1", "meetings", "(meetings)"),
        ("-1.0", "тонн", "(тонн)"),
        ("1", "%", "%"),
        ("1", "剂", "剂"),
        ("1", "million USD", "million USD"),
        ("2", "meetings", "meetings"),
        ("1.5", "meetings", "meetings"),
        ("0", "meetings", "meetings"),
    ],
)
def test_one_of_a_unit_in_the_plural(number, unit, said):
    assert unit_of(Decimal(number), unit) == said


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"),
    [
        ("45", "60", "75"),
        ("1", "3", "33.333333"),
        ("0", "3", "0"),
        ("-1", "8", "-12.5"),
        ("1", "1000000000", "0"),
        ("1" + "0" * 15, "1", "1" + "0" * 17),
        ("9" * 18, "9" * 18, "100"),
        ("9" * 18, "0." + "9" * 6, None),
        ("1" + "0" * 16, "1", None),
        ("9" * 18, "0.000001", None),
        ("1" + "0" * 9, "3", "33333333333.333333"),
        ("1" + "0" * 11, "3", None),
        ("-1", "9" * 18, "0"),
    ],
)
def test_a_share_has_at_most_the_digits_of_any_number(numerator, denominator, share):
    if share is None:
        with pytest.raises(TooManyDigits):
            share_of(Decimal(numerator), Decimal(denominator), Decimal(100))
    else:
        assert str(share_of(Decimal(numerator), Decimal(denominator), Decimal(100))) == share
