"""What the figures of commitments crossed within a week: as it was known at its cut-off, and as it is known today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from commitments.actions.figures_state import told_by
from commitments.figures.crossing import FiguresCrossing, Told, crossings
from commitments.models import Commission, Commitment, Terms
from commitments.reports.figures.load import known_rows
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.period import ONE_DAY, WeekPeriod

# By the key of the commitment.
Crossed = dict[int, list[FiguresCrossing]]


def crossed_within(commission: Commission, *periods: WeekPeriod) -> list[Crossed]:
    """What each of these weeks, the earlier first, changed of the figures by its cut-off: one query for all."""
    first, last = periods[0], periods[-1]
    counting = Terms.objects.filter(commission=commission, figures_count__gt=0, is_counted=True)
    touched = counting.filter(recorded_from__gt=first.start, recorded_from__lte=last.moment)
    rows = counting.filter(
        Q(commitment__in=touched.values("commitment")) | _due_within(first.first_day, last.day),
        Q(recorded_to__isnull=True) | Q(recorded_to__gt=first.start),
        recorded_from__lte=last.moment,
    )
    spans: dict[int, list[tuple[dt.datetime, dt.datetime | None, Told]]] = {}
    for key, *span in rows.order_by("commitment", "recorded_from", "entry_number").values_list(
        "commitment", "recorded_from", "recorded_to", "figures_told"
    ):
        spans.setdefault(key, []).append((span[0], span[1], span[2]))
    return [
        _named(
            commission,
            (
                (key, crossings(_held(own, one.start), _held(own, one.moment), one.first_day, one.day))
                for key, own in spans.items()
            ),
        )
        for one in periods
    ]


def _held(spans: Iterable[tuple[dt.datetime, dt.datetime | None, Told]], moment: dt.datetime) -> Told:
    return next(
        (told for since, until, told in spans if since <= moment and (until is None or until > moment)), {}
    )


def _due_within(first_day: dt.date, day: dt.date) -> Q:
    """Terms with a target, not reached, whose day is over since the end of `first_day`."""
    days = [(first_day + ONE_DAY * n).isoformat() for n in range((day - first_day).days)]
    return Q(figures_told__due__has_any_keys=days) if days else Q(pk=None)


def _named(commission: Commission, found: Iterable[tuple[int, list[FiguresCrossing]]]) -> Crossed:
    """With the names of the sides; what crossed nothing is left out."""
    names = {str(party.side): party.name for party in commission.sides}
    return {
        key: [replace(one, party=names.get(one.row.get("whose", ""), "")) for one in crossed]
        for key, crossed in found
        if crossed
    }


def crossed_by_day(commission: Commission, period: WeekPeriod, told: Iterable[int]) -> Crossed:
    """The same by the days of a week, as known today: of the values now known, those given for a day by then.

    Of the commitments `told`, of which values speak about these days, and of those with a target whose day was over.
    """
    about = Q(pk__in=list(told)) | _due_within(period.first_day, period.day)
    counting = Commitment.objects.filter(about, commission=commission, figures_count__gt=0, is_counted=True)
    states = {key: {"indicators": indicators} for key, indicators in counting.values_list("pk", "indicators")}
    rows = known_rows(states.keys()) if states else {}

    def told_on(key: int, day: dt.date) -> Told:
        own = [row for row in rows.get(key, ()) if row["recorded_to"] is None]
        return told_by(states[key], [row for row in own if row["effective_on"] <= day.isoformat()])

    first_day, day = period.first_day, period.day
    return _named(
        commission,
        ((key, crossings(told_on(key, first_day), told_on(key, day), first_day, day)) for key in states),
    )


def take_crossings(events: list[Event], crossed: Crossed) -> None:
    """Give the events about figures what the figures crossed; what came about without a value has one of its own."""
    rest = dict(crossed)
    for event in events:
        if event.topic == EventTopic.FIGURES:
            event.crossings = rest.pop(event.commitment, [])
    events += [Event(EventTopic.FIGURES, key, crossings=found) for key, found in rest.items()]
