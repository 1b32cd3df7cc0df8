"""The sample's commission, its parties, bodies and sectors, and who speaks in it; made as the demonstration's are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings

from commitments.demo import DOMAIN, Account, loader
from commitments.management.sample import words
from commitments.management.sample.plan import SIDES
from commitments.models import Commission, Seat
from commitments.vocabulary import Role

PASSWORD = "sample-register-2-sides"  # noqa: S105 (of invented accounts, in demonstration mode only)
CODES = {"first": "ARV", "second": "TAL"}
LANGUAGES = {"first": "ru", "second": "zh-hans"}
FIELDS = (
    "Transport", "Trade", "Energy", "Agriculture", "Health", "Education", "Finance", "Communications", "Economy", "Customs",
)  # fmt: skip
BODIES = [(kind, field) for kind in ("Ministry", "Agency") for field in FIELDS]  # the busiest first
Seats = dict[tuple[str, str], Seat]


def make_commission(slug: str) -> Commission:
    return loader.make_commission(
        {
            "commission": {
                "slug": slug,
                "code_prefix": slug.upper().replace("_", "-")[:12],
                "languages": "ru zh-hans en",
                "name": "Arvenia–Talmar Commission (invented, for measuring)",
            },
            "parties": [
                {
                    "code": CODES[side],
                    "position": position,
                    "own_name": _name(side),
                    "language": LANGUAGES[side],
                }
                for position, side in enumerate(SIDES, start=1)
            ],
            "sectors": [{"code": code, "name": sector["name"]} for code, sector in words.SECTORS.items()],
            "bodies": [_body(side, place) for side in SIDES for place in range(len(BODIES))],
        }
    )


def body_code(side: str, place: int) -> str:
    return f"{CODES[side]}-{BODIES[place][0][:2].upper()}{place + 1:02}"


def _body(side: str, place: int) -> dict[str, Any]:
    kind, field = BODIES[place]
    return {
        "party": CODES[side],
        "code": body_code(side, place),
        "name": f"{kind} of {field} of {_name(side)}",
        "short_name": f"{field} {kind}",
    }


def _name(side: str) -> str:
    return words.PARTIES[side]["en"]


def make_seats(commission: Commission, *, before: dt.datetime) -> Seats:
    """An analyst and a secretary of each side, seated the day before the log begins with the names of the sides.

    Only in demonstration mode do they get a password; elsewhere an administrator may give them one.
    """
    password, domain = (PASSWORD, DOMAIN) if settings.DEMO else ("", "sample.invalid")
    roles = {
        (side, role.value): f"{role.value}.{CODES[side].lower()}.{commission.slug}"
        for side in SIDES
        for role in (Role.ANALYST, Role.SECRETARY)
    }
    people = [
        Account(f"administrator.{commission.slug}", "", "", password, "Administrator of the sample", domain)
    ]
    people += [
        Account(name, CODES[side], role, password, f"{role.capitalize()} of {_name(side)}", domain)
        for (side, role), name in roles.items()
    ]
    seats = loader.make_seats(commission, people, before - dt.timedelta(days=1))
    return {place: seats[name] for place, name in roles.items()}
