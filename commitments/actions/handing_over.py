"""A post that goes from one person to another: the same seat for its new holder, and the end of the old one."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from commitments.actions.seat import keep_seat
from commitments.models import Entry, Seat, User


def posts_of_person(user: User, on: dt.date) -> list[Seat]:
    """The seats of their own that somebody holds from before a day on."""
    own = Seat.objects.filter(user=user, stands_in_for=None, held_from__lt=on)
    going_on = own.filter(Q(held_until__isnull=True) | Q(held_until__gte=on))
    return list(going_on.select_related("user", "commission", "party", "body").order_by("pk"))


def heir_of(seat: Seat, *, to: User, on: dt.date) -> Seat:
    """The seat as another person would hold it from a day on, not saved."""
    same = {
        name: getattr(seat, name) for name in ("commission", "party", "role", "post", "body", "held_until")
    }
    return Seat(user=to, held_from=on, **same)


def hand_over_post(seat: Seat, *, to: User, on: dt.date, by: User | Seat) -> list[Entry]:
    """The seat to its new holder first: whoever consents may be the one who leaves."""
    heir = keep_seat(heir_of(seat, to=to, on=on), by=by)
    seat.held_until = on - dt.timedelta(days=1)
    ended = keep_seat(seat, by=by)
    return [entry for entry in (heir, ended) if entry is not None]
