"""What parties, bodies and sectors were called at a moment, by the log: so that no page of the past changes with a new name."""

from __future__ import annotations

import copy
import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet

from commitments.models import Body, Commission, Entry, Party
from commitments.models.names import NAMES, is_of_sector
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.vocabulary import EntryKind
from commitments.vocabulary.other_names import BODY, SECTOR, SHORT, called, key_of

# As the log holds them: see `names_of`.
NameRows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class NamesThen:
    """The names of a moment, by code. Who is not among them is called as now.

    A name in another language is that of a name: what was called otherwise then has none.
    """

    parties: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    entry: int | None = None  # the one they were entered with

    def party(self, party: Party) -> str:
        then = self.parties.get(party.code, party.own_name)
        return party.name if then == party.own_name else then

    def body(self, party: Party, code: str, name: str) -> str:
        then = self.bodies.get((party.code, code), (name, ""))[0]
        return called(key_of(BODY, party.code, code), name) if name and then == name else then

    def short_name(self, party: Party, code: str, short_name: str) -> str:
        then = self.bodies.get((party.code, code), ("", short_name))[1]
        if not short_name or then != short_name:
            return then
        return called(key_of(SHORT, party.code, code), short_name)

    def sector(self, code: str, name: str) -> str:
        then = self.sectors.get(code, name)
        return called(key_of(SECTOR, code), name) if then == name else then


class NamesOverTime:
    """All names a log has held. Before they were entered first they are taken to have been the same."""

    def __init__(self, entered: Sequence[tuple[dt.datetime, int, NameRows]]) -> None:
        self._moments = [moment for moment, _number, _rows in entered]
        names = [_names(number, rows) for _moment, number, rows in entered]
        # Those of sectors may have been entered later than the others.
        sectors = next((one.sectors for one in names if one.sectors), {})
        self._names = [one if one.sectors else replace(one, sectors=sectors) for one in names]

    def at(self, moment: dt.datetime) -> NamesThen:
        if not self._names:
            return NamesThen()
        return self._names[max(0, bisect_right(self._moments, moment) - 1)]


def _names(number: int, rows: NameRows) -> NamesThen:
    return NamesThen(
        {row[0]: row[1] for row in rows if len(row) == 2},
        {(row[0], row[1]): (row[2], row[3]) for row in rows if len(row) == 4},
        {row[1]: row[2] for row in rows if is_of_sector(row)},
        number,
    )


@prepared
def _named(*, commission: Hole) -> QuerySet[Entry, tuple[dt.datetime, int, dict[str, Any]]]:
    rows = Entry.objects.beside(commission).filter(kind=EntryKind.NAMED).order_by("number")
    return rows.values_list("recorded_at", "number", "changes")


def names_over_time(commission: Commission) -> NamesOverTime:
    """Cached until a name changes, which makes another revision of the commission."""
    key = _key(commission)
    entered = caches["pictures"].get(key)
    if entered is None:
        entered = [
            (moment, number, changes[NAMES][1])
            for moment, number, changes in _named(commission=commission.pk)
        ]
        caches["pictures"].set(key, entered, timeout=3600)
    return NamesOverTime(entered)


def names_question(commission: Commission) -> PreparedQuestion[Any] | None:
    """What `names_over_time` asks; None where they are kept."""
    return None if caches["pictures"].has_key(_key(commission)) else _named.of(commission=commission.pk)


def _key(commission: Commission) -> str:
    return f"names:{commission.picture_key}"


def names_at(commission: Commission, moment: dt.datetime | None) -> NamesThen:
    """The names of a moment; None for now."""
    return NamesThen() if moment is None else names_over_time(commission).at(moment)


def named_as_of(commission: Commission, moment: dt.datetime) -> Commission:
    """The commission with its parties called as at `moment`: for reading, not to be saved."""
    names, named = names_at(commission, moment), copy.copy(commission)
    parties = []
    for party in commission.sides:
        party_then = copy.copy(party)
        party_then.commission = named
        if (then := names.parties.get(party.code, party.own_name)) != party.own_name:
            party_then.own_name, party_then.forms = then, {}
        parties.append(party_then)
    first, second = parties
    named.__dict__["sides"] = (first, second)
    return named


def body_name(body: Body | None, party: Party, names: NamesThen) -> str:
    """What a body of a party was called; nothing where there is none."""
    return names.body(party, body.code, body.name) if body else ""
