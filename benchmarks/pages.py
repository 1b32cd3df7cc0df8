"""The pages that are measured, with their goals, at the addresses a sample has."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import get_random_string

from benchmarks.load import Request
from commitments.models import Commission, Commitment, Seat, Week
from commitments.vocabulary import CLOSED
from tracker.sessions import SessionStore

PER_PAGE = 50
A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Page:
    """`against_floor` and `growth` are the goals of PERFORMANCE: times F1, and from the smallest to the largest."""

    name: str
    request: Request
    against_floor: float
    growth: float
    queries: int


def pages_of(commission: Commission) -> list[Page]:
    root, today = f"/{commission.slug}", commission.today()
    register = f"{root}/register/"
    first, _second = commission.sides
    owner = first.body_set.order_by("code").first()
    narrow = f"{register}?agreed=in_progress&owner=first:{owner.code}"
    last = -(-Commitment.objects.filter(commission=commission, is_counted=True).count() // PER_PAGE)
    commitment = (
        Commitment.objects.filter(commission=commission, recorded_at__date__lte=today - A_YEAR)
        .order_by("place")
        .first()
    )
    counted = Commitment.objects.filter(commission=commission, figures_count=2, is_open=True)
    figures = counted.order_by("place").first()
    week, past = Week.of_day(today), Week.of_day(today - A_YEAR)
    part = {"HX-Request": "true", "HX-Target": "results"}
    return [
        Page("overview", Request(f"{root}/"), 6, 2, 12),
        Page("register, status and owner", Request(narrow), 6, 1.3, 8),
        Page("register, unfiltered", Request(register), 6, 1.3, 8),
        Page("register, last page", Request(f"{register}?page={last}"), 6, 1.3, 8),
        Page("register, search", Request(f"{register}?q=border+bridge"), 6, 1.3, 8),
        Page("register, htmx part", Request(narrow, part), 5, 1.3, 8),
        Page("register a year ago", Request(f"{register}?as_of={today - A_YEAR}"), 8, 1.5, 8),
        Page("commitment, 21 entries", Request(f"{register}{commitment.code}/"), 5, 1.1, 12),
        Page("commitment with figures", Request(f"{register}{figures.code}/"), 6, 1.1, 12),
        Page("this week", Request(f"{root}/weeks/{week}/"), 6, 2, 12),
        Page("the week a year ago", Request(f"{root}/weeks/{past}/"), 6, 2, 12),
        Page("indicators", Request(f"{root}/indicators/"), 6, 1.3, 12),
        Page("to do", Request(f"{root}/inbox/"), 6, 1.3, 8),
        Page("log", Request(f"{root}/log/"), 6, 1.3, 8),
        Page("differences", Request(f"{root}/differences/"), 6, 1.3, 8),
    ]


UPDATE = Page("log an update", Request(""), 6, 1.1, 0)


def floor_of(commission: Commission) -> Request:
    return Request(f"/floor/{commission.pk}/")


class Writer:
    """Somebody who logs updates: the session and CSRF token of a signed-in browser, and forms filled in."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.token = get_random_string(32)
        session = SessionStore()
        session[SESSION_KEY] = str(seat.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = seat.user.get_session_auth_hash()
        session.create()
        self.cookies = {
            settings.SESSION_COOKIE_NAME: str(session.session_key),
            settings.CSRF_COOKIE_NAME: self.token,
        }
        open_rows = Commitment.objects.filter(commission=seat.commission, is_open=True)
        rows = open_rows.exclude(**{f"{seat.side}_status__in": [*CLOSED, "not_assessed"]})
        # Spread over the whole register, and each its own: nobody waits for a colleague's form.
        codes = list(rows.values_list("code", f"{seat.side}_status"))
        self.rows = itertools.cycle(codes[:: max(1, len(codes) // 2_000)])

    def updates(self) -> Iterator[Request]:
        """One filled-in form after another; without `seen`, because these browsers do not read between writing."""
        for code, status in self.rows:
            yield Request(
                f"/{self.seat.commission.slug}/register/{code}/update/",
                form={
                    "csrfmiddlewaretoken": self.token,
                    "submission": secrets.token_urlsafe(18),
                    "typed_by": str(self.seat.user.public_id),
                    "status": status,
                    # Words of its own: the same ones again would be the entry they were before.
                    "note": f"The working group met and settled point {secrets.token_hex(4)}.",
                    "effective_on": self.seat.commission.today().isoformat(),
                    "outlook": "on_track",
                },
                expected=302,
            )


def writers(commission: Commission, number: int) -> list[Writer]:
    """`number` signed-in browsers of the first side's analyst."""
    seat = Seat.objects.select_related("user", "party", "commission").get(
        commission=commission, party__position=1, role="analyst"
    )
    return [Writer(seat) for _browser in range(number)]
