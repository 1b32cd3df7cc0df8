"""What the frame of every page shows: the commission, the reader's seat, the day and week, the size of the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from commitments import clock, links
from commitments.forms.filters import AsOf
from commitments.models import LogHead, Seat
from commitments.reports import weekly
from commitments.reports.demonstration import day_of_demonstration
from commitments.reports.waiting import task_count
from commitments.views import kept


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html. Asks the database nothing that the loader of the page has not loaded, but for what waits:
    that is cached, and looked up only where the frame is shown.
    """
    seat: Seat | None = getattr(request, "seat", None)
    zone = seat.commission.zone if seat else dt.UTC
    day = day_of_demonstration(zone)
    context: dict[str, Any] = {"demo": settings.DEMO, "demo_day": day, "nav": nav(request)}
    if seat is None:
        return context
    commission, now = seat.commission, clock.now().astimezone(zone)
    return context | {
        "seat": seat,
        "commission": commission,
        "now_local": now,
        "week": weekly.until_of(commission, commission.calendar.week_of(now)),
        "log_size": log_size(seat),
        "kept": SimpleLazyObject(lambda: kept.offered(request)),
        "kept_within": SimpleLazyObject(lambda: kept.offered_within(request)),
        "earlier": earlier(request, seat),
        "waits": SimpleLazyObject(lambda: task_count(seat, head=log_size(seat)).all),
    }


# The pages that show one thing as it was on an earlier day.
WITH_A_PAST = frozenset({"overview", "register", "commitment", "differences", "indicators", "session-pack"})


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """Where an earlier day is asked for: the address, what else goes along, the day shown, and what will be shown."""

    url: str
    kept: tuple[tuple[str, str], ...]
    day: str
    label: str


def earlier(request: HttpRequest, seat: Seat) -> EarlierDay:
    """The page one is on, where it has a past; the commitment an action is about; else the week or the overview."""
    match, slug = request.resolver_match, seat.commission.slug
    name = (match and match.url_name) or ""
    if name in WITH_A_PAST:
        kept = tuple(
            (key, value)
            for key, values in request.GET.lists()
            for value in values
            if key not in ("as_of", "page") and value
        )
        day = AsOf(request.GET, commission=seat.commission).day() if request.GET.get("as_of") else None
        # a field for a date takes only this form, whatever the address has
        written = day.isoformat() if day else ""
        return EarlierDay(request.path, kept, written, _("This page on an earlier day"))
    if match and "code" in match.kwargs:
        url = links.commitment(slug, match.kwargs["code"])
        return EarlierDay(url, (), "", _("This commitment on an earlier day"))
    if name in ("week", "weeks"):
        return EarlierDay(links.weeks(slug), (), "", _("The week of an earlier day"))
    return EarlierDay(links.overview(slug), (), "", _("The register on an earlier day"))


def log_size(seat: Seat) -> int:
    try:
        return seat.commission.loghead.size
    except LogHead.DoesNotExist:
        return 0


SECTIONS = {
    "overview": "overview",
    "inbox": "inbox",
    "register": "register",
    "record": "register",
    "commitment": "register",
    "differences": "register",
    **dict.fromkeys(
        (
            "lists",
            "brought-list",
            "list-check",
            "list-take",
            "list-confirm",
            "batch",
            "batch-undo",
            "batch-accept",
        ),
        "register",
    ),
    "indicators": "indicators",
    "week": "week",
    "briefing": "week",
    "briefings": "week",
    "briefing-issue": "week",
    "briefing-delete": "week",
    "weeks": "week",
    "readouts": "readouts",
    "readout": "readouts",
    "file-readout": "readouts",
    "quote": "readouts",
    "version": "readouts",
    "intake": "readouts",
    "intake-decide": "readouts",
    "intake-tie": "readouts",
    "intake-close": "readouts",
    "intake-reopen": "readouts",
    "reconciliation": "readouts",
    "reconciliation-decide": "readouts",
    **dict.fromkeys(
        (
            "sessions",
            "session",
            "session-call",
            "session-move",
            "session-protocol",
            "session-pack",
            "session-close",
        ),
        "sessions",
    ),
    **dict.fromkeys(
        (f"agenda-{act}" for act in ("take", "put", "agree", "item", "off", "decide", "sign", "withdraw")),
        "sessions",
    ),
    "log": "log",
    "entry": "log",
    "reference": "reference",
}


def nav(request: HttpRequest) -> str:
    """The section of the main navigation an address belongs to; actions on a commitment are the register's."""
    match = request.resolver_match
    if match is None or match.app_name != "commitments":
        return ""
    return SECTIONS.get(match.url_name or "", "register" if "code" in match.kwargs else "")
