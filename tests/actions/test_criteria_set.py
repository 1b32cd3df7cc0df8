"""The test of a commitment is set by the side that proposed it, as long as the other has not bound itself."""

import pytest

from commitments import actions
from commitments.actions import NotAllowed
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_criterion, a_source, fresh

SOLD = a_criterion("Ten kinds of goods are sold.", evidence_class="statistic", verified="By customs.")
ENDED = a_criterion("The contract is ended.", kind="failed")


def set_criteria(world, *lines, **fields):
    fields = {"by": world.by.secretary, "at": world.clock(), **fields}
    return actions.set_criteria(world.trade, criteria=list(lines), **fields)


def test_setting_a_test_is_an_entry_with_the_criteria_before_and_after(world):
    entry = set_criteria(world, SOLD, ENDED, note="As discussed.")

    after = [{"number": 1, **SOLD}, {"number": 2, **ENDED}]
    assert changes_of(entry) == {"criteria": [[], after]}
    assert (entry.kind, entry.texts.note) == ("criteria_set", "As discussed.")
    row = fresh(world.trade)
    assert (row.criteria, row.criteria_given, row.met, row.test) == (after, 2, {}, "none")
    assert all_is_well(world)


def test_numbers_go_on_and_are_never_used_again(world):
    set_criteria(world, SOLD, ENDED)
    set_criteria(world, SOLD)
    set_criteria(world, SOLD, ENDED)

    row = fresh(world.trade)
    assert [criterion["number"] for criterion in row.criteria] == [1, 3]
    assert row.criteria_given == 3
    assert all_is_well(world)


def test_confirming_the_commitment_agrees_to_its_test(world):
    set_criteria(world, SOLD)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    assert fresh(world.trade).test == "agreed"

    world.update(
        world.trade,
        by=world.cn.analyst,
        status="part",
        sources=(a_source(meets=(1,)),),
        note="They are sold.",
    )

    row = fresh(world.trade)
    assert (row.test, row.met) == ("met", {"1": [row.last_number]})
    assert all_is_well(world)


def test_after_confirmation_nobody_sets_it_alone(world):
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())

    for seat in (world.by.secretary, world.cn.secretary):
        with refused(NotAllowed):
            set_criteria(world, SOLD, by=seat)


@pytest.mark.parametrize("who", ["by.analyst", "by.observer", "cn.secretary", "cn.analyst"])
def test_only_the_secretary_of_the_side_that_proposed_it_sets_it(world, who):
    side, role = who.split(".")

    with refused(NotAllowed):
        set_criteria(world, SOLD, by=getattr(getattr(world, side), role))


def test_what_cannot_be_a_test_is_refused(world):
    with refused(field="criteria"):
        set_criteria(world, a_criterion(""))
    with refused(field=""):
        set_criteria(world)


def test_nothing_changed_is_refused(world):
    set_criteria(world, SOLD)

    with refused(field=""):
        set_criteria(world, SOLD)


def test_what_one_side_noted_or_declined_still_has_the_test_of_the_other(world):
    actions.note_one_sided(world.trade, by=world.cn.secretary, at=world.clock())

    set_criteria(world, SOLD)

    assert fresh(world.trade).test == "none"
    assert all_is_well(world)


def test_what_was_withdrawn_gets_no_test(world):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Twice.", at=world.clock())

    with refused(NotAllowed):
        set_criteria(world, SOLD)
