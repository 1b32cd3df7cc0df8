"""Large numbers as the reader's language says them."""

from decimal import Decimal

import pytest
from django.utils import translation

from commitments.reports.figures.wording import of_target, short_number


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


def test_a_level_and_its_target_are_said_in_the_same():
    level, target = Decimal(9_700_000), Decimal(11_000_000)

    assert of_target(level, "exactly", target, "doses") == "9.7 of 11 million doses"
    with translation.override("zh-hans"):
        assert of_target(level, "exactly", target, "剂") == "970（目标1,100万 剂）"
