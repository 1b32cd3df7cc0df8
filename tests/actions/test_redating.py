"""Moving a date, and what is counted of it."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due, NotAllowed
from commitments.models import Terms
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_source, fresh, moment

DAY = dt.date(2021, 6, 30)


# --- re-dating


def redate(world, commitment, day, **fields):
    fields = {"by": world.by.secretary, "reason": "More time is needed.", "at": world.clock(), **fields}
    return world.redate(commitment, due_on=day, **fields)


def test_redating_counts_and_keeps_the_first_date(world):
    first = redate(world, world.vaccine, DAY + dt.timedelta(days=30), note="By letter.")
    redate(world, world.vaccine, DAY + dt.timedelta(days=100), by=world.cn.secretary)
    redate(world, world.vaccine, DAY + dt.timedelta(days=90))

    row = fresh(world.vaccine)
    assert (row.due_on, row.first_due_on) == (DAY + dt.timedelta(days=90), DAY)
    assert (row.redated_times, row.redated_days) == (3, 90)
    assert (row.first_owed_on, row.second_owed_on) == (None, row.due_on)
    assert changes_of(first)["due_on"] == ["2021-06-30", "2021-07-30"]
    times = Terms.objects.filter(commitment=row).values_list("redated_times", flat=True)
    assert sorted(set(times)) == [0, 1, 2, 3]
    assert all_is_well(world)


def test_naming_a_day_where_there_was_none_is_not_moving_it(world):
    entry = redate(world, world.trade, DAY)

    row = fresh(world.trade)
    assert (row.due_kind, row.due_on, row.first_due_on) == ("date", DAY, DAY)
    assert (row.redated_times, row.redated_days) == (0, 0)
    assert changes_of(entry) == {"due_on": [None, "2021-06-30"], "due_kind": ["none", "date"]}


def test_redating_a_period_moves_its_end(world):
    commitment = world.record(due=Due(kind="period", from_day=dt.date(2021, 3, 1), on=DAY))
    redate(world, commitment, dt.date(2021, 3, 1))

    row = fresh(commitment)
    assert (row.due_from, row.due_on, row.redated_days) == (dt.date(2021, 3, 1), dt.date(2021, 3, 1), -121)
    with refused(field="due_on"):
        redate(world, commitment, dt.date(2021, 2, 28))


def met(world):
    commitment = world.record(due=Due(kind="condition", text="When it is over", asked="both", every_weeks=4))
    actions.check_condition(
        commitment,
        by=world.by.analyst,
        answer="met",
        note="It is over.",
        effective_on=dt.date(2021, 3, 1),
        at=moment("2021-03-02"),
    )
    return commitment


def test_a_day_may_be_named_once_a_condition_is_met_but_not_before_it_was(world):
    commitment = met(world)

    with refused(field="due_on"):
        redate(world, commitment, dt.date(2021, 2, 28))
    redate(world, commitment, dt.date(2021, 3, 1))
    assert (fresh(commitment).owed_on, fresh(commitment).redated_times) == (dt.date(2021, 3, 1), 0)


@pytest.mark.parametrize(
    ("day", "fields", "field"),
    [
        (DAY, {}, "due_on"),
        (dt.date(2021, 1, 25), {}, "due_on"),
        (dt.date(2021, 8, 1), {"reason": ""}, "reason"),
        (
            dt.date(2021, 8, 1),
            {"effective_on": dt.date(2021, 2, 2), "at": moment("2021-02-01")},
            "effective_on",
        ),
        (dt.date(2021, 8, 1), {"effective_on": dt.date(2021, 1, 25)}, "effective_on"),
    ],
)
def test_redating_is_refused(world, day, fields, field):
    commitment = world.record(due=Due(kind="date", on=DAY), at=moment("2021-02-01"))

    with refused(field=field):
        actions.redate(
            commitment,
            due_on=day,
            **{"by": world.by.secretary, "reason": "More time is needed.", "at": world.clock(), **fields},
        )


def test_what_binds_nobody_else_is_redated_alone_with_its_sources(world):
    commitment = world.record(due=Due(kind="date", on=DAY))
    entry = redate(world, commitment, DAY + dt.timedelta(days=30), sources=(a_source(),), note="By letter.")

    assert changes_of(entry) == {"due_on": ["2021-06-30", "2021-07-30"]}
    assert (entry.party, entry.evidence_set.count()) == (world.by.party, 1)


@pytest.mark.parametrize(
    "due",
    [
        Due(kind="continuing", every_months=6),
        Due(kind="condition", text="When it is over", asked="both", every_weeks=4),
    ],
    ids=lambda due: due.kind,
)
def test_what_has_no_day_to_move_is_not_redated(world, due):
    commitment = world.record(due=due)

    with refused(field="due_on"):
        redate(world, commitment, DAY)


def test_what_is_over_is_not_redated(world):
    world.close(world.vaccine, by=world.cn.secretary)
    redate(world, world.vaccine, dt.date(2021, 7, 1))  # one side's word does not end it
    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())

    with refused(NotAllowed):
        actions.redate(
            world.vaccine,
            by=world.by.secretary,
            due_on=dt.date(2021, 8, 1),
            reason="Later.",
            at=world.clock(),
        )
