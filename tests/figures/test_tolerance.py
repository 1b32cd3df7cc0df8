"""When two official numbers count as the same: within so much, or so many per cent of the larger."""

from decimal import Decimal

import pytest

from commitments.figures.tolerance import USUAL, Tolerance


@pytest.mark.parametrize(
    ("text", "one", "other", "exceeded"),
    [
        ("2%", "98", "100", False),
        ("2%", "97.9", "100", True),
        ("2%", "-98", "-100", False),
        ("2%", "-1", "1", True),
        ("2%", "0", "0", False),
        ("0%", "100", "100.000001", True),
        ("5", "95", "100", False),
        ("5", "94.999999", "100", True),
        ("0", "1", "1", False),
        ("0.5", "-0.25", "0.25", False),
    ],
)
def test_a_tolerance(text, one, other, exceeded):
    tolerance = Tolerance.of_text(text)
    assert tolerance.text == text
    for pair in ((one, other), (other, one)):
        assert tolerance.is_exceeded_by(*map(Decimal, pair)) is exceeded


@pytest.mark.parametrize("text", ["", "2 %", "-1", "101%", "1e3", "NaN", "1.1234567", "2%%", "two", "1" * 19])
def test_what_is_no_tolerance(text):
    with pytest.raises(ValueError):
        Tolerance.of_text(text)


def test_the_usual_one():
    assert USUAL.text == "2%"
