"""Several connections writing at once: one after the other, without a gap, nothing lost and nothing doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from commitments import actions
from commitments.actions import Conflict
from commitments.figures.period import ValuePeriod
from commitments.models import Draft, Entry, LogHead, ObservedValue, PrivateNote, Seat
from commitments.reports.replay import problems
from tests.people import an_indicator, fresh, make_commission, make_user, submission

ROUNDS = 5


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """The results of the tasks, each on a connection of its own, begun together. Their errors are results too."""
    start = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return task()
        except Exception as error:  # handed to the test that asked
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def saying(world, seat: Seat, **fields: Any) -> Callable[[], Entry]:
    fields = {
        "status": "in_progress",
        "note": "Talks were held.",
        "position": "Talks go on.",
        "effective_on": world.meeting.held_on,
        **fields,
    }
    return lambda: actions.log_update(world.vaccine, by=seat, **fields)


def times(task: Callable[[], Any]) -> Callable[[], list[Any]]:
    return lambda: [task() for _round in range(ROUNDS)]


@pytest.fixture
def apart(transactional_db, world):
    """The world as other connections see it."""
    return world


def test_entries_written_at_once_have_no_gap_and_no_double(apart):
    before = LogHead.objects.get(commission=apart.commission).size
    first, second = at_once(times(saying(apart, apart.by.analyst)), times(saying(apart, apart.cn.analyst)))

    written = sorted(entry.number for entry in [*first, *second])
    assert written == list(range(before, before + 2 * ROUNDS))
    moments = list(Entry.objects.filter(number__in=written, commission=apart.commission).order_by("number"))
    assert [e.recorded_at for e in moments] == sorted(e.recorded_at for e in moments)
    assert list(problems(apart.commission)) == []


def test_one_form_sent_twice_at_once_is_one_entry(apart):
    say = saying(apart, apart.by.analyst, submission=submission())

    first, second = at_once(say, say)

    assert first == second
    assert Entry.objects.filter(commission=apart.commission, submission_key="form-1").count() == 1


def test_one_private_note_sent_twice_at_once_is_one_note(apart):
    def note():
        fields = {"by": apart.by.analyst, "submission": submission()}
        return actions.write_private_note(apart.vaccine, text="Ask the embassy.", **fields)

    first, second = at_once(note, note)

    assert first == second
    assert PrivateNote.objects.of(apart.by.party).count() == 1


def test_a_draft_sent_and_handed_back_at_once_is_one_of_both(apart):
    """And neither waits for the other without end."""
    for _round in range(ROUNDS):
        draft = apart.prepare(apart.vaccine, by=apart.by.analyst)
        terms = {"values": draft.terms, "reason": draft.reason, "draft": draft}
        by = apart.by.secretary
        sent, returned = at_once(
            lambda: actions.propose(apart.vaccine, by=by, subject="due", **terms),  # noqa: B023
            lambda: actions.return_draft(draft, by=by, remark="Say why.", seen=draft.revision),  # noqa: B023
        )
        assert {type(one) for one in (sent, returned)} in (
            {Entry, actions.NotAllowed},
            {actions.DraftChanged, Draft},
        )
        if isinstance(sent, Entry):
            actions.retract(apart.vaccine, by=by, proposal=sent.number)
        else:
            actions.delete_draft(draft, by=by)


def test_of_two_that_saw_the_same_one_is_told_of_the_other(apart):
    seen = fresh(apart.vaccine).last_number
    outcomes = at_once(
        saying(apart, apart.by.analyst, seen=seen),
        saying(apart, apart.by.secretary, status="blocked", seen=seen),
    )

    assert {type(outcome) for outcome in outcomes} == {Conflict, Entry}
    (entry,) = (outcome for outcome in outcomes if isinstance(outcome, Entry))
    (conflict,) = (outcome for outcome in outcomes if isinstance(outcome, Conflict))
    assert conflict.entries == [entry]


def test_two_sides_that_saw_the_same_are_both_heard(apart):
    seen = fresh(apart.vaccine).last_number
    outcomes = at_once(
        saying(apart, apart.by.analyst, seen=seen),
        saying(apart, apart.cn.analyst, status="blocked", seen=seen),
    )

    assert {type(outcome) for outcome in outcomes} == {Entry}


@pytest.fixture
def counted(apart):
    actions.set_indicators(
        apart.trade, by=apart.by.secretary, indicators=[an_indicator("Exports", "million USD")]
    )
    actions.confirm(apart.trade, by=apart.cn.secretary)
    return apart


def giving(world, seat: Seat, number: str, **fields: Any) -> Callable[[], Entry]:
    value = actions.StatedValue(ValuePeriod.of_key("2021-01-26"), Decimal(number))
    return lambda: actions.give_values(world.trade, by=seat, indicator=1, values=[value], **fields)


def test_of_two_values_for_one_period_the_second_is_told_of_the_first(counted):
    seen = fresh(counted.trade).last_number
    outcomes = at_once(
        giving(counted, counted.by.analyst, "70", seen=seen),
        giving(counted, counted.by.secretary, "80", seen=seen),
    )

    assert {type(outcome) for outcome in outcomes} == {Conflict, Entry}
    assert ObservedValue.objects.filter(commitment=counted.trade).count() == 1
    assert list(problems(counted.commission)) == []


def test_values_of_both_sides_for_one_period_are_both_heard(counted):
    seen = fresh(counted.trade).last_number
    outcomes = at_once(
        giving(counted, counted.by.analyst, "70", seen=seen),
        giving(counted, counted.cn.analyst, "80", seen=seen),
    )

    assert {type(outcome) for outcome in outcomes} == {Entry}
    known = ObservedValue.objects.filter(commitment=counted.trade, recorded_to=None)
    assert {(row.whose, row.number) for row in known} == {("first", "70"), ("second", "80")}
    assert fresh(counted.trade).figures_differ
    assert list(problems(counted.commission)) == []


def test_values_sent_twice_at_once_are_one_entry(counted):
    give = giving(counted, counted.by.analyst, "70", submission=submission())

    first, second = at_once(give, give)

    assert first == second
    assert ObservedValue.objects.filter(commitment=counted.trade).count() == 1


def test_of_two_that_close_alike_both_are_heard(apart):
    def agree():
        return actions.agree(apart.vaccine, by=apart.by.secretary)

    apart.close(apart.vaccine, by=apart.cn.secretary)
    outcomes = at_once(agree, agree)

    assert [isinstance(outcome, Entry) for outcome in outcomes].count(True) == 1
    assert [isinstance(outcome, actions.NotAllowed) for outcome in outcomes].count(True) == 1
    assert fresh(apart.vaccine).agreed == "delivered"


def test_codes_given_at_once_differ(apart):
    first, second = at_once(lambda: apart.record(), lambda: apart.record(by=apart.cn.analyst))

    assert {first.code, second.code} == {"BY-CN-2021-03", "BY-CN-2021-04"}
    assert list(problems(apart.commission)) == []


def test_the_first_two_entries_of_a_log_may_come_at_once(apart):
    commission = make_commission("rs-hu", "RS-HU")
    users = [make_user(name) for name in ("Nikola One", "Zsofia Two")]

    def seated(user, party):
        seat = Seat(user=user, commission=commission, party=party, role="analyst", post="Analyst")
        return lambda: actions.keep_seat(seat, by=apart.administrator)

    entries = at_once(*(seated(user, party) for user, party in zip(users, commission.sides, strict=True)))

    assert sorted(entry.number for entry in entries) == [0, 1]
    assert list(problems(commission)) == []
