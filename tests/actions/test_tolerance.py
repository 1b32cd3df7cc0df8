"""When two sides' values count as the same: what the commission begins with, and what both sides agree for one thing."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions.errors import RuleBroken
from commitments.actions.indicators import merge
from commitments.figures.period import ValuePeriod
from tests.actions.outcome import all_is_well
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.django_db]

DAY = dt.date(2021, 1, 26)
EXPORTS = an_indicator("Exports", "million USD", is_open=True)


def counts(world, **terms):
    actions.set_indicators(
        world.trade, by=world.by.secretary, at=world.clock(), indicators=[{**EXPORTS, **terms}]
    )


def give(world, side, number, **fields):
    value = actions.StatedValue(ValuePeriod.of_key("2020"), Decimal(number))
    actions.give_values(world.trade, by=side.analyst, at=world.clock(), indicator=1, values=[value], **fields)


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
    of_commission(world, "10%")
    other = fresh(world.record(title="Books"))
    actions.set_indicators(
        other, by=world.by.secretary, at=world.clock(), indicators=[an_indicator("Books", "books")]
    )

    assert fresh(other).indicators[0]["tolerance"] == "10%"
    assert agreed(world) == "2%"
    counts(world, number=1, title="Food exports")
    assert agreed(world) == "2%"


def of_commission(world, tolerance):
    world.commission.figures_tolerance = tolerance
    world.commission.save()


def agreed(world):
    return fresh(world.trade).indicators[0]["tolerance"]


@pytest.mark.parametrize("of_the_commission", ["2%", "10%"])
@pytest.mark.parametrize("before", ["", "5%", "2%"])
def test_the_usual_one_can_be_chosen_again_and_stays(world, before, of_the_commission):
    of_commission(world, of_the_commission)
    counts(world, tolerance=before)
    counts(world, number=1, title="Food exports", tolerance="2%")

    assert agreed(world) == "2%"
    counts(world, number=1, title="Exports of food", tolerance="")  # as before
    assert agreed(world) == "2%"


def test_what_was_counted_before_there_was_such_a_term_keeps_its_words():
    [before] = merge([], [EXPORTS], 0, DAY)
    assert "tolerance" not in before
    for same in ("", "2%", "2.0%"):
        assert merge([before], [{**before, "tolerance": same}], 1, DAY, "10%") == [before]
    [after] = merge([before], [{**before, "tolerance": "5%"}], 1, DAY)
    assert after["tolerance"] == "5%"


@pytest.mark.parametrize(
    ("before", "proposed", "of_the_commission"), [("5%", "2%", "2%"), ("", "2%", "10%"), (None, "2%", "10%")]
)
def test_what_is_accepted_is_what_was_shown(world, before, proposed, of_the_commission):
    if before is not None:
        counts(world, tolerance=before)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    named = {"number": 1} if before is not None else {}
    wanted = {"indicators": [{**EXPORTS, **named, "title": "Food exports", "tolerance": proposed}]}
    on_the_table = world.propose(world.trade, by=world.by, subject="figures", values=wanted)
    shown = fresh(world.trade).proposals["figures"]["terms"]["indicators"][1]
    of_commission(world, of_the_commission)
    actions.accept(world.trade, by=world.cn.secretary, at=world.clock(), proposal=on_the_table.number)

    assert fresh(world.trade).indicators == shown
    assert agreed(world) == proposed
    assert all_is_well(world)


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


@pytest.mark.parametrize(
    "changed",
    [{"tolerance": "50%"}, {"tolerance": "1%"}, {"unit": "million EUR"}, {"combining": "running"}, None],
    ids=str,
)
def test_nobody_makes_a_difference_disappear_alone_before_it_is_confirmed(world, changed):
    counts(world)
    give(world, world.by, "100")
    counts(world, number=1, tolerance="5%")  # nobody else has said anything yet
    give(world, world.cn, "60")
    before = fresh(world.trade).indicators
    lines = [{**EXPORTS, "number": 1, **changed}] if changed else [an_indicator("Books", "books")]

    with pytest.raises(RuleBroken, match="China has given values for “Exports”"):
        actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=lines)

    assert fresh(world.trade).indicators == before
    counts(world, number=1, title="Food exports", tolerance="")
    assert differs(world)
    assert all_is_well(world)


def test_values_of_a_third_party_and_those_taken_back_bind_nobody(world):
    counts(world)
    give(world, world.cn, "60", reference="UN Comtrade")
    give(world, world.cn, "61")
    taken = actions.StatedValue(ValuePeriod.of_key("2020"), status="taken_back")
    actions.give_values(world.trade, by=world.cn.analyst, at=world.clock(), indicator=1, values=[taken])

    counts(world, number=1, tolerance="50%")
    assert agreed(world) == "50%"


@pytest.mark.parametrize("wrong", ["-1", "101%", "two", "2 %"])
def test_what_is_no_tolerance_is_refused(world, wrong):
    with pytest.raises(RuleBroken):
        counts(world, tolerance=wrong)
