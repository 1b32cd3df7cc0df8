"""The frame every action on a commitment shares: transaction, lock, repeated POST, permission, conflict."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from commitments.actions.errors import require
from commitments.actions.log import Ledger, Submission
from commitments.actions.proof import check_sources
from commitments.actions.record import EventDraft
from commitments.actions.seen import rested_on
from commitments.models import Commitment, Entry, Seat
from commitments.models.fields import as_recorded
from commitments.rules import Permission
from commitments.vocabulary import EntryKind

# The entries by which an offer of the other side comes off the table.
TURNED_DOWN_BY = (EntryKind.WORDING_KEPT, EntryKind.TURNED_DOWN, EntryKind.COUNTERED)
# A session speaks for both sides, so what was said before it is not the last word of either.
SAID_BY_BOTH = (EntryKind.DECIDED,)
# When the other side closes the commitment, every open proposal on it ends.
LAPSES_BY = (EntryKind.CLOSED, EntryKind.AGREED, EntryKind.SUPERSEDED)


class Action:
    """A change of one commitment, as one entry: what decides it, and the rule who may.

    It is called with the commitment and, by keyword, `by` (the seat that acts), the fields of `decide`, and
    optionally `seen` (the last entry its form showed), `submission` (for repeated POSTs) and `at` (only when a
    dated history is loaded). It returns the entry; a repeated submission returns the entry it made the first time,
    and so do the same words sent with another key while they are the last its side said.
    Raises NotAllowed, RuleBroken, Conflict or SubmissionReused, and then nothing was written.
    """

    __name__: str

    def __init__(
        self,
        decide: Callable[..., EventDraft],
        rule: Permission[Commitment],
        rests_on: Iterable[str],
        *,
        asks_role_only: bool,
    ) -> None:
        self.decide, self.rule, self.rests_on, self.asks_role_only = decide, rule, rests_on, asks_role_only
        functools.update_wrapper(self, decide)

    @transaction.atomic
    def __call__(
        self,
        commitment: Commitment,
        *,
        by: Seat,
        seen: int | None = None,
        submission: Submission | None = None,
        at: dt.datetime | None = None,
        **fields: Any,
    ) -> Entry:
        ledger = Ledger(commitment.commission, by=by, at=at, submission=submission, about=commitment)
        if ledger.repeated is not None:
            return ledger.repeated
        if (said := _last_said(ledger, commitment)) is not None:
            return said
        row = ledger.fresh(commitment)
        require(self.rule.allows_role(by))
        ledger.refuse_unseen(row, seen, rested_on(self.rests_on, by.side, row, fields))
        require(self.asks_role_only or self.rule(by, row))
        return ledger.write(self.decide(ledger, row, **fields), row)


def on_commitment(
    rule: Permission[Commitment], *, rests_on: Iterable[str], asks_role_only: bool = False
) -> Callable[[Callable[..., EventDraft]], Action]:
    """Turn `decide(ledger, commitment, **fields) -> EventDraft` into an action that writes that event.

    `rests_on` is what it reads and changes (`actions/seen.py`): only who wrote any of that meanwhile is a conflict.
    With `asks_role_only` the conditions of the rule are left to `decide`, which says what became of the matter.
    """
    return lambda decide: Action(decide, rule, rests_on, asks_role_only=asks_role_only)


def _last_said(ledger: Ledger, commitment: Commitment) -> Entry | None:
    """The entry that says just what is being sent, unless its side has said something else since."""
    said = ledger.said
    if said is None or said.party_id != ledger.seat.party_id:  # words of before its author changed sides
        return None
    # An offer that the other side has turned down is no longer on the table: the same words make it anew.
    is_offer = said.kind in (EntryKind.TERMS_PROPOSED, EntryKind.COUNTERED)
    by_others = (*TURNED_DOWN_BY, *SAID_BY_BOTH, *(LAPSES_BY if is_offer else ()))
    otherwise = Q(party=ledger.seat.party_id) | Q(kind__in=by_others)
    later = commitment.entry_set.filter(otherwise, number__gt=said.number)
    return None if later.exists() else said


def event_on(commitment: Commitment, kind: str, effective_on: dt.date, **parts: Any) -> EventDraft:
    check_sources(commitment, parts.get("sources", ()))
    return EventDraft(kind=kind, object=f"commitment/{commitment.code}", effective_on=effective_on, **parts)


def changed(commitment: Commitment, after: dict[str, Any], *, side: str = "") -> dict[str, list[Any]]:
    """{field: [before, after]} for the fields that really change, in the values of records."""
    pairs = {}
    for name, new in after.items():
        column = f"{side}_{name}" if side else name
        old, new = as_recorded(getattr(commitment, column)), as_recorded(new)
        if old != new:
            pairs[name] = [old, new]
    return pairs
