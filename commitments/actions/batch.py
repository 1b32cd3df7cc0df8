"""What one list brought in, as a whole: taken back by its side, or accepted by the other one. In steps, from the log alone."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.commitment import Owner, amend, hand_over, redate, withdraw
from commitments.actions.errors import Conflict, NotAllowed, RuleBroken, require
from commitments.actions.figures_state import TAKEN_BACK
from commitments.actions.log import Submission
from commitments.actions.proposal import retract
from commitments.actions.recognition import confirm
from commitments.actions.standpoint import agree, correct
from commitments.actions.values import StatedValue, give_values
from commitments.figures.period import ValuePeriod
from commitments.models import Body, Commission, Commitment, Entry, LogHead, Seat, Sector
from commitments.vocabulary import EntryKind, Recognition

ENTRIES_A_STEP = 20
# What can be taken back of a batch; the others of a new commitment go with it.
TAKEN_BACK_KINDS = (
    EntryKind.RECORDED,
    EntryKind.UPDATED,
    EntryKind.HANDED_OVER,
    EntryKind.REDATED,
    EntryKind.AMENDED,
    EntryKind.TERMS_PROPOSED,
    EntryKind.VALUES_GIVEN,
)


def _key(number: int, commission: Commission, entry: Entry | None = None) -> str:
    return f"undo.{commission.pk}.{number}.{entry.number if entry else ''}"


def undoable(seat: Seat, number: int) -> list[Entry]:
    """The entries of a batch that its side can still take back, the newest first.

    Left out is what was taken back, and whatever somebody has written on since.
    """
    commission = seat.commission
    entries = Entry.objects.filter(
        commission=commission, batch=number, party=seat.party_id, kind__in=TAKEN_BACK_KINDS
    )
    found = list(entries.select_related("commitment", "texts").order_by("-number"))
    made = {entry.commitment_id for entry in found if entry.kind == EntryKind.RECORDED}
    found = [entry for entry in found if entry.kind == EntryKind.RECORDED or entry.commitment_id not in made]
    undone = set(_undone(commission, number).values_list("submission_key", flat=True))
    touched = _touched(commission, number, {entry.commitment_id for entry in found})
    return [
        entry
        for entry in found
        if _key(number, commission, entry) not in undone and entry.commitment_id not in touched
    ]


def _undone(commission: Commission, number: int) -> QuerySet[Entry]:
    return Entry.objects.filter(commission=commission, submission_key__startswith=_key(number, commission))


def _touched(commission: Commission, number: int, commitments: set[int | None]) -> set[int | None]:
    """Of these commitments, those on which something was written after the batch by somebody or something else."""
    own = Entry.objects.filter(commission=commission, batch=number).order_by("-number")
    last = own.values_list("number", flat=True).first()
    if last is None:
        return set()
    since = Entry.objects.filter(commission=commission, number__gt=last, commitment__in=commitments)
    since = since.exclude(pk__in=_undone(commission, number).values("pk"))
    return set(since.values_list("commitment", flat=True))


@transaction.atomic
def take_batch_back(seat: Seat, number: int, *, before: int | None = None) -> tuple[int | None, list[str]]:
    """One step of taking a batch back, of its entries before No. `before`.

    Returns the number to go on before, None when all were tried, and a sentence for each that was refused.
    """
    require(rules.may(seat, "withdraw"))
    LogHead.objects.select_for_update().get(commission=seat.commission)
    left = [entry for entry in undoable(seat, number) if before is None or entry.number < before]
    refused = []
    for entry in left[:ENTRIES_A_STEP]:
        key = _key(number, seat.commission, entry)
        submission = Submission(key, hashlib.sha256(key.encode()).hexdigest())
        commitment = Commitment.objects.get(entry=entry)
        commitment.commission = seat.commission
        try:
            with transaction.atomic():
                _undo(entry, commitment, by=seat, submission=submission, number=number)
        except (RuleBroken, NotAllowed, Conflict) as error:
            why = (
                " ".join(error.messages) if isinstance(error, RuleBroken) else _("It may not be changed now.")
            )
            refused.append(f"{commitment.code}: {why}")
    more = left[ENTRIES_A_STEP:]
    return (left[ENTRIES_A_STEP - 1].number if more else None), refused


def _undo(entry: Entry, commitment: Commitment, *, by: Seat, submission: Submission, number: int) -> None:
    common: dict[str, Any] = {"by": by, "submission": submission}
    why = _("List No. %(number)d is taken back.") % {"number": number}
    before = {name: pair[0] for name, pair in entry.changes.items() if pair}
    match entry.kind:
        case EntryKind.RECORDED:
            withdraw(commitment, reason=why, **common)
        case EntryKind.UPDATED:
            correct(
                commitment,
                entry=entry,
                status=before.get("status", commitment.of(by.side, "status")),
                outlook=before.get("outlook", commitment.of(by.side, "outlook")),
                note=why,
                effective_on=entry.effective_on,
                position=why,
                **common,
            )
        case EntryKind.HANDED_OVER:
            body = Body.objects.filter(party=by.party_id, code=before.get("owner") or "").first()
            hand_over(
                commitment, owner=Owner(body, before.get("post") or commitment.of(by.side, "post")), **common
            )
        case EntryKind.REDATED if before["due_on"]:
            redate(
                commitment, due_on=entry.effective_on.fromisoformat(before["due_on"]), reason=why, **common
            )
        case EntryKind.AMENDED:
            if "sector" in before:
                before["sector"] = Sector.objects.get(commission=by.commission, code=before["sector"])
            amend(commitment, reason=why, **before, **common)
        case EntryKind.TERMS_PROPOSED:
            retract(commitment, proposal=entry.number, reason=why, **common)
        case EntryKind.VALUES_GIVEN:
            _take_values_back(entry, commitment, common, why)
        case _:
            raise RuleBroken(_("It had no date before: give it another one, or propose that it has none."))


def _take_values_back(entry: Entry, commitment: Commitment, common: dict[str, Any], why: str) -> None:
    revised, stated = entry.changes["values"]
    if revised:
        raise RuleBroken(_("It revised an earlier value: state that one again."))
    periods = [ValuePeriod.of_key(row["period"]) for row in stated["rows"]]
    values = [StatedValue(period, status=TAKEN_BACK) for period in periods]
    give_values(commitment, indicator=stated["indicator"], values=values, note=why, **common)


# --- the other side -----------------------------------------------------------------------------------------


def to_accept(seat: Seat, number: int) -> QuerySet[Commitment]:
    """What a batch of the other side brought in and nobody has answered yet, for the side of `seat`."""
    recorded = Entry.objects.filter(commission=seat.commission, batch=number, kind=EntryKind.RECORDED)
    return Commitment.objects.filter(
        pk__in=recorded.exclude(party=seat.party_id).values("commitment"), recognition=Recognition.PROPOSED
    ).exclude(speech_act="request")


@transaction.atomic
def accept_batch(seat: Seat, number: int) -> None:
    """One step of accepting a batch as a whole: each commitment is confirmed, and the status that was stated for it agreed."""
    require(rules.may(seat, "recognise"))
    LogHead.objects.select_for_update().get(commission=seat.commission)
    for commitment in to_accept(seat, number).order_by("place")[:ENTRIES_A_STEP]:
        commitment.commission = seat.commission
        confirm(commitment, by=seat)
        now = Commitment.objects.get(pk=commitment.pk)
        if rules.may_agree(seat, now):
            agree(commitment, by=seat)
