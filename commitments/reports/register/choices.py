"""What the filters of a register offer of its commission: its sides, sectors, owners, meetings and languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.utils.translation import get_language

from commitments.models import Body, Commission, Meeting, Sector
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.names import NamesThen, names_at
from commitments.reports.touched import touched_key
from commitments.typography import order_key
from commitments.vocabulary.languages import language_name
from commitments.vocabulary.parts import PicturePart


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, label) pairs in the order they are offered; hashable, because what is made of them is kept."""

    sides: tuple[tuple[str, str], ...]
    sectors: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    meetings: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]


def choices_of(commission: Commission, *, head: int, moment: dt.datetime | None = None) -> Choices:
    """Sectors, owners and meetings of a commission, in one query; cached until an entry touches them.

    `head` is the size of the log. Parties, bodies and sectors are called as at `moment`, or as now.
    """
    names = names_at(commission, moment)
    key = _key(commission, head, names)
    found: Choices | None = caches["pictures"].get(key)
    if found is None:
        found = _choices(commission, names)
        caches["pictures"].set(key, found, timeout=3600)
    return found


def choices_question(
    commission: Commission, *, head: int, moment: dt.datetime | None = None
) -> PreparedQuestion[tuple[str, str, str, int]] | None:
    """What `choices_of` asks; None where they are kept."""
    key = _key(commission, head, names_at(commission, moment))
    return None if caches["pictures"].has_key(key) else _offered.of(commission=commission.pk)


def _key(commission: Commission, head: int, names: NamesThen) -> str:
    until = touched_key(commission, head, PicturePart.MEETINGS)
    return f"offered:{commission.picture_key}:{until}:{names.entry}:{get_language()}"


@prepared
def _offered(*, commission: Hole) -> QuerySet[Any, tuple[str, str, str, int]]:
    """(kind, code, name, position)."""
    text = {"output_field": CharField()}
    sectors = Sector.objects.filter(commission=commission).values_list(
        Value("sector", **text), "code", "name", F("position"), named=False
    )
    owners = Body.objects.filter(party__commission=commission).values_list(
        Value("owner", **text), "code", "short_name", F("party__position")
    )
    meetings = Meeting.objects.filter(commission=commission).values_list(
        Value("meeting", **text), "slug", "title", Value(0, output_field=IntegerField())
    )
    return sectors.order_by().union(owners.order_by(), meetings.order_by(), all=True)


def _choices(commission: Commission, names: NamesThen) -> Choices:
    found: dict[str, list[tuple[str, str, int]]] = {"sector": [], "owner": [], "meeting": []}
    for kind, code, name, position in _offered(commission=commission.pk):
        found[kind].append((code, name, position))
    parties = dict(enumerate(commission.sides, start=1))
    owners_then = [
        (parties[position], code, names.short_name(parties[position], code, name))
        for code, name, position in found["owner"]
    ]
    return Choices(
        sides=tuple((party.side, names.party(party)) for party in commission.sides),
        sectors=tuple(
            (code, names.sector(code, name))
            for code, name, position in sorted(found["sector"], key=lambda row: (row[2], order_key(row[1])))
        ),
        owners=tuple(
            (f"{party.side}:{code}", f"{name} ({party.code})")
            for party, code, name in sorted(owners_then, key=lambda row: (row[0].position, order_key(row[2])))
        ),
        meetings=tuple((slug, title) for slug, title, _position in sorted(found["meeting"], reverse=True)),
        languages=tuple(
            (code, language_name(code, get_language() or "en")) for code in commission.language_codes
        ),
    )
