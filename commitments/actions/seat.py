"""Who sits where. Administrators appoint and dismiss; each change is an entry of the commission's log."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commitments.actions.errors import require
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.actions.security import end_sessions
from commitments.models import Entry, Party, Seat, User
from commitments.vocabulary import EntryKind, Role

RANKS = (Role.OBSERVER, Role.ANALYST, Role.SECRETARY)  # by rights, the fewest first


def _fields(seat: Seat) -> dict[str, Any]:
    return {
        "holder": str(seat.user.public_id),
        "party": seat.party.code,
        "role": str(seat.role),
        "post": normalize("NFC", seat.post),
        "held_from": seat.held_from.isoformat(),
        "held_until": seat.held_until.isoformat() if seat.held_until else None,
        "body": seat.body.code if seat.body else None,
        "stands_in_for": f"seat/{seat.stands_in_for_id}" if seat.stands_in_for_id else None,
    }


def _stored(seat: Seat) -> Seat:
    """The seat as it was. Raises ValidationError when it is about to leave its commission, whose log tells of it."""
    stored = Seat.objects.select_related("user", "party", "body").get(pk=seat.pk)
    if stored.commission_id != seat.commission_id:
        raise ValidationError(
            {"commission": _("A seat stays on its commission: end it, and give another one there.")}
        )
    return stored


def _refuse_overlap(seat: Seat) -> None:
    """One person sits in one place at a time, above all not on both sides. Called under the log's lock.

    Beside an own seat somebody may stand in for one other of the same side, unless that takes rights from them: who
    stands in acts at that post alone.
    """
    others = Seat.objects.filter(user=seat.user, commission=seat.commission).exclude(pk=seat.pk)
    others = others.filter(Q(held_until__isnull=True) | Q(held_until__gte=seat.held_from))
    if seat.held_until is not None:
        others = others.filter(held_from__lte=seat.held_until)
    is_stand_in = seat.stands_in_for_id is not None
    for other in others.only("party", "role", "stands_in_for"):
        if other.party_id != seat.party_id or is_stand_in == (other.stands_in_for_id is not None):
            raise ValidationError(
                {"held_from": _("This person holds another seat on the commission in that time.")}
            )
        own, held_for = (other, seat) if is_stand_in else (seat, other)
        if RANKS.index(own.role) > RANKS.index(held_for.role):
            raise ValidationError(
                {"role": _("A stand-in has only the rights of the seat. This person has more rights now.")}
            )


def _refuse_stranded(seat: Seat) -> None:
    """Who stands in has the role of the seat, so that role stays while somebody does. Called under the log's lock."""
    if not seat.pk:
        return
    today = seat.commission.today()
    stand_ins = Seat.objects.filter(stands_in_for=seat, held_until__gte=today).exclude(role=seat.role)
    if stand_ins.exists():
        raise ValidationError({"role": _("Somebody stands in for this seat: end that first.")})


def secretaries_of(party: Party) -> list[Seat]:
    """The secretaries of a side who can sign in today, and have done so before."""
    seats = Seat.objects.filter(
        party=party,
        role=Role.SECRETARY,
        user__is_active=True,
        user__is_staff=False,
        user__last_login__isnull=False,
    )
    today = party.commission.today()
    return [
        seat
        for seat in seats.select_related("user", "commission", "stands_in_for").order_by("pk")
        if seat.is_held(on=today)
    ]


def has_begun(party: Party) -> bool:
    """Whether a secretary of this side has ever come: from then on the side decides who speaks for it."""
    return Seat.objects.filter(party=party, role=Role.SECRETARY, user__last_login__isnull=False).exists()


def consenting_party(party: Party) -> Party | None:
    """The side whose secretaries consent to what concerns `party`: its own, else the other one. None: nobody can."""
    others = Party.objects.filter(commission=party.commission).exclude(pk=party.pk)
    return next((one for one in (party, *others) if secretaries_of(one)), None)


def needs_consent(seat: Seat) -> bool:
    """Whether a new or changed seat is for its side to decide, and not for an administrator alone.

    What only ends the seat of somebody who is no secretary is not: it gives nobody a voice.
    """
    if not has_begun(seat.party):
        return False
    if not seat.pk:
        return True
    before = _stored(seat)
    changed = {name for name, value in _fields(before).items() if _fields(seat)[name] != value}
    ends_sooner = seat.held_until is not None and (
        before.held_until is None or seat.held_until <= before.held_until
    )
    is_ending = changed == {"held_until"} and ends_sooner and before.role != Role.SECRETARY
    return bool(changed) and not is_ending


@transaction.atomic
def keep_seat(seat: Seat, *, by: User | Seat, at: dt.datetime | None = None) -> Entry | None:
    """Save a new or changed seat and enter it in the log. Returns None when nothing changed.

    `by` is an administrator or, where the side has to consent, the seat of the secretary who does. Its holder is
    signed out. Raises ValidationError for an administrator's seat or another commission's party or seat,
    NotAllowed for others, and for an administrator alone where consent is needed.
    """
    seat.full_clean()
    if isinstance(by, Seat):
        consenting = consenting_party(seat.party)
        require(consenting is not None and by.pk in [one.pk for one in secretaries_of(consenting)])
    else:
        require(by.is_active and by.is_staff and not needs_consent(seat))
    ledger = Ledger(seat.commission, by=by, at=at)
    _refuse_overlap(seat)
    _refuse_stranded(seat)
    before = _fields(_stored(seat)) if seat.pk else {}
    changes = {
        name: [before.get(name), value] for name, value in _fields(seat).items() if before.get(name) != value
    }
    if not changes:
        return None
    # Never with the revision of the inbox as it was when the form was opened.
    kept = [field.name for field in Seat._meta.concrete_fields if field.name not in ("id", "inbox_revision")]
    end_sessions(seat.user)  # also of whoever gets another one: what they have to show depends on it
    seat.save(update_fields=kept if seat.pk else None)
    return ledger.write(
        EventDraft(
            kind=EntryKind.SEAT_CHANGED, object=f"seat/{seat.pk}", effective_on=ledger.today, changes=changes
        )
    )


def take_seat_away(seat: Seat, *, by: User) -> Entry:
    """Delete a seat of a commission that is removed, and enter it. Its holder is signed out."""
    ledger = Ledger(seat.commission, by=by)
    changes = {name: [value, None] for name, value in _fields(seat).items() if value is not None}
    draft = EventDraft(EntryKind.SEAT_CHANGED, f"seat/{seat.pk}", ledger.today, changes=changes)
    end_sessions(seat.user)
    seat.delete()
    return ledger.write(draft)
