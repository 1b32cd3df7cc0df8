"""For each action on a session: a moment at which nothing but the role decides, and the action itself."""

from __future__ import annotations

from collections.abc import Callable

from commitments import actions
from commitments.models import Seat, Session
from commitments.vocabulary import other_side
from tests import sessions
from tests.people import World

Act = Callable[[Seat | None], object]


def call_session(world: World, side: str) -> Act:
    return lambda by: sessions.call(world, by=by)


def move_session(world: World, side: str) -> Act:
    session = sessions.call(world)
    return lambda by: sessions.move(world, session, by=by)


def put_items(world: World, side: str) -> Act:
    session = sessions.call(world)
    return lambda by: sessions.put(world, session, by=by)


def _one_put(world: World, side: str) -> Session:
    session = sessions.call(world)
    sessions.put(world, session, world.vaccine, by=world.side(side).secretary)
    return session


def change_item(world: World, side: str) -> Act:
    session = _one_put(world, other_side(side))
    return lambda by: actions.change_item(session, by=by, number=1, position="Ours.", at=world.clock())


def take_item_off(world: World, side: str) -> Act:
    session = _one_put(world, side)
    return lambda by: actions.take_item_off(session, by=by, number=1, at=world.clock())


def agree_agenda(world: World, side: str) -> Act:
    session = _one_put(world, side)
    version = sessions.again(session).agenda
    return lambda by: actions.agree_agenda(session, by=by, version=version, at=world.clock())


def decide(world: World, side: str) -> Act:
    session = sessions.a_session(world, world.vaccine)
    return lambda by: sessions.draft(world, session, by=by)


def countersign(world: World, side: str) -> Act:
    session = sessions.a_session(world, None)
    sessions.draft(world, session, by=world.side(other_side(side)).secretary)
    return lambda by: sessions.sign(world, session, by=by)


def withdraw_draft(world: World, side: str) -> Act:
    session = sessions.a_session(world, world.vaccine)
    number = sessions.draft(world, session, by=world.side(side).secretary).number
    return lambda by: actions.withdraw_draft(session, by=by, number=1, draft=number, at=world.clock())


def close_session(world: World, side: str) -> Act:
    session = sessions.a_session(world, world.vaccine)
    sessions.decided(world, session)
    return lambda by: actions.close_session(session, by=by, at=world.clock())


SESSION_TRIES = (
    call_session, move_session, put_items, change_item, take_item_off, agree_agenda, decide, countersign, withdraw_draft,
    close_session,
)  # fmt: skip
