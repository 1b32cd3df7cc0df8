"""All that views need to know about htmx, and how a POST is answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asks for a fragment, not for a whole page to restore."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def render_part(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str, status: int = 200
) -> HttpResponse:
    """Render the whole page, or only `part` of it when htmx asks."""
    name = f"{template}#{part}" if wants_part(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def done(request: HttpRequest, sentence: str, url: str) -> HttpResponse:
    """Say what was done and go to `url`: the whole page, whoever asked."""
    messages.success(request, sentence)
    if wants_part(request):
        return HttpResponseClientRedirect(url)
    return redirect(url)
