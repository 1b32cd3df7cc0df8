"""Whose readouts hold a commitment: told from the quotes, never typed.

Language versions of one side's text are one voice, and a version that has been replaced says nothing any more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from commitments.models import Commission, Party, Quote
from commitments.vocabulary import SIDES

BOTH, DIFFER = "both", "differ"  # besides the name of the one side that says it


def quotes_at(moment: dt.datetime | None) -> QuerySet[Quote]:
    """The quotes that count, now or at a past moment."""
    if moment is None:
        return Quote.objects.filter(readout__replaced_by__isnull=True)
    replaced = Q(readout__replaced_by__entry__recorded_at__lte=moment)
    return Quote.objects.filter(entry__recorded_at__lte=moment).exclude(replaced)


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


def attested_as(
    rows: QuerySet, asked: str, commission: Commission, commitment: OuterRef, moment: dt.datetime | None
) -> QuerySet:
    """Rows that are attested as `asked`; `commitment` is the column that names their commitment."""
    quotes = quotes_at(moment).filter(commitment=commitment)
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
            quotes_at(moment).filter(
                commitment=OuterRef("commitment"),
                readout__party=commission.sides[1],
                wording=OuterRef("wording"),
            )
        )
    )
    return rows.filter(Exists(first), Exists(second), ~Exists(shared))


def restated(rows: QuerySet, times: int, column: str, moment: dt.datetime | None) -> QuerySet:
    """Rows whose commitment stands in the readouts of at least so many meetings."""
    often = (
        quotes_at(moment)
        .order_by()
        .values(key=F("commitment"))
        .annotate(meetings=Count("readout__meeting", distinct=True))
        .filter(meetings__gte=times)
    )
    return rows.filter(**{f"{column}__in": often.values("key")})
