"""When two sides' values count as the same: what the commission begins with, and what both sides agree for one thing."""

from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions.errors import RuleBroken
from commitments.figures.period import ValuePeriod
from tests.actions.outcome import all_is_well
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.django_db]

EXPORTS = an_indicator("Exports", "million USD", is_open=True)


def counts(world, **terms):
    actions.set_indicators(
        world.trade, by=world.by.secretary, at=world.clock(), indicators=[{**EXPORTS, **terms}]
    )


def give(world, side, number):
    value = actions.StatedValue(ValuePeriod.of_key("2020"), Decimal(number))
    actions.give_values(world.trade, by=side.analyst, at=world.clock(), indicator=1, values=[value])


def differs(world):
    return fresh(world.trade).figures_differ


@pytest.mark.parametrize(
    ("tolerance", "number", "differ"),
    [
        ("", "98", False),
        ("", "97", True),
        ("5%", "95", False),
        ("5%", "94", True),
        ("1", "99", False),
        ("1", "98", True),
    ],
)
def test_values_differ_beyond_what_was_agreed_for_the_thing_counted(world, tolerance, number, differ):
    counts(world, tolerance=tolerance)
    give(world, world.by, "100")
    give(world, world.cn, number)

    assert differs(world) is differ
    assert all_is_well(world)


def test_what_is_counted_from_now_on_has_that_of_the_commission(world):
    counts(world)
    world.commission.figures_tolerance = "10%"
    world.commission.save()
    other = fresh(world.record(title="Books"))
    actions.set_indicators(
        other, by=world.by.secretary, at=world.clock(), indicators=[an_indicator("Books", "books")]
    )

    assert fresh(other).indicators[0]["tolerance"] == "10%"
    assert "tolerance" not in fresh(world.trade).indicators[0]  # of before: the usual one
    counts(world, number=1, title="Food exports")
    assert "tolerance" not in fresh(world.trade).indicators[0]


def test_once_confirmed_it_changes_by_consent_of_both_alone(world):
    counts(world)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    give(world, world.by, "100")
    give(world, world.cn, "95")
    assert differs(world)

    wanted = {"indicators": [{**fresh(world.trade).indicators[0], "tolerance": "5%"}]}
    proposed = world.propose(world.trade, by=world.by, subject="figures", values=wanted)
    assert differs(world)
    actions.accept(world.trade, by=world.cn.secretary, at=world.clock(), proposal=proposed.number)

    assert not differs(world)
    assert all_is_well(world)


@pytest.mark.parametrize("wrong", ["-1", "101%", "two", "2 %"])
def test_what_is_no_tolerance_is_refused(world, wrong):
    with pytest.raises(RuleBroken):
        counts(world, tolerance=wrong)
