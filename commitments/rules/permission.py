"""What a permission is: which roles may do one thing, and what has to hold besides, with the words that are printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeGuard, TypeVar

from commitments.models import Seat
from commitments.vocabulary import Role

READERS = frozenset({Role.OBSERVER, Role.ANALYST, Role.SECRETARY})
WRITERS = frozenset({Role.ANALYST, Role.SECRETARY})
SECRETARIES = frozenset({Role.SECRETARY})

# What a permission is about: a commitment, a readout, a session, an item of its agenda.
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Condition(Generic[Thing]):
    """Something that has to hold for the seat and the thing; `words` say what, in docs/permissions.md."""

    words: str
    holds: Callable[[Seat, Thing], bool]


@dataclass(frozen=True)
class Permission(Generic[Thing]):
    """Who may do one thing, always for the own side. Called with a seat and the thing it would be done to.

    `meaning` says in docs/permissions.md what is permitted; `conditions` have to hold all.
    """

    name: str
    roles: frozenset[Role]
    meaning: str
    conditions: tuple[Condition[Thing], ...] = ()

    def __call__(self, seat: Seat | None, thing: Thing) -> bool:
        return self.allows_role(seat) and all(condition.holds(seat, thing) for condition in self.conditions)

    def allows_role(self, seat: Seat | None) -> TypeGuard[Seat]:
        """Whether the role allows it at all. Without a seat nothing is allowed, also to administrators."""
        return isinstance(seat, Seat) and not seat.user.is_staff and seat.role in self.roles
