"""What each side owes by when, how late it is, and whether what was delivered came on its day. Facts, no words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from commitments.vocabulary import SIDES, Agreed, DueKind
from commitments.vocabulary.rhythm import Rhythm

REPORT, ANSWER, RESULT = "report", "answer", "result"


@dataclass(frozen=True, slots=True)
class Duty:
    """What one side owes: a report, the answer to a condition, or the result itself, by a day.

    `days_late` is 0 until that day has passed. `missed` counts the periods without a report or an answer, as far as
    they have passed. `since` is the day the duty to report or to answer began, where nothing was filed since and the
    first one is owed still: it lies a period before `owed_on`.
    """

    side: str
    what: str
    owed_on: dt.date
    days_late: int
    missed: int
    since: dt.date | None = None


def what_is_owed(row: Any) -> str:
    """REPORT, ANSWER or RESULT, by the terms of a commitment (or of a period)."""
    if row.due_kind == DueKind.CONDITION and row.condition_met_on is None:
        return ANSWER
    return REPORT if row.due_kind == DueKind.CONTINUING else RESULT


def duties_of(row: Any, *, on: dt.date) -> list[Duty]:
    """What each side owes on `row`, a commitment or its terms over a period, as seen on a day; the first side first."""
    what, found = what_is_owed(row), []
    for side in (one.value for one in SIDES):
        owed_on = getattr(row, f"{side}_owed_on")
        if row.is_open and owed_on is not None:
            missed = 0 if what == RESULT else getattr(row, f"{side}_missed") + _passed(row, owed_on, on)
            since = None if what == RESULT else _owed_since(row, side, owed_on)
            found.append(Duty(side, what, owed_on, max(0, (on - owed_on).days), missed, since))
    return found


def _rhythm_of(row: Any) -> Rhythm:
    if row.due_kind == DueKind.CONTINUING:
        return Rhythm(row.rhythm_on, months=row.every_months)
    return Rhythm(row.rhythm_on, weeks=row.every_weeks)


def _passed(row: Any, owed_on: dt.date, on: dt.date) -> int:
    """How many days of the rhythm have passed from the one that is owed on."""
    return _rhythm_of(row).count(owed_on, on)


def _owed_since(row: Any, side: str, owed_on: dt.date) -> dt.date | None:
    """The day the rhythm began, where the side has owed by it from the beginning and filed nothing; else None."""
    filed = getattr(
        row, f"{side}_reported_on" if row.due_kind == DueKind.CONTINUING else f"{side}_checked_on"
    )
    is_first = filed is None and not getattr(row, f"{side}_missed") and owed_on == _rhythm_of(row).day(1)
    return row.rhythm_on if is_first else None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How many days after the day promised now, and after the one promised first, it was delivered; before it: < 0."""

    on: dt.date
    days_after: int
    days_after_first: int

    @property
    def is_late(self) -> bool:
        return self.days_after > 0


def delivery_of(row: Any) -> Delivery | None:
    """When what both sides call delivered was delivered; None where it is not, or no day was promised."""
    if row.delivered_on is None or row.due_on is None or row.agreed != Agreed.DELIVERED:
        return None
    after, first = row.delivered_on - row.due_on, row.delivered_on - (row.first_due_on or row.due_on)
    return Delivery(row.delivered_on, after.days, first.days)
