"""The whole overview of a day: the same for every reader of a commission, so computed once per entry and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType, SimpleNamespace

from django.core.cache import caches
from django.db.models.functions import Least
from django.utils.translation import get_language

from commitments import links, typography
from commitments.models import Commission, Entry
from commitments.reports.differences import Difference, differences, query_of
from commitments.reports.figures.differing import differing_query
from commitments.reports.numbers import days
from commitments.reports.overview.counts import Counts, counts_of
from commitments.reports.overview.movement import MovementChart, movement_chart
from commitments.reports.register.clock import silent_since
from commitments.reports.register.page import count_rows
from commitments.reports.register.query import Query, rows_for, with_last_words
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.timeliness import DUE_COLUMNS, due_of
from commitments.reports.weekly import WeekHeadline, headline
from commitments.vocabulary import language_of

SHOWN, LATEST = 5, 7
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pressing:
    """A commitment that is late, or on which a side has been silent."""

    title: str
    title_lang: str
    code: str
    url: str
    remark: str
    mark: str
    due: str


@dataclass(frozen=True, slots=True)
class Overview:
    counts: Counts
    late_count: int
    silent_count: int
    request_count: int  # without answer
    looked_into_count: int
    has_requests: bool
    figures_differ_count: int
    differences: list[Difference]
    late: list[Pressing]
    silent: list[Pressing]
    latest: list[Sentence]
    chart: MovementChart | None  # of all sectors and sides only
    headline: WeekHeadline
    as_of: dt.date | None


def overview(
    commission: Commission, *, head: int, as_of: dt.date | None = None, filters: Mapping[str, str] = NONE
) -> Overview:
    """How the register stands now, or stood at the end of `as_of`. `head` is the size of the log.

    `filters`, in the words of the register, ask for a part of it: all but the sentence of the week is about that part.
    """
    query = Query(filters, as_of=as_of)
    day = commission.today()
    key = f"overview:{commission.picture_key}:{head}:{day}:{query.cache_key}:{get_language()}"
    found = caches["pictures"].get(key)
    if found is None:
        found = _compute(commission, query, head)
        caches["pictures"].set(key, found, timeout=3600)
    return found


def _compute(commission: Commission, query: Query, head: int) -> Overview:
    day = query.as_of or commission.today()

    def of(**filters: str) -> Query:
        return replace(query, filters={**query.filters, **filters})

    late, silent = of(late="1"), of(silent="any")
    unanswered, ready = (of(request=answer) for answer in ("unanswered", "ready"))
    late_count, silent_count, request_count, looked_into_count, all_count, figures_differ_count = count_rows(
        commission, [late, silent, unanswered, ready, query, differing_query(query)], head=head
    )
    counts = counts_of(commission, query)
    differing = query_of(as_of=query.as_of)
    differing = replace(differing, filters={**query.filters, **differing.filters})
    return Overview(
        headline=headline(commission, head=head, as_of=query.as_of),
        counts=counts,
        late_count=late_count,
        silent_count=silent_count,
        request_count=request_count,
        looked_into_count=looked_into_count,
        has_requests=counts.total < all_count,
        figures_differ_count=figures_differ_count,
        differences=differences(commission, differing, stop=SHOWN),
        late=_pressing(commission, late),
        silent=_silent(commission, silent),
        latest=_latest(commission, query),
        chart=None if query.is_filtered else movement_chart(commission, until=day, present=counts.agreed),
        as_of=query.as_of,
    )


def _pressing(commission: Commission, query: Query) -> list[Pressing]:
    """The longest owed first."""
    day = query.as_of or commission.today()
    columns = ["code", "title", *DUE_COLUMNS]
    codes = {party.side: party.code for party in commission.sides}
    found = []
    for row in rows_for(commission, query).order_by("owed_on", "place").values(*columns)[:SHOWN]:
        due = due_of(SimpleNamespace(**row), on=day, names=codes, is_brief=True)
        found.append(
            Pressing(
                title=row["title"],
                title_lang=language_of(row["title"]),
                code=row["code"],
                url=links.commitment(commission.slug, row["code"], as_of=query.as_of),
                remark=due.remark,
                mark=due.mark,
                due=due.words,
            )
        )
    return found


def _silent(commission: Commission, query: Query) -> list[Pressing]:
    """The longest silent first, with which side and for how long."""
    day = query.as_of or commission.today()
    names = ("code", "title", "first_word_at", "second_word_at")
    since = silent_since(commission, day)
    built = []
    heard = with_last_words(rows_for(commission, query), commission, query).order_by(
        Least("first_word_at", "second_word_at"), "place"
    )
    for row in heard.values(*names)[:SHOWN]:
        quiet = [
            (party.code, (day - commission.calendar.day_of(at)).days)
            for party, at in zip(commission.sides, (row["first_word_at"], row["second_word_at"]), strict=True)
            if at < since
        ]
        built.append(
            Pressing(
                title=row["title"],
                title_lang=language_of(row["title"]),
                code=row["code"],
                url=links.commitment(commission.slug, row["code"], as_of=query.as_of),
                remark=typography.items(f"{code} {days(number)}" for code, number in quiet),
                mark="silent",
                due="",
            )
        )
    return built


def _latest(commission: Commission, query: Query) -> list[Sentence]:
    entries = (
        Entry.objects.filter(commission=commission, commitment__isnull=False).readable().order_by("-number")
    )
    if query.is_filtered:
        asked = rows_for(commission, query).values(query.clock(commission).key)
        entries = entries.filter(commitment__in=asked)
    if query.as_of is not None:
        entries = entries.recorded_by(commission.calendar.end_of_day(query.as_of))
    wording = SentenceWriter(commission)
    return [wording.sentence(entry) for entry in entries[:LATEST]]
