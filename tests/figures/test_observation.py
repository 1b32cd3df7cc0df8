"""What a series comes to. The numbers are worked by hand; see docs/figures.md."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commitments.figures.observation import (
    levels,
    parts_that_differ,
    vintage,
)
from commitments.figures.tolerance import USUAL
from commitments.vocabulary.figures import Combining, Qualifier
from tests.figures.series import DOSES, RESIDENTS, moment, said, series


def last(combining, values):
    return levels(combining, vintage(values))[-1]


def test_amounts_add_up():
    assert last(Combining.FLOW, series(DOSES)).number == 9_500_000
    as_known = vintage(series(DOSES))
    assert [level.number for level in levels(Combining.FLOW, as_known)][:3] == [100_000, 400_000, 1_900_000]


def test_a_running_total_and_a_level_are_never_added():
    for combining in (Combining.RUNNING, Combining.STOCK, Combining.RATE):
        assert last(combining, series(RESIDENTS)).number == 132


def test_of_a_total_and_its_parts_the_widest_counts_once():
    tonnes = {
        "2024-Q1": "758000",
        "2024-Q2": "786000",
        "2024-07/2024-08": "357000",
        "2024-01/2024-08": "1901000",
    }
    for count in range(1, 5):
        some = series(dict(list(tonnes.items())[:count]))
        assert last(Combining.FLOW, some).number == sum(
            Decimal(v) for v in list(tonnes.values())[: min(count, 3)]
        )
    assert last(Combining.FLOW, [*series(tonnes), said("2023", "3500000")]).number == 5_401_000


def test_a_year_without_a_number_takes_nothing_from_its_quarters():
    known = [said("2022-Q1", "5"), said("2022-Q2", "7"), said("2022", None)]
    assert last(Combining.FLOW, known).number == 12


def test_a_year_said_while_it_runs_gives_way_to_its_parts_that_went_further():
    year = said("2024", "10", status="provisional", said_on=moment("2024-06-30").date())
    assert last(Combining.FLOW, [said("2024-05", "4"), year]).number == 10
    assert last(Combining.FLOW, [said("2024-05", "4"), said("2024-09", "8"), year]).number == 12


def test_a_revision_takes_the_place_of_the_value_and_past_knowledge_stays():
    values = [
        said("2022", "5.08", "2023-02-01"),
        said("2022", "4.9", "2024-02-01"),
        said("2021", "3.8", "2023-02-01"),
    ]
    assert last(Combining.FLOW, values).number == Decimal("8.7")
    assert levels(Combining.FLOW, vintage(values, moment("2023-06-01")))[-1].number == Decimal("8.88")
    assert vintage(values, moment("2023-01-31")) == []


def test_a_sum_claims_no_more_than_its_weakest_part():
    def claims(*qualifiers):
        months = [said(f"2021-0{n}", "1", qualifier=one) for n, one in enumerate(qualifiers, start=1)]
        return last(Combining.FLOW, months).qualifier

    exact, about, more, most = Qualifier.values
    assert claims(exact, exact) == Qualifier.EXACT
    assert claims(exact, more, more) == claims(more, exact) == Qualifier.MORE_THAN
    assert claims(more, most) == claims(about, more) == claims(most, exact, more) == Qualifier.ABOUT


def test_complete_parts_that_come_to_another_number_are_told():
    halves = [said("2022-H1", "40"), said("2022-H2", "50")]
    assert [d.sum for d in parts_that_differ(vintage([*halves, said("2022", "100")]), USUAL)] == [90]
    assert not parts_that_differ(vintage([*halves, said("2022", "91")]), USUAL)
    assert not parts_that_differ(vintage([halves[0], said("2022", "100")]), USUAL)  # not complete


PERIODS = ("2021", "2021-Q1", "2021-Q2", "2021-H1", "2022-01", "2022-Q1", "2022-02-03")
HISTORIES = st.dictionaries(st.sampled_from(PERIODS), st.integers(-50, 500), min_size=1)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter_and_a_revision_is_what_would_have_been(numbers, dice):
    values = [said(key, str(number)) for key, number in numbers.items()]
    expected = levels(Combining.FLOW, vintage(values))
    assert levels(Combining.FLOW, vintage(dice.sample(values, len(values)))) == expected
    wrong = [said(one.period.key, "999", "2020-01-01") for one in values]
    assert levels(Combining.FLOW, vintage([*wrong, *values])) == expected
    # No day is counted twice.
    counted = expected[-1].observations
    assert not any(
        one.period.contains(other.period) for one in counted for other in counted if one is not other
    )
