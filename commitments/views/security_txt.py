"""Where to report a fault of security (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments import clock
from commitments.views.doors import conditional

HOLDS_FOR = timedelta(days=180)


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom this installation names; 404 where it names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (clock.of_this_machine() + HOLDS_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt",
        "Preferred-Languages: en, ru, be, zh",
    ]
    return conditional(
        request, HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    )
