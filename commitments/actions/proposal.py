"""Terms both sides share change by consent: one side's secretary proposes, the other's accepts, declines or counters."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.authentic import require_texts
from commitments.actions.draft import take_draft
from commitments.actions.errors import Conflict, RuleBroken, require
from commitments.actions.log import Ledger
from commitments.actions.proposed_terms import Values, new_terms
from commitments.actions.record import EventDraft, Source
from commitments.actions.seen import SUBJECT
from commitments.actions.state import PROPOSAL
from commitments.actions.step import event_on, on_commitment
from commitments.models import Commitment, Draft, Entry
from commitments.vocabulary import CONSENT, EntryKind


@on_commitment(rules.may_propose, rests_on=(SUBJECT,))
def propose(
    ledger: Ledger,
    commitment: Commitment,
    *,
    subject: str,
    values: Values,
    reason: str,
    sources: tuple[Source, ...] = (),
    draft: Draft | None = None,
) -> EventDraft:
    """Put other terms on the table. They hold when the other side's secretary accepts them, and never before.

    `values` are {field: value} of the subject, as records write them; `draft` is what they were prepared in.
    Raises RuleBroken while a proposal on the same subject is open, and where four eyes are wanted without a draft of
    somebody else.
    """
    if (standing := commitment.proposals.get(subject)) is not None:
        raise RuleBroken(
            _("Proposal No. %(number)d on this is still open: it has to be answered first.")
            % {"number": standing["number"]}
        )
    return _put(
        ledger, commitment, EntryKind.TERMS_PROPOSED, subject, values, reason, sources, draft, before=None
    )


@on_commitment(rules.may_answer_terms, rests_on=(SUBJECT,), asks_role_only=True)
def counter(
    ledger: Ledger,
    commitment: Commitment,
    *,
    proposal: int,
    values: Values,
    reason: str,
    sources: tuple[Source, ...] = (),
    draft: Draft | None = None,
) -> EventDraft:
    """Answer the other side's proposal No. `proposal` with terms of one's own, which take its place on the table."""
    subject = _of_the_other_side(ledger, commitment, proposal)
    before = {"subject": subject, "number": proposal}
    return _put(
        ledger, commitment, EntryKind.COUNTERED, subject, values, reason, sources, draft, before=before
    )


def _put(
    ledger: Ledger,
    commitment: Commitment,
    kind: EntryKind,
    subject: str,
    values: Values,
    reason: str,
    sources: tuple[Source, ...],
    draft: Draft | None,
    *,
    before: dict[str, Any] | None,
) -> EventDraft:
    if not reason:
        raise RuleBroken({"reason": _("Say why: the other side will read it before it answers.")})
    if draft is not None:
        take_draft(ledger, draft, commitment, subject, values, reason)
    elif commitment.commission.four_eyes:
        raise RuleBroken(
            _("One person prepares a proposal and another sends it: send this one from a draft.")
        )
    terms = new_terms(commitment, subject, values)
    if before is not None and terms == commitment.proposals[subject]["terms"]:
        raise RuleBroken(_("These are the terms that the other side proposes: accept them instead."))
    after: dict[str, Any] = {"subject": str(subject), "terms": terms}
    if draft is not None:
        after["prepared_by"] = {"id": str(draft.author.public_id), "post": draft.author_post}
    return event_on(
        commitment, kind, ledger.today, changes={PROPOSAL: [before, after]}, reason=reason, sources=sources
    )


@on_commitment(rules.may_answer_terms, rests_on=(SUBJECT,), asks_role_only=True)
def accept(ledger: Ledger, commitment: Commitment, *, proposal: int, note: str = "") -> EventDraft:
    """Accept the other side's proposal No. `proposal`, and no other; `note` is a remark. Its terms hold from now on."""
    subject = _of_the_other_side(ledger, commitment, proposal)
    proposed = {name: pair[1] for name, pair in commitment.proposals[subject]["terms"].items()}
    terms = new_terms(commitment, subject, proposed)
    advice = _("Answer with terms of your own that have them.")
    require_texts(commitment, {name: pair[1] for name, pair in terms.items()}, advice, [subject])
    taken = {PROPOSAL: [{"subject": str(subject), "number": proposal}, None]}
    return event_on(commitment, CONSENT[subject], ledger.today, changes=terms | taken, note=note)


@on_commitment(rules.may_answer_terms, rests_on=(SUBJECT,), asks_role_only=True)
def turn_down(ledger: Ledger, commitment: Commitment, *, proposal: int, reason: str) -> EventDraft:
    """Decline the other side's proposal, with a reason. The terms stay as they are."""
    if not reason:
        raise RuleBroken({"reason": _("Say why your side declines it.")})
    subject = _of_the_other_side(ledger, commitment, proposal)
    return _take_off(ledger, commitment, EntryKind.TURNED_DOWN, subject, proposal, reason)


@on_commitment(rules.may_retract, rests_on=(SUBJECT,), asks_role_only=True)
def retract(ledger: Ledger, commitment: Commitment, *, proposal: int, reason: str = "") -> EventDraft:
    """Take the own side's proposal off the table before it is answered."""
    subject = _on_the_table(ledger, commitment, proposal)
    require(commitment.proposals[subject]["side"] == ledger.seat.side)
    return _take_off(ledger, commitment, EntryKind.RETRACTED, subject, proposal, reason)


def _take_off(
    ledger: Ledger, commitment: Commitment, kind: EntryKind, subject: str, proposal: int, reason: str
) -> EventDraft:
    taken = {PROPOSAL: [{"subject": subject, "number": proposal}, None]}
    return event_on(commitment, kind, ledger.today, changes=taken, reason=reason)


def _of_the_other_side(ledger: Ledger, commitment: Commitment, proposal: int) -> str:
    """The subject of an open proposal of the other side, made by another person than who answers it now."""
    subject = _on_the_table(ledger, commitment, proposal)
    require(commitment.proposals[subject]["side"] != ledger.seat.side)
    made = commitment.entry_set.get(number=proposal)
    prepared_by = made.changes[PROPOSAL][1].get("prepared_by", {}).get("id")
    # Who has changed sides answers no proposal of one's own, be it sent or only prepared.
    own = made.author_id == ledger.seat.user_id or prepared_by == str(ledger.seat.user.public_id)
    require(not own)
    return subject


def _on_the_table(ledger: Ledger, commitment: Commitment, proposal: int) -> str:
    """The subject of open proposal No. `proposal`. Conflict when it has been answered, or another took its place."""
    for subject, one in commitment.proposals.items():
        if one["number"] == proposal:
            return subject
    made = commitment.entry_set.filter(number=proposal).first()
    put = (made.changes.get(PROPOSAL) or [None, None])[1] if made else None
    if put is None:
        raise RuleBroken(_("There is no such proposal."))
    later = commitment.entry_set.filter(number__gt=proposal).readable().order_by("number")
    if not (about := [entry for entry in later if _is_about(entry, put["subject"])]):
        raise RuleBroken(_("It ended when the commitment was closed."))
    raise Conflict(about)


def _is_about(entry: Entry, subject: str) -> bool:
    return any(part and part["subject"] == subject for part in entry.changes.get(PROPOSAL, ()))
