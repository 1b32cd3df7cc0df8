"""Who is not signed in is asked to sign in; what they had typed comes back in the page, and leaves no row behind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from commitments import clock
from commitments.second_factor import lacks_factor, must_confirm
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


FACTOR_FIRST = ErrorPage(
    _("Set up your second factor first"),
    _("Nothing is saved yet. Your words are on this page: leave it open, and send them again from here."),
    resend=True,
    first=("mfa_index", _("Set up a second factor")),
)
CONFIRM_FIRST = ErrorPage(
    _("This binds your side: show your second factor once more"),
    _(
        "It is asked for when ten minutes have passed since you showed it last. Nothing is saved yet. Leave this page open,"
        " show it in another window, then send again from here."
    ),
    resend=True,
    first=("mfa_reauthenticate", _("Show the second factor")),
)
# What binds a side, by the names of its addresses: terms accepted, a commitment or session closed, a decision
# countersigned, a briefing issued, consent to a seat or an address, a list brought in or accepted as a whole (at its
# beginning; its steps go on from there).
BINDING = frozenset(
    {
        "accept",
        "account-request",
        "agenda-sign",
        "batch-accept",
        "briefing-issue",
        "close",
        "list-confirm",
        "session-close",
    }
)


def _asks_for_factor(request: HttpRequest) -> HttpResponse | None:
    """The answer to somebody signed in who has to set up or to show a second factor first; None for all others."""
    if request.path.startswith("/accounts/"):
        return None  # there it is set up, and there one leaves
    if lacks_factor(request):
        return _lead(request, reverse("mfa_index"), FACTOR_FIRST)
    match = request.resolver_match
    if match is not None and match.url_name in BINDING and must_confirm(request):
        again = reverse("mfa_reauthenticate", query={"next": request.get_full_path()})
        return _lead(request, again, CONFIRM_FIRST)
    return None


def _lead(request: HttpRequest, url: str, page: ErrorPage) -> HttpResponse:
    """To a page before a form is opened; a form that was sent comes back with its words."""
    if request.method == "POST":
        return answer(request, 401, page)
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(url)
    return redirect(url)


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
        if refused is None and request.user.is_authenticated:
            return _asks_for_factor(request)
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
