"""Three things that are not the same: not yet assessed, assessed without progress, and a report not received.

Silence is a fourth: no word at all. What counts as long is the commission's `silent_after_days` for both.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db.models import Q

from commitments.models import Calendar
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


def without_progress(side: str, *, since: dt.datetime) -> Q:
    """`side` has stated an open view, and its status is the same since before that moment, whether it spoke or not."""
    return Q(**{"is_open": True, f"{side}_status__in": EXPECTS_PROGRESS, f"{side}_since__lt": since})


def report_not_received(side: str, *, on: dt.date) -> Q:
    """A report that `side` owes was due before a day."""
    return REPORTS & Q(is_open=True, owed_on__lt=on, owed_by__in=(side, Side.BOTH))


class Owing(Protocol):
    """A commitment, or its terms over a period."""

    due_kind: str
    condition_met_on: dt.date | None
    owed_on: dt.date | None
    owed_by: str


def reports_late(row: Owing, side: str, *, on: dt.date) -> bool:
    """The same as `report_not_received`, of one open row."""
    is_report = row.due_kind in (DueKind.CONTINUING, DueKind.PERIOD) or (
        row.due_kind == DueKind.CONDITION and row.condition_met_on is None
    )
    return is_report and row.owed_on is not None and row.owed_on < on and row.owed_by in (side, Side.BOTH)


def days_without_progress(
    status: str, stated_at: dt.datetime | None, *, since: dt.datetime, day: dt.date, calendar: Calendar
) -> int:
    """For how many days a side has held the status, where that counts as without progress; else 0."""
    if status not in EXPECTS_PROGRESS or stated_at is None or stated_at >= since:
        return 0
    return (day - calendar.day_of(stated_at)).days
