"""All that is counted in a commission, commitment by commitment, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import get_language

from commitments import links
from commitments.actions.figures_state import URGENCY
from commitments.models import Commission, Commitment, Seat
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.figures.known import indicators_known_of
from commitments.reports.figures.load import CountedThen, indicators_at, sections_of
from commitments.reports.figures.section import IndicatorSection
from commitments.reports.pagination import Pagination
from commitments.reports.register.clock import ListClock
from commitments.reports.register.page import count_rows
from commitments.reports.register.query import Query, asked_of_rows, rows_for
from commitments.reports.texts import title_in
from commitments.reports.touched import is_over, touched_key
from commitments.vocabulary import SIDES, STANDING
from commitments.vocabulary.parts import PicturePart

OWED = tuple(f"{side.value}_figures_owed_on" for side in SIDES)
# Commitments on a page; each may have several indicators.
PER_PAGE = 18
# The fragment of the template that holds the cards of one commitment.
CARDS = "figures-cards"


@dataclass(frozen=True, slots=True)
class CountedCommitment:
    key: int
    code: str
    url: str
    title: str
    title_lang: str
    sections: list[IndicatorSection]
    is_followed: bool


@dataclass(frozen=True, slots=True)
class CountedCards:
    """What a page shows of one commitment: its cards as they are kept, or what they are drawn from and kept as."""

    kept_as: str
    kept: str = ""
    drawn_from: CountedCommitment | None = None


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """`rows`, and `cards` of today, are asked for only where no picture of the list is kept under `kept_as`."""

    page: Pagination
    all_count: int
    rows: Callable[[], list[CountedCommitment]]
    cards: Callable[[], list[CountedCards]]
    kept_as: str


def counted_query(
    filters: Mapping[str, str] | None = None, *, as_of: dt.date | None = None, known_today: bool = False
) -> Query:
    """What is counted among the commitments that `filters` of the register leave."""
    return Query({"figures": "any", **(filters or {})}, as_of=as_of, known_today=known_today)


def in_urgency(rows: QuerySet[Any, Any], clock: ListClock) -> QuerySet[Any, Any]:
    """By verdict, of those behind the furthest first; then where the sides' figures differ; last what has no target.

    Of equals those with the latest value come first, whichever side it is of.
    """
    verdict = Case(
        *(When(clock.where(figures_verdict=name), then=Value(place)) for place, name in enumerate(URGENCY)),
        default=Value(len(URGENCY)),
        output_field=IntegerField(),
    )
    first, second = (clock.column(f"{side.value}_figures_on") for side in SIDES)
    latest = Greatest(Coalesce(first, second), Coalesce(second, first))
    return rows.order_by(
        verdict,
        F(clock.column("figures_behind")).desc(nulls_last=True),
        F(clock.column("figures_differ")).desc(),
        F(clock.column("figures_due_on")).asc(nulls_last=True),
        latest.desc(nulls_last=True),
        "place",
    )


def indicators_page(
    seat: Seat, query: Query, *, page: int, head: int, with_sources: bool = False
) -> IndicatorsPage:
    """Page `page` (from 1) of what is counted, as it was known on the day of `query`. Raises NoSuchPage."""
    commission = seat.commission
    every = replace(query, filters=counted_query().filters)
    count, all_count = count_rows(commission, [query, every], head=head)
    shown = Pagination(page, count, PER_PAGE)
    start = (page - 1) * PER_PAGE
    rows = partial(counted_commitments, seat, query, start, start + PER_PAGE, with_sources=with_sources)
    cards = partial(counted_cards, seat, query, start, start + PER_PAGE)
    asked = f"{query.cache_key}.{page}.{seat.sides[0][0]}.{seat.side}.{get_language()}"
    until = _kept_until(commission, query, head)
    return IndicatorsPage(shown, all_count, rows, cards, f"{commission.picture_key}.{until}.{asked}")


def _kept_until(commission: Commission, query: Query, head: int) -> str:
    """Stands for all that a page of the list was drawn from; a filter of anything but figures, for the whole log."""
    if query.as_of is not None and not query.known_today and is_over(commission, query.as_of):
        return "over"
    if query.as_of is None and query.filters.keys() == {"figures"}:
        return f"{touched_key(commission, head, PicturePart.FIGURES)}.{commission.today()}"
    return f"{head}.{commission.today()}"


def counted_cards(seat: Seat, query: Query, start: int, stop: int) -> list[CountedCards]:
    """The same, with the cards of commitments that no entry has been about since they were drawn, as they are kept.

    After a value one commitment is read and drawn, not the whole page. A past day is kept as a whole.
    """
    if query.as_of is not None:
        return [CountedCards("", drawn_from=one) for one in counted_commitments(seat, query, start, stop)]
    commission, clock = seat.commission, query.clock(seat.commission)
    of_reader = (
        f"{commission.picture_key}.{commission.today()}.{seat.sides[0][0]}.{seat.side}.{get_language()}"
    )
    rows = asked_of_rows(
        commission,
        query,
        ("cards", start, stop),
        lambda: in_urgency(rows_for(commission, query), clock).values_list("pk", "code", "last_number")[
            start:stop
        ],
    ).rows()
    kept_as = {pk: f"{of_reader}.{code}.{last_number}" for pk, code, last_number in rows}
    fragments = {pk: make_template_fragment_key(CARDS, [name]) for pk, name in kept_as.items()}
    held: dict[str, str] = caches["pictures"].get_many(fragments.values())
    missing = [pk for pk, fragment in fragments.items() if fragment not in held]
    drawn = {one.key: one for one in _read_commitments(seat, query, missing)} if missing else {}
    return [
        CountedCards(name, held.get(fragments[pk], ""), drawn.get(pk))
        for pk, name in kept_as.items()
        if pk in drawn or fragments[pk] in held
    ]


def counted_commitments(
    seat: Seat, query: Query, start: int, stop: int, *, with_sources: bool = False
) -> list[CountedCommitment]:
    """The commitments from place `start` up to but not `stop`, in the order of urgency, with what is counted of them.

    Titles, what is counted and what is owed are those of the day that `query` asks for.
    """
    found = counted_question(seat.commission, query, start, stop).rows()
    return _read(seat, query, found, with_sources=with_sources)


def counted_question(
    commission: Commission, query: Query, start: int, stop: int
) -> PreparedQuestion[dict[str, Any]]:
    """What `counted_commitments` asks first."""

    def rows() -> QuerySet[Any, dict[str, Any]]:
        clock = query.clock(commission)
        return in_urgency(rows_for(commission, query), clock)[start:stop].values(*_columns(clock))

    return asked_of_rows(commission, query, ("counted", start, stop), rows)


def _columns(clock: ListClock) -> list[str]:
    present = ["indicators"] if clock.moment is None else []
    columns = ("code", "title", "titles", "recognition", "series", "counted_titles")
    return [clock.key, *columns, *present, *(clock.column(name) for name in OWED)]


def _read_commitments(seat: Seat, query: Query, keys: Sequence[int]) -> list[CountedCommitment]:
    """Those with these primary keys, as they are known now."""
    columns = tuple(_columns(query.clock(seat.commission)))
    return _read(seat, query, _of_keys(columns, keys=list(keys)))


@prepared
def _of_keys(columns: tuple[str, ...], *, keys: Hole) -> QuerySet[Commitment, dict[str, Any]]:
    return Commitment.objects.filter(pk__among=keys).order_by().values(*columns)


def _read(
    seat: Seat, query: Query, found: Sequence[dict[str, Any]], *, with_sources: bool = False
) -> list[CountedCommitment]:
    commission, clock = seat.commission, query.clock(seat.commission)
    key, owed_by = clock.key, [clock.column(name) for name in OWED]
    keys = [row[key] for row in found]
    if clock.moment is None:
        indicators = {row[key]: row["indicators"] for row in found}
    else:
        at = indicators_known_of if query.known_today else indicators_at
        indicators = at(keys, clock.moment)
    counted = [
        CountedThen(
            row[key],
            row["code"],
            indicators.get(row[key], []),
            tuple(side.value for side, column in zip(SIDES, owed_by, strict=True) if row[column]),
            row["series"],
            row["counted_titles"],
        )
        for row in found
    ]
    until = None if query.known_today else clock.moment
    about = query.as_of if query.known_today else None
    sections = sections_of(
        counted,
        seat,
        today=clock.day,
        until=until,
        about=about,
        is_small=True,
        with_sources=with_sources,
    )
    url = links.commitments(commission.slug, as_of=query.as_of, known_today=query.known_today)
    return [
        CountedCommitment(
            row[key],
            row["code"],
            url(row["code"]),
            title := title_in(row),
            title.lang,
            sections[row[key]],
            row["recognition"] in STANDING,
        )
        for row in found
    ]
