"""What the figures of commitments crossed within a week: as it was known at its cut-off, and as it is known today."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from commitments.figures.crossing import FiguresCrossing, crossings
from commitments.models import Commission, Commitment, ObservedValue, Terms
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.figures.known import figures_on_days
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.period import ONE_DAY, WeekPeriod

# By the key of the commitment.
Crossed = dict[int, list[FiguresCrossing]]
# Since when and until when figures were told, as which text, and what is counted in other languages, as text, too.
Span = tuple[dt.datetime, dt.datetime | None, str, str]


def crossed_within(commission: Commission, *periods: WeekPeriod) -> list[Crossed]:
    """What each of these weeks, the earlier first, changed of the figures by its cut-off: one query for all."""
    spans: dict[int, list[Span]] = {}
    for key, *span in crossed_question(commission, *periods).rows():
        spans.setdefault(key, []).append((span[0], span[1], span[2], span[3]))
    return [
        _named(commission, ((key, _crossed(own, period)) for key, own in spans.items())) for period in periods
    ]


def crossed_question(commission: Commission, *periods: WeekPeriod) -> PreparedQuestion[Any]:
    """What these weeks look at of the figures."""
    first, last = periods[0], periods[-1]
    days = tuple(_days_over(first.first_day, last.day))
    return _figures_told.of(days, commission=commission.pk, since=first.start, until=last.moment)


@prepared
def _figures_told(
    days: tuple[str, ...], *, commission: Hole, since: Hole, until: Hole
) -> QuerySet[Terms, Any]:
    counting = Terms.objects.filter(commission=commission, figures_count__gt=0, is_counted=True)
    touched = counting.filter(recorded_from__gt=since, recorded_from__lte=until)
    rows = counting.filter(
        Q(commitment__in=touched.values("commitment")) | _due_on(days),
        Q(recorded_to__isnull=True) | Q(recorded_to__gt=since),
        recorded_from__lte=until,
    )
    # As text: most begin for another reason than their figures, and reading JSON is most of the work.
    rows = rows.annotate(told=Cast("figures_told", TextField()), called=Cast("counted_titles", TextField()))
    rows = rows.order_by("commitment", "recorded_from", "entry_number")
    return rows.values_list("commitment", "recorded_from", "recorded_to", "told", "called")


def _crossed(spans: Sequence[Span], period: WeekPeriod) -> list[FiguresCrossing]:
    (then, _titles), (now, titles) = _held(spans, period.start), _held(spans, period.moment)
    # The same figures cross something only by a day that is over.
    if then == now and not any(day in now for day in _days_over(period.first_day, period.day)):
        return []
    found = crossings(json.loads(then), json.loads(now), period.first_day, period.day)
    return [replace(one, titles=json.loads(titles)) for one in found]


def _held(spans: Iterable[Span], moment: dt.datetime) -> tuple[str, str]:
    """What was told, and the titles."""
    return next(
        (
            (told, titles)
            for since, until, told, titles in spans
            if since <= moment and (until is None or until > moment)
        ),
        ("{}", "{}"),
    )


def _days_over(first_day: dt.date, day: dt.date) -> list[str]:
    """The days that are over at the end of `day` and were not at the end of `first_day`, as records write them."""
    return [(first_day + ONE_DAY * n).isoformat() for n in range((day - first_day).days)]


def _due_within(first_day: dt.date, day: dt.date) -> Q:
    """Terms with a target, not reached, whose day is over since the end of `first_day`."""
    return _due_on(_days_over(first_day, day))


def _due_on(days: Iterable[str]) -> Q:
    """The same, of days as records write them."""
    return Q(figures_told__due__has_any_keys=[*days]) if days else Q(pk=None)


def _named(commission: Commission, found: Iterable[tuple[int, list[FiguresCrossing]]]) -> Crossed:
    """With the names of the sides; what crossed nothing is left out."""
    names = {str(party.side): party.name for party in commission.sides}
    return {
        key: [replace(one, party=names.get(one.row.get("whose", ""), "")) for one in crossed]
        for key, crossed in found
        if crossed
    }


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """As known today: what the figures crossed by the days of a week, and what they come to at its end."""

    crossed: Crossed
    columns: dict[int, dict[str, Any]]


def figures_by_day(commission: Commission, period: WeekPeriod, told: Iterable[int]) -> KnownFigures:
    """Of the values now known, by the days they speak of.

    Of the commitments `told`, of which values were given on these days, of those with values about these days, and
    of those with a target whose day was over.
    """
    first_day, day = period.first_day, period.day
    of_these = Q(to_day__gt=first_day, to_day__lte=day) | Q(effective_on__gt=first_day, effective_on__lte=day)
    values = ObservedValue.objects.filter(of_these, commission=commission, recorded_to=None, reference="")
    about = Q(pk__in=[*told]) | Q(pk__in=values.values("commitment")) | _due_within(first_day, day)
    counting = Commitment.objects.filter(about, commission=commission, figures_count__gt=0, is_counted=True)
    titles = dict(counting.values_list("pk", "counted_titles"))
    found = figures_on_days(commission, list(titles), first_day, day)
    crossed = (
        (
            key,
            [
                replace(one, titles=titles[key])
                for one in crossings(
                    then[first_day]["figures_told"], then[day]["figures_told"], first_day, day
                )
            ],
        )
        for key, then in found.items()
    )
    return KnownFigures(_named(commission, crossed), {key: then[day] for key, then in found.items()})


def take_crossings(events: list[Event], crossed: Crossed) -> None:
    """Give the events about figures what the figures crossed; what came about without a value has one of its own."""
    rest = dict(crossed)
    for event in events:
        if event.topic == EventTopic.FIGURES:
            event.crossings = rest.pop(event.commitment, [])
    events += [Event(EventTopic.FIGURES, key, crossings=found) for key, found in rest.items()]
