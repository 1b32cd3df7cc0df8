"""Silence at a past moment: no word of a side for so long that the commission calls it silent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from commitments.models import Commission, Commitment, Entry, Terms
from commitments.reports.register.clock import silent_since
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.section import SectionCount
from commitments.vocabulary import SIDES

FIRST, SECOND, BOTH = 1, 2, 3


def silent_at(commission: Commission, period: WeekPeriod) -> QuerySet[Commitment]:
    """Commitments open at the end of a week on which at least one side was silent then."""
    since = silent_since(commission, period.day)
    first, second = (_quiet(commission, place, since, period.moment) for place in (0, 1))
    return Commitment.objects.filter(
        first | second, _open(period), commission=commission, recorded_at__lt=since
    )


def count_silent(
    commission: Commission, period: WeekPeriod, before: WeekPeriod, now: SectionCount, then: SectionCount
) -> None:
    """Fill the counts of two weeks, in one query: in all, and by side.

    The two stretches of silence overlap but for a week at either end. Who spoke in between was silent in neither, and
    one look at the index tells so for most commitments.
    """
    since, since_before = (silent_since(commission, week.day) for week in (period, before))
    first, second = (_quiet(commission, place, since, before.moment) for place in (0, 1))
    rows = (
        Commitment.objects.filter(first | second, commission=commission, recorded_at__lt=since)
        .annotate(
            now=_by_side(commission, period, since),
            then=_by_side(commission, before, since_before),
        )
        .values("now", "then")
        .annotate(number=Count("pk"))
        .order_by()
        .values_list("now", "then", "number")
    )
    for silent_now, silent_then, number in rows:
        for silent, found in ((silent_now, now), (silent_then, then)):
            found.total += number if silent else 0
            found.first += number if silent & FIRST else 0
            found.second += number if silent & SECOND else 0


def _quiet(commission: Commission, place: int, since: dt.datetime, until: dt.datetime) -> Q:
    """The side at a place said nothing from `since` to `until`. Its latest word of all often tells without the log."""
    word = f"{SIDES[place].value}_word_at"
    words = Entry.objects.words_of(commission.sides[place]).filter(
        commitment=OuterRef("pk"), recorded_at__gte=since, recorded_at__lte=until
    )
    return Q(**{f"{word}__lt": since}) | Q(Q(**{f"{word}__gt": until}), ~Exists(words))


def _open(period: WeekPeriod) -> Q:
    """Open by the latest terms recorded until the end of a week."""
    terms = Terms.objects.filter(commitment=OuterRef("pk"), recorded_from__lte=period.moment)
    latest = terms.order_by("-recorded_from", "-entry_number").values("is_open")[:1]
    return Q(Subquery(latest, output_field=BooleanField()))


def _by_side(commission: Commission, period: WeekPeriod, since: dt.datetime) -> Case:
    """Which sides were silent at the end of a week: 0, FIRST, SECOND or BOTH."""
    first, second = (_quiet(commission, place, since, period.moment) for place in (0, 1))
    whens: list[Any] = [
        When(~Q(_open(period), recorded_at__lt=since), then=Value(0)),
        When(first & second, then=Value(BOTH)),
        When(first, then=Value(FIRST)),
        When(second, then=Value(SECOND)),
    ]
    return Case(*whens, default=Value(0), output_field=IntegerField())
