"""All that views need to know about htmx, how a POST is answered, and which day a page is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from commitments import typography
from commitments.forms.filters import AsOf
from commitments.models import Commission, Seat
from commitments.reports.names import named_as_of
from commitments.reports.waiting import Place

# With this header a script sends an act of one press whose page has gone on meanwhile: what came of it is a message on
# the next page.
HELD = "Accord-Held"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


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


def is_held(request: HttpRequest) -> bool:
    """True when nobody sees the answer to this request itself."""
    return HELD in request.headers


def not_saved(
    request: HttpRequest, act: str, form: Form, *, status: int, conflict: bool = False
) -> HttpResponse:
    """The refusal of a held act: said on the next page, with the reasons its form would have shown."""
    why = [str(sentence) for sentences in form.errors.values() for sentence in sentences]
    if conflict:
        why.insert(0, _("Somebody wrote meanwhile: look again before you decide."))
    messages.warning(
        request, _("Not saved: %(act)s. %(why)s") % {"act": act, "why": typography.sentences(why)}
    )
    return HttpResponse(status=status)


def done(request: HttpRequest, sentence: str, url: str) -> HttpResponse:
    """Say what was done and go to `url`: the whole page, whoever asked."""
    messages.success(request, sentence)
    if is_held(request):
        return HttpResponse(status=204)
    if wants_part(request):
        return HttpResponseClientRedirect(url)
    return redirect(url)


def asked_day(request: HttpRequest, commission: Commission) -> dt.date | None:
    """The past day an address asks for, or None for today; says so when it asks for what is no such day.

    Pages that ask this show a day as it was recorded then, and say so when they are asked for what is known today.
    """
    form = AsOf(request.GET, commission=commission)
    day = form.day()
    if day is not None and "known" in request.GET and not wants_part(request):
        messages.info(request, _("This page shows the day as it was recorded then, without later entries."))
    for sentence in form.errors.get("as_of", ()):
        messages.warning(request, _("%(sentence)s What you see is today.") % {"sentence": sentence})
    return day


def asked_moment(request: HttpRequest, commission: Commission) -> dt.datetime | None:
    """The end of the past day an address asks for; None where it asks for now, or for what is no past day."""
    day = AsOf(request.GET, commission=commission).day()
    return None if day is None else commission.calendar.end_of_day(day)


def name_as_of(seat: Seat, moment: dt.datetime | None) -> None:
    """From here on call the parties of the reader's commission as they were called at a moment; None for now."""
    if moment is not None:
        seat.commission = named_as_of(seat.commission, moment)


def inbox_url(seat: Seat, past: Place) -> str:
    """The inbox with what waits after a place in hand: of something just dealt with, which is not there any more."""
    is_late, since, after = past
    moment = (since - EPOCH) // dt.timedelta(microseconds=1)
    url = reverse("commitments:inbox", args=[seat.commission.slug])
    return f"{url}?past={moment}{f'&after={after}' if after else ''}{'&late=1' if is_late else ''}"


def number_in(text: str) -> int | None:
    """A number as an address or a form names it, in plain digits; None where it is none, or no row or place has it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
