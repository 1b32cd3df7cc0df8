"""Whose readouts hold a commitment, and who said it later: told from the quotes, never typed.

What attests a commitment is what both sides published about the meeting that made it; words about a later meeting are a
fact of their own. Language versions of one side's text are one voice, and a version that has been replaced says nothing
any more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from commitments import links
from commitments.models import Commission, Commitment, Meeting, Party, Quote
from commitments.vocabulary import SIDES

BOTH, DIFFER = "both", "differ"  # besides the name of the one side that says it


def quotes_at(moment: dt.datetime | None) -> QuerySet[Quote]:
    """The quotes that count, now or at a past moment."""
    if moment is None:
        return Quote.objects.filter(readout__replaced_by__isnull=True)
    replaced = Q(readout__replaced_by__entry__recorded_at__lte=moment)
    return Quote.objects.filter(entry__recorded_at__lte=moment).exclude(replaced)


def quotes_known_of(day: dt.date) -> QuerySet[Quote]:
    """The quotes known today from what had been published by the end of a day, whenever they were recorded."""
    replaced = Q(readout__replaced_by__published_on__lte=day)
    return Quote.objects.filter(readout__published_on__lte=day).exclude(replaced)


def attested(quoted: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """How each commitment is attested by quotes from the readouts of one meeting.

    `quoted` are (key of the commitment, place of the party at the table, wording), "" for a wording nobody stated.
    """
    rungs: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, position, wording in quoted:
        rungs[key][position].add(wording)
    return {key: attestation(said) for key, said in rungs.items()}


@dataclass(frozen=True, slots=True)
class LaterWord:
    """The first meeting after the one that made a commitment about which a side says what it did not say then."""

    party: Party
    meeting: str
    held_on: dt.date
    url: str


def said_later(commitment: Commitment, parties: Sequence[Party], quotes: Iterable[Quote]) -> list[LaterWord]:
    """In the order of `parties`. `quotes` are those that hold, with their readouts and meetings loaded."""
    made = commitment.meeting
    first: dict[int, Meeting] = {}
    said_then = set()
    for quote in quotes:
        meeting, party = quote.readout.meeting, quote.readout.party_id
        if meeting.pk == made.pk:
            said_then.add(party)
        elif meeting.held_on > made.held_on:
            known = first.setdefault(party, meeting)
            first[party] = min(known, meeting, key=lambda one: (one.held_on, one.pk))
    slug = commitment.commission.slug
    return [
        LaterWord(party, later.called, later.held_on, links.reconciliation(slug, later.slug))
        for party in parties
        if party.pk not in said_then and (later := first.get(party.pk))
    ]


def attestation(rungs: Mapping[int, set[str]]) -> str:
    """What `rungs` amounts to: for each place at the table the wordings its quotes have, "" for one nobody stated."""
    if len(rungs) < len(SIDES):
        return next((SIDES[position - 1].value for position in rungs), "")
    first, second = (set(rungs[position]) - {""} for position in (1, 2))
    return DIFFER if first and second and not first & second else BOTH


def label(attested: str, parties: Sequence[Party]) -> str:
    """In few words, for a badge: "BY and CN", "only BY"."""
    first, second = sorted(parties, key=lambda party: party.position)
    codes = {"first": first.code, "second": second.code}
    if attested in codes:
        return _("only %(party)s") % {"party": codes[attested]}
    both = _("%(first)s and %(second)s") % codes
    return _("%(both)s, wording differs") % {"both": both} if attested == DIFFER else both if attested else ""


def phrase(attested: str, names: Mapping[str, str]) -> str:
    """In words, for a page and a chip: "Only in the readout of Belarus"; `names` of the parties by side."""
    if attested in names:
        return _("Only in the readout of %(side)s") % {"side": names[attested]}
    both = {BOTH: _("In both readouts"), DIFFER: _("In both readouts, wording differs")}
    return both.get(attested, "")


def attested_as(
    rows: QuerySet, asked: str, commission: Commission, quotes: QuerySet[Quote], *, key: str
) -> QuerySet:
    """Rows that are attested as `asked`; `key` is their column of the commitment.

    The same rule as `attested`, asked of the database.
    """
    quotes = quotes.filter(readout__meeting=F("commitment__meeting"))
    every_quote, quotes = quotes, quotes.filter(commitment=OuterRef(key))
    by_side = {
        side.value: quotes.filter(readout__party=party)
        for side, party in zip(SIDES, commission.sides, strict=True)
    }
    said = {side: Exists(found) for side, found in by_side.items()}
    if asked in said:
        return rows.filter(said[asked], *(~one for side, one in said.items() if side != asked))
    rows = rows.filter(*said.values())
    if asked != DIFFER:
        return rows
    first, second = (found.exclude(wording="") for found in by_side.values())
    shared = first.filter(
        Exists(
            every_quote.filter(
                commitment=OuterRef("commitment"),
                readout__party=commission.sides[1],
                wording=OuterRef("wording"),
            )
        )
    )
    return rows.filter(Exists(first), Exists(second), ~Exists(shared))


def attested_later(rows: QuerySet, party: Party, quotes: QuerySet[Quote], *, key: str) -> QuerySet:
    """Rows that `party` first said about a later meeting; `key` is their column of the commitment.

    The same rule as `said_later`, asked of the database.
    """
    own = quotes.filter(commitment=OuterRef(key), readout__party=party)
    then = own.filter(readout__meeting=F("commitment__meeting"))
    later = own.filter(readout__meeting__held_on__gt=F("commitment__meeting__held_on"))
    return rows.filter(~Exists(then), Exists(later))


def restated(rows: QuerySet, times: int, key: str, quotes: QuerySet[Quote]) -> QuerySet:
    """Rows whose commitment stands in the readouts of at least so many meetings."""
    often = (
        quotes.order_by()
        .values(of=F("commitment"))
        .annotate(meetings=Count("readout__meeting", distinct=True))
        .filter(meetings__gte=times)
    )
    return rows.filter(**{f"{key}__in": often.values("of")})
