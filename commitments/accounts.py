"""How allauth behaves here: administrators invite people, nobody signs up, and no answer tells who has an account."""

import datetime as dt
import logging
import secrets
import time
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from commitments.actions.letter import post
from commitments.actions.security import keep_event, shortened
from commitments.checks import is_demo_address
from commitments.models import User
from commitments.vocabulary import AccountEvent

logger = logging.getLogger("accord.security")

KNOWN_FOR = timedelta(days=180)
AGENT_LIMIT = 200


def address_of(request: HttpRequest) -> str:
    """The IP address a request came from, by the proxies that are trusted; "" where the connection has none."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""


def happened(request: HttpRequest, kind: AccountEvent, user: User, *, by: User | None = None) -> None:
    """Keep what happened to an account, and write it with the whole address into the log of the program."""
    address = address_of(request)
    tell(kind, address=address, user=user)
    keep_event(kind, user, by=by or user, address=address)


def tell(kind: str, *, address: str, user: User | None) -> None:
    """One line of the log, for programs such as fail2ban. What was typed is never in it."""
    extra = {"event": str(kind), "place": address, "user": str(user.public_id) if user else ""}
    level = logging.WARNING if kind in {"refused", AccountEvent.LOCKED} else logging.INFO
    logger.log(level, "account: %s", kind, extra=extra)


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together. Check both and try again."
        ),
        "too_many_login_attempts": _(
            "Too many attempts with this address. Wait five minutes, or choose a new password by “Forgotten password”."
        ),
        "enter_current_password": _("This is not your password now."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages answer as pages: allauth's answers in JSON are a second way in that nobody here uses."""
        return False

    # --- wrong passwords

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By address and place together: a stranger elsewhere keeps nobody out, and a known browser is a place of its own."""
        login = str(credentials.get("email", "")).lower()
        return f"{login}|{self._known_browser(request, login) or shortened(address_of(request))}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError while sign-in pauses for this address from this place, or from all unknown places."""
        login = str(credentials.get("email", "")).lower()
        try:
            super().pre_authenticate(request, **credentials)
            if not self._known_browser(request, login) and not ratelimit.consume(
                request, action="login_failed_anywhere", key=login, dry_run=True
            ):
                raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            user = User.objects.filter(email=login).first()
            tell(AccountEvent.LOCKED, address=address_of(request), user=user)
            if user is not None:
                keep_event(AccountEvent.LOCKED, user, by=None, address=address_of(request))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        login = str(credentials.get("email", "")).lower()
        ratelimit.consume(request, action="login_failed_anywhere", key=login)
        tell("refused", address=address_of(request), user=User.objects.filter(email=login).first())

    def _known_browser(self, request: HttpRequest, login: str) -> str:
        """The name this browser was given when the holder of this address signed in from it; "" for another one."""
        kept = request.get_signed_cookie(
            settings.KNOWN_COOKIE_NAME, default="", salt=login, max_age=KNOWN_FOR
        )
        return f"known {kept}" if kept else ""

    # --- signing in

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        if not settings.DEMO and is_demo_address(user.get_username()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        request.session["place"] = shortened(address_of(request))
        request.session["agent"] = self.get_http_user_agent(request)[:AGENT_LIMIT]
        happened(request, AccountEvent.SIGNED_IN, user)
        response = super().post_login(request, user, **kwargs)
        response.set_signed_cookie(
            settings.KNOWN_COOKIE_NAME,
            secrets.token_urlsafe(9),
            salt=user.email,
            max_age=KNOWN_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor shows that one: their password alone is what somebody else may know."""
        name = "mfa_reauthenticate" if is_mfa_enabled(user) else "account_reauthenticate"
        return [{"id": name, "description": "", "url": reverse(name)}]

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not for the first factor, and its recovery codes, of somebody who typed the password a moment ago to come in."""
        user = self.request.user
        if app == "allauth.mfa" and user.is_authenticated:
            records = get_authentication_records(self.request, user)
            typed = max((one["at"] for one in records if one.get("method") == "password"), default=0.0)
            had_one = Authenticator.objects.filter(
                user=user, created_at__lt=dt.datetime.fromtimestamp(typed, dt.UTC)
            )
            if time.time() - typed < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT and not had_one.exists():
                return False
        return bool(super().is_reauthentication_required(app=app))

    def get_login_stages(self) -> list[str]:
        theirs, ours = "allauth.mfa.stages.AuthenticateStage", "commitments.second_factor.FactorStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    # --- letters

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox: a mail server that is slow or away changes nothing of the answer."""
        # Letters name a network, as what is kept of an account does, and not a connection.
        place = {"ip": shortened(context["ip"])} if "ip" in context else {}
        facts = {"request": self.request, "email": email} | context | place
        user = context.get("user") or User.objects.filter(email=email).first()
        with override(user.letter_language if user else get_language()):
            letter = self.render_mail(template_prefix, email, facts)
        post(user, to=email, subject=letter.subject, body=str(letter.body) + "\n")
