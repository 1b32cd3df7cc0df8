"""The way out to a party's identity provider, and back."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments import oidc
from commitments.accounts import address_of, tell
from commitments.actions.identity import account_of
from commitments.second_factor import SHOWN_THERE


@login_not_required
@require_safe
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """To the provider. What was asked lies sealed in a cookie: who only begins leaves no row behind."""
    provider = _provider(code)
    try:
        url, sealed = oidc.question(
            provider, back_to=_back_to(request, code), then=get_next_redirect_url(request) or ""
        )
    except oidc.Away:
        return _refused(
            request,
            _("%(name)s cannot be reached. Sign in with your password.") % {"name": provider.name},
        )
    response = redirect(url)
    response.set_cookie(
        settings.OIDC_COOKIE_NAME,
        sealed,
        max_age=oidc.LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@require_safe
def come_back(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in whom the provider speaks of, where an account here is theirs; a second factor is asked for as after a

    password, unless the installation takes that of the provider for it.
    """
    provider = _provider(code)
    if limited := ratelimit.consume_or_429(request, action="login"):
        return limited
    sealed = request.COOKIES.get(settings.OIDC_COOKIE_NAME, "")
    try:
        told, then = oidc.told(
            provider, back_to=_back_to(request, code), sealed=sealed, answer=request.GET.dict()
        )
    except oidc.Refused:
        return _refused(request, _("This sign-in was not accepted. Try once more, or use your password."))
    except oidc.Away:
        return _refused(
            request,
            _("%(name)s cannot be reached. Sign in with your password.") % {"name": provider.name},
        )
    user = account_of(
        party=provider.code,
        issuer=provider.issuer,
        subject=told.subject,
        email=told.email,
        address=address_of(request),
    )
    if user is None:
        words = _(
            "%(name)s has let you in, but no account here goes with it. Sign in with your password, or ask"
            " the secretary of your side."
        )
        return _refused(request, words % {"name": provider.name})
    record_authentication(request, user, "oidc", provider=provider.code)
    login = Login(user=user, redirect_url=then or None)
    if told.has_factor:
        login.state[SHOWN_THERE] = True
    response: HttpResponse = perform_login(request, login)
    response.delete_cookie(settings.OIDC_COOKIE_NAME)
    return response


def _provider(code: str) -> oidc.Provider:
    provider = oidc.provider_of(code)
    if provider is None:
        raise Http404
    return provider


def _back_to(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("account_oidc_answer", args=[code]))


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    tell("refused", address=address_of(request), user=None)
    messages.error(request, sentence)
    response = redirect("account_login")
    response.delete_cookie(settings.OIDC_COOKIE_NAME)
    return response
