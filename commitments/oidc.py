"""Signing in at a party's own identity provider (OpenID Connect): the question, and whether its answer is right.

The authorization code flow with PKCE, a state and a nonce, by hand and with PyJWT: libraries for Django keep the question
in a session, which would leave a row behind for every stranger, or take an identity token without looking at its signature.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import secrets
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import jwt
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import constant_time_compare

from commitments import clock

SALT = "accord.oidc"
LASTS = 10 * 60  # seconds from leaving to coming back
PATIENCE = 5  # seconds for one answer of a provider
AWAY_FOR = 30  # seconds for which one that gave none is not asked again
LARGEST = 256 * 1024  # bytes of one
KNOWN_FOR = 60 * 60  # seconds for which its addresses and keys are not asked for again
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]  # never a shared key, never none
LONGEST_WAY = (
    1000  # characters of where somebody wants to go: it travels in a cookie, which browsers keep up to 4 KB
)
LEEWAY = 60  # seconds two clocks may differ


class Refused(Exception):
    """The answer is not one to what was asked, or not of this provider."""


class Away(Exception):
    """The provider cannot be reached, or answers nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Of the party with this code. `factor` are values of `acr` or `amr` that stand for a second factor at the door."""

    code: str
    name: str
    issuer: str
    client: str
    secret: str
    factor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider says of who has signed in there; `email` is "" unless it vouches for it."""

    subject: str
    email: str
    has_factor: bool


def providers() -> list[Provider]:
    return [Provider(code=code, **values) for code, values in settings.IDENTITY_PROVIDERS.items()]


def provider_of(code: str) -> Provider | None:
    return next((one for one in providers() if one.code == code), None)


def question(provider: Provider, *, back_to: str, then: str) -> tuple[str, str]:
    """Where to send the browser, and the sealed question for its cookie. `then` is where it wants to go in the end.

    Raises Away.
    """
    asked = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(asked["verifier"].encode()).digest())
    query = {
        "response_type": "code",
        "scope": "openid email",
        "client_id": provider.client,
        "redirect_uri": back_to,
        "state": asked["state"],
        "nonce": asked["nonce"],
        "code_challenge": challenge.rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if provider.factor:
        query["acr_values"] = " ".join(provider.factor)
    with _waiting_for(provider):
        address = described(provider.issuer, _hour())["authorization_endpoint"]
    joint = "&" if "?" in address else "?"
    then = then if len(then) <= LONGEST_WAY else ""
    sealed = signing.dumps({**asked, "code": provider.code, "then": then}, salt=SALT)
    return f"{address}{joint}{urlencode(query)}", sealed


def told(provider: Provider, *, back_to: str, sealed: str, answer: dict[str, str]) -> tuple[Told, str]:
    """What the provider says, and where its person wanted to go. Raises Refused, Away."""
    try:
        asked = signing.loads(sealed, salt=SALT, max_age=LASTS)
    except signing.BadSignature as fault:
        raise Refused("no question of ours, or an old one") from fault
    if asked["code"] != provider.code or not constant_time_compare(asked["state"], answer.get("state", "")):
        raise Refused("another question")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise Refused("another issuer")
    if not answer.get("code"):
        raise Refused(answer.get("error", "no code")[:40])
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": back_to,
        "code_verifier": asked["verifier"],
    }
    pair = base64.b64encode(f"{provider.client}:{provider.secret}".encode()).decode()
    with _waiting_for(provider):
        tokens = fetched(
            described(provider.issuer, _hour())["token_endpoint"],
            body=urlencode(form).encode(),
            headers={"Authorization": f"Basic {pair}"},
        )
    claims = _claims(provider, str(tokens.get("id_token", "")), nonce=asked["nonce"])
    shown = {claims.get("acr"), *(claims["amr"] if isinstance(claims.get("amr"), list) else ())}
    email = claims.get("email") if claims.get("email_verified") is True else ""
    return (
        Told(
            subject=claims["sub"],
            email=email.strip().lower() if isinstance(email, str) else "",
            has_factor=bool(shown & set(provider.factor)),
        ),
        asked["then"],
    )


