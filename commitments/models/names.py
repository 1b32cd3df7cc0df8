"""The names of a commission's parties, bodies and sectors: as the tables hold them, and as its log does."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from commitments.models.body import Body, Sector
from commitments.models.commission import Commission
from commitments.models.entry import Entry
from commitments.vocabulary import EntryKind

# The object of the entries about names, and the key of their record under which the names stand.
NAMES = "names"
# What a row of them begins with that names a sector.
SECTOR = "sector"


def names_of(commission: Commission) -> list[list[str]]:
    """What each party (code, name), each body (code of party, code, name, short name) and each sector
    ("sector", code, name) is called now."""
    parties = [[party.code, party.own_name] for party in commission.party_set.order_by("position")]
    bodies = Body.objects.filter(party__commission=commission).order_by("party__position", "code")
    rows = bodies.values_list("party__code", "code", "name", "short_name")
    sectors = Sector.objects.filter(commission=commission).order_by("code").values_list("code", "name")
    named = ((SECTOR, *words) for words in sectors)
    return [[normalize("NFC", word) for word in words] for words in (*parties, *rows, *named)]


def is_of_sector(row: Sequence[str]) -> bool:
    return len(row) == 3


def names_of_what_is_known(commission: Commission, known: Sequence[Sequence[str]]) -> list[list[str]]:
    """The names of now, to be compared with those of a log: it may be older than the names of sectors in logs."""
    has_sectors = any(is_of_sector(row) for row in known)
    return [row for row in names_of(commission) if has_sectors or not is_of_sector(row)]


def names_in_log(commission: Commission) -> list[list[str]] | None:
    """The names as last entered; None while the log knows none."""
    entry = Entry.objects.beside(commission).filter(kind=EntryKind.NAMED).order_by("number").last()
    return entry.changes[NAMES][1] if entry else None
