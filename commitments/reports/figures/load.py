"""The values of commitments as they were known at a moment, in one query however many commitments there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from commitments.actions.duty_state import owing_performers
from commitments.figures.record import ValueRow
from commitments.models import Commitment, ObservedValue, Seat
from commitments.models.canonical import moment as as_moment
from commitments.reports.figures.reading import IndicatorReading, read_indicator

COLUMNS = (
    "commitment",
    "entry_number",
    "position",
    "indicator",
    "whose",
    "reference",
    "period",
    "number",
    "qualifier",
    "status",
    "parts",
    "effective_on",
    "recorded_from",
    "recorded_to",
)


def known_rows(keys: Collection[int], until: dt.datetime | None = None) -> dict[int, list[ValueRow]]:
    """Every value recorded by a moment for these commitments, revised ones too, in the order of the log."""
    rows = ObservedValue.objects.filter(commitment__in=keys).order_by("entry_number", "position")
    if until is not None:
        rows = rows.filter(recorded_from__lte=until)
    found: dict[int, list[ValueRow]] = defaultdict(list)
    for row in rows.values(*COLUMNS):
        row["effective_on"] = row["effective_on"].isoformat()
        ended = row["recorded_to"]
        row["recorded_from"] = as_moment(row["recorded_from"])
        row["recorded_to"] = as_moment(ended) if ended and (until is None or ended <= until) else None
        found[row["commitment"]].append(row)
    return found


def of_commitments(
    commitments: Collection[Commitment], seat: Seat, *, today: dt.date, until: dt.datetime | None = None
) -> dict[int, list[IndicatorReading]]:
    """What is counted of each commitment, by its primary key; the sides stand in the order of the reader's seat."""
    counted = [commitment for commitment in commitments if commitment.indicators]
    rows = known_rows([commitment.pk for commitment in counted], until) if counted else {}
    return {
        commitment.pk: [
            read_indicator(
                indicator,
                rows.get(commitment.pk, ()),
                seat.sides,
                today=today,
                owing=owing_performers({"performed_by": commitment.performed_by}),
                is_open=commitment.is_open,
            )
            for indicator in commitment.indicators
            if not indicator.get("is_over")
        ]
        for commitment in counted
    }


def of_commitment(
    commitment: Commitment, seat: Seat, *, today: dt.date, until: dt.datetime | None = None
) -> list[IndicatorReading]:
    """What is counted of one commitment, as it was known at a moment."""
    return of_commitments([commitment], seat, today=today, until=until).get(commitment.pk, [])
