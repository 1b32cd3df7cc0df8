"""Silence at a past moment: no word of a side for so long that the commission calls it silent."""

from __future__ import annotations

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
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.weekly.asked import WeekAsked, filling
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.section import SectionCount
from commitments.vocabulary import SIDES, Side

FIRST, SECOND, BOTH = 1, 2, 3


def silent_at(week: WeekAsked) -> QuerySet[Commitment]:
    """Commitments open at the end of a week on which at least one side was silent then."""
    first, second = (_quiet(week, side, week.silent_since, week.moment) for side in SIDES)
    return Commitment.objects.filter(
        first | second, _open(week), commission=week.commission, recorded_at__lt=week.silent_since
    )


def count_silent(
    commission: Commission, period: WeekPeriod, before: WeekPeriod, now: SectionCount, then: SectionCount
) -> None:
    """Fill the counts of two weeks, in one query: in all, and by side.

    The two stretches of silence overlap but for a week at either end. Who spoke in between was silent in neither, and
    one look at the index tells so for most commitments.
    """
    for silent_now, silent_then, number in silent_question(commission, period, before).rows():
        for silent, found in ((silent_now, now), (silent_then, then)):
            found.total += number if silent else 0
            found.first += number if silent & FIRST else 0
            found.second += number if silent & SECOND else 0


def silent_question(commission: Commission, period: WeekPeriod, before: WeekPeriod) -> PreparedQuestion[Any]:
    """What `count_silent` asks."""
    return _silent_by_side.of(**filling(commission, period, before))


@prepared
def _silent_by_side(**_holes: Hole) -> QuerySet[Any, tuple[int, int, int]]:
    """(which sides were silent at the end of a week, at the end of the week before, on how many)."""
    week, before = WeekAsked.holes(), WeekAsked.holes(1)
    first, second = (_quiet(week, side, week.silent_since, before.moment) for side in SIDES)
    rows = Commitment.objects.filter(
        first | second, commission=week.commission, recorded_at__lt=week.silent_since
    )
    return (
        rows.annotate(now=_by_side(week), then=_by_side(before))
        .values("now", "then")
        .annotate(number=Count("pk"))
        .order_by()
        .values_list("now", "then", "number")
    )


def _quiet(week: WeekAsked, side: Side, since: Any, until: Any) -> Q:
    """A side said nothing from `since` to `until`. Its latest word of all often tells without the log."""
    word, party = f"{side.value}_word_at", getattr(week, f"{side.value}_party")
    words = Entry.objects.words_of(party).filter(
        commitment=OuterRef("pk"), recorded_at__gte=since, recorded_at__lte=until
    )
    return Q(**{f"{word}__lt": since}) | Q(Q(**{f"{word}__gt": until}), ~Exists(words))


def _open(week: WeekAsked) -> Q:
    """Open by the latest terms recorded until the end of a week."""
    terms = Terms.objects.filter(commitment=OuterRef("pk"), recorded_from__lte=week.moment)
    latest = terms.order_by("-recorded_from", "-entry_number").values("is_open")[:1]
    return Q(Subquery(latest, output_field=BooleanField()))


def _by_side(week: WeekAsked) -> Case:
    """Which sides were silent at the end of a week: 0, FIRST, SECOND or BOTH."""
    first, second = (_quiet(week, side, week.silent_since, week.moment) for side in SIDES)
    whens: list[Any] = [
        When(~Q(_open(week), recorded_at__lt=week.silent_since), then=Value(0)),
        When(first & second, then=Value(BOTH)),
        When(first, then=Value(FIRST)),
        When(second, then=Value(SECOND)),
    ]
    return Case(*whens, default=Value(0), output_field=IntegerField())
