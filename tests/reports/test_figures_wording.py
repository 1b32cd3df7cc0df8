"""Large numbers as the reader's language says them."""

from decimal import Decimal

import pytest
from django.utils import translation

from commitments.figures.pace import Target
from commitments.figures.period import ValuePeriod
from commitments.reports.figures.wording import of_target, short_number, target_words
from tests.people import an_indicator


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", "9500000", "9.5 million"),
        ("en", "150000", "150,000"),
        ("en", "9500001", "9,500,001"),
        ("ru", "9500000", "9,5 млн"),
        ("zh-hans", "9500000", "950万"),
        ("zh-hans", "1500000000", "15亿"),
        ("zh-hans", "150000", "150,000"),
    ],
)
def test_a_large_number_is_said_in_what_the_language_counts_in(language, number, said):
    with translation.override(language):
        assert short_number(Decimal(number)).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("period", "said"),
    [("2023", "2023年达到900 million USD"), ("2023-12-31", "至2023年底达到900 million USD")],
)
def test_a_target_is_a_phrase_in_chinese(period, said):
    indicator = an_indicator("Exports", "million USD")
    target = Target(1, Decimal(900), ValuePeriod.of_key(period))
    with translation.override("zh-hans"):
        assert target_words(indicator, target) == said


def test_a_level_and_its_target_are_said_in_the_same():
    level, target = Decimal(9_700_000), Decimal(11_000_000)

    assert of_target(level, "exactly", target, "doses") == "9.7 of 11 million doses"
    with translation.override("zh-hans"):
        assert of_target(level, "exactly", target, "剂") == "970（目标1,100万 剂）"
