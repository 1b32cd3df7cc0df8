"""The rows of sessions and agenda items as states, and states as rows: what the step made is written here."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from commitments.actions.errors import Conflict
from commitments.actions.log import Ledger
from commitments.actions.projection import Held
from commitments.actions.record import EventDraft
from commitments.actions.session_state import (
    OF_ITEM,
    PREFIX,
    item_object,
    session_object,
)
from commitments.models import AgendaItem, Entry, Session
from commitments.models.fields import as_recorded
from commitments.vocabulary import SESSION_KINDS


def load(ledger: Ledger, session: Session) -> Session:
    """The session as it is now, after the lock."""
    row = Session.objects.get(pk=session.pk, commission=ledger.commission)
    row.commission = ledger.commission
    return row


def write_session(ledger: Ledger, session: Session, event: EventDraft) -> Entry:
    """Append an entry about the session itself and bring its row up to it; unsaved: the event creates it."""
    return ledger.write(event, held={session_object(session.slug): session})


def write_item(ledger: Ledger, item: AgendaItem, event: EventDraft) -> Entry:
    """Append an entry about an item and bring its row, and that of the session, up to it."""
    session = item.session
    held: Held = {session_object(session.slug): session, item_object(session.slug, item.number): item}
    return ledger.write(event, held=held)


def event_of_session(session: Session, kind: str, day: dt.date, **parts: Any) -> EventDraft:
    return EventDraft(kind=kind, object=session_object(session.slug), effective_on=day, **parts)


def event_of_item(item: AgendaItem, kind: str, day: dt.date, **parts: Any) -> EventDraft:
    return EventDraft(
        kind=kind, object=item_object(item.session.slug, item.number), effective_on=day, **parts
    )


def refuse_what_was_not_seen(session: Session, seen: int | None, now: int | None) -> None:
    """Raise Conflict, with what was done to the session since entry `seen`, unless that is still what counts."""
    if seen == now:
        return
    since = Entry.objects.filter(
        commission=session.commission_id, kind__in=SESSION_KINDS, number__gt=-1 if seen is None else seen
    )
    entries = [entry for entry in since.as_written().order_by("number") if is_about(entry, session)]
    raise Conflict(entries)


def object_of(entry: Entry) -> str:
    return json.loads(bytes(entry.record))["object"]


def slug_of(entry: Entry) -> str:
    """The slug of the session an entry is about."""
    return object_of(entry).removeprefix(PREFIX).partition(OF_ITEM)[0]


def is_about(entry: Entry, session: Session) -> bool:
    """Whether an entry is about a session or one of its items."""
    return f"{object_of(entry)}/".startswith(f"{session_object(session.slug)}/")


def differing(row: Session | AgendaItem, **after: Any) -> dict[str, list[Any]]:
    """{field: [before, after]} for the columns that really change, in the values of records."""
    pairs = {name: [as_recorded(getattr(row, name)), as_recorded(value)] for name, value in after.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
