"""What the frame of every page shows: the commission, the reader's seat, the day and week, the size of the log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from commitments.models import LogHead, Seat
from commitments.reports import weekly
from commitments.reports.waiting import waiting_count


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html. Asks the database nothing that the loader of the page has not loaded, but for what waits:
    that is cached, and looked up only where the frame is shown.
    """
    context: dict[str, Any] = {"demo": settings.DEMO, "nav": nav(request)}
    seat: Seat | None = getattr(request, "seat", None)
    if seat is None:
        return context
    commission = seat.commission
    now = timezone.now().astimezone(commission.zone)
    return context | {
        "seat": seat,
        "commission": commission,
        "now_local": now,
        "week": weekly.until_of(commission, commission.calendar.week_of(now)),
        "log_size": log_size(seat),
        "waits": SimpleLazyObject(lambda: waiting_count(seat, head=log_size(seat))),
    }


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
    "week": "week",
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
