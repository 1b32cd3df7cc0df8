"""Verdicts. Every number is worked by hand in docs/figures.md."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments.figures.observation import vintage
from commitments.figures.pace import Baseline, IndicatorTerms, Target, judge, verdict_on
from commitments.figures.period import ValuePeriod
from commitments.vocabulary.figures import Combining, Direction, Qualifier, Verdict
from tests.figures.series import RESIDENTS, said, series

BEGINS = dt.date(2021, 1, 26)
END_OF_2024 = dt.date(2024, 12, 31)


def target(value, key, number=1):
    return Target(number, Decimal(value), ValuePeriod.of_key(key))


STONE = IndicatorTerms(
    Combining.STOCK,
    Direction.MORE,
    BEGINS,
    (target(85, "2021-12-31", 1), target(100, "2022-12-31", 2), target(170, "2025-12-31", 3)),
)


def of_stone(number, today=END_OF_2024):
    return judge(STONE, vintage(series(RESIDENTS)), STONE.targets[number - 1], today)


def test_a_target_whose_day_has_passed_is_judged_by_the_last_value_before_it():
    found = of_stone(2)
    assert (found.verdict, found.level.day, found.missing) == (Verdict.MISSED, dt.date(2022, 11, 3), 1)
    assert (found.reached_late.day, found.reached_late.number) == (dt.date(2023, 4, 30), 108)


def test_pace_is_judged_on_the_day_of_the_latest_value():
    found = of_stone(3)
    # 100 at the end of 2022, 170 at the end of 2025: 1,096 days; 20 April 2024 is day 476 of them.
    assert found.verdict == Verdict.ON_PACE
    assert found.needed.quantize(Decimal("0.1")) == Decimal("130.4")
    assert found.level.day == dt.date(2024, 4, 20)
    # 38 are missing, over 620 days.
    assert found.required_pace == Decimal(38) / 620
    # Four periods back: 93 on 10 October 2022; 39 more in 558 days.
    assert found.actual_pace == Decimal(132 - 93) / 558
    assert found.reached_at_pace == dt.date(2024, 4, 20) + dt.timedelta(days=544)  # 38 / (39 / 558) = 543.7


def test_as_of_a_past_day_it_is_what_was_known_then():
    early = [one for one in vintage(series(RESIDENTS)) if one.period.end.year < 2023]
    found = judge(STONE, early, STONE.targets[1], dt.date(2022, 12, 1))
    # 85 at the end of 2021, 100 at the end of 2022: on 3 November, day 307 of 365, 97.6 were needed; 99 is 1.4 % more.
    assert (found.verdict, found.needed.quantize(Decimal("0.1"))) == (Verdict.ON_PACE, Decimal("97.6"))


EXPORTS = IndicatorTerms(Combining.FLOW, Direction.MORE, BEGINS, (target(900, "2023"),))


@pytest.mark.parametrize(
    ("values", "today", "verdict", "level"),
    [
        ({"2022": "500"}, "2023-06-01", Verdict.TOO_FEW, None),  # another year is not counted
        ({"2023-01/2023-10": "529"}, "2023-11-01", Verdict.BEHIND, 529),
        ({"2023-01/2023-10": "800"}, "2023-11-01", Verdict.AHEAD, 800),
        ({"2023-01/2023-10": "750"}, "2023-11-01", Verdict.ON_PACE, 750),
        ({"2023-H1": "500", "2023-H2": "410"}, "2023-12-31", Verdict.REACHED, 910),
        ({"2023-H1": "500", "2023": "529"}, "2024-01-01", Verdict.MISSED, 529),
        ({"2023-01/2023-10": "529", "2023": None}, "2024-02-01", Verdict.NOT_SAID, 529),
        ({"2023": None}, "2024-02-01", Verdict.NOT_SAID, None),
    ],
)
def test_an_amount_promised_in_a_period_is_counted_from_its_begin(values, today, verdict, level):
    found = judge(EXPORTS, vintage(series(values)), EXPORTS.targets[0], dt.date.fromisoformat(today))
    assert found.verdict == verdict
    assert (found.level.number if found.level else None) == level


def test_how_far_behind_and_what_the_pace_would_have_to_be():
    found = judge(
        EXPORTS, vintage(series({"2023-01/2023-10": "529"})), EXPORTS.targets[0], dt.date(2023, 11, 1)
    )
    needed = Decimal(900) * 304 / 365  # 749.6
    assert found.needed == needed
    assert found.off_by == (needed - 529) / needed
    assert f"{found.off_by:.0%}" == "29%"
    assert found.required_pace == Decimal(371) / 61
    assert found.reached_at_pace is None  # one value says no day


def test_three_values_say_a_day():
    known = vintage(series({"2023-01": "30", "2023-02": "30", "2023-03": "30"}))
    found = judge(EXPORTS, known, EXPORTS.targets[0], dt.date(2023, 4, 1))
    assert found.reached_at_pace == dt.date(2023, 3, 31) + dt.timedelta(
        days=810
    )  # 90 in 90 days, 810 to come


def test_less_is_better_from_a_baseline_down():
    terms = IndicatorTerms(
        Combining.STOCK,
        Direction.LESS,
        BEGINS,
        (target(40, "2022-12-31"),),
        Baseline(ValuePeriod.of_key("2021-12-31"), Decimal(80)),
    )
    halfway = judge(terms, vintage(series({"2022-07-01": "62"})), terms.targets[0], dt.date(2022, 8, 1))
    assert (halfway.verdict, halfway.share) == (Verdict.BEHIND, Decimal(18) / 40)
    done = judge(terms, vintage(series({"2022-07-01": "40"})), terms.targets[0], dt.date(2022, 8, 1))
    assert (done.verdict, done.reached_on, done.missing) == (Verdict.REACHED, dt.date(2022, 7, 1), 0)


def test_progress_is_counted_from_the_baseline_and_amounts_of_before_stay_out():
    terms = IndicatorTerms(
        Combining.FLOW,
        Direction.MORE,
        BEGINS,
        (target(100, "2022-12-31"),),
        Baseline(ValuePeriod.of_key("2020"), Decimal(60)),
    )
    found = judge(terms, vintage(series({"2020": "60", "2021": "50"})), terms.targets[0], dt.date(2022, 1, 1))
    assert (found.level.number, found.share, found.verdict) == (50, Decimal("0.5"), Verdict.ON_PACE)


@pytest.mark.parametrize(
    ("qualifier", "verdict"),
    [(Qualifier.MORE_THAN, Verdict.REACHED), (Qualifier.AT_MOST, Verdict.NOT_REACHED)],
)
def test_a_bound_the_wrong_way_round_shows_nothing(qualifier, verdict):
    terms = IndicatorTerms(Combining.RATE, Direction.MORE, BEGINS, (target(50, "2023-12-31"),))
    known = [said("2022", "50", qualifier=qualifier)]
    assert judge(terms, known, terms.targets[0], dt.date(2023, 1, 1)).verdict == verdict


def test_a_target_of_zero_and_one_equal_to_the_baseline():
    zero = IndicatorTerms(
        Combining.STOCK,
        Direction.LESS,
        BEGINS,
        (target(0, "2022-12-31"),),
        Baseline(ValuePeriod.of_key("2020"), Decimal(0)),
    )
    found = judge(zero, vintage(series({"2021": "0"})), zero.targets[0], dt.date(2022, 1, 1))
    assert (found.verdict, found.share) == (Verdict.REACHED, None)


def test_a_level_that_fell_back_is_not_reached_and_one_that_came_back_is_from_then():
    terms = IndicatorTerms(Combining.STOCK, Direction.MORE, BEGINS, (target(100, "2023-12-31"),))
    fallen = vintage(series({"2021-05-01": "101", "2022-05-01": "90"}))
    assert judge(terms, fallen, terms.targets[0], dt.date(2024, 1, 1)).verdict == Verdict.MISSED
    back = [*fallen, said("2023-05-01", "100")]
    assert judge(terms, back, terms.targets[0], dt.date(2024, 1, 1)).reached_on == dt.date(2023, 5, 1)


def test_a_late_start_agreed_by_both_is_a_target_of_its_own():
    terms = IndicatorTerms(
        Combining.FLOW, Direction.MORE, BEGINS, (target(0, "2022-07-01", 1), target(100, "2022-12-31", 2))
    )
    found = judge(terms, vintage(series({"2022-06-30": "0"})), terms.targets[1], dt.date(2022, 7, 2))
    assert (found.needed, found.verdict) == (0, Verdict.ON_PACE)


@pytest.mark.parametrize(
    ("verdict", "share", "due_on", "found"),
    [
        (Verdict.BEHIND, 40, "2022-12-31", Verdict.MISSED),
        (Verdict.ON_PACE, 90, "2022-12-31", Verdict.MISSED),
        (Verdict.BEHIND, 40, "2023-01-01", Verdict.BEHIND),  # its day has not passed
        (Verdict.REACHED, 100, "2022-12-31", Verdict.REACHED),
        (Verdict.NOT_SAID, None, "2022-12-31", Verdict.NOT_SAID),
        (
            Verdict.TOO_FEW,
            None,
            "2022-12-31",
            Verdict.TOO_FEW,
        ),  # of nothing it is not said that it was missed
        (Verdict.TOO_FEW, 0, "2022-12-31", Verdict.MISSED),
        ("", None, None, ""),
    ],
)
def test_what_was_not_reached_by_its_day_is_missed_from_then_on(verdict, share, due_on, found):
    due = dt.date.fromisoformat(due_on) if due_on else None
    assert verdict_on(verdict, share, due, dt.date(2023, 1, 1)) == found
