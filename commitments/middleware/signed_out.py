"""Who is not signed in is asked to sign in; what they had typed comes back in the page, and leaves no row behind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from commitments import clock
from commitments.views.errors import ErrorPage, answer
from commitments.views.typed import typed_fields

# How exactly it is known when a session was used last.
NOTED_EVERY = timedelta(minutes=2)

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
        refused = super().process_view(request, view_func, args, kwargs)
        if refused is None and request.user.is_authenticated and self.has_idled(request.session):
            request.session.flush()
            request.user = AnonymousUser()
            return self.handle_no_permission(request, view_func)
        return refused

    @staticmethod
    def has_idled(session: Any) -> bool:
        """Whether nothing was asked with this session for longer than it may stand open; otherwise note its use.

        Not at every request: that would be a write for each page that somebody reads.
        """
        unused = clock.of_this_machine() - session.seen_at
        limit = settings.SESSION_IDLE_MINUTES
        if limit is not None and unused > timedelta(minutes=limit):
            return True
        if unused > NOTED_EVERY:
            session.modified = True
        return False

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
