"""Where somebody is signed in, and what happened to their account or to the accounts of their side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from commitments.models import Identity, Seat, SecurityEvent, SignedIn, User
from commitments.vocabulary import AccountEvent, Role

SHOWN = 30
# What secretaries of both sides see of accounts without a seat: those of administrators.
OF_ADMINISTRATORS = (
    AccountEvent.INVITED,
    AccountEvent.CAME,
    AccountEvent.MADE_ADMINISTRATOR,
    AccountEvent.NO_ADMINISTRATOR,
    AccountEvent.DEACTIVATED,
    AccountEvent.REACTIVATED,
    AccountEvent.ADDRESS_CHANGED,
    AccountEvent.FACTOR_REMOVED,
    AccountEvent.RENAMED,
)
# How a browser tells its name; the first that is in it is meant, as most of them name others, too.
BROWSERS = ("Edg", "OPR", "YaBrowser", "Firefox", "Chrome", "Safari")
CALLED = {"Edg": "Edge", "OPR": "Opera", "YaBrowser": "Yandex"}
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


@dataclass(frozen=True, slots=True)
class OpenSession:
    """`key` is for the form that ends it, and only its holder's."""

    key: str
    browser: str
    place: str
    began_at: dt.datetime
    seen_at: dt.datetime
    is_this: bool


def browser_of(agent: str) -> str:
    """ "Firefox, Windows": what is known of a browser in a few words; "" where it is none."""
    browser = next((CALLED.get(name, name) for name in BROWSERS if name in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    return ", ".join(filter(None, (browser, system)))


def open_sessions(
    user: User, *, current: str | None, decode: Callable[[str], dict[str, Any]]
) -> list[OpenSession]:
    """The sessions of an account that have not ended, the one used last first. `decode` reads what a session holds."""
    found = []
    for row in SignedIn.objects.of(user):
        held = decode(row.session_data)
        found.append(
            OpenSession(
                key=row.session_key,
                browser=browser_of(held.get("agent", "")),
                place=held.get("place", ""),
                began_at=row.began_at,
                seen_at=row.seen_at,
                is_this=row.session_key == current,
            )
        )
    return found


def events_of(user: User) -> list[SecurityEvent]:
    """What happened to an account, the newest first."""
    return list(SecurityEvent.objects.filter(user=user).select_related("user", "by")[:SHOWN])


def identities_of(user: User) -> list[Identity]:
    """The providers that open an account, and those that do no more."""
    return list(Identity.objects.filter(user=user).order_by("issuer"))


def last_sign_in(events: list[SecurityEvent]) -> SecurityEvent | None:
    """The one before the present."""
    signed_in = [event for event in events if event.kind == AccountEvent.SIGNED_IN]
    return signed_in[1] if len(signed_in) > 1 else None


def events_of_side(seat: Seat) -> list[SecurityEvent]:
    """For a secretary: what happened to the accounts that hold or held a seat of the side, and who became or ceased to

    be an administrator, or has an administrator's account changed. [] for anybody else.
    """
    if seat.role != Role.SECRETARY:
        return []
    people = Seat.objects.filter(party=seat.party_id).values("user")
    of_side = Q(user__in=people) & ~Q(user=seat.user_id)
    # Who runs the installation concerns both sides; their own sign-ins do not.
    of_administrators = Q(user__is_staff=True) | Q(kind=AccountEvent.NO_ADMINISTRATOR)
    rows = SecurityEvent.objects.filter(of_side | of_administrators & Q(kind__in=OF_ADMINISTRATORS))
    return list(rows.select_related("user", "by")[:SHOWN])
