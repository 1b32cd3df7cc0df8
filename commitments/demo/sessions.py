"""Sessions of the demonstration: their rows, read and checked, and each act of theirs as the action that writes it.

kind       fields beside the common ones
put        topic, title; commitment, question, position where there are any
position   item, position
agree      agrees to the agenda as it is at that moment
decide     item, words; effect and what belongs to it: status or due_on
sign       item; countersigns what is drafted at that moment
close      –
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from commitments import actions
from commitments.demo.fields import Json, build, known, read_with, require
from commitments.models import AgendaItem, Commission, Commitment, Seat, Session
from commitments.models.session import QUESTION_LIMIT, Effect, Topic
from commitments.vocabulary import NOTE_LIMIT, Status


@dataclass(frozen=True, slots=True)
class SessionActRow:
    """One thing done on a session by one account."""

    kind: str
    by: str
    at: dt.datetime
    topic: str = ""
    title: str = ""
    commitment: str = ""
    question: str = ""
    position: str = ""
    item: int = 0
    words: str = ""
    effect: str = ""
    status: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    title: str
    place: str
    held_on: dt.date
    called_by: str  # e-mail address of an account
    called_at: dt.datetime
    acts: tuple[SessionActRow, ...]


NEEDED = {
    "put": ("topic", "title"),
    "position": ("item", "position"),
    "agree": (),
    "decide": ("item", "words"),
    "sign": ("item",),
    "close": (),
}

Moment = Callable[[str], dt.datetime]


def read_session(values: Json, moment: Moment) -> SessionRow:
    name = f"session {values.get('title')}"
    read = read_with(
        values,
        name,
        held_on=dt.date.fromisoformat,
        called_at=moment,
        acts=lambda acts: tuple(_act(act, name, moment) for act in acts),
    )
    return build(SessionRow, read, name)


def _act(values: Json, session: str, moment: Moment) -> SessionActRow:
    name = f"{session}, {values.get('kind')} at {values.get('at')}"
    act = build(SessionActRow, read_with(values, name, at=moment, due_on=dt.date.fromisoformat), name)
    known(act.kind, NEEDED, name, "kind")
    for field in NEEDED[act.kind]:
        require(getattr(act, field), name, f"{act.kind} needs {field}")
    known(act.topic, ["", *Topic.values], name, "topic")
    known(act.effect, Effect.values, name, "effect")
    known(act.status, ["", *Status.values], name, "status")
    require(max(len(act.position), len(act.words)) <= NOTE_LIMIT, name, "its words are too long")
    require(len(act.question) <= QUESTION_LIMIT, name, "its question is too long")
    return act


def check_sessions(sessions: tuple[SessionRow, ...], party_of: dict[str, str], codes: set[str]) -> None:
    """Every account speaks for a side, every commitment is there, and acts come in order after the calling."""
    for session in sessions:
        name = f"session {session.title}"
        require(party_of.get(session.called_by), name, f"{session.called_by} speaks for no side")
        at = session.called_at
        for act in session.acts:
            told = f"{name}, {act.kind} at {act.at:%Y-%m-%dT%H:%M}"
            require(party_of.get(act.by), told, f"{act.by} speaks for no side")
            require(at < act.at, told, "before what comes before it")
            known(act.commitment, {"", *codes}, told, "commitment")
            at = act.at


# What is done on a session at a moment.
Step = tuple[dt.datetime, Callable[[], object]]


def steps_of(row: SessionRow, commission: Commission, seats: dict[str, Seat]) -> Iterator[Step]:
    """The calling of a session and its acts, each with its moment."""
    found: list[Session] = []  # once it is called

    def call() -> None:
        found.append(
            actions.call_session(
                commission,
                by=seats[row.called_by],
                title=row.title,
                held_on=row.held_on,
                place=row.place,
                at=row.called_at,
            )
        )

    yield row.called_at, call
    for act in row.acts:
        yield act.at, lambda act=act: replay(act, found[0], seats[act.by])  # type: ignore[misc]


def replay(row: SessionActRow, session: Session, seat: Seat) -> object:
    act, fields = _ACTS[row.kind](row, session)
    return act(session, by=seat, at=row.at, **fields)


Act = tuple[Callable[..., object], dict[str, Any]]


def _put(row: SessionActRow, session: Session) -> Act:
    commitment = None
    if row.commitment:
        commitment = Commitment.objects.get(commission=session.commission, code=row.commitment)
    question = actions.Question(row.topic, row.title, row.question, commitment, row.position)
    return actions.put_items, {"questions": [question]}


def _position(row: SessionActRow, session: Session) -> Act:
    return actions.change_item, {"number": row.item, "position": row.position}


def _agree(row: SessionActRow, session: Session) -> Act:
    return actions.agree_agenda, {"version": Session.objects.get(pk=session.pk).agenda}


def _decide(row: SessionActRow, session: Session) -> Act:
    return actions.decide, {
        "number": row.item,
        "words": row.words,
        "effect": row.effect,
        "status": row.status,
        "due_on": row.due_on,
    }


def _sign(row: SessionActRow, session: Session) -> Act:
    draft = AgendaItem.objects.get(session=session, number=row.item).draft_entry
    return actions.countersign, {"number": row.item, "draft": draft}


def _close(row: SessionActRow, session: Session) -> Act:
    return actions.close_session, {}


_ACTS: dict[str, Callable[[SessionActRow, Session], Act]] = {
    "put": _put,
    "position": _position,
    "agree": _agree,
    "decide": _decide,
    "sign": _sign,
    "close": _close,
}
