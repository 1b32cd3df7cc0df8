"""Building the demonstration: its commission as an administrator sets it up, then every act in its order.

Everything happens in one transaction: after a killed run there is either the whole demonstration or nothing of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from commitments import actions
from commitments.demo import Account, accounts, read_register
from commitments.demo.acts import Act, Stage, read
from commitments.models import Body, Commission, Party, Seat, Sector, User

# Called with a phrase and how many are done of how many.
Tell = Callable[[str, int, int], None]

# The committee was there the day before the first meeting that it follows up.
SEATED_AT = dt.datetime(2021, 1, 25, 9)


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
def build(acts: Sequence[Act] | None = None, *, tell: Tell = lambda phrase, done, total: None) -> Commission:
    """Make the demonstration, or what the first acts of it say, and return its commission. `tell` hears how far."""
    commission = _commission()
    stage = Stage(commission, _seats(commission))
    acts = read() if acts is None else acts
    for number, act in enumerate(acts, start=1):
        tell(_("Writing the log"), number - 1, len(acts))
        try:
            stage.do(act)
        except Exception as error:
            error.add_note(f"Act {number}, {act.get('do')} at {act.get('at')} on {act.get('on')}")
            raise
    return commission


def _commission() -> Commission:
    register = read_register()
    commission = Commission.objects.create(is_demonstration=True, **register["commission"])
    commission.refresh_from_db()  # with times for what the file writes in text
    parties = {}
    for row in register["parties"]:
        called = "\n".join(row.pop("also_called"))
        parties[row["code"]] = Party.objects.create(commission=commission, also_called=called, **row)
    for position, row in enumerate(register["sectors"], start=1):
        Sector.objects.create(commission=commission, position=position, **row)
    for row in register["bodies"]:
        Body.objects.create(**{**row, "party": parties[row["party"]]})
    return commission


def _seats(commission: Commission) -> dict[str, Seat]:
    """Accounts first, then their seats by name, given by the administrator."""
    people = accounts()
    users = {account.name: _user(account) for account in people}
    parties = {party.code: party for party in commission.sides}
    administrator = next(user for user in users.values() if user.is_staff)
    seats = {}
    for account in people:
        if account.party:
            seats[account.name] = Seat(
                user=users[account.name],
                commission=commission,
                party=parties[account.party],
                role=account.role,
                post=account.post,
                held_from=SEATED_AT.date(),
            )
            at = SEATED_AT.replace(tzinfo=commission.zone)
            actions.keep_seat(seats[account.name], by=administrator, at=at)
    return seats


def _user(account: Account) -> User:
    """The account, as the sign-in page shows it. One that exists is used as it is."""
    if found := User.objects.filter(email=account.email).first():
        return found
    create = User.objects.create_user if account.party else User.objects.create_superuser
    return create(account.email, account.password, full_name=account.post)
