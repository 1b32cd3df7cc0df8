"""A corrected version of a readout: what became of every quote of the one it replaces."""

from __future__ import annotations

from dataclasses import dataclass

from commitments.models import Commitment, Mark, Quote, Readout
from commitments.reports.places import Place, places_of
from commitments.vocabulary import MarkKind, lang_tag


@dataclass(frozen=True, slots=True)
class Row:
    """A quote of the old version: said again, said no longer, or to be decided."""

    quote: Quote
    places: list[Place]  # where exactly these words stand in the new text
    is_carried: bool
    is_gone: bool

    @property
    def commitment(self) -> Commitment:
        return self.quote.commitment

    @property
    def is_decided(self) -> bool:
        return self.is_carried or self.is_gone


@dataclass(frozen=True, slots=True)
class Version:
    """The page."""

    readout: Readout
    replaced: Readout
    lang: str
    rows: list[Row]

    @property
    def left(self) -> int:
        return sum(not row.is_decided for row in self.rows)


def version(readout: Readout) -> Version | None:
    """The quotes of the version that `readout` replaces, in the order of their text; None where it replaces none."""
    replaced = readout.replaces
    if replaced is None:
        return None
    replaced.commission, replaced.meeting = readout.commission, readout.meeting
    carried = set(Quote.objects.filter(readout=readout).values_list("commitment", flat=True))
    gone = set(Mark.objects.filter(readout=replaced, kind=MarkKind.GONE).values_list("start", "end"))
    quotes = Quote.objects.filter(readout=replaced, commitment__is_counted=True).select_related("commitment")
    rows = []
    for quote in quotes.order_by("start", "end", "commitment__code"):
        quote.commitment.commission = readout.commission
        is_gone = (quote.start, quote.end) in gone
        is_carried = quote.commitment_id in carried
        places = [] if is_gone or is_carried else places_of(readout, quote.words)
        rows.append(Row(quote, places, is_carried, is_gone))
    return Version(readout, replaced, lang_tag(readout.language), rows)


def undecided_quotes(readout: Readout) -> int:
    """How many quotes of the version it replaces wait for a decision."""
    found = version(readout)
    return found.left if found else 0
