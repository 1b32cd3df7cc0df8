"""What a session decides: drafted by one secretary, signed by that of the other side, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.authentic import authentic_of
from commitments.actions.errors import RuleBroken, require
from commitments.actions.log import Ledger
from commitments.actions.record import Source
from commitments.actions.session import get_item, on_session
from commitments.actions.session_effect import changes_of, event_of_decision
from commitments.actions.session_rows import differing, event_of_item, refuse_what_was_not_seen, write_item
from commitments.actions.session_texts import lacking, texts_of_draft
from commitments.models import AgendaItem, Entry, Session
from commitments.models.session import (
    Effect,
    SessionState,
)
from commitments.vocabulary import (
    EntryKind,
)


def _check_day(ledger: Ledger, session: Session) -> None:
    if session.state == SessionState.DRAFTING:
        raise RuleBroken(_("Both sides have to agree to the agenda first."))
    if session.state == SessionState.CLOSED:
        raise RuleBroken(_("This session is finished."))
    if ledger.today < session.held_on:
        raise RuleBroken(
            _("The session has not begun: it is held on %(day)s.") % {"day": date_format(session.held_on)}
        )


@on_session
def decide(
    ledger: Ledger,
    session: Session,
    *,
    number: int,
    words: str,
    language: str = "",
    texts: Mapping[str, str] | None = None,
    effect: str = Effect.NONE,
    status: str = "",
    due_on: dt.date | None = None,
    sources: tuple[Source, ...] = (),
    draft: int | None = None,
) -> Entry:
    """Draft the decision of an item, or another one in the place of a draft. It binds nobody before it is signed.

    `texts` are those in the other authentic languages by code, `language` is the one of `words`; "": that of the own side.
    `draft` is the entry of the draft that was shown, if there was one: nobody replaces what they did not see.
    """
    require(rules.may(ledger.seat, "decide"))
    _check_day(ledger, session)
    item = get_item(session, number)
    if item.is_signed:
        raise RuleBroken(_("This item is decided: both sides have signed."))
    refuse_what_was_not_seen(session, draft, item.draft_entry)
    said, first, others = texts_of_draft(
        item,
        authentic_of(ledger.commission),
        words=words,
        language=language,
        texts=texts or {},
        seat=ledger.seat,
    )
    if effect not in Effect.values or (
        item.commitment is None and effect not in (Effect.NONE, Effect.CARRIED)
    ):
        raise RuleBroken({"effect": _("Choose what the decision does.")})
    if effect == Effect.REDATED and due_on is None:
        raise RuleBroken({"effect_on": _("Give the new day.")})
    after = {
        "decision": said,
        "decision_language": first,
        "decision_texts": others,
        "effect": str(effect),
        "effect_status": str(status) if effect == Effect.STATUS else "",
        "effect_on": due_on if effect == Effect.REDATED else None,
        "sources": [source.as_record() for source in sources] if item.commitment else [],
    }
    changes = differing(item, **after)
    if not changes:
        raise RuleBroken({"words": _("This is what the draft says already.")})
    _check_effect(ledger, AgendaItem(session=session, number=number, commitment=item.commitment, **after))
    event = event_of_item(item, EntryKind.DECISION_DRAFTED, ledger.today, changes=changes)
    return write_item(ledger, item, event)


def _check_effect(ledger: Ledger, item: AgendaItem) -> None:
    if item.commitment is not None:
        changes_of(ledger, item, ledger.fresh(item.commitment))


@on_session
def countersign(ledger: Ledger, session: Session, *, number: int, draft: int) -> Entry:
    """Sign the decision that was shown: `draft` is the entry that drafted it. From now on it binds both sides.

    On a commitment it becomes an entry of its history, with what it changes. Raises Conflict for another draft,
    RuleBroken where its effect is no longer possible, NotAllowed for a draft of the own side.
    """
    require(rules.may(ledger.seat, "countersign"))
    _check_day(ledger, session)
    item = get_item(session, number)
    if item.is_signed:
        raise RuleBroken(_("This item is decided: both sides have signed."))
    refuse_what_was_not_seen(session, draft, item.draft_entry)
    require(rules.may_countersign(ledger.seat, item))
    # Who has changed sides since does not sign the own words either.
    author = Entry.objects.filter(commission=ledger.commission, number=draft).values_list("author", flat=True)
    require(author.get() != ledger.seat.user_id)
    if missing := lacking(item, authentic_of(ledger.commission)):
        raise RuleBroken(missing)
    commitment = None if item.commitment is None else ledger.fresh(item.commitment)
    changes = {} if commitment is None else changes_of(ledger, item, commitment)
    event = event_of_item(item, EntryKind.COUNTERSIGNED, ledger.today, changes={"signed": [None, draft]})
    entry = write_item(ledger, item, event)
    if commitment is not None:
        ledger.write(event_of_decision(item, commitment, changes, signed=entry.number), commitment)
    return entry


@on_session
def withdraw_draft(ledger: Ledger, session: Session, *, number: int, draft: int) -> Entry:
    """Take back a draft of the own side that nobody has signed."""
    require(rules.may(ledger.seat, "withdraw_draft"))
    item = get_item(session, number)
    if item.is_signed:
        raise RuleBroken(_("This item is decided: both sides have signed."))
    refuse_what_was_not_seen(session, draft, item.draft_entry)
    require(rules.may_withdraw_draft(ledger.seat, item))
    blank: dict[str, Any] = {
        "decision": "",
        "decision_language": "",
        "decision_texts": [],
        "effect": "",
        "effect_status": "",
        "effect_on": None,
        "sources": [],
    }
    event = event_of_item(item, EntryKind.DRAFT_WITHDRAWN, ledger.today, changes=differing(item, **blank))
    return write_item(ledger, item, event)
