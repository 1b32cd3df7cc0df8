"""Where the sides differ: both views, the position of each side, and since when. No winner is picked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.cache import caches
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from commitments import links
from commitments.models import Commission, Standpoint, Terms
from commitments.models.prepared import PreparedQuestion
from commitments.models.together import asked_ahead
from commitments.reports.figures.differing import (
    MOST,
    FiguresDiffering,
    differing_query,
    figures_differing,
    figures_question,
)
from commitments.reports.names import names_at
from commitments.reports.pagination import PAGE_SIZE, Pagination
from commitments.reports.position import StatedPosition, positions
from commitments.reports.register.page import count_question, count_rows
from commitments.reports.register.query import Query, asked_of_rows, rows_for
from commitments.reports.texts import title_in
from commitments.reports.touched import touched_key
from commitments.vocabulary import SIDES, Agreed, Side, Status, Whose
from commitments.vocabulary.parts import PicturePart
from commitments.vocabulary.texts import reading_side

Row = TypeVar("Row")

# By the words of the address; the earliest day first is the longest difference first.
SORTS = {
    "since": ("agreed_true_on",),
    "sector": ("sector__position", "sector__name", "agreed_true_on"),
    "code": (),
}
COLUMNS = (
    "code",
    "title",
    "titles",
    "sector__code",
    "sector__name",
    "first_status",
    "second_status",
    "agreed_since",
    "agreed_true_on",
    "agreed_view",
    "first_view",
    "second_view",
    "first_position",
    "second_position",
)


@dataclass(frozen=True, slots=True)
class SideStandpoint:
    """The status of one side and its position: the entry that states it, and the day it was recorded. Without a
    position, the entry by which the view began."""

    side: str
    code: str
    name: str
    status: str
    label: str
    position: str
    position_lang: str
    number: int
    url: str
    stated_on: dt.date


@dataclass(frozen=True, slots=True)
class Difference:
    """`number` is the entry by which the views came to differ, recorded on `recorded_on`; `since` the day from which
    both are true, and from which `days` are counted."""

    code: str
    title: str
    title_lang: str
    url: str
    sector: str
    number: int
    since: dt.date
    recorded_on: dt.date
    days: int
    sides: tuple[SideStandpoint, SideStandpoint]


@dataclass(frozen=True, slots=True)
class DifferencesPage:
    """`figures_count` is the number of commitments on which figures differ; they are listed on the first page."""

    page: Pagination
    all_count: int
    rows: list[Difference]
    figures_count: int
    all_figures_count: int
    figures: list[FiguresDiffering]

    @property
    def figures_left_out(self) -> int:
        """How many more commitments there are on which figures differ."""
        return max(0, self.figures_count - MOST)


def query_of(*, sector: str = "", sort: str = "", as_of: dt.date | None = None) -> Query:
    """`sort` as it stands in an address: a name of SORTS, turned round by a minus."""
    name = sort or "since"
    return Query(
        {"agreed": Agreed.DIFFER.value} | ({"sector": sector} if sector else {}),
        sort=name.removeprefix("-"),
        descending=name.startswith("-"),
        as_of=as_of,
    )


def differences_page(
    commission: Commission, query: Query, *, page: int, head: int, size: int = PAGE_SIZE
) -> DifferencesPage:
    """The differences of page `page` (from 1) of `size` each, and how many there are in all sectors. `head` is the size of the log.

    On the first page also those of figures.

    Raises NoSuchPage.
    """
    of_figures = differing_query(query)
    asked = [query, query.without("sector"), of_figures, of_figures.without("sector")]
    start = (page - 1) * size
    rows = _Kept[Difference](commission, query, head, PicturePart.DIFFERING, f"{start}.{size}")
    figures = _Kept[FiguresDiffering](commission, of_figures, head, PicturePart.FIGURES)
    questions: list[PreparedQuestion[Any] | None] = [count_question(commission, asked, head=head)]
    if page == 1:  # of others it is not known yet whether they are there
        questions += [
            differences_question(commission, query, stop=size) if rows.found is None else None,
            figures_question(commission, of_figures) if figures.found is None else None,
        ]
    with asked_ahead(questions):
        count, all_count, figures_count, all_figures_count = count_rows(commission, asked, head=head)
        shown = Pagination(page, count, size)
        differing = rows.get(lambda: differences(commission, query, start=start, stop=start + size), count)
        of_page = figures_count if page == 1 else 0
        told = figures.get(lambda: figures_differing(commission, of_figures), of_page)
    return DifferencesPage(shown, all_count, differing, figures_count, all_figures_count, told)


class _Kept(Generic[Row]):
    """Rows that are kept, in the language of their reader, until an entry touches what they are drawn from. Those of a past
    day are drawn each time.
    """

    def __init__(
        self, commission: Commission, query: Query, head: int, part: PicturePart, of: str = ""
    ) -> None:
        until = f"{touched_key(commission, head, part)}:{commission.today()}"
        order = f"{query.cache_key}:{query.sort}:{query.descending}:{of}"
        reader = f"{reading_side()}.{get_language()}"  # of two translations that of the own side comes first
        self.key = f"differ:{part}:{commission.picture_key}:{until}:{order}:{reader}"
        self.is_kept = query.as_of is None
        self.found: list[Row] | None = caches["pictures"].get(self.key) if self.is_kept else None

    def get(self, build: Callable[[], list[Row]], count: int) -> list[Row]:
        """Nothing where `count`, which is known, is 0."""
        if not count:
            return []
        if self.found is None:
            self.found = build()
            if self.is_kept:
                caches["pictures"].set(self.key, self.found, timeout=3600)
        return self.found


def differences(commission: Commission, query: Query, *, start: int = 0, stop: int) -> list[Difference]:
    """The differences of `query` in its order, from `start` up to and without `stop`; their sides in that of the
    commission. Two questions to the database, however many there are.
    """
    day = query.as_of or commission.today()
    found = differences_question(commission, query, start=start, stop=stop).rows()
    numbers = [
        row[f"{side.value}_{name}"] for row in found for side in SIDES for name in ("view", "position")
    ]
    moment = None if query.as_of is None else commission.calendar.end_of_day(query.as_of)
    stated = positions(commission, numbers, until=moment)
    link = links.commitments(commission.slug, as_of=query.as_of)
    names = names_at(commission, query.clock(commission).moment)
    built = []
    for row in found:
        url, since = link(row["code"]), row["agreed_true_on"]
        first, second = (_standpoint(commission, row, side, stated, url) for side in SIDES)
        built.append(
            Difference(
                code=row["code"],
                title=(title := title_in(row)),
                title_lang=title.lang,
                url=url,
                sector=names.sector(row["sector__code"], row["sector__name"]),
                number=row["agreed_view"],
                since=since,
                recorded_on=commission.calendar.day_of(row["agreed_since"]),
                days=(day - since).days,
                sides=(first, second),
            )
        )
    return built


def differences_question(
    commission: Commission, query: Query, *, start: int = 0, stop: int
) -> PreparedQuestion[dict[str, Any]]:
    """What `differences` asks of the rows."""
    name = ("differences", start, stop)
    return asked_of_rows(commission, query, name, lambda: _slice(commission, query, start, stop))


def _standpoint(
    commission: Commission,
    row: dict[str, Any],
    side: str,
    stated: dict[int | None, StatedPosition],
    url: str,
) -> SideStandpoint:
    party = commission.sides[0 if side == Side.FIRST else 1]
    status, position = row[f"{side}_status"], stated.get(row[f"{side}_position"])
    by = position or stated[row[f"{side}_view"]]
    return SideStandpoint(
        side=side,
        code=party.code,
        name=party.name,
        status=status,
        label=str(Status(status).label),
        position=position.text if position else "",
        position_lang=position.lang if position else "",
        number=by.number,
        url=f"{url}#entry-{by.number}",
        stated_on=by.stated_on,
    )


def _slice(commission: Commission, query: Query, start: int, stop: int) -> QuerySet[Any, dict[str, Any]]:
    rows = rows_for(commission, query)
    order = [F(name).desc() if query.descending else F(name).asc() for name in (*SORTS[query.sort], "place")]
    if query.as_of is None:
        return rows.order_by(*order).values(*COLUMNS, commitment=F("pk"))[start:stop]
    moment = commission.calendar.end_of_day(query.as_of)
    shown = _with_beginnings(rows, moment).order_by(*order).values("pk")[start:stop]
    # The views of a past day are looked up for the rows shown only, and those by their keys alone.
    found = _with_beginnings(Terms.objects.filter(pk__in=shown), moment)
    return _with_views(found, moment).order_by(*order).values("commitment", *COLUMNS)


def _with_beginnings(rows: QuerySet[Any], moment: dt.datetime) -> QuerySet[Any]:
    """Rows of a past day with when, and by which entry, what both sides make together became what it was."""
    began = Standpoint.objects.filter(
        commitment=OuterRef("commitment"), whose=Whose.AGREED, recorded_from__lte=moment
    ).order_by("-entry_number")
    return rows.annotate(
        agreed_since=Subquery(began.values("recorded_from")[:1]),
        agreed_true_on=Subquery(began.values("effective_from")[:1]),
        agreed_view=Subquery(began.values("entry_number")[:1]),
    )


def _with_views(rows: QuerySet[Any], moment: dt.datetime) -> QuerySet[Any]:
    """Rows of a past day with the entry by which each side's view began, and that of its position; the correction of
    an older view never held."""
    named = {}
    for side in SIDES:
        held = (
            Standpoint.objects.filter(
                commitment=OuterRef("commitment"), whose=side.value, recorded_from__lte=moment
            )
            .exclude(recorded_to=F("recorded_from"))
            .order_by("-entry_number")
        )
        named[f"{side.value}_view"] = Subquery(held.values("entry_number")[:1])
        named[f"{side.value}_position"] = Subquery(held.values("position")[:1])
    return rows.annotate(**named)
