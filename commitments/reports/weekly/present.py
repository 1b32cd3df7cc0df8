"""The running week as it is now: what has not changed since somebody looked last is not counted again.

The week before is over, so its counts are kept; how it stands now is kept until an entry touches it or the day is
another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db.models import Count, Q, QuerySet, Value

from commitments import clock
from commitments.models import Commission, Commitment
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.week import SETTLED_AFTER
from commitments.reports.register.clock import silent_since
from commitments.reports.weekly.book import KEPT_FOR, WeekBook
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.section import SectionCount
from commitments.reports.weekly.sections import SectionCounts
from commitments.reports.weekly.standing import (
    ENTRIES,
    counts_question,
    late_and_differing,
    lists,
    lists_question,
)
from commitments.vocabulary.parts import PicturePart

STANDS_BY = (PicturePart.LATE, PicturePart.DIFFERING, PicturePart.REQUESTS, PicturePart.FIGURES)
COUNTED_BY = (PicturePart.COUNTS, *STANDS_BY)
LISTED_BY = (*STANDS_BY, PicturePart.SILENT)


def kept(key: str, make: Callable[[], Any]) -> Any:
    found = caches["pictures"].get(key)
    if found is None:
        found = make()
        caches["pictures"].set(key, found, timeout=KEPT_FOR)
    return found


def counts_of_closed(
    commission: Commission, period: WeekPeriod, make: Callable[[], SectionCounts]
) -> SectionCounts:
    """The counts of a week before the present one, without what they are counts of; once it stays as it is, kept."""

    def bare() -> SectionCounts:
        found = make()
        for counted in found.values():
            counted.events, counted.shown = {}, []
        return found

    if clock.now() <= period.end + SETTLED_AFTER:
        return bare()
    return kept(f"{_key(commission, 'closed', period)}:{period.end:%Y%m%dT%H%M}", bare)


def standing_now(
    commission: Commission, period: WeekPeriod, book: WeekBook, *, with_lists: bool
) -> SectionCounts:
    """The sections of how it stands now; with lists also who is silent, and the first of each."""
    keys = _keys(commission, period, book)
    found: SectionCounts = kept(keys["stands"], lambda: late_and_differing(commission, period)[0])
    found[ENTRIES].total = book.size
    if with_lists:
        found["silent"] = kept(keys["silent"], lambda: _silent(commission, period))
        shown = kept(keys["listed"], lambda: lists(commission, period))
        for name, keys in shown.items():
            found[name].shown = keys
    return found


def standing_questions(
    commission: Commission, period: WeekPeriod, book: WeekBook, *, with_lists: bool
) -> list[PreparedQuestion[Any]]:
    """What `standing_now` asks."""
    asked = {"stands": counts_question(commission, period)}
    if with_lists:
        asked["silent"] = _silent_question(commission, period)
        asked["listed"] = lists_question(commission, period)
    keys = _keys(commission, period, book)
    return [question for name, question in asked.items() if not caches["pictures"].has_key(keys[name])]


def _silent(commission: Commission, period: WeekPeriod) -> SectionCount:
    """On how many open commitments a side is silent now, and which side."""
    rows = _silent_question(commission, period).rows()
    total, first, second = rows[0] if rows else (0, 0, 0)
    return SectionCount(total=total, first=first, second=second)


def _silent_question(commission: Commission, period: WeekPeriod) -> PreparedQuestion[Any]:
    return _silent_now.of(commission=commission.pk, since=silent_since(commission, period.day))


@prepared
def _silent_now(*, commission: Hole, since: Hole) -> QuerySet[Commitment, Any]:
    """On how many, by both sides and by each; no row where there is none."""
    first, second = Q(first_word_at__lt=since), Q(second_word_at__lt=since)
    rows = Commitment.objects.filter(first | second, commission=commission, is_open=True).order_by()
    counts = rows.values(of=Value(1)).annotate(
        total=Count("pk"), first=Count("pk", filter=first), second=Count("pk", filter=second)
    )
    return counts.values_list("total", "first", "second")


def _keys(commission: Commission, period: WeekPeriod, book: WeekBook) -> dict[str, str]:
    """Under what is kept how it stands, who is silent, and the first of each section."""
    parts = {"stands": COUNTED_BY, "silent": (PicturePart.SILENT,), "listed": LISTED_BY}
    return {name: _touched(commission, name, period, book, touched) for name, touched in parts.items()}


def _touched(
    commission: Commission, name: str, period: WeekPeriod, book: WeekBook, parts: tuple[PicturePart, ...]
) -> str:
    until = ".".join(str(book.touched.get(part, -1)) for part in parts)
    return f"{_key(commission, name, period)}:{period.day}:{until}"


def _key(commission: Commission, name: str, period: WeekPeriod) -> str:
    cut = f"{period.week}.{period.start:%Y%m%dT%H%M}"
    return f"week-{name}:{commission.picture_key}.{commission.slug}.{cut}.{commission.silent_after_days}"
