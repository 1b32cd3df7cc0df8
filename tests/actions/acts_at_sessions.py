"""What anybody may try at a session of the commission."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from commitments import actions
from commitments.actions import Question
from commitments.models import Session
from commitments.models.session import Effect, SessionState, Topic
from commitments.vocabulary import (
    Status,
)
from tests.people import a_source

if TYPE_CHECKING:
    from tests.actions.acts import Pen


def a_session(pen: Pen) -> Session:
    """The session the story goes on with: the latest, or a new one when that is closed."""
    latest = Session.objects.filter(commission=pen.world.commission).order_by("pk").last()
    if latest is not None and latest.state != SessionState.CLOSED:
        return latest
    today = pen.world.commission.calendar.day_of(pen.world.clock.now)
    place = {"title": f"Session {Session.objects.count() + 1}", "place": "Minsk"}
    secretary = pen.world.by.secretary
    return actions.call_session(
        pen.world.commission, by=secretary, held_on=today, at=pen.world.clock.now, **place
    )


def on_a_session(pen: Pen) -> Any:
    """Whatever comes next in a session, on the commitment in hand where it puts something on the agenda."""
    session = a_session(pen)
    items = list(session.items.filter(is_off=False))
    undecided = [item for item in items if item.signed_entry is None]
    options: list[Any] = [
        (
            actions.put_items,
            session,
            {"questions": [Question(pen.one_of(Topic.values), "Why", commitment=pen.row)]},
        )
    ]
    if items:
        item = pen.one_of(items)
        options += [
            (actions.change_item, session, {"number": item.number, "position": pen.text()}),
            (actions.take_item_off, session, {"number": item.number}),
            *[(actions.agree_agenda, session, {"version": session.agenda})] * 4,
        ]
    if undecided and session.state in (SessionState.AGREED, SessionState.HELD):
        item = pen.one_of(undecided)
        number, drafted = item.number, item.draft_entry
        decision = {"number": number, "words": pen.text(), "draft": drafted, **_effect(pen)}
        options = [*options[:1], *[(actions.decide, session, decision)] * 3]
        if drafted is not None:
            options += [(actions.countersign, session, {"number": number, "draft": drafted})] * 6
            options.append((actions.withdraw_draft, session, {"number": number, "draft": drafted}))
    if session.state == SessionState.HELD and (not undecided or pen.rogue):
        options.append((actions.close_session, session, {}))
    return pen.one_of(options)


def _effect(pen: Pen) -> dict[str, Any]:
    day = dt.date(2021, 3, 1) + dt.timedelta(days=pen.number(-30, 200))
    return {
        "effect": pen.one_of([Effect.STATUS, Effect.STATUS, Effect.REDATED, Effect.CARRIED, Effect.NONE]),
        "status": pen.one_of(Status.values),
        "due_on": day,
        "sources": pen.one_of([(), (a_source(),)]),
    }
