"""Who publishes a series, and how: each side and each third party's statistics by itself."""

from decimal import Decimal

import pytest

from commitments.figures.series import described_after, description_of
from commitments.figures.unit import share_of, whole_of


def test_what_is_said_of_a_series_stays_until_it_is_said_anew():
    first = described_after([], {"indicator": 1, "publisher": "Belstat", "method": "f.o.b."}, "first", 7)
    second = described_after(first, {"indicator": 1, "method": "c.i.f."}, "first", 9)
    silent = described_after(second, {"indicator": 1, "rows": []}, "first", 11)

    assert description_of(first, (1, "first", "")) == {
        "publisher": "Belstat",
        "method": "f.o.b.",
        "own_unit": "",
    }
    assert description_of(second, (1, "first", "")) == {
        "publisher": "Belstat",
        "method": "c.i.f.",
        "own_unit": "",
    }
    assert [one["entry"] for one in second] == [9] and silent == second


@pytest.mark.parametrize(
    ("stated", "whose"),
    [
        ({"indicator": 2, "publisher": "B"}, "first"),
        ({"indicator": 1, "publisher": "B"}, "second"),
        ({"indicator": 1, "publisher": "B", "reference": "UN Comtrade"}, "first"),
    ],
)
def test_series_are_described_apart(stated, whose):
    one = described_after([], {"indicator": 1, "publisher": "A"}, "first", 7)
    both = described_after(one, stated, whose, 8)

    assert description_of(both, (1, "first", ""))["publisher"] == "A"
    assert len(both) == 2


@pytest.mark.parametrize(
    ("unit", "combining", "whole"),
    [
        ("%", "rate", 100),
        ("per cent of exports", "rate", 100),
        ("процентов", "rate", 100),
        ("‰", "rate", 1000),
        ("USD a tonne", "rate", None),
        ("%", "running", None),
    ],
)
def test_what_a_whole_is(unit, combining, whole):
    assert whole_of(unit, combining) == (whole and Decimal(whole))


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"), [("45", "60", "75"), ("2", "3", "66.666667"), ("1", "1000", "0.1")]
)
def test_a_share_is_computed(numerator, denominator, share):
    assert str(share_of(Decimal(numerator), Decimal(denominator), Decimal(100))) == share
