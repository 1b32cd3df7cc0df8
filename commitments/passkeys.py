"""Passkeys (WebAuthn): what a browser is asked, and whether its answer is right, of this very site, and in time.

A passkey here always verifies its holder (by a PIN, a finger, a face) and is found without a name typed first. So each is
good for all three: signing in with it alone, the second factor beside a password, and once more before what binds a side.
"""

from __future__ import annotations

import struct
from typing import Any, cast
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import get_authenticator_by_credential_id, get_credentials
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.cose import UnsupportedKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from commitments import clock
from commitments.models import User

LASTS = 5 * 60  # seconds in which a browser has to answer
ASKED = "passkey asked"  # in the session, for one answer
SALT = "accord.passkey"
VERIFIED = UserVerificationRequirement.REQUIRED
# What a body that is no answer of a browser raises while it is read.
UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, RecursionError, struct.error)


def ask_for_new(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey for `user`, as JSON holds it."""
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=user.public_id.bytes, name=user.email, display_name=user.full_name or user.email
        ),
        credentials=get_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
    )
    _remember(request, "new", user, state)
    return dict(options)


def check_new(request: HttpRequest, user: User, answer: Any) -> None:
    """Raises ValidationError unless `answer` is a passkey made for what this session was asked last."""
    state = _asked(request, "new", user)
    try:
        made = RegistrationResponse.from_dict(answer).response.attestation_object.auth_data.credential_data
        if made is None or isinstance(made.public_key, UnsupportedKey):
            raise _refusal()
        _server(request).register_complete(state, answer)
    except UNREADABLE as fault:
        raise _refusal() from fault
    same = {"type": Authenticator.Type.WEBAUTHN, "data__credential__id": answer["id"]}
    if Authenticator.objects.filter(**same).exists():
        raise _refusal()


def ask(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """What the browser needs to show one of the passkeys of `user`; None where there are none."""
    credentials = get_credentials(user)
    if not credentials:
        return None
    options, state = _server(request).authenticate_begin(credentials, user_verification=VERIFIED)
    _remember(request, "show", user, state)
    return dict(options)


def shown(request: HttpRequest, user: User, answer: Any) -> Authenticator:
    """The passkey of `user` that answered what this session was asked last. Raises ValidationError for any other."""
    return _shown(request, _asked(request, "show", user), user, answer)


def ask_stranger(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """What the browser needs to sign in, and the sealed question, which comes back with the answer.

    It lies with the browser and not in a session: who only looks at the sign-in page leaves no row behind.
    """
    options, state = _server(request).authenticate_begin([], user_verification=VERIFIED)
    return dict(options), signing.dumps(state, salt=SALT)


def signed_in(request: HttpRequest, asked: str, answer: Any) -> Authenticator:
    """The passkey that answers the sealed question, once. Raises ValidationError for any other answer."""
    try:
        state = signing.loads(asked, salt=SALT, max_age=LASTS)
        holder = websafe_decode(answer["response"]["userHandle"]).hex()
        user = User.objects.get(public_id=holder, is_active=True)
    except (signing.BadSignature, User.DoesNotExist, ValidationError, *UNREADABLE) as fault:
        raise _refusal() from fault
    found = _shown(request, state, user, answer)
    if not cache.add(f"passkey-{state['challenge']}", True, timeout=LASTS):
        raise _refusal()
    return found


def _server(request: HttpRequest) -> Fido2Server:
    """Of this scheme, host and port alone: the library would take an answer made for a host below it, too."""
    origin = f"{request.scheme}://{request.get_host()}"
    site = PublicKeyCredentialRpEntity(id=cast(str, urlsplit(origin).hostname), name="Accord")
    return Fido2Server(site, verify_origin=lambda told: told == origin)


def _remember(request: HttpRequest, purpose: str, user: User, state: dict[str, Any]) -> None:
    request.session[ASKED] = {
        **state,
        "purpose": purpose,
        "user": user.pk,
        "at": clock.of_this_machine().timestamp(),
    }


def _asked(request: HttpRequest, purpose: str, user: User) -> dict[str, Any]:
    """What was asked, for one answer: whatever comes of it, another answer needs another question."""
    state: dict[str, Any] | None = request.session.pop(ASKED, None)
    if (
        state is None
        or (state["purpose"], state["user"]) != (purpose, user.pk)
        or clock.of_this_machine().timestamp() - state["at"] > LASTS
    ):
        raise _refusal()
    return state


def _shown(request: HttpRequest, state: dict[str, Any], user: User, answer: Any) -> Authenticator:
    try:
        AuthenticationResponse.from_dict(answer)
        credential = _server(request).authenticate_complete(state, get_credentials(user), answer)
    except UNREADABLE as fault:
        raise _refusal() from fault
    found = get_authenticator_by_credential_id(user, credential.credential_id)
    if found is None:
        raise _refusal()
    return found


def _refusal() -> ValidationError:
    """One sentence for all, so that nothing is told of whose passkeys there are."""
    return ValidationError(
        _("This passkey was not accepted, or five minutes have passed. Try once more."), code="passkey"
    )
