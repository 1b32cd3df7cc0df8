"""When the performance is over, and when it is not over after all: closing, superseding, reopening."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.proof import check_outcome
from commitments.actions.record import EventDraft, Source
from commitments.actions.standpoint import check_move, view_changes
from commitments.actions.step import changed, event_on, on_commitment
from commitments.models import Commitment
from commitments.vocabulary import CLOSED, DueKind, EntryKind, Outlook, Recognition, Side, Status


def check_may_have_failed(commitment: Commitment, today: dt.date) -> None:
    """Late is not broken: before its day, or before its condition is met, nothing can be "not delivered"."""
    if commitment.due_on and commitment.due_on >= today:
        raise RuleBroken({"status": _("Its date has not passed yet, so it can still be delivered.")})
    if commitment.due_kind == DueKind.CONDITION and commitment.condition_met_on is None:
        raise RuleBroken({"status": _("Its condition has not been met yet, so it cannot have failed.")})


def _check_closing(ledger: Ledger, commitment: Commitment, status: str, reason: str, sources: tuple) -> None:
    if status not in CLOSED or status == Status.SUPERSEDED:
        raise RuleBroken({"status": _("Choose how it is closed.")})
    check_move(commitment.of(ledger.seat.side, "status"), status)
    if status == Status.DELIVERED:
        check_outcome(commitment, status, sources, with_earlier=False)
    if status == Status.NOT_DELIVERED:
        check_may_have_failed(commitment, ledger.today)
        check_outcome(commitment, status, sources)
    if status in (Status.NOT_DELIVERED, Status.DROPPED) and not reason:
        raise RuleBroken({"reason": _("Say why: the other side will read it before it agrees.")})


@on_commitment(rules.may_close, rests_on=("own_view", "criteria"))
def close(
    ledger: Ledger,
    commitment: Commitment,
    *,
    status: str,
    effective_on: dt.date,
    note: str = "",
    reason: str = "",
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """State that it is over: delivered, not delivered, or dropped. It is closed when the other side says so too."""
    _check_closing(ledger, commitment, status, reason, sources)
    ledger.check_effective(effective_on, commitment)
    changes = view_changes(commitment, ledger.seat.side, status=status, outlook=Outlook.NO_VIEW)
    return event_on(
        commitment, EntryKind.CLOSED, effective_on, changes=changes, note=note, reason=reason, sources=sources
    )


@on_commitment(rules.may_supersede, rests_on=("own_view", "superseded_by"))
def supersede(
    ledger: Ledger, commitment: Commitment, *, successor: Commitment, effective_on: dt.date, note: str = ""
) -> EventDraft:
    """State that another commitment of the commission has taken its place."""
    if successor.commission_id != commitment.commission_id:
        raise RuleBroken({"successor": _("The successor belongs to another commission.")})
    if successor.pk == commitment.pk:
        raise RuleBroken({"successor": _("A commitment cannot replace itself.")})
    successor = ledger.fresh(successor)
    if successor.recognition == Recognition.WITHDRAWN:
        raise RuleBroken({"successor": _("%(code)s was withdrawn.") % {"code": successor.code}})
    link = successor.superseded_by
    while link is not None:
        if link.pk == commitment.pk:
            raise RuleBroken(
                {"successor": _("%(code)s is itself replaced by this one.") % {"code": successor.code}}
            )
        link = link.superseded_by
    named = commitment.superseded_by
    if named is not None and named.pk != successor.pk:
        raise RuleBroken(
            {"successor": _("The other side has named %(code)s as the successor.") % {"code": named.code}}
        )
    check_move(commitment.of(ledger.seat.side, "status"), Status.SUPERSEDED)
    ledger.check_effective(effective_on, commitment)
    changes = view_changes(commitment, ledger.seat.side, status=Status.SUPERSEDED, outlook=Outlook.NO_VIEW)
    changes |= changed(commitment, {"superseded_by": successor})
    return event_on(commitment, EntryKind.SUPERSEDED, effective_on, changes=changes, note=note)


def _recognised_as(commitment: Commitment) -> Recognition:
    """How the other side had recognised it, by its last word on that."""
    kinds = (EntryKind.CONFIRMED, EntryKind.REQUEST_ACCEPTED, EntryKind.NOTED, EntryKind.DECLINED)
    own = (
        1 if commitment.proposed_by == Side.FIRST else 2
    )  # to accept what one recorded oneself says nothing of it
    words = commitment.entry_set.filter(kind__in=kinds).exclude(
        kind=EntryKind.REQUEST_ACCEPTED, party__position=own
    )
    match words.order_by("number").values_list("kind", flat=True).last():
        case EntryKind.CONFIRMED | EntryKind.REQUEST_ACCEPTED:
            return Recognition.CONFIRMED
        case EntryKind.NOTED | EntryKind.DECLINED:
            return Recognition.ONE_SIDED
        case _:
            return Recognition.PROPOSED


@on_commitment(rules.may_reopen, rests_on=("own_view",))
def reopen(
    ledger: Ledger, commitment: Commitment, *, status: str, reason: str, effective_on: dt.date, note: str = ""
) -> EventDraft:
    """Take back the own side's closing, with a reason."""
    if not reason:
        raise RuleBroken({"reason": _("Say why it is opened again.")})
    if status in CLOSED:
        raise RuleBroken({"status": _("Choose the status it has now that it is open again.")})
    check_move(commitment.of(ledger.seat.side, "status"), status)
    ledger.check_effective(effective_on, commitment)
    changes = view_changes(commitment, ledger.seat.side, status=status)
    if commitment.recognition == Recognition.SUPERSEDED:
        changes |= changed(commitment, {"recognition": _recognised_as(commitment)})
    return event_on(commitment, EntryKind.REOPENED, effective_on, changes=changes, note=note, reason=reason)
