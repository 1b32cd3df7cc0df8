"""Doors without signing in: calendars and feeds by their secret addresses. They open reading, and no session."""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import Any, Protocol, TypeVar

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from commitments import links
from commitments.actions.access_key import key_of
from commitments.context import log_size
from commitments.exports.calendar import as_ical
from commitments.exports.feed import as_atom
from commitments.forms.filters import RegisterFilter
from commitments.models import AccessKey, Entry
from commitments.reports.calendar import calendar_days
from commitments.reports.register import Query, choices_of
from commitments.reports.register.query import rows_for
from commitments.reports.sentences import SentenceWriter
from commitments.vocabulary.keys import KeyKind
from commitments.vocabulary.texts import read_for

Answer = TypeVar("Answer", bound=HttpResponseBase)
# Entries of a feed; a reader that comes once a day misses none.
NEWEST = 100


class OpenedDoor(Protocol):
    def __call__(self, request: HttpRequest, key: AccessKey) -> HttpResponse: ...


def door(kind: KeyKind) -> Any:
    """Opens with the secret in its address. Anything else, and what was taken back, is not there."""

    def opens(view: OpenedDoor) -> Any:
        @login_not_required
        @require_safe
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            if refused := ratelimit.consume_or_429(request, action="door", limit_get=True):
                return guarded(refused)
            key = key_of(token, kind)
            if key is None:
                return guarded(HttpResponse(status=404))
            key.seat.commission.activate()
            read_for(key.seat.side)
            with override(key.seat.user.letter_language):
                return conditional(request, view(request, key))

        return opened

    return opens


def guarded(response: Answer) -> Answer:
    """What every door says of its answers: for its reader alone, checked again each time, and no address handed on."""
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With its ETag; 304 for who has these bytes already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if response.status_code == 200 and (etag in known or known == ["*"]):
        response = HttpResponse(status=304)
    response["ETag"] = etag
    return guarded(response)


def query_of(key: AccessKey) -> Query:
    """What the register is asked for by a key: its filters, of now."""
    commission = key.seat.commission
    choices = choices_of(commission, head=log_size(key.seat), moment=None)
    asked = RegisterFilter(QueryDict(key.query), choices=choices).query()
    return Query(asked.filters)


@door(KeyKind.CALENDAR)
def calendar(request: HttpRequest, key: AccessKey) -> HttpResponse:
    commission = key.seat.commission
    rows = None if key.is_own else rows_for(commission, query_of(key))
    content = as_ical(
        commission, f"Accord {commission.code_prefix}: {key.name}", calendar_days(key.seat, rows)
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{commission.slug}.ics"'
    return response


@door(KeyKind.FEED)
def feed(request: HttpRequest, key: AccessKey) -> HttpResponse:
    commission = key.seat.commission
    rows = Entry.objects.filter(commission=commission)
    page, title = links.log(commission.slug), _("Log of %(name)s") % {"name": commission.called}
    if key.query:
        rows = rows.filter(commitment__in=rows_for(commission, query_of(key)).order_by().values("pk"))
        page, title = f"{links.register(commission.slug)}?{key.query}", f"{title}: {key.name}"
    wording = SentenceWriter(commission)
    first = (
        Entry.objects.filter(commission=commission).order_by("number").values_list("recorded_at", flat=True)
    )
    content = as_atom(
        commission,
        title=title,
        name=hashlib.sha256(key.query.encode()).hexdigest()[:12] if key.query else "log",
        page=page,
        sentences=[wording.sentence(one) for one in rows.as_written().order_by("-number")[:NEWEST]],
        began=first.first() or key.made_at,
    )
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
