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
from commitments.models import Entry, Seat, User
from commitments.vocabulary import EntryKind


def _fields(seat: Seat) -> dict[str, Any]:
    return {
        "holder": str(seat.user.public_id),
        "party": seat.party.code,
        "role": str(seat.role),
        "post": normalize("NFC", seat.post),
        "held_from": seat.held_from.isoformat(),
        "held_until": seat.held_until.isoformat() if seat.held_until else None,
    }


def _stored(seat: Seat) -> Seat:
    """The seat as it was. Raises ValidationError when it is about to leave its commission, whose log tells of it."""
    stored = Seat.objects.select_related("user", "party").get(pk=seat.pk)
    if stored.commission_id != seat.commission_id:
        raise ValidationError(
            {"commission": _("A seat stays on its commission: end it, and give another one there.")}
        )
    return stored


def _refuse_overlap(seat: Seat) -> None:
    """One person sits in one place at a time, above all not on both sides. Called under the log's lock."""
    others = Seat.objects.filter(user=seat.user, commission=seat.commission).exclude(pk=seat.pk)
    others = others.filter(Q(held_until__isnull=True) | Q(held_until__gte=seat.held_from))
    if seat.held_until is not None:
        others = others.filter(held_from__lte=seat.held_until)
    if others.exists():
        raise ValidationError(
            {"held_from": _("This person holds another seat on the commission in that time.")}
        )


@transaction.atomic
def keep_seat(seat: Seat, *, by: User, at: dt.datetime | None = None) -> Entry | None:
    """Save a new or changed seat and enter it in the log. Returns None when nothing changed.

    Raises ValidationError for an administrator's seat or another commission's party or seat, NotAllowed for others.
    """
    require(by.is_active and by.is_staff)
    seat.full_clean()
    ledger = Ledger(seat.commission, by=by, at=at)
    _refuse_overlap(seat)
    before = _fields(_stored(seat)) if seat.pk else {}
    changes = {
        name: [before.get(name), value] for name, value in _fields(seat).items() if before.get(name) != value
    }
    if not changes:
        return None
    # Never with the revision of the inbox as it was when the form was opened.
    kept = [field.name for field in Seat._meta.concrete_fields if field.name not in ("id", "inbox_revision")]
    seat.save(update_fields=kept if seat.pk else None)
    return ledger.write(
        EventDraft(
            kind=EntryKind.SEAT_CHANGED, object=f"seat/{seat.pk}", effective_on=ledger.today, changes=changes
        )
    )
