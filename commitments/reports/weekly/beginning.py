"""The week in which a log began, and the numbers of weeks counted from it."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from commitments.models import Commission, Entry, Week
from commitments.models.prepared import Hole, PreparedQuestion, prepared


def first_week(commission: Commission) -> Week | None:
    """The week of the first entry; None while the log is empty."""
    first = first_question(commission).rows()
    return commission.calendar.week_of(first[0][0]) if first else None


def first_question(commission: Commission) -> PreparedQuestion[tuple[dt.datetime]]:
    """What `first_week` asks."""
    return _first_entry.of(commission=commission.pk)


@prepared
def _first_entry(*, commission: Hole) -> QuerySet[Entry, tuple[dt.datetime]]:
    return Entry.objects.filter(commission=commission, number=0).order_by().values_list("recorded_at")


def number_of(week: Week, first: Week) -> int:
    """Which weekly status it is, counted from that of the week in which the log began."""
    return (week.monday - first.monday).days // 7 + 1
