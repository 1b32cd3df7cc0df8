"""Counts by status, sector and side: kept ones for all of today, counted ones for a past day and for a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from commitments.models import Commission, Tally
from commitments.models.commitment import IS_REQUEST
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.charts import ChartBar, ChartPath, Drawing, Shape, pixels
from commitments.reports.names import names_at
from commitments.reports.register.query import Query, asked_of_rows, rows_for
from commitments.vocabulary import REQUESTS, Agreed, Status, Whose

# One cell of a chart: the class that colours it, in the order the cells stand.
CELLS = {
    Agreed.DELIVERED: "k-done",
    Agreed.PART: "k-part",
    Agreed.CONTINUING: "k-track",
    Agreed.IN_PROGRESS: "k-track",
    Agreed.BLOCKED: "k-risk",
    Agreed.DIFFER: "k-differ",
    Agreed.ONE_SIDE: "k-one",
    Agreed.NOT_STARTED: "k-idle",
    Agreed.NOT_ASSESSED: "k-idle",
    Agreed.NOT_DELIVERED: "k-late",
    Agreed.DROPPED: "k-idle",
    Agreed.SUPERSEDED: "k-idle",
}
CELL, BAR = 27.0, 324.0


@dataclass(frozen=True, slots=True)
class StatusShare:
    """Some commitments of one status."""

    status: str
    label: str
    count: int
    css: str

    @property
    def words(self) -> str:
        """The status as it stands after a number, in the middle of a sentence: "2 in progress", "1 differ"."""
        if self.status == Agreed.DIFFER:
            return _("differ")
        return self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class SectorRow:
    code: str
    name: str
    count: int
    parts: list[StatusShare]
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class SideRow:
    status: str
    label: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many, by what."""

    total: int
    agreed: Counter[str]
    first: Counter[str]
    second: Counter[str]
    sectors: list[SectorRow]
    one_cell_each: bool

    @property
    def stand(self) -> int:
        """How many commitments stand: what was replaced by another one is not counted twice."""
        return self.total - self.agreed[Agreed.SUPERSEDED]

    def key(self) -> list[StatusShare]:
        """Which colour means what, with the count of each; only what occurs."""
        return [
            StatusShare(status.value, str(status.label), self.agreed[status], css)
            for status, css in CELLS.items()
            if self.agreed[status]
        ]

    def side_rows(self) -> list[SideRow]:
        """What each side says, by status; only what occurs."""
        return [
            SideRow(status.value, str(status.label), self.first[status], self.second[status])
            for status in Status
            if self.first[status] or self.second[status]
        ]


def counts_of(commission: Commission, query: Query) -> Counts:
    """How many of what `query` asks for."""
    by_sector: dict[tuple[str, str], Counter[str]] = {}
    sides: dict[str, Counter[str]] = {"first": Counter(), "second": Counter()}
    order: dict[str, int] = {}
    for whose, code, name, position, status, count in _rows(commission, query):
        if whose == Whose.AGREED:
            by_sector.setdefault((code, name), Counter())[status] += count
            order[code] = position
        else:
            sides[whose][status] += count
    agreed: Counter[str] = Counter()
    for counter in by_sector.values():
        agreed.update(counter)
    widest = max((counter.total() for counter in by_sector.values()), default=0)
    one_cell_each = widest * CELL <= BAR
    names = names_at(commission, query.clock(commission).moment)
    rows = [
        _sector_row(code, names.sector(code, name), counter, CELL if one_cell_each else BAR / max(widest, 1))
        for (code, name), counter in sorted(
            by_sector.items(), key=lambda item: (order[item[0][0]], item[0][1])
        )
        if counter.total()
    ]
    return Counts(agreed.total(), agreed, sides["first"], sides["second"], rows, one_cell_each)


def counts_question(commission: Commission, query: Query) -> PreparedQuestion[Any]:
    """What `counts_of` asks."""
    if query.as_of is None and not query.is_filtered:
        return _tallied.of(commission=commission.pk)
    names = ("sector__code", "sector__name", "sector__position", "agreed", "first_status", "second_status")
    return asked_of_rows(
        commission,
        query,
        "counts by sector",
        lambda: (
            rows_for(commission, query)
            .exclude(IS_REQUEST)
            .order_by()
            .values_list(*names)
            .annotate(n=Count("pk"))
        ),
    )


@prepared
def _tallied(*, commission: Hole) -> QuerySet[Tally, Any]:
    kept = Tally.objects.filter(commission=commission, count__gt=0).exclude(status=REQUESTS).order_by()
    return kept.values_list("whose", "sector__code", "sector__name", "sector__position", "status", "count")


def _rows(commission: Commission, query: Query) -> Iterator[tuple[str, str, str, int, str, int]]:
    found = counts_question(commission, query).rows()
    if query.as_of is None and not query.is_filtered:
        yield from found
        return
    for code, name, position, agreed, first, second, count in found:
        yield "agreed", code, name, position, agreed, count
        yield "first", code, name, position, first, count
        yield "second", code, name, position, second, count


def _cuts(status: Agreed, x: float, count: int) -> str:
    """Lines over cells whose colour alone would not tell them apart: an SVG path, or nothing."""
    cut = {
        Agreed.CONTINUING: "M{0:.1f} 6h16M{0:.1f} 10h16M{0:.1f} 14h16",
        Agreed.DIFFER: "M{1:.1f} 1v18",
        Agreed.NOT_STARTED: "M{1:.1f} 10h1",
    }.get(status, "")
    return "".join(cut.format(x + n * CELL + 5, x + n * CELL + 13) for n in range(count))


def _sector_row(code: str, name: str, counter: Counter[str], unit: float) -> SectorRow:
    """`unit` is the width of one commitment in pixels; where it is that of a cell, each has a cell of its own."""
    parts = [
        StatusShare(status.value, str(status.label), counter[status], css)
        for status, css in CELLS.items()
        if counter[status]
    ]
    shapes: list[Shape] = []
    x = 0.0
    for part in parts:
        if unit == CELL:
            starts = [x + n * CELL + 0.75 for n in range(part.count)]
            shapes += [ChartBar(part.css, pixels(start), "0.75", "24.5", "18.5") for start in starts]
            if cuts := _cuts(Agreed(part.status), x, part.count):
                shapes.append(ChartPath("cut", cuts))
        else:
            width = pixels(max(part.count * unit - 2.5, 0.5))
            shapes.append(ChartBar(part.css, pixels(x), "0.75", width, "18.5"))
        x += part.count * unit
    return SectorRow(
        code, name, counter.total(), parts, Drawing("unit", f"{max(x, unit):.0f}", "20", tuple(shapes))
    )
