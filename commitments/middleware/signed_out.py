"""Who is not signed in is asked to sign in; what they had typed waits for them meanwhile."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.views.errors import No, answer
from commitments.views.typed import typed_fields

SESSION_KEY = "kept_words"
KEPT_BYTES = 64 * 1024

SIGNED_OUT = No(
    _("You were signed out"),
    _(
        "Nothing is saved yet, and this is too long to be kept until you are back."
        " Leave this page open, sign in in another tab, and send it again from here."
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
            if not keep_words(request):
                return answer(request, 401, SIGNED_OUT)
            # The page to come back to is the one the form was on, which the same address shows on GET.
            return redirect_to_login(request.get_full_path(), self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def keep_words(request: HttpRequest) -> bool:
    """Put what was posted into the session of whoever is at this browser, to be offered after sign-in.

    One set of words for each address, since several tabs may have been open; the oldest make room. `typed_by` (the
    writer's public id, a hidden field of every form) lets the page that offers the words make sure that it is the
    same person. Of files only the names are kept. False when there are more words than are kept for a stranger.
    """
    fields = typed_fields(request)
    if not fields:
        return True
    path = request.get_full_path()
    words = {
        "data": fields,
        "files": [file.name for _field, files in request.FILES.lists() for file in files],
        "typed_by": (fields.get("typed_by") or [""])[0],
        "kept_at": timezone.now().isoformat(),
    }
    kept = request.session.get(SESSION_KEY, {})
    kept = {address: older for address, older in kept.items() if address != path} | {path: words}
    while kept and len(json.dumps(kept).encode()) > KEPT_BYTES:
        del kept[next(iter(kept))]
    if path not in kept:
        return False
    request.session[SESSION_KEY] = kept
    return True
