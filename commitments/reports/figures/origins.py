"""The exact words that targets come from, with the places where they are in their readouts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commitments import links
from commitments.figures.record import Indicator, indicator_terms, standing
from commitments.models import Commission, Readout
from commitments.reports.figures.wording import target_words
from commitments.reports.marks import number_of
from commitments.vocabulary import lang_tag


@dataclass(frozen=True, slots=True)
class TargetOrigin:
    """`target` in words, the words it comes from and the name of the side that published them."""

    target: str
    words: str
    lang: str
    party: str
    url: str


def readouts_named(commission: Commission, indicators: Iterable[Indicator]) -> dict[str, Readout]:
    """By slug, the readouts that targets name; no query where none does."""
    slugs = {
        target["quote"]["readout"]
        for one in standing([*indicators])
        for target in one["targets"]
        if target.get("quote")
    }
    if not slugs:
        return {}
    rows = Readout.objects.filter(commission=commission, slug__in=slugs).select_related("party", "meeting")
    return {row.slug: row for row in rows.defer("text")}


def origins_of(
    commission: Commission, code: str, indicator: Indicator, readouts: dict[str, Readout]
) -> Sequence[TargetOrigin]:
    """Of each target that names its words. `code` is that of the commitment."""
    targets = {one.number: one for one in indicator_terms(indicator).targets}
    found = []
    for target in indicator["targets"]:
        if quote := target.get("quote"):
            readout = readouts[quote["readout"]]
            readout.commission = commission
            address = links.readout(commission.slug, readout.slug)
            found.append(
                TargetOrigin(
                    target=target_words(indicator, targets[target["number"]]),
                    words=quote["words"],
                    lang=lang_tag(readout.language),
                    party=readout.party.name,
                    url=f"{address}#q-{number_of(code, readout)}",
                )
            )
    return found
