"""Answering conditions and filing periodic reports."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due, NotAllowed
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import fresh, moment

MET_DAY = dt.date(2021, 3, 1)


# --- conditions


@pytest.fixture
def conditional(world):
    return world.record(
        due=Due(kind="condition", text="As soon as the pandemic subsides", asked="first", every_weeks=4)
    )


def check(world, commitment, answer, **fields):
    fields = {
        "by": world.by.analyst,
        "effective_on": MET_DAY,
        "note": "Cases are down.",
        "at": moment("2021-03-02"),
        **fields,
    }
    return actions.check_condition(commitment, answer=answer, **fields)


def test_a_check_not_yet_met_is_asked_again(world, conditional):
    assert str(fresh(conditional).owed_on) == "2021-03-01"
    entry = check(world, conditional, "not_yet", note="")

    row = fresh(conditional)
    assert (row.first_checked_on, row.second_checked_on, row.condition_met_on) == (MET_DAY, None, None)
    assert (str(row.first_owed_on), row.second_owed_on) == ("2021-03-29", None)
    assert changes_of(entry) == {"checked_on": [None, "2021-03-01"]}
    assert all_is_well(world)


@pytest.mark.parametrize("due_on", [None, dt.date(2021, 5, 1)])
def test_a_condition_that_is_met_may_name_the_day(world, conditional, due_on):
    check(world, conditional, "met", due_on=due_on)

    row = fresh(conditional)
    assert (row.condition_met_on, row.due_on, row.first_due_on) == (MET_DAY, due_on, due_on)
    assert (row.first_owed_on, row.second_owed_on) == (None, due_on)
    assert all_is_well(world)


def test_a_condition_said_to_be_met_can_be_found_not_to_be(world, conditional):
    check(world, conditional, "met", due_on=dt.date(2021, 5, 1))
    with refused(field="note"):
        check(
            world, conditional, "not_yet", note="", effective_on=dt.date(2021, 3, 3), at=moment("2021-03-03")
        )

    entry = check(world, conditional, "not_yet", effective_on=dt.date(2021, 3, 3), at=moment("2021-03-03"))

    row = fresh(conditional)
    assert (row.condition_met_on, row.due_on, row.first_due_on) == (None, None, dt.date(2021, 5, 1))
    assert (str(row.first_owed_on), row.second_owed_on) == ("2021-03-29", None)
    assert changes_of(entry) == {
        "checked_on": ["2021-03-01", "2021-03-03"],
        "condition_met_on": ["2021-03-01", None],
        "due_on": ["2021-05-01", None],
    }
    assert all_is_well(world)


def test_a_named_day_is_not_moved_by_another_check(world, conditional):
    check(world, conditional, "met", due_on=dt.date(2021, 5, 1))

    with refused(field="due_on"):
        check(world, conditional, "met", due_on=dt.date(2021, 9, 1))
    with refused(field="due_on"):
        check(world, conditional, "met", effective_on=dt.date(2021, 5, 2), at=moment("2021-05-03"))
    check(world, conditional, "met", effective_on=dt.date(2021, 2, 25))
    row = fresh(conditional)
    assert (row.condition_met_on, row.due_on) == (dt.date(2021, 2, 25), dt.date(2021, 5, 1))


@pytest.mark.parametrize(
    ("answer", "fields", "field"),
    [
        ("met", {"note": ""}, "note"),
        ("met", {"due_on": dt.date(2021, 2, 28)}, "due_on"),
        ("not_yet", {"effective_on": dt.date(2021, 3, 3)}, "effective_on"),
        ("not_yet", {"effective_on": dt.date(2021, 1, 25)}, "effective_on"),
        ("perhaps", {}, "answer"),
        ("", {}, "answer"),
    ],
)
def test_a_check_is_refused(world, conditional, answer, fields, field):
    with refused(field=field):
        check(world, conditional, answer, **fields)


def test_a_check_does_not_go_back_before_a_later_one(world, conditional):
    check(world, conditional, "not_yet")

    with refused(field="effective_on"):
        check(world, conditional, "not_yet", effective_on=dt.date(2021, 2, 20), at=moment("2021-03-05"))
    check(world, conditional, "met", effective_on=dt.date(2021, 2, 20), at=moment("2021-03-05"))
    assert fresh(conditional).condition_met_on == dt.date(2021, 2, 20)


def test_only_who_is_asked_answers(world, conditional):
    with refused(NotAllowed):
        check(world, conditional, "not_yet", by=world.cn.secretary)
    with refused(NotAllowed):
        check(world, world.vaccine, "not_yet")

    both = world.record(due=Due(kind="condition", text="When it is over", asked="both", every_weeks=4))
    check(world, both, "not_yet", by=world.cn.analyst)


# --- reports


@pytest.fixture
def continuing(world):
    return world.record(due=Due(kind="continuing", every_months=6))


def report(world, commitment, day, **fields):
    fields = {"by": world.cn.analyst, "at": moment("2021-09-01"), **fields}
    return actions.file_report(commitment, effective_on=dt.date.fromisoformat(day), **fields)


def test_the_first_answer_is_owed_from_the_day_of_recording_where_the_commission_sits(world):
    """Half past ten in the evening in Greenwich is the next day in Minsk."""
    evening = moment("2021-02-01", "22:30")
    asked = Due(kind="condition", text="When it is over", asked="both", every_weeks=1)
    condition = world.record(due=asked, at=evening)
    continuing = world.record(due=Due(kind="continuing", every_months=1), at=evening)

    assert (condition.owed_on, continuing.owed_on) == (dt.date(2021, 2, 9), dt.date(2021, 3, 2))
    assert all_is_well(world)


def test_a_late_report_does_not_move_the_rhythm(world, continuing):
    assert str(fresh(continuing).second_owed_on) == "2021-08-01"
    entry = report(world, continuing, "2021-08-31")

    row = fresh(continuing)
    assert (str(row.second_reported_on), str(row.second_owed_on)) == ("2021-08-31", "2022-02-01")
    assert changes_of(entry) == {"reported_on": [None, "2021-08-31"]}
    assert all_is_well(world)


def test_two_reports_of_one_day_are_two_entries(world, continuing):
    report(world, continuing, "2021-08-31")

    assert changes_of(report(world, continuing, "2021-08-31", note="And the tables.")) == {}


@pytest.mark.parametrize("day", ["2021-08-30", "2021-09-02", "2021-01-25"])
def test_a_report_is_refused(world, continuing, day):
    report(world, continuing, "2021-08-31")

    with refused(field="effective_on"):
        report(world, continuing, day)


def test_only_who_performs_reports_on_what_continues(world, continuing):
    with refused(NotAllowed):
        report(world, continuing, "2021-08-31", by=world.by.secretary)
    with refused(NotAllowed):
        report(world, world.vaccine, "2021-08-31")
    report(world, world.record(due=Due(kind="continuing", every_months=6), performed_by="both"), "2021-08-31")


def test_the_day_of_what_both_confirmed_is_not_moved_by_answering_anew(world, conditional):
    actions.confirm(conditional, by=world.cn.secretary, at=world.clock())
    check(world, conditional, "met", due_on=dt.date(2021, 5, 1))
    check(world, conditional, "not_yet", note="It was too early to say.")

    with refused(field="due_on"):
        check(world, conditional, "met", due_on=dt.date(2021, 9, 1))
    check(world, conditional, "met", due_on=dt.date(2021, 5, 1))
    assert fresh(conditional).due_on == dt.date(2021, 5, 1)
    assert all_is_well(world)
