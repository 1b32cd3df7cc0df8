"""Making, renewing, using and taking back the keys of a seat."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commitments import clock, rules
from commitments.actions.errors import RuleBroken, require
from commitments.actions.security import keep_event
from commitments.models import AccessKey, Seat
from commitments.vocabulary import AccountEvent
from commitments.vocabulary.keys import KeyKind

# Keys of one seat that work at the same time.
MOST = 20
# How exactly it is known when a key was used last.
NOTED_EVERY = dt.timedelta(minutes=10)
# In front of each secret, so that one that is lost in a text can be found and named.
MARK = "accord_"


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_key(
    seat: Seat,
    kind: KeyKind,
    *,
    name: str,
    query: str = "",
    is_own: bool = False,
    days: int | None = None,
    address: str = "",
) -> tuple[AccessKey, str]:
    """A new key of `seat` and its secret, which is known to nobody afterwards. `days` is for how long it works.

    `address` is the IP address of the request. Raises RuleBroken where the seat has as many as it may have.
    """
    require(rules.may(seat, "read"))
    Seat.objects.select_for_update().get(pk=seat.pk)
    if AccessKey.objects.open().filter(seat=seat).count() >= MOST:
        raise RuleBroken(_("You have %(n)d keys. Take one back first.") % {"n": MOST})
    token = MARK + secrets.token_urlsafe(32)
    now = clock.of_this_machine()
    row = AccessKey.objects.create(
        seat=seat,
        kind=kind,
        name=name,
        query=query,
        is_own=is_own,
        token_hash=hashed(token),
        made_at=now,
        expires_at=now + dt.timedelta(days=days) if days else None,
    )
    keep_event(AccountEvent.KEY_MADE, seat.user, by=seat.user, address=address)
    return row, token


@transaction.atomic
def renew_key(row: AccessKey, *, by: Seat, address: str = "") -> tuple[AccessKey, str]:
    """Another secret for the same, for as many days: the old one opens nothing from now on.

    Raises RuleBroken where it opens nothing already: two renewals at once make one key.
    """
    Seat.objects.select_for_update().get(pk=by.pk)
    days = (row.expires_at - row.made_at).days if row.expires_at else None
    if not take_back(row, by=by, address=address):
        raise RuleBroken(_("%(name)s opens nothing any more.") % {"name": row.name})
    return make_key(
        by,
        KeyKind(row.kind),
        name=row.name,
        query=row.query,
        is_own=row.is_own,
        days=days,
        address=address,
    )


@transaction.atomic
def take_back(row: AccessKey, *, by: Seat, address: str = "") -> bool:
    """From now on it opens nothing. Taken back twice is taken back once: False the second time."""
    require(row.seat_id == by.pk)
    if not AccessKey.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=clock.of_this_machine()):
        return False
    keep_event(AccountEvent.KEY_TAKEN_BACK, by.user, by=by.user, address=address)
    return True


def key_of(token: str, kind: KeyKind) -> AccessKey | None:
    """The key with this secret, of this kind, with its seat, where it may read now; and note that it was used.

    The rights are looked at each time: the seat is held today, by somebody whose account is open.
    """
    rows = AccessKey.objects.open().filter(kind=kind, token_hash=hashed(token))
    row = rows.select_related("seat__user", "seat__party", "seat__stands_in_for", "seat__commission__loghead")
    key = row.first()
    if key is None or not key.seat.user.is_active:
        return None
    seat = key.seat
    seat.party.commission = seat.commission
    if not seat.is_held(on=seat.commission.today()) or not rules.may(seat, "read"):
        return None
    now = clock.of_this_machine()
    if key.used_at is None or now - key.used_at > NOTED_EVERY:
        unnoted = Q(used_at=None) | Q(used_at__lt=now - NOTED_EVERY)
        AccessKey.objects.filter(unnoted, pk=key.pk).update(used_at=now)
    return key
