"""What is asked of the register, and the rows that answer: now, as it was on a day, or as known today about a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from commitments.models import Commission, Commitment, Entry, Terms
from commitments.models.prepared import PreparedQuestion
from commitments.models.search import query_words
from commitments.reports.figures.known import FiguresKnown, figures_known_of
from commitments.reports.register.clock import ListClock
from commitments.reports.register.columns import SORTED_BY_DATES
from commitments.reports.register.filters import BY_NAME, FILTERS
from commitments.reports.register.known import as_known_today, holding_at
from commitments.vocabulary import SIDES


@dataclass(frozen=True, slots=True)
class Query:
    """Filters and order, in the words of the address.

    `filters` holds, by the names of `FILTERS`, the values that are set; each is a choice of its filter.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = "code"
    descending: bool = False
    as_of: dt.date | None = None
    known_today: bool = False
    # What figures are known to come to on a day, once that was asked for; queries made of this one have it, too.
    _known: dict[dt.date, FiguresKnown] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_about_dates(self) -> bool:
        """Whether the list is asked how dates were moved: it then shows them in place of the views."""
        return self.sort in SORTED_BY_DATES or any(BY_NAME[name].is_about_dates for name in self.filters)

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters)

    @property
    def unsearchable(self) -> str:
        """The words that are asked for, where there is nothing in them to search for, as in "%"; else ""."""
        words = self.filters.get("q", "")
        return words if words and not query_words(words) else ""

    @property
    def cache_key(self) -> str:
        """Stands for the rows that answer, in whatever order."""
        asked = (sorted(self.filters.items()), self.as_of, self.known_today)
        return hashlib.sha256(repr(asked).encode()).hexdigest()

    def text_key(self, commission: Commission) -> Hashable:
        """Stands for the SQL of the rows that answer, in their order; None where it is good for one asking only.

        It has all that `rows_for` reads of the commission.
        """
        if self.known_today and self.asks_figures:
            return None  # the figures known today are part of the text
        setting = (commission.picture_key, commission.time_zone, commission.silent_after_days)
        return (*setting, commission.today(), self.cache_key, self.sort, self.descending)

    @property
    def asks_figures(self) -> bool:
        """Whether which rows answer, or their order, follows from what their figures come to."""
        return self.sort == "figures" or not self.filters.keys().isdisjoint(("figures", "need"))

    def figures_known(self, commission: Commission, day: dt.date) -> FiguresKnown:
        """What is known today of the figures on a day, of all commitments: it takes long, and is asked for once."""
        if day not in self._known:
            self._known[day] = figures_known_of(commission, day)
        return self._known[day]

    def clock(self, commission: Commission) -> ListClock:
        return ListClock(commission, self.as_of, self.known_today)

    def without_filters(self) -> Query:
        return replace(self, filters={})

    def without(self, name: str) -> Query:
        """Without one of its filters."""
        return replace(self, filters={one: value for one, value in self.filters.items() if one != name})


def rows_for(commission: Commission, query: Query) -> QuerySet[Any]:
    """The rows that answer, unordered. Every row has the columns the list shows, whatever the clock.

    What the figures come to as known today is among them only where the query asks for it: of all commitments it
    takes long to compute.
    """
    clock = query.clock(commission)
    asked = [one for one in FILTERS if one.name in query.filters]
    rows = _rows_by(clock, query)
    if not any(one.finds_withdrawn for one in asked):
        rows = rows.filter(is_counted=True)
    for one in asked:
        rows = one.where(rows, query.filters[one.name], clock)
    return rows


def asked_of_rows(
    commission: Commission, query: Query, name: Hashable, build: Callable[[], QuerySet[Any, Any]]
) -> PreparedQuestion[Any]:
    """A question about the rows that answer `query`; `name` tells apart what is asked of them."""
    key = query.text_key(commission)
    return PreparedQuestion(None if key is None else (name, key), build, {})


def _rows_by(clock: ListClock, query: Query) -> QuerySet[Any]:
    if clock.as_of is None:
        return Commitment.objects.filter(commission=clock.commission)
    if clock.known_today:
        figures = query.figures_known(clock.commission, clock.as_of) if query.asks_figures else None
        return as_known_today(clock.commission, clock.as_of, figures)
    moment = clock.commission.calendar.end_of_day(clock.as_of)
    held = Terms.objects.filter(holding_at(moment), commission=clock.commission)
    return held.annotate(last_number=F("entry_number"))


def with_last_words(rows: QuerySet[Any], commission: Commission, query: Query) -> QuerySet[Any]:
    """Rows with `first_word_at` and `second_word_at`: when each side last spoke, as heard on the day asked for."""
    if query.as_of is None:
        return rows
    moment = commission.calendar.end_of_day(query.as_of)
    # Who has not said a word has been silent since it was recorded.
    return rows.annotate(
        **{
            f"{side.value}_word_at": Coalesce(
                Subquery(
                    Entry.objects.words_of(party)
                    .filter(commitment=OuterRef("commitment"), recorded_at__lte=moment)
                    .order_by("-recorded_at")
                    .values("recorded_at")[:1]
                ),
                F("commitment__recorded_at"),
            )
            for side, party in zip(SIDES, commission.sides, strict=True)
        }
    ).annotate(heard_at=Greatest("first_word_at", "second_word_at"))
