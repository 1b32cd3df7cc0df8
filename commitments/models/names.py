"""The names of a commission's parties and bodies: as the tables hold them, and as its log does."""

from __future__ import annotations

from unicodedata import normalize

from commitments.models.commission import Body, Commission
from commitments.models.entry import Entry
from commitments.vocabulary import EntryKind

# The object of the entries about names, and the key of their record under which the names stand.
NAMES = "names"


def names_of(commission: Commission) -> list[list[str]]:
    """What each party (code, name) and each body (code of party, code, name, short name) is called now."""
    parties = [[party.code, party.name] for party in commission.party_set.order_by("position")]
    bodies = Body.objects.filter(party__commission=commission).order_by("party__position", "code")
    rows = bodies.values_list("party__code", "code", "name", "short_name")
    return [[normalize("NFC", word) for word in words] for words in (*parties, *rows)]


def names_in_log(commission: Commission) -> list[list[str]] | None:
    """The names as last entered; None while the log knows none."""
    entry = Entry.objects.filter(commission=commission, kind=EntryKind.NAMED).order_by("number").last()
    return entry.changes[NAMES][1] if entry else None
