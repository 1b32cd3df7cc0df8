"""A unit after a number: typed in the plural, it is put apart from one."""

from decimal import Decimal

import pytest

from commitments.figures.unit import unit_of


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
