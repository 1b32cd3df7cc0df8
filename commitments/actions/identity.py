"""Whose account it is that a party's identity provider speaks of. None is ever made."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments.actions.letter import post
from commitments.actions.security import end_sessions, keep_event
from commitments.models import Identity, Seat, User
from commitments.vocabulary import AccountEvent


@transaction.atomic
def account_of(*, party: str, issuer: str, subject: str, email: str, address: str = "") -> User | None:
    """The account of `subject` at the provider of the parties with code `party`; None where there is none to be opened.

    The first time it is the one with the address the provider vouches for (`email`, "" for none), and its holder is told.
    It must be an open one whose holder has come and sits for this party and for no other: a provider of one side
    opens nothing of the other, and no administration. `address` is the IP address of the request.
    """
    known = Identity.objects.filter(issuer=issuer, subject=subject).select_related("user").first()
    if known is not None:
        return known.user if known.is_open and _speaks_only_for(known.user, party) else None
    user = User.objects.select_for_update().filter(email=email).first() if email else None
    if user is None or not user.has_usable_password() or not _speaks_only_for(user, party):
        return None
    if Identity.objects.filter(user=user, issuer=issuer).exists():
        return None  # somebody else there, who was given the address later
    Identity.objects.create(user=user, issuer=issuer, subject=subject)
    keep_event(AccountEvent.IDENTITY_LINKED, user, by=user, address=address)
    with override(user.letter_language):
        words = _("Signing in at %(issuer)s opens your account from now on.") % {"issuer": issuer}
        end = _("If it was not you, tell the secretary of your side at once.")
        post(user, subject=_("Accord: another way to sign in"), body=f"{words}\n\n{end}\n")
    return user


@transaction.atomic
def disconnect(user: User, *, issuer: str, session: str | None, address: str = "") -> bool:
    """Let a provider open the account of `user` no more, until they allow it; their other sessions end.

    `session` is the key of the one they are in. False where there is nothing to disconnect.
    """
    if not Identity.objects.filter(user=user, issuer=issuer, is_open=True).update(is_open=False):
        return False
    end_sessions(user, but=session)
    keep_event(AccountEvent.IDENTITY_ENDED, user, by=user, address=address)
    with override(user.letter_language):
        words = _("Signing in at %(issuer)s does not open your account any more.") % {"issuer": issuer}
        end = _("If it was not you, tell the secretary of your side at once.")
        post(user, subject=_("Accord: a way to sign in was removed"), body=f"{words}\n\n{end}\n")
    return True


@transaction.atomic
def allow_again(user: User, *, issuer: str, address: str = "") -> bool:
    """Forget a disconnected identity: the next sign-in there with the address of the account connects it again."""
    deleted, _by_table = Identity.objects.filter(user=user, issuer=issuer, is_open=False).delete()
    if deleted:
        keep_event(AccountEvent.IDENTITY_ALLOWED, user, by=user, address=address)
    return bool(deleted)


def _speaks_only_for(user: User, party: str) -> bool:
    if not user.is_active or user.is_staff:
        return False
    return set(Seat.objects.near_today(user).values_list("party__code", flat=True)) == {party}
