"""What one list brought in, as a whole: taken back by its side, or accepted by the other one. In steps, from the log alone."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from commitments import rules, typography
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
    """What an undo of an entry, or of any of the batch, is known by. No form can send it: there is a point in it."""
    return f"undo.{commission.pk}.{number}.{entry.number if entry else ''}"


_UNDO = re.compile(r"undo\.\d+\.(\d+)\.\d+", re.ASCII)


def undone_batch(submission_key: str) -> int | None:
    """The number of the list that the entry with this key is an undo of; None for an entry of another kind."""
    undo = _UNDO.fullmatch(submission_key)
    return int(undo[1]) if undo else None


def undoable(seat: Seat, number: int) -> QuerySet[Entry]:
    """The entries of a batch that its side can still take back, the newest first.

    Left out is what was taken back, and whatever else was written on since the batch first came to it.
    """
    batch = Entry.objects.filter(commission=seat.commission, batch=number, party=seat.party_id)
    made = batch.filter(kind=EntryKind.RECORDED).values("commitment")
    key = _key(number, seat.commission)
    undone = Entry.objects.filter(
        commission=seat.commission, party=seat.party_id, submission_key__startswith=key
    )
    # By the commitment alone, which has few entries: with the commission, databases would read all of the batch.
    came_first = Entry.objects.filter(
        commitment=OuterRef("commitment"), batch=number, number__lt=OuterRef("number")
    )
    since = Entry.objects.filter(Exists(came_first), commitment=OuterRef("commitment"))
    since = since.exclude(batch=number).exclude(party=seat.party_id, submission_key__startswith=key)
    found = batch.filter(kind__in=TAKEN_BACK_KINDS).annotate(
        undo_key=Concat(Value(key), Cast("number", CharField()))
    )
    return (
        found.filter(Q(kind=EntryKind.RECORDED) | ~Q(commitment__in=made))
        .exclude(undo_key__in=undone.values("submission_key"))
        .exclude(Exists(since))
        .order_by("-number")
    )


@transaction.atomic
def take_batch_back(seat: Seat, number: int, *, before: int | None = None) -> tuple[int | None, list[str]]:
    """One step of taking a batch back, of its entries before No. `before`.

    Returns the number to go on before, None when all were tried, and a sentence for each that was refused.
    """
    require(rules.may(seat, "withdraw"))
    LogHead.objects.select_for_update().get(commission=seat.commission)
    left = undoable(seat, number).select_related("party")
    if before is not None:
        left = left.filter(number__lt=before)
    found = list(left.defer("record", "leaf")[: ENTRIES_A_STEP + 1])
    refused = []
    for entry in found[:ENTRIES_A_STEP]:
        key = _key(number, seat.commission, entry)
        submission = Submission(key, hashlib.sha256(key.encode()).hexdigest())
        commitment = Commitment.objects.get(entry=entry)
        commitment.commission = seat.commission
        try:
            with transaction.atomic():
                _undo(entry, commitment, by=seat, submission=submission, number=number)
        except (RuleBroken, NotAllowed, Conflict) as error:
            refused.append(f"{commitment.code}{typography.colon()}{_why(error)}")
    return (found[ENTRIES_A_STEP - 1].number if len(found) > ENTRIES_A_STEP else None), refused


def _why(error: RuleBroken | NotAllowed | Conflict) -> str:
    if isinstance(error, RuleBroken):
        return typography.sentences(error.messages)
    if isinstance(error, Conflict):
        return _("Somebody wrote on it meanwhile. Look at it again.")
    return _("It may not be changed now.")


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
    if revised and revised["rows"]:
        raise RuleBroken(_("It revised an earlier value: state that one again."))
    periods = [ValuePeriod.of_key(row["period"]) for row in stated["rows"]]
    values = [StatedValue(period, status=TAKEN_BACK) for period in periods]
    give_values(commitment, indicator=stated["indicator"], values=values, note=why, **common)


# --- the other side -----------------------------------------------------------------------------------------


def to_accept(seat: Seat, number: int) -> QuerySet[Commitment]:
    """What a batch of the other side brought in and nobody has answered yet, for the side of `seat`."""
    return _brought_by_others(seat, Entry.objects.filter(commission=seat.commission, batch=number))


def _brought_by_others(seat: Seat, entries: QuerySet[Entry]) -> QuerySet[Commitment]:
    recorded = entries.filter(kind=EntryKind.RECORDED).exclude(party=seat.party_id)
    found = Commitment.objects.filter(pk__in=recorded.values("commitment"))
    return found.filter(recognition=Recognition.PROPOSED).exclude(speech_act="request")


@transaction.atomic
def accept_batch(seat: Seat, number: int, *, seen: int, after: int = 0) -> tuple[int | None, list[str]]:
    """One step of accepting a batch as a whole, as its reader saw it when No. `seen` was the last entry of the log.

    Each commitment after the one with the key `after` is confirmed, and the status that was stated for it agreed; both or none.
    Returns the key to go on after, None when all were tried, and a sentence for each that was left out.
    """
    require(rules.may(seat, "recognise"))
    LogHead.objects.select_for_update().get(commission=seat.commission)
    entries = Entry.objects.filter(commission=seat.commission, batch=number, number__lte=seen)
    left = _brought_by_others(seat, entries).filter(pk__gt=after).order_by("pk")
    found = list(left[: ENTRIES_A_STEP + 1])
    left_out = []
    for commitment in found[:ENTRIES_A_STEP]:
        commitment.commission = seat.commission
        try:
            with transaction.atomic():
                _accept(commitment, by=seat, seen=seen)
        except (RuleBroken, NotAllowed, Conflict) as error:
            left_out.append(f"{commitment.code}{typography.colon()}{_why(error)}")
    return (found[ENTRIES_A_STEP - 1].pk if len(found) > ENTRIES_A_STEP else None), left_out


def _accept(commitment: Commitment, *, by: Seat, seen: int) -> None:
    confirm(commitment, by=by, seen=seen)
    if rules.may_agree(by, Commitment.objects.get(pk=commitment.pk)):
        agree(commitment, by=by, seen=seen)
