"""Preparing a proposal for the own secretary. No entries: nothing of a draft enters the log before it is sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments import clock, rules
from commitments.actions.errors import DraftChanged, RuleBroken, SubmissionReused, require
from commitments.actions.log import Ledger, Submission
from commitments.actions.mention import announce
from commitments.actions.private import require_seat
from commitments.actions.proposed_terms import Values, new_terms
from commitments.models import Commitment, Draft, Seat


@transaction.atomic
def prepare(
    commitment: Commitment,
    *,
    by: Seat,
    subject: str,
    values: Values,
    reason: str,
    cover_note: str = "",
    source: dict[str, Any] | None = None,
    counters: int | None = None,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Draft:
    """Prepare terms for the secretary of the own side; `counters` is the other side's proposal they would answer.

    `cover_note` stays with the own side for good. Raises RuleBroken for terms that cannot be proposed.
    """
    at = at or clock.now()
    require(rules.may_prepare(by, commitment))
    require_seat(by, commitment.commission, at)
    values = _checked(commitment, subject, values, reason)
    _lock_side(by)  # a repeated POST waits here for the first one
    own = Draft.objects.of(by.party).filter(author=by.user)
    if submission and (sent := own.filter(submission_key=submission.key).first()) is not None:
        if (sent.commitment_id, sent.submission_digest) != (commitment.pk, submission.digest):
            raise SubmissionReused
        return sent
    same = own.filter(
        commitment=commitment,
        subject=subject,
        counters=counters,
        terms=values,
        reason=reason,
        cover_note=cover_note,
        source=source or {},
        sent_with__isnull=True,
    )
    if (known := same.first()) is not None:
        return known
    draft = Draft(
        party=by.party,
        commitment=commitment,
        subject=subject,
        counters=counters,
        terms=values,
        reason=reason,
        cover_note=cover_note,
        source=source or {},
        author=by.user,
        author_post=by.post,
        written_at=at,
        submission_key=submission.key if submission else None,
        submission_digest=submission.digest if submission else "",
    )
    draft.save(force_insert=True)
    _announce(by)
    return draft


@transaction.atomic
def change_draft(
    draft: Draft,
    *,
    by: Seat,
    values: Values,
    reason: str,
    cover_note: str = "",
    source: dict[str, Any] | None = None,
    seen: int | None = None,
) -> Draft:
    """Put other terms into one's own draft. Raises DraftChanged when it is at another revision than `seen`."""
    row = _locked(draft, by, seen)
    require(rules.may_change_draft(by, row))
    values = _checked(row.commitment, row.subject, values, reason)
    row.terms, row.reason, row.cover_note, row.source = values, reason, cover_note, source or {}
    row.remark, row.revision = "", row.revision + 1
    row.save(update_fields=["terms", "reason", "cover_note", "source", "remark", "revision"])
    _announce(by)
    return row


@transaction.atomic
def return_draft(draft: Draft, *, by: Seat, remark: str, seen: int | None = None) -> Draft:
    """Hand a draft back to who prepared it, with what is to be changed."""
    row = _locked(draft, by, seen)
    require(rules.may_return_draft(by, row))
    if not remark:
        raise RuleBroken({"remark": _("Say what is to be changed.")})
    row.remark, row.revision = remark, row.revision + 1
    row.save(update_fields=["remark", "revision"])
    _announce(by)
    return row


@transaction.atomic
def delete_draft(draft: Draft, *, by: Seat) -> None:
    """Remove a draft for good; it is in no log. What was sent stays, with its cover note."""
    require(rules.may_delete_draft(by, draft))
    require_seat(by, draft.commitment.commission, clock.now())
    _lock_side(by)
    Draft.objects.of(by.party).filter(pk=draft.pk, sent_with__isnull=True).delete()
    _announce(by)


def was_prepared(by: Seat, submission: str) -> bool:
    """Whether the holder of a seat has prepared a draft by the form that carries this key."""
    return Draft.objects.of(by.party).filter(author=by.user, submission_key=submission).exists()


def take_draft(
    ledger: Ledger, draft: Draft, commitment: Commitment, subject: str, values: Values, reason: str
) -> None:
    """Let the entry that is about to be written be the one that `draft` became: in its words, and once."""
    _lock_side(ledger.seat)  # before the draft, as in every action on drafts, to avoid a deadlock
    row = Draft.objects.of(ledger.seat.party).select_for_update().get(pk=draft.pk)
    require(rules.may_send(ledger.seat, row))
    if row.sent_with is not None:
        raise RuleBroken(_("This draft was sent already, as No. %(number)d.") % {"number": row.sent_with})
    if row.revision != draft.revision:
        raise DraftChanged(row)
    if (row.commitment_id, row.subject, row.terms, row.reason) != (commitment.pk, subject, values, reason):
        raise RuleBroken(_("A draft is sent exactly as it was prepared."))
    row.sent_with, row.remark = ledger.head.size, ""
    row.save(update_fields=["sent_with", "remark"])
    _announce(ledger.seat)


def _lock_side(by: Seat) -> None:
    """Take the locks of all seats of the side in the order of their keys, to avoid a deadlock."""
    list(Seat.objects.select_for_update().filter(party=by.party_id).order_by("pk"))


def _announce(by: Seat) -> None:
    """Whoever of the side has something to read now, or no longer."""
    announce(Seat.objects.filter(party=by.party_id))


def _locked(draft: Draft, by: Seat, seen: int | None) -> Draft:
    require_seat(by, draft.commitment.commission, clock.now())
    _lock_side(by)
    rows = Draft.objects.of(by.party).select_for_update(of=("self",))
    row = rows.select_related("commitment__commission", "commitment__meeting").get(pk=draft.pk)
    if seen is not None and seen != row.revision:
        raise DraftChanged(row)
    return row


def _checked(commitment: Commitment, subject: str, values: Values, reason: str) -> Values:
    """What of the values would change anything: the rest is not proposed."""
    if not reason:
        raise RuleBroken({"reason": _("Say why: the other side will read it before it answers.")})
    return {name: pair[1] for name, pair in new_terms(commitment, subject, values).items()}
