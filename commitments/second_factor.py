"""Second factors as allauth asks them here: who needs one, how its secrets are kept, and when it is asked again."""

from __future__ import annotations

import base64
import time
from typing import cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from commitments.models import Seat, User
from commitments.vocabulary import Role

# Of a sign-in: the provider of a party has asked for a second factor, and the installation takes its word for it.
SHOWN_THERE = "second factor shown at the provider"
# Kept in the session, which ends with every change of a seat or of a factor.
NEEDS = "needs second factor"


def _cipher() -> MultiFernet:
    """Keys made from SECRET_KEY, and from those before it: the database alone gives no code away."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (
        salted_hmac("accord.second-factor", "key", secret=key, algorithm="sha256").digest() for key in keys
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next one."),
        "cannot_delete_authenticator": _("Your role needs a second factor."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken where the key it was encrypted with is not known any more."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Accord"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove(authenticator)


def role_needs_factor(user: User) -> bool:
    """Whether this person may do nothing without a second factor: administrators and secretaries, where it is set so."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    return user.is_staff or Seat.objects.near_today(user).filter(role=Role.SECRETARY).exists()


class FactorStage(AuthenticateStage):
    """Between the first factor and the register. A factor shown elsewhere opens the door, and binds no side."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not self.login.state.get(SHOWN_THERE) and bool(super()._should_handle(request))


def may_remove(authenticator: Authenticator) -> bool:
    """Whether a factor may go: where it is the last one (recovery codes are none), the role must not need one."""
    others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
    has_another = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    return has_another or not role_needs_factor(authenticator.user)


def lacks_factor(request: HttpRequest) -> bool:
    """Whether this session has to set up a second factor first. Asks the database once in a session."""
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or confirmed_at(request) is not None:
        return False
    if NEEDS not in request.session:
        request.session[NEEDS] = role_needs_factor(cast(User, user))
    return bool(request.session[NEEDS]) and not is_mfa_enabled(user)


def confirmed_at(request: HttpRequest) -> float | None:
    """When a second factor was shown in this session last, in seconds; None for never."""
    records = get_authentication_records(request, cast(User, request.user))
    return max((record["at"] for record in records if record.get("method") == "mfa"), default=None)


def must_confirm(request: HttpRequest) -> bool:
    """Whether a binding act has to wait for the second factor: who has one shows it within some minutes before."""
    at = confirmed_at(request)
    if at is not None and time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return False
    return is_mfa_enabled(request.user)
