"""Sessions for tests: called, agreed and decided, in the world of people.py."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commitments import actions
from commitments.actions import Question
from commitments.models import AgendaItem, Commission, Commitment, Entry, Session
from commitments.models.session import (
    Topic,
)
from tests.people import World

HELD_ON = dt.date(2021, 7, 12)
OWN: Any = object()  # the secretary who does it in the story; None is nobody


def call(world: World, *, by: Any = OWN, held_on: dt.date = HELD_ON, **fields: Any) -> Session:
    fields = {"title": "Fifth session", "place": "Minsk", **fields}
    return actions.call_session(
        world.commission,
        by=world.by.secretary if by is OWN else by,
        held_on=held_on,
        at=fields.pop("at", None) or world.clock(),
        **fields,
    )


def move(world: World, session: Session, *, by: Any = OWN, **fields: Any) -> Entry:
    fields = {"held_on": HELD_ON + dt.timedelta(days=7), "place": "Beijing", "reason": "A visit.", **fields}
    return actions.move_session(
        session, by=world.by.secretary if by is OWN else by, at=world.clock(), **fields
    )


def again(session: Session) -> Session:
    """The session as the database has it now."""
    return Session.objects.select_related("commission").get(pk=session.pk)


def item(session: Session, number: int = 1) -> AgendaItem:
    return AgendaItem.objects.select_related("session__commission", "commitment").get(
        session=session, number=number
    )


def put(
    world: World,
    session: Session,
    commitment: Commitment | None = None,
    *,
    by: Any = OWN,
    topic: str = Topic.DIVERGENCE,
    title: str = "Where the vaccine stands",
    **fields: Any,
) -> AgendaItem:
    question = Question(topic, title, commitment=commitment, **fields)
    actions.put_items(
        session, by=world.by.secretary if by is OWN else by, questions=[question], at=world.clock()
    )
    return session.items.latest("number")


def agree(world: World, session: Session) -> None:
    """Both secretaries agree to the agenda as it is."""
    for side in (world.by, world.cn):
        actions.agree_agenda(session, by=side.secretary, version=again(session).agenda, at=world.clock())


def a_session(world: World, *commitments: Commitment | None) -> Session:
    """A session with an item on each commitment, agreed by both sides, on its day."""
    session = call(world)
    for number, commitment in enumerate(commitments or (world.vaccine,), start=1):
        put(world, session, commitment, title=f"Question {number}")
    agree(world, session)
    start = dt.datetime.combine(session.held_on, dt.time(9), dt.UTC)
    world.clock.now = max(world.clock.now, start)
    return again(session)


def draft(world: World, session: Session, number: int = 1, *, by: Any = OWN, **fields: Any) -> Entry:
    fields = {"words": "The committee took note.", **fields}
    return actions.decide(
        session, by=world.by.secretary if by is OWN else by, number=number, at=world.clock(), **fields
    )


def sign(world: World, session: Session, number: int = 1, *, by: Any = OWN) -> Entry:
    return actions.countersign(
        session,
        by=world.cn.secretary if by is OWN else by,
        number=number,
        draft=item(session, number).draft_entry,
        at=world.clock(),
    )


def decided(world: World, session: Session, number: int = 1, **fields: Any) -> Entry:
    """Drafted by the first side, signed by the second. Returns the entry on the commitment."""
    draft(world, session, number, **fields)
    sign(world, session, number)
    return Entry.objects.filter(commission=world.commission).latest("number")


def addresses(session: Session) -> list[str]:
    """Every address of sessions, as it is asked for of one with an item."""
    url = session.get_absolute_url()
    tails = ("", "?at=late:BY-CN-2021-01", "protocol/", "pack/", "move/", "take/", "put/", "agree/", "close/")
    tails += tuple(f"items/1/{act}" for act in ("", "off/", "decide/", "sign/", "withdraw/"))
    return ["/by-cn/sessions/", "/by-cn/sessions/call/", *(f"{url}{tail}" for tail in tails)]


def ask_for(world: World, languages: str) -> None:
    """Let decisions of the commission need a text in each of these languages from now on."""
    Commission.objects.filter(pk=world.commission.pk).update(authentic_languages=languages)
    world.commission.authentic_languages = languages
