"""Signing in and passwords: allauth's views, answering 422 to an invalid form like every page here."""

from importlib import import_module
from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.http import HttpResponse


class RefusesWith422:
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class LoginView(RefusesWith422, allauth.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
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
        response = super().post(*args, **kwargs)
        if self.request.is_secure():  # browsers heed it on https only
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class PasswordChangeView(RefusesWith422, allauth.PasswordChangeView):
    pass


class PasswordResetView(RefusesWith422, allauth.PasswordResetView):
    pass


class PasswordResetFromKeyView(RefusesWith422, allauth.PasswordResetFromKeyView):
    pass


class ReauthenticateView(RefusesWith422, allauth.ReauthenticateView):
    pass
