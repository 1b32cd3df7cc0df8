"""What a question about a week is asked with: in the text that is kept of it for all weeks, these are holes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from commitments.models import Commission
from commitments.models.prepared import Hole, Value
from commitments.reports.register.clock import silent_since
from commitments.reports.weekly.period import DUE_WITHIN, WeekPeriod


@dataclass(frozen=True, slots=True)
class WeekAsked:
    """A week of the log of a commission: its values, or a hole for each."""

    commission: Any
    first_party: Any
    second_party: Any
    start: Any
    moment: Any
    first_day: Any
    day: Any
    due_until: Any  # the last day of what is due next
    monday: Any
    silent_since: Any  # whoever said nothing since then was silent

    @classmethod
    def of(cls, commission: Commission, period: WeekPeriod) -> WeekAsked:
        first, second = commission.sides
        return cls(
            commission.pk,
            first.pk,
            second.pk,
            period.start,
            period.moment,
            period.first_day,
            period.day,
            period.day + DUE_WITHIN,
            period.week.monday,
            silent_since(commission, period.day),
        )

    @classmethod
    def holes(cls, place: int = 0) -> WeekAsked:
        """Of one of the weeks that a question is about."""
        return cls(*(Hole(f"{name}_{place}") for name in NAMES))


NAMES = [field.name for field in fields(WeekAsked)]


def filling(commission: Commission, *periods: WeekPeriod) -> dict[str, Value]:
    """What fills the holes of so many weeks."""
    return {
        f"{name}_{place}": getattr(asked, name)
        for place, asked in enumerate(WeekAsked.of(commission, period) for period in periods)
        for name in NAMES
    }
