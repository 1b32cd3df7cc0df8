"""Three things that are not the same: not yet assessed, assessed without progress, and a report not received.

Silence is a fourth: no word at all. What counts as long is the commission's `silent_after_days` for both.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db.models import Q

from commitments.models.commitment import owes_late
from commitments.vocabulary import WORKING, DueKind, Side, Status

# A side that has stated one of these expects the next one. What is continuing goes on as it is; its sign of life is
# the report.
EXPECTS_PROGRESS = tuple(status for status in WORKING if status != Status.CONTINUING)

# Something whose owing is a report: of what is continuing; of a condition that is asked for; at the end of a period.
REPORTS = (
    Q(due_kind=DueKind.CONTINUING)
    | Q(due_kind=DueKind.CONDITION, condition_met_on__isnull=True)
    | Q(due_kind=DueKind.PERIOD)
)


def without_progress(side: str, *, before: dt.date) -> Q:
    """`side` has stated an open view that has been true since before that day, and no value since."""
    stands = Q(**{"is_open": True, f"{side}_status__in": EXPECTS_PROGRESS, f"{side}_true_on__lt": before})
    return stands & no_value_since(side, before)


def no_value_since(side: str, before: dt.date) -> Q:
    """`side` has given no value for a day from `before` on: a value is progress, whatever the status says."""
    return Q(**{f"{side}_figures_on__isnull": True}) | Q(**{f"{side}_figures_on__lt": before})


def report_not_received(side: str, *, on: dt.date) -> Q:
    """A report that `side` owes was due before a day."""
    return REPORTS & owes_late(side, on)


class Owing(Protocol):
    """A commitment, or its terms over a period."""

    due_kind: str
    condition_met_on: dt.date | None
    first_owed_on: dt.date | None
    second_owed_on: dt.date | None


def reports_late(row: Owing, side: str, *, on: dt.date) -> bool:
    """The same as `report_not_received`, of one open row."""
    is_report = row.due_kind in (DueKind.CONTINUING, DueKind.PERIOD) or (
        row.due_kind == DueKind.CONDITION and row.condition_met_on is None
    )
    owed_on = row.first_owed_on if side == Side.FIRST else row.second_owed_on
    return is_report and owed_on is not None and owed_on < on


def days_without_progress(
    status: str, true_on: dt.date | None, value_on: dt.date | None, *, day: dt.date, limit: int
) -> int:
    """For how many days a status has been true and no value came, where that is more than `limit`; else 0."""
    if status not in EXPECTS_PROGRESS or true_on is None:
        return 0
    number = (day - max(true_on, value_on or true_on)).days
    return number if number > limit else 0
