"""The positions of the sides: why each holds its status. The text lies with the entry that states it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from commitments.actions.position_state import POSITION, position_text
from commitments.models import Commission, Commitment, Entry, Seat
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.vocabulary import language_of

TEXTS = (POSITION, "note", "reason")  # those that may state one


@dataclass(frozen=True, slots=True)
class StatedPosition:
    """The text of a position, empty where it was removed; the entry that states it, and the day it was recorded."""

    text: str
    lang: str
    number: int
    stated_on: dt.date


def stated_by(entry: Entry) -> str:
    """The text that is the position if the entry states one, and "" where it has none. Wants its texts."""
    return _stated(entry.record, *(getattr(entry.texts, name) for name in TEXTS))


def _stated(record: bytes | memoryview, *texts: str | None) -> str:
    found = dict(zip(TEXTS, texts, strict=True))
    # No other text goes before the position, so the record need not be read where there is one.
    return found[POSITION] or found.get(position_text(json.loads(bytes(record)))) or ""


def own_position(seat: Seat, commitment: Commitment) -> StatedPosition | None:
    """The present position of the side of `seat`, to have in sight while writing."""
    number = commitment.of(seat.side, "position")
    return positions(seat.commission, [number]).get(number)


def is_older_than_values(position: StatedPosition, commitment: Commitment, side: str) -> bool:
    """Whether a side has recorded values of its own since it stated its position. No query where nothing is counted."""
    if not commitment.indicators:
        return False
    own = commitment.values_given.filter(whose=side, reference="")
    return own.filter(entry_number__gt=position.number).exists()


def positions_question(commission: Commission, numbers: Iterable[int]) -> PreparedQuestion[Any]:
    """What `positions` asks."""
    return _stating.of(commission=commission.pk, numbers=sorted(numbers))


@prepared
def _stating(*, commission: Hole, numbers: Hole) -> QuerySet[Entry, Any]:
    entries = Entry.objects.filter(commission=commission, number__among=numbers).order_by("number")
    return entries.values_list("number", "recorded_at", "record", *(f"texts__{name}" for name in TEXTS))


def positions(
    commission: Commission, numbers: Iterable[int | None], *, read: Mapping[int, Entry] | None = None
) -> dict[int | None, StatedPosition]:
    """The positions stated by entries, by their number; None is no entry, and has no position.

    `read` are entries that are there already, with their texts; one query finds all others.
    """
    wanted, day_of = {number for number in numbers if number is not None}, commission.calendar.day_of
    stated = {
        number: (stated_by(entry), entry.recorded_at)
        for number, entry in (read or {}).items()
        if number in wanted
    }
    if missing := wanted - stated.keys():
        rows = positions_question(commission, missing).rows()
        stated |= {number: (_stated(*said), at) for number, at, *said in rows}
    return {
        number: StatedPosition(text, language_of(text), number, day_of(at))
        for number, (text, at) in stated.items()
    }
