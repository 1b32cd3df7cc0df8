"""Sessions in the inbox of a secretary: what the other side has agreed to, and what it has drafted."""

from commitments import actions
from commitments.reports.waiting import task_count, waiting_for
from tests.sessions import a_session, again, call, draft, put, sign
from tests.stages import log_size


def session_words(world, seat):
    items = waiting_for(type(seat).objects.get(pk=seat.pk), head=log_size(world))
    return [(item.task, item.asked) for item in items if item.key.startswith("session-")]


def test_an_agenda_the_other_side_agreed_to_waits_for_the_secretary_alone(world):
    session = call(world)
    put(world, session, world.vaccine)
    before = task_count(world.cn.secretary, head=log_size(world)).all

    unread = [("Agree to the agenda, or change it", "Your side has not agreed to the agenda yet.")]
    assert session_words(world, world.cn.secretary) == session_words(world, world.by.secretary) == unread

    actions.agree_agenda(session, by=world.by.secretary, version=again(session).agenda, at=world.clock())

    secretary = type(world.cn.secretary).objects.get(pk=world.cn.secretary.pk)
    assert task_count(secretary, head=log_size(world)).all == before
    assert session_words(world, world.cn.secretary) == [
        ("Agree to the agenda, or change it", "Belarus has agreed to the agenda.")
    ]
    for seat in (world.by.secretary, world.cn.analyst, world.cn.observer, world.stranger):
        assert session_words(world, seat) == []


def test_drafted_decisions_wait_until_they_are_signed(world):
    session = a_session(world, world.vaccine, world.trade)
    for number in (1, 2):
        draft(world, session, number)

    assert session_words(world, world.cn.secretary) == [
        (
            "Sign 2 decisions, or draft others",
            "Belarus has drafted 2 decisions: sign them, or draft others.",
        )
    ]
    for number in (1, 2):
        sign(world, session, number)
    assert session_words(world, world.cn.secretary) == []
