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
from commitments.models.entry import translations_for
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.texts import said
from commitments.vocabulary import language_of
from commitments.vocabulary.texts import TextReader, reading

TEXTS = (POSITION, "note", "reason")  # those that may state one
Texts = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class StatedPosition:
    """The text of a position, empty where it was removed; the entry that states it, and the day it was recorded."""

    text: str
    lang: str
    number: int
    stated_on: dt.date


def stated_by(entry: Entry) -> str:
    """The text that is the position if the entry states one, and "" where it has none. Wants its texts."""
    texts = _texts_of(entry)
    return texts.get(_named(entry.record, texts)) or ""


def _texts_of(entry: Entry) -> Texts:
    return {name: getattr(entry.texts, name) for name in TEXTS}


def _named(record: bytes | memoryview, texts: Texts) -> str:
    """Which text of an entry states its position; "" for none."""
    # No other text goes before the position, so the record need not be read where there is one.
    return POSITION if texts[POSITION] else position_text(json.loads(bytes(record)))


def own_position(seat: Seat, commitment: Commitment) -> StatedPosition | None:
    """The present position of the side of `seat`, to have in sight while writing."""
    number = commitment.of(seat.side, "position")
    return positions(seat.commission, [number], as_written=True).get(number)


def is_older_than_values(position: StatedPosition, commitment: Commitment, side: str) -> bool:
    """Whether a side has recorded values of its own since it stated its position. No query where nothing is counted."""
    if not commitment.indicators:
        return False
    own = commitment.values_given.filter(whose=side, reference="")
    return own.filter(entry_number__gt=position.number).exists()


def positions_question(
    commission: Commission, numbers: Iterable[int], *, until: dt.datetime | None = None
) -> PreparedQuestion[Any]:
    """What `positions` asks."""
    at = {} if until is None else {"until": until}
    return _stating.of(reading(), commission=commission.pk, numbers=sorted(numbers), **at)


@prepared
def _stating(
    reader: TextReader, *, commission: Hole, numbers: Hole, until: Hole | None = None
) -> QuerySet[Entry, Any]:
    entries = Entry.objects.filter(commission=commission, number__among=numbers).order_by("number")
    translated = translations_for(reader, until=until)
    texts = [f"texts__{name}" for name in TEXTS]
    return entries.values_list(
        "number", "recorded_at", "record", *texts, *(translated[f"translated_{name}"] for name in TEXTS)
    )


def positions(
    commission: Commission,
    numbers: Iterable[int | None],
    *,
    read: Mapping[int, Entry] | None = None,
    until: dt.datetime | None = None,
    as_written: bool = False,
) -> dict[int | None, StatedPosition]:
    """The positions stated by entries, by their number; None is no entry, and has no position.

    `read` are entries that are there already, with their texts; one query finds all others. Each is in the language of
    its reader where it was translated by the moment `until`, or as it was written.
    """
    wanted, day_of = {number for number in numbers if number is not None}, commission.calendar.day_of
    found: dict[int, tuple[dt.datetime, bytes | memoryview, Texts, Texts]] = {
        number: (entry.recorded_at, entry.record, _texts_of(entry), _translated(entry))
        for number, entry in (read or {}).items()
        if number in wanted
    }
    if missing := wanted - found.keys():
        for number, at, record, *texts in positions_question(commission, missing, until=until).rows():
            own, other = texts[: len(TEXTS)], texts[len(TEXTS) :]
            found[number] = (
                at,
                record,
                dict(zip(TEXTS, own, strict=True)),
                dict(zip(TEXTS, other, strict=True)),
            )
    stated: dict[int | None, StatedPosition] = {}
    for number, (at, record, written, translated) in found.items():
        name = _named(record, written)
        text = said(written.get(name) or "", None if as_written else translated.get(name))
        stated[number] = StatedPosition(text, text.lang or language_of(text), number, day_of(at))
    return stated


def _translated(entry: Entry) -> Texts:
    return {name: getattr(entry, f"translated_{name}") for name in TEXTS}
