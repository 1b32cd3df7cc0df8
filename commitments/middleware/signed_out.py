"""Who is not signed in is asked to sign in; what they had typed comes back in the page, and leaves no row behind."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from commitments.views.errors import ErrorPage, answer
from commitments.views.typed import typed_fields

SIGNED_OUT = ErrorPage(
    _("You were signed out"),
    _(
        "Nothing is saved yet. Your words are on this page. Leave it open and sign in in another tab."
        " Then send them again from here, or copy them."
    ),
    resend=True,
)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Open pages ask nobody's name, so that health can be told without a database."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, args, kwargs)

    def handle_no_permission(  # type: ignore[override]  # Django uses whatever answer comes back
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            # Never a redirect: htmx would follow it and put the sign-in page into the form.
            response = HttpResponse(render_to_string("errors/signed_out.html"), status=401)
            response["HX-Trigger"] = "signed-out"
            return response
        if request.method == "POST":
            if typed_fields(request):
                return answer(request, 401, SIGNED_OUT)
            return redirect_to_login(request.get_full_path(), self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)
