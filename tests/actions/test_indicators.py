"""What is counted is a shared term: set by one side while it is alone, changed by consent afterwards."""

import pytest

from commitments import actions
from commitments.actions import NotAllowed
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import an_indicator, fresh

DOSES = an_indicator("Doses delivered", "doses")
EXPORTS = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2023"}])


def set_indicators(world, *lines, **fields):
    fields = {"by": world.by.secretary, "at": world.clock(), **fields}
    return actions.set_indicators(world.trade, indicators=list(lines), **fields)


def test_setting_what_is_counted_is_an_entry_and_numbers_are_given(world):
    entry = set_indicators(world, DOSES, EXPORTS)

    row = fresh(world.trade)
    assert changes_of(entry) == {"indicators": [[], row.indicators]}
    assert [(one["number"], one["title"], one["begins"]) for one in row.indicators] == [
        (1, "Doses delivered", "2021-01-26"),
        (2, "Exports", "2021-01-26"),
    ]
    assert row.indicators[1]["targets"] == [{"number": 1, "value": "900", "period": "2023"}]
    assert (row.figures_verdict, str(row.figures_due_on)) == ("too_few", "2023-12-31")
    assert all_is_well(world)


def test_another_unit_makes_another_indicator_and_the_old_one_is_over(world):
    set_indicators(world, EXPORTS)
    set_indicators(world, {**EXPORTS, "number": 1, "title": "Food exports"})
    set_indicators(world, {**EXPORTS, "number": 1, "unit": "tonnes"})

    row = fresh(world.trade)
    said = [(one["number"], one["title"], one["unit"], one.get("is_over", False)) for one in row.indicators]
    assert said == [(1, "Food exports", "million USD", True), (2, "Exports", "tonnes", False)]
    assert row.indicators_given == 2
    assert all_is_well(world)


def test_a_target_keeps_its_number_and_a_changed_one_gets_another(world):
    set_indicators(world, EXPORTS)
    moved = [{"value": "900", "period": "2023"}, {"value": "1000", "period": "2024"}]
    set_indicators(world, {**EXPORTS, "number": 1, "targets": moved[1:]})
    set_indicators(world, {**EXPORTS, "number": 1, "targets": moved})

    assert [(one["number"], one["period"]) for one in fresh(world.trade).indicators[0]["targets"]] == [
        (2, "2024"),
        (3, "2023"),
    ]


def test_after_confirmation_it_changes_by_proposal_and_acceptance(world):
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    with refused(NotAllowed):
        set_indicators(world, DOSES)

    values = {"indicators": [EXPORTS]}
    proposed = world.propose(world.trade, by=world.by, subject="figures", values=values)
    assert fresh(world.trade).indicators == []
    actions.accept(world.trade, by=world.cn.secretary, at=world.clock(), proposal=proposed.number)

    row = fresh(world.trade)
    assert [(one["number"], one["title"]) for one in row.indicators] == [(1, "Exports")]
    assert all_is_well(world)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"unit": " "},
        {"language": "xx"},
        {"combining": "sum"},
        {"direction": ""},
        {"decimals": 7},
        {"every_months": 0},
        {"is_open": True},
        {"targets": [{"value": "NaN", "period": "2023"}]},
        {"targets": [{"value": "1e400", "period": "2023"}]},
        {"targets": [{"value": "1.1234567", "period": "2023"}]},
        {"targets": [{"value": "5", "period": "soon"}]},
        {"targets": [{"value": "5", "period": "2023"}, {"value": "6", "period": "2023"}]},
        {"baseline": {"period": "2024", "value": "5"}},
        {"baseline": {"period": "2020", "value": "five"}},
        {"baseline": {"period": "2020", "value": "5", "source": "x" * 501}},
    ],
    ids=str,
)
def test_what_cannot_be_counted_is_refused(world, wrong):
    with refused(field="indicators"):
        set_indicators(world, {**EXPORTS, **wrong})


def test_nothing_changed_and_two_of_one_title_are_refused(world):
    set_indicators(world, EXPORTS)
    with refused(field=""):
        set_indicators(world, {**EXPORTS, "number": 1})
    with refused(field="indicators"):
        set_indicators(world, EXPORTS, EXPORTS)


@pytest.mark.parametrize("who", ["by.analyst", "by.observer", "cn.secretary", "cn.analyst"])
def test_only_the_secretary_of_the_side_that_proposed_it_sets_it(world, who):
    side, role = who.split(".")
    with refused(NotAllowed):
        set_indicators(world, DOSES, by=getattr(getattr(world, side), role))
