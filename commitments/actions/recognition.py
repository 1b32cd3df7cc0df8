"""Whether the sides recognise a commitment, and in which words: what reconciling two readouts decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.authentic import check_texts, require_texts
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.actions.seen import SHARED
from commitments.actions.step import changed, event_on, on_commitment
from commitments.models import Commitment
from commitments.vocabulary import EntryKind, Recognition

NO_OFFER: dict[str, Any] = {"offered_statement": "", "offered_texts": {}, "offered_by": ""}


def _without_own_offer(ledger: Ledger, commitment: Commitment) -> dict[str, Any]:
    """What is said last counts: words that the own side had offered are no longer there to be accepted."""
    return NO_OFFER if commitment.offered_by == ledger.seat.side else {}


def _require_texts(commitment: Commitment, statement: dict[str, Any]) -> None:
    """Who confirms is bound by every authentic text, so none is missing."""
    advice = _(
        "The side that proposed it adds them: it changes the wording, the criteria or what is counted, and you confirm it"
        " then."
    )
    require_texts(commitment, statement, advice)


@on_commitment(rules.may_recognise, rests_on=SHARED)
def confirm(ledger: Ledger, commitment: Commitment, *, note: str = "") -> EventDraft:
    """Recognise what the other side proposed, as it is worded. RuleBroken while an authentic text is missing."""
    _require_texts(commitment, {})
    changes = changed(commitment, {"recognition": Recognition.CONFIRMED})
    return event_on(commitment, EntryKind.CONFIRMED, ledger.today, changes=changes, note=note)


@on_commitment(rules.may_note_one_sided, rests_on=SHARED)
def note_one_sided(ledger: Ledger, commitment: Commitment, *, note: str = "") -> EventDraft:
    """Take note of it as the other side's understanding, without sharing or disputing it."""
    if commitment.recognition == Recognition.ONE_SIDED:
        raise RuleBroken(_("It is recorded as one side’s understanding already."))
    after = {"recognition": Recognition.ONE_SIDED, **_without_own_offer(ledger, commitment)}
    changes = changed(commitment, after)
    return event_on(commitment, EntryKind.NOTED, ledger.today, changes=changes, note=note)


@on_commitment(rules.may_recognise, rests_on=SHARED)
def decline(ledger: Ledger, commitment: Commitment, *, reason: str) -> EventDraft:
    """State that it was not promised, with a reason; it stays as the other side's understanding alone."""
    if not reason:
        raise RuleBroken({"reason": _("Say why your side does not confirm it.")})
    if commitment.is_declined():
        raise RuleBroken(_("Your side has declined it already."))
    after = {"recognition": Recognition.ONE_SIDED, **_without_own_offer(ledger, commitment)}
    changes = changed(commitment, after)
    return event_on(commitment, EntryKind.DECLINED, ledger.today, changes=changes, reason=reason)


@on_commitment(rules.may_recognise, rests_on=SHARED)
def reword(
    ledger: Ledger,
    commitment: Commitment,
    *,
    statement: str,
    reason: str,
    statement_texts: Mapping[str, str] | None = None,
) -> EventDraft:
    """Offer to confirm it in other words, with their authentic texts. It is confirmed when the other side accepts them."""
    texts = dict(commitment.statement_texts if statement_texts is None else statement_texts)
    if not reason:
        raise RuleBroken({"reason": _("Say why your side prefers these words.")})
    if (statement, texts) == (commitment.statement, commitment.statement_texts):
        raise RuleBroken({"statement": _("It has this wording already: confirm it as it is.")})
    if (statement, texts) == (commitment.offered_statement, commitment.offered_texts):
        raise RuleBroken({"statement": _("This wording is offered already.")})
    check_texts({"offered_texts": texts}, commitment.commission, commitment.language)
    after = {"offered_statement": statement, "offered_texts": texts, "offered_by": ledger.seat.side}
    changes = changed(commitment, after)
    return event_on(commitment, EntryKind.REWORDED, ledger.today, changes=changes, reason=reason)


@on_commitment(rules.may_answer_wording, rests_on=SHARED)
def accept_wording(ledger: Ledger, commitment: Commitment, *, statement: str, note: str = "") -> EventDraft:
    """Take the offered words over, which confirms it. `statement` are the words that were shown: no others bind."""
    if statement != commitment.offered_statement:
        raise RuleBroken(_("Another wording is offered now. Read it before you accept it."))
    words = {"statement": statement, "statement_texts": commitment.offered_texts}
    _require_texts(commitment, words)
    changes = changed(commitment, words | {"recognition": Recognition.CONFIRMED})
    return event_on(commitment, EntryKind.CONFIRMED, ledger.today, changes=changes, note=note)


@on_commitment(rules.may_answer_wording, rests_on=SHARED)
def keep_wording(ledger: Ledger, commitment: Commitment, *, reason: str) -> EventDraft:
    """Keep to the words as they are, with a reason. The other side may still confirm them, or offer others."""
    if not reason:
        raise RuleBroken({"reason": _("Say why your side keeps the wording.")})
    changes = changed(commitment, NO_OFFER)
    return event_on(commitment, EntryKind.WORDING_KEPT, ledger.today, changes=changes, reason=reason)
