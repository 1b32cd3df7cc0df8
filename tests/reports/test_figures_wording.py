"""Large numbers as the reader's language says them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from commitments.figures.pace import IndicatorTerms, Target, judge
from commitments.figures.period import ValuePeriod
from commitments.reports.figures.wording import (
    of_target,
    pace_words,
    short_number,
    target_words,
    verdict_words,
)
from commitments.vocabulary.figures import Combining, Direction, Qualifier
from tests.figures.series import said
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


@pytest.mark.parametrize(
    ("level", "promised", "short"),
    [
        (Qualifier.EXACT, Qualifier.EXACT, "400 short"),
        (Qualifier.ABOUT, Qualifier.EXACT, "about 400 short"),
        (Qualifier.MORE_THAN, Qualifier.EXACT, "at most 400 short"),
        (Qualifier.AT_MOST, Qualifier.EXACT, "about 400 short"),
        (Qualifier.EXACT, Qualifier.ABOUT, "about 400 short"),
        (Qualifier.MORE_THAN, Qualifier.ABOUT, "about 400 short"),
    ],
)
def test_what_is_missing_claims_no_more_than_the_figure_and_the_target(level, promised, short):
    year = ValuePeriod.of_key("2023")
    target = Target(1, Decimal(900), year, promised)
    terms = IndicatorTerms(Combining.FLOW, Direction.MORE, dt.date(2023, 1, 1), (target,))
    found = judge(terms, [said("2023", "500", qualifier=level)], target, dt.date(2024, 2, 1))

    words = verdict_words(an_indicator("Exports", "million USD"), found)
    assert words.endswith(f" on 31 December 2023, {short}")


def test_what_is_above_a_target_of_less_is_about_so_much():
    target = Target(1, Decimal(400), ValuePeriod.of_key("2023"))
    terms = IndicatorTerms(Combining.FLOW, Direction.LESS, dt.date(2023, 1, 1), (target,))
    found = judge(terms, [said("2023", "500", qualifier="more")], target, dt.date(2024, 2, 1))

    assert verdict_words(an_indicator("Accidents", "accidents"), found).endswith("about 100 short")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        # 90 in 90 days and 810 to come are 810 days more, from 31 March 2023 to 18 June 2025.
        ("2025-12-31", "At this pace it is reached in June 2025."),
        ("2024-12-31", "At this pace it cannot be reached before June 2025."),
    ],
)
def test_a_pace_that_is_too_slow_says_before_when_the_target_cannot_be_reached(due, words):
    target = Target(1, Decimal(900), ValuePeriod.of_key(due))
    terms = IndicatorTerms(Combining.FLOW, Direction.MORE, dt.date(2022, 12, 31), (target,))
    values = [said(f"2023-0{month}", "30") for month in (1, 2, 3)]
    found = judge(terms, values, target, dt.date(2023, 4, 1))

    assert pace_words(an_indicator("Exports", "million USD"), found)[-1] == words
