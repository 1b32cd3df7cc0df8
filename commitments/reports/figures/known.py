"""What the figures come to on a past day, as known today: by the days that values speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from commitments.actions.duty_state import sides_of
from commitments.actions.figures_state import figures_columns
from commitments.figures.record import Indicator, known_about
from commitments.models import Commission, Commitment, Entry, ObservedValue
from commitments.models.among import Among
from commitments.reports.figures.load import known_rows
from commitments.vocabulary import SIDES, EntryKind

# The columns of models/by_period.py, without `figures_told`.
FIGURES = (
    "figures_count",
    "figures_verdict",
    "figures_due_on",
    "figures_share",
    "figures_behind",
    "figures_whose",
    "figures_differ",
    *(f"{side.value}_figures_on" for side in SIDES),
    *(f"{side.value}_figures_owed_on" for side in SIDES),
)

# By the key of the commitment: the columns.
FiguresKnown = Mapping[int, Mapping[str, Any]]


def figures_known_of(
    commission: Commission, day: dt.date, among: Collection[int] | None = None
) -> FiguresKnown:
    """The columns by the key of the commitment, where they are others than those recorded by the end of the day.

    Of the commitments `among`; None: of all. They are where a value about the day, or about an earlier one, came later or was revised later.
    """
    moment = commission.calendar.end_of_day(day)
    came_later = Q(recorded_from__gt=moment, from_day__lte=day)
    revised = Q(recorded_from__lte=moment, recorded_to__gt=moment)
    values = ObservedValue.objects.filter(came_later | revised, commission=commission, reference="")
    if among is not None:
        values = values.filter(commitment__in=among)
    keys = values.order_by().values_list("commitment", flat=True).distinct()
    return {key: columns[day] for key, columns in figures_on_days(commission, set(keys), day).items()}


def figures_on_days(
    commission: Commission, keys: Collection[int], *days: dt.date
) -> dict[int, dict[dt.date, dict[str, Any]]]:
    """The columns, with `figures_told`, of these commitments on each of the days, the last of them last.

    What is counted has recorded time alone: it is what was counted by the end of the last day, or at first where it
    was agreed later. Who owes a value is told as of something open.
    """
    if not keys:
        return {}
    indicators = indicators_known_of(keys, commission.calendar.end_of_day(days[-1]))
    performing = dict(Commitment.objects.filter(Among("pk", indicators)).values_list("pk", "performed_by"))
    rows = known_rows(indicators)
    return {
        key: {
            day: _as_columns(
                figures_columns(counted, known_about(rows.get(key, ()), day), owing=sides_of(performing[key]))
            )
            for day in days
        }
        for key, counted in indicators.items()
    }


def indicators_known_of(keys: Collection[int], moment: dt.datetime) -> dict[int, list[Indicator]]:
    """What was counted of commitments at a moment; of those of which nothing was yet, what was counted at first."""
    kinds = (EntryKind.RECORDED, EntryKind.INDICATORS_SET)
    entries = Entry.objects.filter(Among("commitment", keys), kind__in=kinds).order_by("number")
    found: dict[int, list[Indicator]] = {}
    for key, changes, at in entries.values_list("commitment", "changes", "recorded_at"):
        _before, counted = changes.get("indicators", (None, None))
        if counted is not None and (at <= moment or not found.get(key)):
            found[key] = counted
    return found


def _as_columns(found: Mapping[str, Any]) -> dict[str, Any]:
    """With days as the database has them."""
    return {
        name: dt.date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in found.items()
    }
