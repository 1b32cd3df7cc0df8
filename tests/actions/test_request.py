"""Requests: a clock of their own, three answers, and a promise only when the other side accepts."""

import datetime as dt

import pytest

from commitments import actions, rules
from commitments.actions import Due, NotAllowed
from commitments.models import Commission, Movement, Tally
from commitments.vocabulary import Need
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import fresh

MADE_ON = dt.date(2021, 1, 26)
DAY = dt.date(2021, 2, 1)


@pytest.fixture
def request_(world):
    """The first side asked the second, by its own readout."""
    return world.record(speech_act="request", performed_by="second", beneficiary="first")


def needs(row):
    return row.first_need, row.second_need


def test_a_request_awaits_an_answer_and_nothing_else(world, request_):
    assert (request_.asked_on, request_.answer, request_.answered_on) == (MADE_ON, "", None)
    assert needs(request_) == ("", Need.REQUEST)
    assert (request_.is_request, request_.is_open, request_.owed_on) == (True, False, None)
    assert all_is_well(world)


def test_it_is_made_to_one_side(world):
    with refused(field="performed_by"):
        world.record(speech_act="request", performed_by="both")


def test_there_is_no_performance_to_speak_of(world, request_):
    for act, fields in (
        (actions.log_update, {"status": "in_progress", "note": "x", "effective_on": DAY}),
        (actions.close, {"status": "dropped", "reason": "x", "effective_on": DAY}),
        (actions.supersede, {"successor": world.trade, "effective_on": DAY}),
        (actions.redate, {"due_on": DAY, "reason": "x"}),
        (actions.confirm, {}),
        (actions.decline, {"reason": "x"}),
    ):
        with refused(NotAllowed):
            act(request_, by=world.cn.secretary, at=world.clock(), **fields)


def test_a_date_that_was_asked_for_is_owed_by_nobody(world):
    asked = world.record(speech_act="request", performed_by="second", due=Due(kind="date", on=MADE_ON))

    assert (asked.due_on, asked.owed_on, asked.is_open) == (MADE_ON, None, False)


def test_none_is_accepted_while_an_authentic_text_is_missing(world, request_):
    Commission.objects.filter(pk=world.commission.pk).update(authentic_languages="en zh-hans")
    with refused(field="") as refusal:
        actions.accept_request(fresh(request_), by=world.cn.secretary, at=world.clock())
    assert "Title: Chinese; Statement: Chinese" in str(refusal.value.messages)

    texts = {"title_texts": {"zh-hans": "疫苗"}, "statement_texts": {"zh-hans": "请中方提供疫苗。"}}
    amended = actions.amend(
        fresh(request_), by=world.by.secretary, reason="In both.", at=world.clock(), **texts
    )
    assert changes_of(amended).keys() == texts.keys()
    actions.accept_request(fresh(request_), by=world.cn.secretary, at=world.clock())
    assert fresh(request_).recognition == "confirmed"


def test_accepted_it_is_a_promise_of_the_side_that_was_asked(world, request_):
    due = Due(kind="date", on=dt.date(2021, 9, 1))
    entry = actions.accept_request(
        request_, by=world.cn.secretary, due=due, effective_on=DAY, at=world.clock()
    )
    row = fresh(request_)

    assert changes_of(entry) == {
        "speech_act": ["request", "undertaking"],
        "recognition": ["proposed", "confirmed"],
        "answer": ["", "accepted"],
        "answered_on": [None, "2021-02-01"],
        "due_kind": ["none", "date"],
        "due_on": [None, "2021-09-01"],
    }
    assert (row.is_request, row.is_open, row.first_owed_on, row.second_owed_on) == (False, True, None, due.on)
    assert needs(row) == ("", "")
    world.update(row, by=world.cn.analyst, status="in_progress")
    assert fresh(row).second_status == "in_progress"
    assert all_is_well(world)


def test_the_first_date_is_the_one_it_was_accepted_with(world):
    asked = world.record(speech_act="request", performed_by="second", due=Due(kind="date", on=MADE_ON))
    due = Due(kind="date", on=dt.date(2021, 9, 1))
    actions.accept_request(asked, by=world.cn.secretary, due=due, at=world.clock())

    assert (fresh(asked).first_due_on, fresh(asked).redated_times) == (due.on, 0)


def test_ready_stops_one_clock_and_starts_another(world, request_):
    actions.ready_to_look(request_, by=world.cn.secretary, effective_on=DAY, at=world.clock())
    row = fresh(request_)

    assert (row.answer, row.answered_on, row.recognition) == ("ready", DAY, "confirmed")
    assert needs(row) == ("", "")
    assert (row.is_request, row.is_open) == (True, False)
    with refused():
        actions.ready_to_look(request_, by=world.cn.secretary, at=world.clock())
    with refused(field="effective_on"):  # before the answer that was given
        actions.decline_request(
            request_, by=world.cn.secretary, reason="No.", effective_on=MADE_ON, at=world.clock()
        )
    actions.accept_request(request_, by=world.cn.secretary, at=world.clock())
    assert fresh(request_).speech_act == "undertaking"
    assert all_is_well(world)


