"""Signing in and passwords: allauth's views, answering 422 to an invalid form like every page here."""

from importlib import import_module
from typing import Any, cast

from allauth.account import views as allauth
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments import oidc
from commitments.accounts import address_of, happened, tell
from commitments.actions.invitation import accept_invitation, has_come, invitation_of
from commitments.actions.letter import post_if_known
from commitments.forms.account import InvitationForm
from commitments.models import User
from commitments.models.letter import LINK
from commitments.vocabulary import AccountEvent


class RefusesWith422:
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class LoginView(RefusesWith422, allauth.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        target = context["redirect_field_value"]
        query = {"next": target} if target else None
        context["providers"] = [
            (one.name, reverse("account_oidc", args=[one.code], query=query)) for one in oidc.providers()
        ]
        if settings.DEMO:
            # By name, so that production never loads the demonstration.
            demo = import_module("commitments.demo")
            context |= {
                "demo_accounts": demo.accounts(),
                "demo_starts": demo.starts(),
                "demo_tries": demo.tries(),
            }
        return context


class LogoutView(allauth.LogoutView):
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        user = self.request.user
        if user.is_authenticated:
            happened(self.request, AccountEvent.SIGNED_OUT, cast(User, user))
        response = super().post(*args, **kwargs)
        if self.request.is_secure():  # browsers heed it on https only
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class PasswordChangeView(RefusesWith422, allauth.PasswordChangeView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        happened(self.request, AccountEvent.PASSWORD_CHANGED, cast(User, self.request.user))
        return response


class PasswordResetView(RefusesWith422, allauth.PasswordResetView):
    def form_valid(self, form: Any) -> HttpResponse:
        """The same work for an address with an account and for one without, so that the time it takes tells nothing."""
        address = form.cleaned_data["email"].lower()
        refused = ratelimit.consume_or_429(self.request, action="reset_password", key=address)
        if refused:
            return refused
        user = next((user for user in form.users if has_come(user)), None)
        words = [
            _(
                "Somebody asked for a new password for the account with this address."
                " If it was you, follow this link within one hour:"
            ),
            LINK,
            _("If it was not you, do nothing: your password stays as it is."),
        ]
        post_if_known(
            user, to=address, subject=_("Accord: choose a new password"), body="\n\n".join(words) + "\n"
        )
        tell(AccountEvent.RESET_ASKED, address=address_of(self.request), user=user)
        return redirect(self.get_success_url())


class PasswordResetFromKeyView(RefusesWith422, allauth.PasswordResetFromKeyView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        happened(self.request, AccountEvent.PASSWORD_REPLACED, self.reset_user)
        return response


class ReauthenticateView(RefusesWith422, allauth.ReauthenticateView):
    pass


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password behind the link of an invitation. Looking at it uses nothing up: mail programs do that, too."""
    if refused := ratelimit.consume_or_429(request, action="reset_password_from_key"):
        return refused
    found = invitation_of(token)
    if found is None:
        return render(request, "account/invitation_over.html", status=404)
    form = InvitationForm(request.POST or None, user=found.user)
    if request.method == "POST" and form.is_valid():
        user = accept_invitation(token, password=form.cleaned_data["password1"], address=address_of(request))
        if user is None:
            return render(request, "account/invitation_over.html", status=404)
        return redirect("account_invitation_accepted")
    status = 422 if form.is_bound else 200
    return render(request, "account/invitation.html", {"form": form, "invited": found.user}, status=status)


@login_not_required
@require_safe
def invitation_accepted(request: HttpRequest) -> HttpResponse:
    return render(request, "account/invitation_accepted.html")
