"""Passkeys: made, named, removed, and the way in with one of them alone."""

from __future__ import annotations

import json
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commitments import passkeys
from commitments.accounts import address_of, happened, tell
from commitments.actions.security import name_passkey
from commitments.forms.passkey import NewPasskey, PasskeyName, PasskeySignIn
from commitments.models import User
from commitments.second_factor import may_remove
from commitments.vocabulary import AccountEvent


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.mfa")
def add(request: HttpRequest) -> HttpResponse:
    """Make a passkey. With the first factor of an account come its recovery codes."""
    user = cast(User, request.user)
    form = NewPasskey(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            WebAuthn.add(user, form.cleaned_data["name"], form.cleaned_data["credential"])
            codes = auto_generate_recovery_codes(request)
            happened(request, AccountEvent.FACTOR_ADDED, user)
            get_adapter().send_notification_mail("mfa/email/webauthn_added", user)
        messages.success(request, _("The passkey is connected with your account."))
        return redirect("mfa_view_recovery_codes" if codes else "mfa_index")
    context = {"form": form, "options": json.dumps(passkeys.ask_for_new(request, user))}
    return render(request, "mfa/passkey_add.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.mfa")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one of one's own passkeys another name; the page also removes it."""
    passkey = _own(request, pk)
    form = PasskeyName(request.POST or None, initial={"name": passkey.wrap().name})
    if request.method == "POST" and form.is_valid():
        name_passkey(passkey, name=form.cleaned_data["name"])
        return redirect("mfa_index")
    context = {"form": form, "passkey": passkey, "may_remove": may_remove(passkey)}
    return render(request, "mfa/passkey.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
@reauthentication_required(app="allauth.mfa")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one of one's own passkeys, unless it is the last factor of somebody whose role needs one."""
    user, passkey = cast(User, request.user), _own(request, pk)
    if not may_remove(passkey):
        messages.error(request, _("Your role needs a second factor: set up another one first."))
        return redirect("mfa_passkey", pk=pk)
    with transaction.atomic():
        delete_and_cleanup(request, passkey)
        happened(request, AccountEvent.FACTOR_REMOVED, user)
        get_adapter().send_notification_mail("mfa/email/webauthn_removed", user)
    messages.success(request, _("The passkey is removed."))
    return redirect("mfa_index")


def _own(request: HttpRequest, pk: int) -> Authenticator:
    return cast(
        Authenticator,
        get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN),
    )


@login_not_required
@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """What the script of the sign-in page hands to the browser; nothing of it is kept here."""
    asked, sealed = passkeys.ask_stranger(request)
    return JsonResponse({"options": asked, "asked": sealed})


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: it is what one has, and its PIN, finger or face what one knows or is."""
    if refused := ratelimit.consume_or_429(request, action="login"):
        return refused
    form = PasskeySignIn(request.POST)
    if form.is_valid():
        passkey = form.cleaned_data["passkey"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(request))
        answer: HttpResponse = perform_passwordless_login(request, passkey, login)
        return answer
    tell("refused", address=address_of(request), user=None)
    messages.error(request, _("This passkey was not accepted. Try once more, or sign in with your password."))
    target = get_next_redirect_url(request)
    return redirect(reverse("account_login", query={"next": target} if target else None))
