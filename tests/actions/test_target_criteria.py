"""Criteria that name a target: met by the values of a side with evidence that is enough, and never a status by itself."""

from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions import RuleBroken, Source, StatedValue
from commitments.actions.criteria import lacking, merge
from commitments.figures.period import ValuePeriod
from commitments.models import Commitment
from commitments.reports.commitment.past import as_it_was
from commitments.reports.criteria import checklist
from tests.actions.outcome import all_is_well
from tests.people import a_criterion, a_source, an_indicator, fresh

DOSES = an_indicator("Doses", "doses", targets=[{"value": "100", "period": "2021-02-28"}])
BY_FIGURES = a_criterion("So many have arrived.", target="1.1", evidence_class="statistic")
STATISTICS = a_source("Customs statistics")


@pytest.fixture
def counted(world):
    """Both have confirmed what is counted and the criterion."""
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[DOSES])
    actions.set_criteria(world.trade, by=world.by.secretary, at=world.clock(), criteria=[BY_FIGURES])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


def give(world, number, *sources, side=None, period="2021-01-31"):
    return actions.give_values(
        world.trade,
        by=(side or world.by).analyst,
        at=world.clock(),
        indicator=1,
        values=[StatedValue(ValuePeriod.of_key(period), Decimal(number))],
        sources=sources,
    )


def state(world):
    row = fresh(world.trade)
    return row.met, row.first_need, row.second_need


def test_a_value_with_enough_evidence_meets_it_and_asks_the_performer_to_propose_delivered(counted):
    give(counted, "95", STATISTICS)
    assert state(counted) == ({}, "", "")

    entry = give(counted, "5", STATISTICS, period="2021-01-29")

    assert state(counted) == ({"1": [entry.number]}, "reached", "")
    assert fresh(counted.trade).first_status == "not_assessed"  # numbers change no status
    all_is_well(counted)


def test_how_far_it_is_is_of_the_way_from_the_baseline_as_the_figures_say_it(world):
    """68 before the promise and 100 promised: 99 are (99 − 68) ÷ (100 − 68) = 96.9 % of the way."""
    stone = an_indicator(
        "Residents",
        "companies",
        combining="stock",
        baseline={"value": "68", "period": "2020-12-31"},
        targets=[{"value": "100", "period": "2021-12-31", "qualifier": "about"}],
    )
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[stone])
    actions.set_criteria(world.trade, by=world.by.secretary, at=world.clock(), criteria=[BY_FIGURES])
    actions.give_values(
        world.trade,
        by=world.by.analyst,
        at=world.clock(),
        indicator=1,
        values=[StatedValue(ValuePeriod.of_key("2021-01-31"), Decimal(99), qualifier="more")],
    )

    (line,) = checklist(fresh(world.trade)).done
    assert line.progress == ("Belarus: 97 %, more than 99 of about 100 companies",)
    all_is_well(world)


def test_a_value_without_evidence_that_is_enough_meets_nothing_until_it_is_given_again_with_it(counted):
    give(counted, "100", Source(evidence_class="press", title="News"))
    assert state(counted)[0] == {}

    again = give(counted, "100", STATISTICS)

    assert state(counted)[0] == {"1": [again.number]}
    with pytest.raises(RuleBroken):
        give(counted, "100")


def test_a_revision_below_the_target_takes_it_back_and_only_of_its_own_side(counted):
    own = give(counted, "100", STATISTICS)
    other = give(counted, "100", STATISTICS, side=counted.cn)
    assert state(counted)[0] == {"1": [own.number, other.number]}

    give(counted, "90", STATISTICS)

    assert state(counted) == ({"1": [other.number]}, "", "")
    all_is_well(counted)


def test_an_update_after_it_answers_what_was_asked(counted):
    give(counted, "100", STATISTICS)
    counted.update(counted.trade, by=counted.by.analyst, status="part", at=counted.clock())

    assert state(counted)[1] == ""


def test_delivered_names_the_target_that_is_not_reached(counted):
    give(counted, "95", STATISTICS)

    with pytest.raises(RuleBroken) as refused:
        counted.close(counted.trade, by=counted.by.secretary, status="delivered", at=counted.clock())
    assert "Criterion 1 needs its target to be reached: so far 95 of 100 doses." in str(refused.value)

    give(counted, "5", STATISTICS, period="2021-01-29")
    counted.close(counted.trade, by=counted.by.secretary, status="delivered", at=counted.clock())
    assert fresh(counted.trade).first_status == "delivered"


def test_no_source_can_claim_it(counted):
    with pytest.raises(RuleBroken) as refused:
        counted.update(
            counted.trade,
            by=counted.by.analyst,
            status="part",
            sources=(a_source(meets=(1,)),),
            at=counted.clock(),
        )
    assert "Criterion 1 is met by figures: give the values." in str(refused.value)


@pytest.mark.parametrize(
    ("criterion", "problem"),
    [
        ({"target": "1.9"}, "Row 1: the target it names is not counted: choose another one."),
        ({"target": "1.1", "kind": "failed"}, "Row 1: only “Done when” can name a target."),
    ],
)
def test_what_cannot_be_named(world, criterion, problem):
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[DOSES])
    with pytest.raises(RuleBroken) as refused:
        actions.set_criteria(
            world.trade, by=world.by.secretary, at=world.clock(), criteria=[a_criterion(**criterion)]
        )
    assert problem in str(refused.value)


def test_another_target_makes_another_criterion(counted):
    plain = a_criterion("So many have arrived.", evidence_class="statistic")
    after = merge(fresh(counted.trade).criteria, [plain], 1)
    assert [(one["number"], "target" in one) for one in after] == [(2, False)]


def test_the_page_shows_how_far_each_side_is_as_of_any_day(counted):
    give(counted, "95", STATISTICS)
    before = counted.clock.now
    give(counted, "40", STATISTICS, side=counted.cn)

    (line,) = checklist(fresh(counted.trade)).done
    assert line.target == "Doses: 100 doses by 28 February 2021"
    assert line.progress == ("Belarus: 95 %, 95 of 100 doses", "China: 40 %, 40 of 100 doses")

    row = Commitment.objects.select_related("commission").get(pk=counted.trade.pk)
    (line,) = checklist(as_it_was(row, before), until=before).done
    assert line.progress == ("Belarus: 95 %, 95 of 100 doses",)


def test_what_is_lacking_is_said_in_numbers_that_can_be_read():
    row = {"indicator": 1, "target": 1, "verdict": "missed", "unit": "doses", "less": False}
    told = {"targets": [row | {"number": number, "value": "10000000"} for number in ("900000", "9500000.5")]}
    fewer = {"targets": [{**row, "less": True} | {"number": number, "value": "7"} for number in ("90", "12")]}
    criterion = {"number": 2, **BY_FIGURES}

    assert lacking(criterion, "", told).endswith("so far 9,500,000.5 of 10,000,000 doses.")
    assert lacking(criterion, "", fewer).endswith("so far 12 of 7 doses.")
