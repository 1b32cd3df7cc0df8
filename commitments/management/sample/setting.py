"""The sample's commission, its parties, bodies and sectors, and who speaks in it."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from commitments.actions import keep_seat, record_names
from commitments.checks import DEMO_DOMAIN
from commitments.management.sample import words
from commitments.management.sample.plan import BODIES_PER_SIDE, SIDES
from commitments.models import Body, Commission, Party, Seat, Sector, User
from commitments.vocabulary import Role

PASSWORD = "sample-register-2-sides"  # noqa: S105 (of invented accounts, in demonstration mode only)
CODES = {"first": "ARV", "second": "TAL"}
LANGUAGES = {"first": "ru", "second": "zh-hans"}
FIELDS = (
    "Transport", "Trade", "Energy", "Agriculture", "Health", "Education", "Finance", "Communications", "Economy", "Customs",
)  # fmt: skip
Seats = dict[tuple[str, str], Seat]


def make_commission(slug: str) -> Commission:
    commission = Commission.objects.create(
        slug=slug,
        code_prefix=slug.upper().replace("_", "-")[:12],
        languages="ru zh-hans en",
        name="Arvenia–Talmar Commission (invented, for measuring)",
    )
    for position, side in enumerate(SIDES, start=1):
        Party.objects.create(
            commission=commission,
            position=position,
            code=CODES[side],
            own_name=words.PARTIES[side]["en"],
            language=LANGUAGES[side],
        )
    Sector.objects.bulk_create(
        Sector(commission=commission, code=code, name=sector["name"], position=position)
        for position, (code, sector) in enumerate(words.SECTORS.items(), start=1)
    )
    return commission


def make_bodies(commission: Commission) -> dict[str, list[str]]:
    """The bodies of both sides. Returns their codes by side, the busiest first."""
    codes: dict[str, list[str]] = {}
    for party, side in zip(commission.sides, SIDES, strict=True):
        names = [(kind, field) for kind in words.BODY_KINDS for field in FIELDS][:BODIES_PER_SIDE]
        bodies = [
            Body(
                party=party,
                code=f"{party.code}-{kind[:2].upper()}{place:02}",
                name=f"{kind} of {field} of {party.name}",
                short_name=f"{field} {kind}",
            )
            for place, (kind, field) in enumerate(names, start=1)
        ]
        Body.objects.bulk_create(bodies)
        codes[side] = [body.code for body in bodies]
    return codes


def make_seats(commission: Commission, *, before: dt.datetime) -> Seats:
    """An analyst and a secretary of each side, seated the day before the log begins with the names of the sides.

    Only in demonstration mode do they get a password; elsewhere an administrator may give them one.
    """
    appointed_at = before - dt.timedelta(days=1)
    administrator = User.objects.filter(is_staff=True, is_active=True).first() or make_user(
        f"administrator.{commission.slug}", "Administrator of the sample", is_staff=True, is_superuser=True
    )
    record_names(commission, by=administrator, at=appointed_at)
    seats: Seats = {}
    for party, side in zip(commission.sides, SIDES, strict=True):
        for role in (Role.ANALYST, Role.SECRETARY):
            name = f"{role.value}.{party.code.lower()}.{commission.slug}"
            seat = Seat(
                user=make_user(name, f"{role.value.capitalize()} of {party.name}"),
                commission=commission,
                party=party,
                role=role.value,
                post=f"{role.value.capitalize()}, programme office",
                held_from=commission.calendar.day_of(appointed_at),
            )
            keep_seat(seat, by=administrator, at=appointed_at)
            seats[side, role.value] = seat
    return seats


def make_user(name: str, full_name: str, **fields: bool) -> User:
    domain = DEMO_DOMAIN if settings.DEMO else "sample.invalid"
    user = User.objects.create_user(f"{name}@{domain}", None, full_name=full_name, **fields)
    if settings.DEMO:
        user.password = _hashed()
        user.save(update_fields=["password"])
    return user


@cache
def _hashed() -> str:
    """The password of all of them, made slow to guess once."""
    return make_password(PASSWORD)