def test_declined_with_a_reason_and_accepted_after_all(world, request_):
    with refused(field="reason"):
        actions.decline_request(request_, by=world.cn.secretary, reason="", at=world.clock())
    actions.decline_request(request_, by=world.cn.secretary, reason="No money.", at=world.clock())
    row = fresh(request_)

    assert (row.answer, row.is_open, needs(row)) == ("declined", False, ("", ""))
    assert not rules.may_ask_again(world.by.analyst, row)
    assert not rules.may_withdraw(world.by.secretary, row)
    with refused():
        actions.decline_request(request_, by=world.cn.secretary, reason="Still no.", at=world.clock())
    actions.accept_request(request_, by=world.cn.secretary, at=world.clock())
    assert fresh(request_).is_open
    assert all_is_well(world)


@pytest.mark.parametrize("act", [actions.accept_request, actions.ready_to_look])
def test_who_asked_cannot_answer(world, request_, act):
    for seat in (world.by.secretary, world.by.analyst, world.cn.analyst, world.cn.observer):
        with refused(NotAllowed):
            act(request_, by=seat, at=world.clock())


def test_asked_again_is_counted_and_restarts_nothing(world, request_):
    for note in ("At the embassy.", "By letter."):
        actions.ask_again(request_, by=world.by.analyst, note=note, at=world.clock(days=3))
    row = fresh(request_)

    assert (row.asked_again, row.asked_on, needs(row)) == (2, MADE_ON, ("", Need.REQUEST))
    with refused(field="note"):
        actions.ask_again(request_, by=world.by.analyst, note="", at=world.clock())
    with refused(NotAllowed):
        actions.ask_again(request_, by=world.cn.analyst, note="x", at=world.clock())
    assert all_is_well(world)


def test_who_asked_may_take_it_back_until_it_is_accepted(world, request_):
    actions.ready_to_look(request_, by=world.cn.secretary, at=world.clock())
    actions.withdraw(request_, by=world.by.secretary, reason="Bought elsewhere.", at=world.clock())

    assert fresh(request_).is_counted is False
    assert all_is_well(world)


def test_the_side_that_was_asked_may_record_it(world):
    """From its own readout: the answer is still its own, and the other side may say that it asked."""
    asked = world.record(by=world.cn.analyst, speech_act="request", performed_by="second")

    assert needs(asked) == (Need.CONFIRM, Need.REQUEST)
    actions.ready_to_look(asked, by=world.cn.secretary, at=world.clock())
    assert needs(fresh(asked)) == (Need.CONFIRM, "")


def test_nobody_confirms_an_own_record_by_answering_it(world):
    """Not by accepting it either, nor by opening again what came of it."""
    row = world.record(by=world.cn.analyst, speech_act="request", performed_by="second")
    actions.accept_request(row, by=world.cn.secretary, at=world.clock())
    assert (fresh(row).recognition, needs(fresh(row))) == ("proposed", (Need.CONFIRM, ""))

    for side in (world.by, world.cn):
        fields = {"successor": world.trade, "effective_on": DAY, "at": world.clock()}
        actions.supersede(row, by=side.secretary, **fields)
    reopened = {"status": "in_progress", "reason": "Not replaced.", "effective_on": DAY}
    actions.reopen(row, by=world.cn.secretary, at=world.clock(), **reopened)
    assert fresh(row).recognition == "proposed"
    actions.confirm(row, by=world.by.secretary, at=world.clock())
    assert fresh(row).recognition == "confirmed"
    assert all_is_well(world)


def test_it_is_noted_as_one_sided_and_still_awaits_an_answer(world, request_):
    actions.note_one_sided(request_, by=world.cn.secretary, at=world.clock())

    assert needs(fresh(request_)) == ("", Need.REQUEST)


def test_the_kind_of_words_becomes_or_stops_being_a_request_by_no_amendment(world, request_):
    for row, fields, field in (
        (request_, {"speech_act": "undertaking"}, "speech_act"),
        (request_, {"performed_by": "first"}, "performed_by"),
        (world.trade, {"speech_act": "request"}, "speech_act"),
    ):
        with refused(field=field):
            actions.amend(row, by=world.by.secretary, reason="x", at=world.clock(), **fields)


def test_it_is_counted_apart(world, request_):
    def counts():
        rows = Tally.objects.filter(commission=world.commission, count__gt=0, sector=world.economy)
        return sorted(rows.values_list("whose", "status", "count"))

    views = [(whose, "not_assessed", 1) for whose in ("agreed", "first", "second")]
    assert counts() == sorted([*views, ("agreed", "request", 1)])
    actions.accept_request(request_, by=world.cn.secretary, at=world.clock())
    assert counts() == sorted((whose, status, count + 1) for whose, status, count in views)
    moved = Movement.objects.filter(commission=world.commission, status="request")
    assert sum(moved.values_list("delta", flat=True)) == 0


def test_accepted_superseded_and_reopened_it_is_confirmed(world, request_):
    actions.accept_request(request_, by=world.cn.secretary, at=world.clock())
    for seat in (world.by.secretary, world.cn.secretary):
        at = world.clock()
        actions.supersede(request_, by=seat, successor=world.trade, effective_on=at.date(), at=at)
    actions.reopen(
        request_, by=world.by.secretary, status="in_progress", reason="x", effective_on=DAY, at=world.clock()
    )

    assert fresh(request_).recognition == "confirmed"