def _claims(provider: Provider, token: str, *, nonce: str) -> dict[str, Any]:
    """What an identity token says, once it is of this provider, for this register and for this question."""
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(described(provider.issuer, _hour())["keys"]).keys
        key = next((one for one in keys if key_id in (None, one.key_id)), None)
        if key is None:
            raise Refused("a key that is not the provider's")
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=provider.client,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except jwt.PyJWTError as fault:
        raise Refused(type(fault).__name__) from fault
    is_for_others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", "" if is_for_others else provider.client) != provider.client:
        raise Refused("for another client")
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise Refused("another nonce")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise Refused("no subject")
    return claims


@contextmanager
def _waiting_for(provider: Provider) -> Iterator[None]:
    """Wait for a provider only if it has not just been away: strangers who ask for it would hold up the whole service."""
    key = f"oidc-away-{provider.code}"
    if cache.get(key):
        raise Away("it was away a moment ago")
    try:
        yield
    except Away:
        cache.set(key, True, timeout=AWAY_FOR)
        raise


@functools.lru_cache(maxsize=8)
def described(issuer: str, hour: int) -> dict[str, Any]:
    """How a provider describes itself, with its keys. Asked for anew each `hour`. Raises Away."""
    about = fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    scheme = issuer.partition(":")[0]
    if about.get("issuer") != issuer or not all(
        str(about.get(name, "")).startswith(f"{scheme}://") for name in wanted
    ):
        raise Away("it describes another issuer")
    return {**{name: about[name] for name in wanted}, "keys": fetched(about["jwks_uri"])}


def _hour() -> int:
    return int(clock.of_this_machine().timestamp()) // KNOWN_FOR


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


class _Watched(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Notes the connection it makes, so that it can be ended from outside."""

    def __init__(self) -> None:
        urllib.request.HTTPSHandler.__init__(self)
        self.connection: HTTPConnection | None = None

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(functools.partial(self._made, HTTPConnection), req)

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(functools.partial(self._made, HTTPSConnection), req)

    def _made(self, kind: type[HTTPConnection], *args: Any, **kwargs: Any) -> HTTPConnection:
        self.connection = kind(*args, **kwargs)
        return self.connection

    def end(self) -> None:
        sock = self.connection.sock if self.connection is not None else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def _opened(request: urllib.request.Request) -> Iterator[HTTPResponse]:
    """The answer of a provider, with its head in time: one byte now and then would renew the patience without end."""
    watched = _Watched()
    watch = threading.Timer(PATIENCE, watched.end)
    watch.daemon = True
    watch.start()
    try:
        response = urllib.request.build_opener(_NoRedirect, watched).open(request, timeout=PATIENCE)
    finally:
        watch.cancel()
    with response:
        yield response


def fetched(url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON object behind an address of a provider. Follows no redirect.

    Raises Away, and Refused where the provider does not take what is sent in `body`.
    """
    request = urllib.request.Request(url, data=body, headers={"Accept": "application/json"} | (headers or {}))  # noqa: S310  # https, or loopback in the demonstration (tracker/env.py)
    try:
        with _opened(request) as response:
            found = json.loads(_read(response))
    except (HTTPException, OSError, ValueError, RecursionError) as fault:
        if body is not None and isinstance(fault, HTTPError) and 400 <= fault.code < 500:
            raise Refused("the provider does not take it") from fault
        raise Away(type(fault).__name__) from fault
    if not isinstance(found, dict):
        raise Away("no object")
    return found


def _read(response: HTTPResponse) -> bytes:
    """What comes in time: one byte now and then would renew the patience of the connection without end."""
    until = time.monotonic() + PATIENCE
    found = b""
    while len(found) < LARGEST and (part := response.read1(LARGEST)):
        found += part
        if time.monotonic() > until:
            raise TimeoutError("too slow")
    return found
