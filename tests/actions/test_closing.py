"""When it is over: delivered, not delivered, dropped, superseded; and when it is not over after all."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due, NotAllowed
from commitments.models import Commitment
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_source, fresh, moment

DAY = dt.date(2021, 2, 1)


def supersede(world, commitment, successor, **fields):
    fields = {"by": world.by.secretary, "effective_on": DAY, "at": world.clock(), **fields}
    return actions.supersede(commitment, successor=successor, **fields)


def reopen(world, commitment, **fields):
    fields = {
        "by": world.by.secretary,
        "status": "in_progress",
        "reason": "It was not over.",
        "effective_on": DAY,
        "at": world.clock(),
        **fields,
    }
    return actions.reopen(commitment, **fields)


def test_closing_is_the_word_of_one_side_until_the_other_says_so(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", outlook="on_track")
    entry = world.close(
        world.vaccine, by=world.cn.secretary, note="The last box.", effective_on=dt.date(2021, 1, 31)
    )

    row = fresh(world.vaccine)
    assert (row.second_status, row.second_outlook) == ("delivered", "no_view")
    assert (row.agreed, row.is_open, row.first_need) == ("one_side", True, "assess")
    assert changes_of(entry) == {"status": ["in_progress", "delivered"], "outlook": ["on_track", "no_view"]}

    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())
    row = fresh(world.vaccine)
    assert (row.agreed, row.is_open, row.first_need, row.second_need) == ("delivered", False, "", "")
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("status", "fields", "field"),
    [
        ("delivered", {"sources": ()}, "sources"),
        ("not_delivered", {"reason": ""}, "reason"),
        ("dropped", {"reason": ""}, "reason"),
        ("superseded", {}, "status"),
        ("in_progress", {}, "status"),
        ("not_assessed", {}, "status"),
        ("delivered", {"effective_on": dt.date(2021, 1, 25)}, "effective_on"),
        ("delivered", {"effective_on": dt.date(2021, 2, 3), "at": moment("2021-02-02")}, "effective_on"),
    ],
)
def test_closing_is_refused(world, status, fields, field):
    with refused(field=field):
        world.close(world.trade, by=world.by.secretary, status=status, **fields)


@pytest.mark.parametrize(
    ("at", "allowed"), [("2021-06-29", False), ("2021-06-30", False), ("2021-07-01", True)]
)
def test_before_its_day_nothing_is_not_delivered(world, at, allowed):
    if allowed:
        world.close(world.vaccine, by=world.by.secretary, status="not_delivered", at=moment(at))
    else:
        with refused(field="status"):
            world.close(world.vaccine, by=world.by.secretary, status="not_delivered", at=moment(at))


def test_a_condition_that_was_not_met_cannot_have_failed(world):
    commitment = world.record(due=Due(kind="condition", text="When it is over", asked="both", every_weeks=4))
    with refused(field="status"):
        world.close(commitment, by=world.by.secretary, status="not_delivered")
    actions.check_condition(
        commitment, by=world.by.analyst, answer="met", note="It is.", effective_on=DAY, at=world.clock()
    )

    world.close(commitment, by=world.by.secretary, status="not_delivered")


def test_a_closed_view_is_not_closed_again(world):
    world.close(world.vaccine, by=world.by.secretary)

    for status in ("delivered", "dropped"):
        with refused(NotAllowed):
            world.close(world.vaccine, by=world.by.secretary, status=status)


def test_two_different_closings_leave_it_open(world):
    world.close(world.trade, by=world.by.secretary, status="delivered")
    world.close(world.trade, by=world.cn.secretary, status="dropped")

    row = fresh(world.trade)
    assert (row.agreed, row.is_open, row.first_need) == ("differ", True, "answer")


# --- superseding


def test_superseding_names_the_successor_and_takes_both_sides(world):
    entry = supersede(world, world.vaccine, world.trade)
    half = fresh(world.vaccine)
    assert (half.first_status, half.superseded_by, half.recognition) == (
        "superseded",
        world.trade,
        "confirmed",
    )
    assert half.is_open
    assert changes_of(entry) == {
        "status": ["not_assessed", "superseded"],
        "superseded_by": [None, world.trade.code],
    }

    supersede(world, world.vaccine, world.trade, by=world.cn.secretary)
    whole = fresh(world.vaccine)
    assert (whole.agreed, whole.recognition, whole.is_open) == ("superseded", "superseded", False)
    assert whole.is_counted
    assert all_is_well(world)


def test_the_other_side_may_just_agree_to_it(world):
    supersede(world, world.vaccine, world.trade)
    actions.agree(world.vaccine, by=world.cn.secretary, at=world.clock())

    assert (fresh(world.vaccine).agreed, fresh(world.vaccine).superseded_by) == ("superseded", world.trade)


def test_a_successor_is_another_standing_commitment_of_the_commission(world):
    foreign = Commitment(pk=10**6, commission=world.elsewhere)
    withdrawn = world.record()
    actions.withdraw(withdrawn, by=world.by.secretary, reason="Not meant so.", at=world.clock())

    for successor in (foreign, world.vaccine, withdrawn):
        with refused(field="successor"):
            supersede(world, world.vaccine, successor)


def test_both_sides_name_the_same_successor(world):
    supersede(world, world.vaccine, world.trade)
    third = world.record()

    with refused(field="successor") as refusal:
        supersede(world, world.vaccine, third, by=world.cn.secretary)
    assert world.trade.code in str(refusal.value)


def test_superseding_never_leads_in_a_circle(world):
    third = world.record()
    supersede(world, world.vaccine, world.trade)
    supersede(world, world.trade, third)

    for commitment, successor in ((world.trade, world.vaccine), (third, world.trade), (third, world.vaccine)):
        with refused(field="successor"):
            supersede(world, commitment, successor, by=world.cn.secretary)


def test_a_closed_view_is_not_superseded(world):
    world.close(world.vaccine, by=world.by.secretary)

    with refused(NotAllowed):
        supersede(world, world.vaccine, world.trade)


@pytest.mark.parametrize("day", [dt.date(2021, 1, 25), dt.date(2021, 3, 1)])
def test_superseding_lies_between_the_promise_and_today(world, day):
    with refused(field="effective_on"):
        supersede(world, world.vaccine, world.trade, effective_on=day)


# --- reopening


def test_reopening_is_an_entry_with_a_reason(world):
    world.close(world.vaccine, by=world.by.secretary)
    world.close(world.vaccine, by=world.cn.secretary)
    assert not fresh(world.vaccine).is_open

    entry = reopen(world, world.vaccine, note="Two boxes were empty.")

    row = fresh(world.vaccine)
    assert (row.first_status, row.second_status, row.agreed) == ("in_progress", "delivered", "differ")
    assert (row.is_open, str(row.owed_on), row.second_need) == (True, "2021-06-30", "answer")
    assert changes_of(entry) == {"status": ["delivered", "in_progress"]}
    assert entry.texts.reason == "It was not over."
    assert all_is_well(world)


def test_what_was_superseded_stands_again_when_reopened(world):
    supersede(world, world.vaccine, world.trade)
    supersede(world, world.vaccine, world.trade, by=world.cn.secretary)

    reopen(world, world.vaccine)
    half = fresh(world.vaccine)
    assert (half.recognition, half.superseded_by, half.is_open) == ("confirmed", world.trade, True)

    reopen(world, world.vaccine, by=world.cn.secretary)
    whole = fresh(world.vaccine)
    assert (whole.recognition, whole.superseded_by, whole.agreed) == ("confirmed", None, "in_progress")
    assert all_is_well(world)


def declined(world):
    actions.decline(world.trade, by=world.cn.secretary, reason="Not promised.", at=world.clock())


def declined_and_confirmed(world):
    declined(world)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())


@pytest.mark.parametrize(
    ("recognise", "recognition"),
    [(lambda world: None, "proposed"), (declined, "one_sided"), (declined_and_confirmed, "confirmed")],
)
def test_what_was_superseded_is_recognised_again_as_it_was(world, recognise, recognition):
    recognise(world)
    supersede(world, world.trade, world.vaccine)
    supersede(world, world.trade, world.vaccine, by=world.cn.secretary)
    assert fresh(world.trade).recognition == "superseded"

    entry = reopen(world, world.trade)
    assert changes_of(entry)["recognition"] == ["superseded", recognition]
    reopen(world, world.trade, by=world.cn.secretary)

    row = fresh(world.trade)
    assert (row.recognition, row.superseded_by) == (recognition, None)
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"status": "dropped"}, "status"),
        ({"status": "delivered"}, "status"),
        ({"status": "not_assessed"}, "status"),
        ({"effective_on": dt.date(2021, 1, 25)}, "effective_on"),
        ({"effective_on": dt.date(2021, 3, 25)}, "effective_on"),
    ],
)
def test_reopening_is_refused(world, fields, field):
    world.close(world.vaccine, by=world.by.secretary)

    with refused(field=field):
        reopen(world, world.vaccine, **fields)


def test_a_side_reopens_only_what_it_has_closed(world):
    with refused(NotAllowed):
        reopen(world, world.vaccine)
    world.close(world.vaccine, by=world.cn.secretary, sources=(a_source(),))
    with refused(NotAllowed):
        reopen(world, world.vaccine)
