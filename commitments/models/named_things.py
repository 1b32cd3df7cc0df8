"""What of a commission can have names in other languages: itself, its bodies and sectors, and what is in use of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from django.db.models import Model

from commitments.models.body import Body, Sector
from commitments.models.commission import Commission
from commitments.models.commitment import Commitment
from commitments.models.figures import ObservedValue
from commitments.models.readout import Meeting, Readout
from commitments.models.seat import Seat
from commitments.models.session import Session
from commitments.models.standpoint import Terms
from commitments.vocabulary.other_names import (
    BODY,
    COMMISSION,
    MEETING,
    PLACE,
    POST,
    PUBLISHER,
    SECTOR,
    SHORT,
    UNIT,
    OtherNames,
    key_of,
    kind_of,
)

# What is told apart by its name: in lists to choose from, and in lists brought in.
TOLD_APART = (BODY, SHORT, SECTOR)
SAID_OF_MEETINGS: tuple[tuple[str, type[Model], str], ...] = (
    (MEETING, Meeting, "title"),
    (MEETING, Session, "title"),
    (PLACE, Session, "place"),
)


@dataclass(frozen=True, slots=True)
class NamedThing:
    """What is named, by its key, its own name, and the code of its party ("" for none)."""

    key: str
    name: str
    party: str = ""

    @property
    def kind(self) -> str:
        return kind_of(self.key)


def named_things(commission: Commission) -> list[NamedThing]:
    """The commission, then each body with its short name, each sector, then what is in use: posts, units, titles, places, publishers."""
    return list(_things(commission))


def _things(commission: Commission) -> Iterator[NamedThing]:
    yield NamedThing(COMMISSION, commission.name)
    bodies = Body.objects.filter(party__commission=commission).order_by("party__position", "name", "code")
    for code, party, name, short_name in bodies.values_list("code", "party__code", "name", "short_name"):
        yield NamedThing(key_of(BODY, party, code), name, party)
        yield NamedThing(key_of(SHORT, party, code), short_name, party)
    for code, name in Sector.objects.filter(commission=commission).values_list("code", "name"):
        yield NamedThing(key_of(SECTOR, code), name)
    for post in sorted(_posts(commission)):
        yield NamedThing(key_of(POST, post), post)
    for unit in sorted(_units(commission)):
        yield NamedThing(key_of(UNIT, unit), unit)
    for kind, model, column in SAID_OF_MEETINGS:
        said = model._default_manager.filter(commission=commission).order_by(column)
        for name in said.values_list(column, flat=True).distinct():
            yield NamedThing(key_of(kind, name), name)
    for publisher in sorted(_publishers(commission)):
        yield NamedThing(key_of(PUBLISHER, publisher), publisher)


def _posts(commission: Commission) -> set[str]:
    """The posts of people, and those that answer or answered for a commitment."""
    found = set(Seat.objects.filter(commission=commission).order_by().values_list("post", flat=True))
    owners = Terms.objects.filter(commitment__commission=commission).order_by()
    for column in ("first_post", "second_post"):
        found |= set(owners.values_list(column, flat=True).distinct())
    return {normalize("NFC", post) for post in found} - {""}


def _units(commission: Commission) -> set[str]:
    """The units in which something is counted, or was by a side in its own."""
    counted = Commitment.objects.filter(commission=commission).order_by().values_list("indicators", flat=True)
    values = ObservedValue.objects.filter(commitment__commission=commission).order_by()
    found = {row["unit"] for rows in counted for row in rows or ()}
    return (found | set(values.values_list("unit", flat=True).distinct())) - {""}


def _publishers(commission: Commission) -> set[str]:
    """Who published readouts, and the series of what is counted."""
    found = set(Readout.objects.filter(commission=commission).order_by().values_list("publisher", flat=True))
    counted = Commitment.objects.filter(commission=commission).order_by().values_list("series", flat=True)
    return (found | {row.get("publisher") or "" for rows in counted for row in rows or ()}) - {""}


def doubles(things: list[NamedThing], names: OtherNames, language: str) -> dict[str, str]:
    """By its key, a name that another thing of its kind and party has in a language, too."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for thing in things:
        if thing.kind in TOLD_APART:
            name = names.get(thing.key, {}).get(language) or thing.name
            alike.setdefault((thing.kind, thing.party, name.casefold()), []).append(thing.key)
    return {
        key: names[key][language]
        for keys in alike.values()
        for key in keys
        if len(keys) > 1 and language in names.get(key, {})
    }


def flat(names: OtherNames) -> Mapping[tuple[str, str], str]:
    """By (key, language), every name."""
    return {(key, language): name for key, row in names.items() for language, name in row.items()}
