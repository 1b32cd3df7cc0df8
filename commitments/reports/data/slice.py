"""What a program asks: which clock, from where on, and how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from commitments.models import Commission

Shape = TypeVar("Shape")
MOST = 200


@dataclass(frozen=True, slots=True)
class DataAsked:
    """`as_of` is a past day, None for now; `known_today` takes in what was recorded later about it.

    `after` is the place of the last row that was read, "" for the beginning.
    """

    as_of: dt.date | None = None
    known_today: bool = False
    after: str = ""
    limit: int = MOST

    def moment(self, commission: Commission) -> dt.datetime | None:
        """Up to when what was recorded counts; None: all of it."""
        if self.as_of is None or self.known_today:
            return None
        return commission.calendar.end_of_day(self.as_of)


@dataclass(frozen=True, slots=True)
class DataSlice(Generic[Shape]):
    """Rows in their order, and the place to go on from; "" where these were the last."""

    items: Sequence[Shape]
    next: str


def cut(rows: Sequence[Any], limit: int, place: Callable[[Any], str]) -> tuple[Sequence[Any], str]:
    """The first `limit` of rows that were read with one more, and the place of the last where there is more."""
    kept = rows[:limit]
    return kept, place(kept[-1]) if len(rows) > limit else ""
