"""The running week as it is now: what has not changed since somebody looked last is not counted again.

The week before is over, so its counts are kept; how it stands now is kept until an entry touches it or the day is
another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db.models import Count, Q

from commitments import clock
from commitments.models import Commission, Commitment
from commitments.models.week import SETTLED_AFTER
from commitments.reports.register.clock import silent_since
from commitments.reports.weekly.book import KEPT_FOR, WeekBook
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.section import SectionCount
from commitments.reports.weekly.sections import SectionCounts
from commitments.reports.weekly.standing import ENTRIES, late_and_differing, lists
from commitments.vocabulary.parts import PicturePart

COUNTED_BY = (PicturePart.COUNTS, PicturePart.LATE, PicturePart.DIFFERING, PicturePart.REQUESTS)
LISTED_BY = (PicturePart.LATE, PicturePart.DIFFERING, PicturePart.REQUESTS, PicturePart.SILENT)


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
    found: SectionCounts = kept(
        _touched(commission, "stands", period, book, COUNTED_BY),
        lambda: late_and_differing(commission, period)[0],
    )
    found[ENTRIES].total = book.size
    if with_lists:
        found["silent"] = kept(
            _touched(commission, "silent", period, book, (PicturePart.SILENT,)),
            lambda: _silent(commission, period),
        )
        shown = kept(
            _touched(commission, "listed", period, book, LISTED_BY), lambda: lists(commission, period)
        )
        for name, keys in shown.items():
            found[name].shown = keys
    return found


def _silent(commission: Commission, period: WeekPeriod) -> SectionCount:
    """On how many open commitments a side is silent now, and which side."""
    since = silent_since(commission, period.day)
    first, second = Q(first_word_at__lt=since), Q(second_word_at__lt=since)
    rows = Commitment.objects.filter(first | second, commission=commission, is_open=True)
    counts = rows.aggregate(
        total=Count("pk"), first=Count("pk", filter=first), second=Count("pk", filter=second)
    )
    return SectionCount(**counts)


def _touched(
    commission: Commission, name: str, period: WeekPeriod, book: WeekBook, parts: tuple[PicturePart, ...]
) -> str:
    until = ".".join(str(book.touched.get(part, -1)) for part in parts)
    return f"{_key(commission, name, period)}:{period.day}:{until}"


def _key(commission: Commission, name: str, period: WeekPeriod) -> str:
    cut = f"{period.week}.{period.start:%Y%m%dT%H%M}"
    return f"week-{name}:{commission.picture_key}.{commission.slug}.{cut}.{commission.silent_after_days}"
