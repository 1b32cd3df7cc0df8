"""Second factors: allauth's views, answering 422 to a wrong code like every page here, and the picture of a key."""

import json
from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from commitments import passkeys
from commitments.accounts import address_of, happened, tell
from commitments.forms.account import FactorAgainForm
from commitments.forms.passkey import ShowPasskeyAgain
from commitments.models import User
from commitments.second_factor import role_needs_factor
from commitments.views.account import RefusesWith422
from commitments.vocabulary import AccountEvent


class IndexView(base.IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed = role_needs_factor(cast(User, self.request.user))
        return super().get_context_data(**kwargs) | {"is_needed": needed}


class AuthenticateView(base.AuthenticateView):
    """A code or a passkey, after the password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Not allauth's, whose question to the browser neither ends nor is good for one answer only."""
        sent = self.webauthn_form if self.webauthn_form.is_bound else self.auth_form
        context = TemplateView.get_context_data(self, **kwargs)
        return context | factors_to_show(self.request, self.stage.login.user, sent=sent, code=self.auth_form)

    def form_invalid(self, form: Any) -> HttpResponse:
        tell("refused", address=address_of(self.request), user=self.stage.login.user)
        return self.render_to_response(self.get_context_data(), status=422)


class FactorAgainView(base.ReauthenticateView):
    """A code or a passkey once more."""

    def get_form_class(self) -> type[Form]:
        return ShowPasskeyAgain if "credential" in self.request.POST else FactorAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, context = cast(User, self.request.user), super().get_context_data(**kwargs)
        sent = context["form"]
        code = sent if isinstance(sent, FactorAgainForm) else FactorAgainForm(user=user)
        return context | factors_to_show(self.request, user, sent=sent, code=code)

    def form_invalid(self, form: Any) -> HttpResponse:
        tell("refused", address=address_of(self.request), user=cast(User, self.request.user))
        return self.render_to_response(self.get_context_data(form=form), status=422)


def factors_to_show(request: HttpRequest, user: User, *, sent: Form, code: Form) -> dict[str, Any]:
    """What a page needs that asks for a code or a passkey: the form that was `sent`, for what is said of it, the one for

    the `code`, and what the browser is asked, "" where the account has no passkey.
    """
    asked = passkeys.ask(request, user)
    return {"form": sent, "code": code, "options": json.dumps(asked) if asked else ""}


class Kept(RefusesWith422):
    """What is changed of a factor is kept as an event, together or not at all."""

    kept: AccountEvent
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view beside it
            happened(self.request, self.kept, cast(User, self.request.user))
        return response


class ActivateView(Kept, totp.ActivateTOTPView):
    kept = AccountEvent.FACTOR_ADDED


class DeactivateView(Kept, totp.DeactivateTOTPView):
    kept = AccountEvent.FACTOR_REMOVED


class NewCodesView(Kept, recovery.GenerateRecoveryCodesView):
    kept = AccountEvent.FACTOR_ADDED


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The key that is being set up in this session, for the camera of a telephone."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(cast(User, request.user), secret))
    return HttpResponse(drawn, content_type="image/svg+xml")
