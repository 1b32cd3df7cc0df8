"""Second factors: allauth's views, answering 422 to a wrong code like every page here, and the picture of a key."""

from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.accounts import happened
from commitments.models import User
from commitments.second_factor import role_needs_factor
from commitments.views.account import RefusesWith422
from commitments.vocabulary import AccountEvent


class IndexView(base.IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed = role_needs_factor(cast(User, self.request.user))
        return super().get_context_data(**kwargs) | {"is_needed": needed}


class AuthenticateView(base.AuthenticateView):
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=422)


class FactorAgainView(RefusesWith422, base.ReauthenticateView):
    pass


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
