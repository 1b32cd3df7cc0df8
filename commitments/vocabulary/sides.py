"""Who is meant: a side, both, a role at the table."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Whose(TextChoices):
    """Whose view a standpoint is: a side's, by its place at the table, or what both have said."""

    FIRST = "first", _("first side")
    SECOND = "second", _("second side")
    AGREED = "agreed", _("agreed")


class Side(TextChoices):
    """Who acts or benefits: one of the two sides, or both."""

    FIRST = "first", _("first side")
    SECOND = "second", _("second side")
    BOTH = "both", _("both sides")


SIDES = (Side.FIRST, Side.SECOND)
# As records and states write them.
SIDE_KEYS = tuple(side.value for side in SIDES)


class Mover(TextChoices):
    """Whose move it is where something is blocked, as one side says."""

    FIRST = "first", _("first side")
    SECOND = "second", _("second side")
    BOTH = "both", _("both sides")
    ELSE = "else", _("somebody else")


def other_side(side: str) -> str:
    """The side across the table from `side` ("first" or "second")."""
    return Side.SECOND if side == Side.FIRST else Side.FIRST


class Role(TextChoices):
    OBSERVER = "observer", _("observer")
    ANALYST = "analyst", _("analyst")
    SECRETARY = "secretary", _("secretary")
