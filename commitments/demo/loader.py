"""Building the demonstration: its commission as an administrator sets it up, then every act in its order.

Everything happens in one transaction: after a killed run there is either the whole demonstration or nothing of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from commitments import actions, clock
from commitments.actions.settings import before_settings, settings_changed
from commitments.demo import Account, accounts, read_register
from commitments.demo.acts import Act, Stage, read
from commitments.models import Body, Commission, DemonstrationClock, Party, Seat, Sector, User

# Called with a phrase and how many are done of how many.
Tell = Callable[[str, int, int], None]

# The demonstration opens on this day, as its office does: what is dated later is still to come.
LAST_DAY = dt.date(2024, 12, 31)
OPENS_AT = dt.time(9)

# The committee was there the day before the first meeting that it follows up.
SEATED_AT = dt.datetime(2021, 1, 25, 9)


class PublicPassword(Argon2PasswordHasher):
    """A hash that is made in a moment: everybody may know the password. Signing in replaces it by the usual one."""

    time_cost, memory_cost, parallelism = 1, 1024, 1


class SlugTaken(Exception):
    """A commission of this address exists and is not the demonstration."""


def is_built() -> bool:
    """Whether the demonstration is there. Raises SlugTaken when something else has its address."""
    slug = read_register()["commission"]["slug"]
    found = Commission.objects.filter(slug=slug).first()
    if found is not None and not found.is_demonstration:
        raise SlugTaken(slug)
    return found is not None


@transaction.atomic
def build(
    acts: Sequence[Act] | None = None,
    *,
    day: dt.date = LAST_DAY,
    tell: Tell = lambda phrase, done, total: None,
) -> Commission:
    """Make the demonstration as it is when `day` begins, and return its commission. `tell` hears how far.

    From here on its clock runs on from that morning; acts of later moments are left out.
    """
    commission = make_commission(read_register(), is_demonstration=True)
    opening = dt.datetime.combine(day, OPENS_AT, commission.zone)
    _set_clock(opening)
    seats = make_seats(commission, accounts(), SEATED_AT.replace(tzinfo=commission.zone))
    stage = Stage(commission, seats)
    acts = list(takewhile(lambda act: is_before(opening, act), read() if acts is None else acts))
    for number, act in enumerate(acts, start=1):
        tell(_("Writing the log"), number - 1, len(acts))
        try:
            stage.do(act)
        except Exception as error:
            error.add_note(f"Act {number}, {act.get('do')} at {act.get('at')} on {act.get('on')}")
            raise
    _ask_for_authentic_texts(commission)
    return commission


def _ask_for_authentic_texts(commission: Commission) -> None:
    """From now on decisions are signed in the languages of both sides; those of its sessions had one text each."""
    before = before_settings(commission, by=_administrator())
    codes = [party.language for party in commission.sides]
    Commission.objects.filter(pk=commission.pk).update(authentic_languages=" ".join(codes))
    commission.authentic_languages = " ".join(codes)
    settings_changed(commission, before, by=_administrator())


def _administrator() -> User:
    return User.objects.get(email=next(one.email for one in accounts() if not one.party))


def is_before(opening: dt.datetime, act: Act) -> bool:
    """Whether an act has happened by then; one without a moment follows the act before it at once."""
    return "at" not in act or dt.datetime.fromisoformat(act["at"]).replace(tzinfo=opening.tzinfo) < opening


def _set_clock(opening: dt.datetime) -> None:
    """Let the clock of the demonstration show `opening` now, in this process and in all that come later."""
    DemonstrationClock.objects.create(behind=clock.of_this_machine() - opening)
    clock.behind_in_demonstration.cache_clear()


def make_commission(register: dict[str, Any], **fields: bool) -> Commission:
    """A commission with its parties, sectors and bodies, as `read_register` has them."""
    commission = Commission(other_names=register.get("other_names", {}), **fields, **register["commission"])
    commission.save(force_insert=True)
    commission.refresh_from_db()  # with times for what the file writes in text
    parties = {}
    for row in register["parties"]:
        called = "\n".join(row.pop("also_called", ()))
        parties[row["code"]] = Party.objects.create(commission=commission, also_called=called, **row)
    for position, row in enumerate(register["sectors"], start=1):
        Sector.objects.create(commission=commission, position=position, **row)
    for row in register["bodies"]:
        Body.objects.create(**{**row, "party": parties[row["party"]]})
    return commission


def make_seats(commission: Commission, people: list[Account], at: dt.datetime) -> dict[str, Seat]:
    """Accounts first, then the names of the sides and the seats by name, all entered by the administrator."""
    users = {account.name: _user(account) for account in people}
    parties = {party.code: party for party in commission.sides}
    administrator = next(user for user in users.values() if user.is_staff)
    actions.record_names(commission, by=administrator, at=at)
    seats = {}
    for account in people:
        if account.party:
            seats[account.name] = Seat(
                user=users[account.name],
                commission=commission,
                party=parties[account.party],
                role=account.role,
                post=account.post,
                held_from=commission.calendar.day_of(at),
            )
            actions.keep_seat(seats[account.name], by=administrator, at=at)
    return seats


def _user(account: Account) -> User:
    """The account, as the sign-in page shows it. One that exists is used as it is."""
    if found := User.objects.filter(email=account.email).first():
        return found
    create = User.objects.create_user if account.party else User.objects.create_superuser
    user = create(account.email, full_name=account.post)
    if account.password:
        user.password = PublicPassword().encode(account.password, get_random_string(22))
        user.save(update_fields=["password"])
    return user
