"""The sentence of the week, for pages that show nothing else of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import get_language

from commitments.models import Commission, Week
from commitments.reports.weekly.events import events
from commitments.reports.weekly.headline import sentence_of
from commitments.reports.weekly.period import period_of
from commitments.reports.weekly.standing import late_and_diverging


@dataclass(frozen=True, slots=True)
class Headline:
    week: Week
    sentence: str


def headline(commission: Commission, *, head: int, as_of: dt.date | None = None) -> Headline:
    """The sentence of the present week so far, or of the ISO week of `as_of` as it was known at the end of that day.

    `head` is the size of the log. Two queries, and none while no entry is added and the day is the same.
    """
    key = f"headline:{commission.picture_key}:{head}:{commission.today()}:{as_of}:{get_language()}"
    found = caches["pictures"].get(key)
    if found is None:
        found = _compute(commission, as_of)
        caches["pictures"].set(key, found, timeout=3600)
    return found


def _compute(commission: Commission, as_of: dt.date | None) -> Headline:
    calendar, now = commission.calendar, timezone.now()
    if as_of is None:
        period = period_of(commission, calendar.week_of(now), now=now)
    else:
        period = period_of(commission, Week.of_day(as_of), now=min(now, calendar.end_of_day(as_of)))
    told, _before = events(commission, period)
    stood, _before = late_and_diverging(commission, period)
    return Headline(period.week, sentence_of(told | stood, is_running=period.is_running))
