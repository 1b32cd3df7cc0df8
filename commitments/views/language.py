"""The switch at the foot of every page: the interface in another language, for this browser and for the account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from commitments.actions.account import keep_settings


@login_not_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Back to the page one was on. A language that the interface does not speak changes nothing."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and request.user.is_authenticated:
        keep_settings(request.user, by=request.user, language=language)
    return set_language(request)
