"""The register in one line: a few numbers, each with the list it counts, and the sentence that sums them up."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commitments.reports.overview.counts import Counts
from commitments.reports.overview.picture import Overview
from commitments.vocabulary import Agreed


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and the page with the filters that list exactly that."""

    count: int
    label: str
    filters: dict[str, str]
    page: str = "register"


def figures_of(picture: Overview) -> list[Figure]:
    counts = picture.counts
    agreed = counts.agreed
    replaced = agreed[Agreed.SUPERSEDED]
    apart = {"group": "stands"} if picture.has_requests or replaced else {}
    figures = [
        Figure(counts.stand, ngettext("commitment", "commitments", counts.stand), apart),
        Figure(agreed[Agreed.DELIVERED], _("delivered, both sides agree"), {"agreed": "delivered"}),
        Figure(agreed[Agreed.DIFFER], _("where the sides differ"), {}, "differences"),
        Figure(agreed[Agreed.ONE_SIDE], _("assessed by one side only"), {"agreed": "one_side"}),
        Figure(picture.numbers["late"], pgettext("of commitments", "late"), {"late": "1", "sort": "due"}),
        Figure(picture.numbers["silent"], _("with a silent side"), {"silent": "any", "sort": "word"}),
    ]
    if number := picture.numbers["unanswered"]:
        label = ngettext("request without answer", "requests without answer", number)
        figures.append(Figure(number, label, {"request": "unanswered"}))
    if number := picture.numbers["looked_into"]:
        label = ngettext("request being looked into", "requests being looked into", number)
        figures.append(Figure(number, label, {"request": "ready"}))
    if replaced:
        figures.append(Figure(replaced, _("superseded, not counted"), {"agreed": "superseded"}))
    return figures


def finding(counts: Counts) -> str:
    """What the chart by sector shows, as its title. To have said nothing, both of them, is not to agree."""
    unsaid = counts.agreed[Agreed.NOT_ASSESSED]
    same = counts.stand - unsaid - counts.agreed[Agreed.DIFFER] - counts.agreed[Agreed.ONE_SIDE]
    words = {"same": same, "total": counts.stand, "unsaid": unsaid}
    if unsaid:
        sentence = ngettext(
            "On %(same)d of %(total)d the sides say the same; on %(unsaid)d neither has stated a status.",
            "On %(same)d of %(total)d the sides say the same; on %(unsaid)d neither has stated a status.",
            same,
        )
    else:
        sentence = ngettext(
            "On %(same)d of %(total)d the sides say the same.",
            "On %(same)d of %(total)d the sides say the same.",
            same,
        )
    sentence %= words
    spread = max((len(row.parts) for row in counts.sectors), default=0)
    widest = [row for row in counts.sectors if len(row.parts) == spread]
    if spread > 1 and len(widest) == 1 and len(counts.sectors) > 1:  # of equals none is the widest
        sentence += " " + _("%(sector)s has the widest spread.") % {"sector": widest[0].name}
    return sentence
