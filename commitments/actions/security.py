"""What happened to an account, kept for its holder and for the secretaries of its side; and the end of sessions."""

from __future__ import annotations

import datetime as dt
import ipaddress

from allauth.mfa.models import Authenticator

from commitments import clock
from commitments.models import SecurityEvent, SignedIn, User
from commitments.vocabulary import AccountEvent

# However often somebody is kept out by wrong passwords, it is kept once in this time: strangers fill no table.
LOCKED_AGAIN = dt.timedelta(hours=1)


def shortened(address: str) -> str:
    """The network of an IP address: 203.0.113.0/24, 2001:db8:1::/48. "" for what is no address."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{one}/{24 if one.version == 4 else 48}", strict=False))


def keep_event(kind: AccountEvent, user: User, *, by: User | None, address: str = "") -> SecurityEvent | None:
    """Keep what happened to the account of `user`. `address` is the IP address of the request, "" for a command.

    None where it was kept already: a pause of sign-in is kept once an hour.
    """
    if kind == AccountEvent.LOCKED:
        recent = SecurityEvent.objects.filter(user=user, kind=kind)
        if recent.filter(at__gt=clock.of_this_machine() - LOCKED_AGAIN).exists():
            return None
    return SecurityEvent.objects.create(kind=kind, user=user, by=by, place=shortened(address))


def forget_events(age: dt.timedelta) -> int:
    """Delete events older than `age`; the database refuses it within a year. Returns how many."""
    deleted, _by_table = SecurityEvent.objects.filter(at__lt=clock.of_this_machine() - age).delete()
    return deleted


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End all sessions of an account for good, but the one with the key `but`. Returns how many ended."""
    deleted, _by_table = SignedIn.objects.of(user).exclude(session_key=but or "").delete()
    return deleted


def end_session(user: User, *, key: str) -> bool:
    """End one session of one's own. False where there is no such session of this account."""
    deleted, _by_table = SignedIn.objects.of(user).filter(session_key=key).delete()
    return bool(deleted)


def forget_factors(user: User, *, by: User | None, address: str = "") -> None:
    """Take away the second factors of somebody who lost them; a role that needs one sets up another at the next sign-in."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    keep_event(AccountEvent.FACTOR_REMOVED, user, by=by, address=address)


def name_passkey(passkey: Authenticator, *, name: str) -> None:
    """Give a passkey of one's own another name."""
    passkey.wrap().name = name
    passkey.save(update_fields=["data"])
