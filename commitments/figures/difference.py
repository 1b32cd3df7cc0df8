"""Where the two sides speak of the same period in the same unit and give other numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commitments.figures.observation import Observation, apart, vintage
from commitments.figures.period import ValuePeriod
from commitments.figures.tolerance import USUAL, Tolerance
from commitments.vocabulary.figures import Qualifier


@dataclass(frozen=True, slots=True)
class FiguresDiffer:
    """Two official numbers for one period; neither is chosen. `share` is of the larger."""

    period: ValuePeriod
    first: Observation
    second: Observation
    by: Decimal
    share: Decimal
    since: dt.datetime  # recorded time: from when on both were known, and differed


def differences(
    first: Iterable[Observation], second: Iterable[Observation], tolerance: Tolerance = USUAL
) -> list[FiguresDiffer]:
    """The periods of which the sides say different numbers, in order. Takes all observations, revised ones too."""
    ones, others = list(first), list(second)
    return between((vintage(ones), ones), (vintage(others), others), tolerance)


# What is known of one series, and all that was given, revised values too.
KnownAndGiven = tuple[Sequence[Observation], Sequence[Observation]]


def between(first: KnownAndGiven, second: KnownAndGiven, tolerance: Tolerance = USUAL) -> list[FiguresDiffer]:
    """The same, where the caller knows which values are known."""
    (known, ones), (theirs, others) = first, second
    by_period = {one.period: one for one in theirs}
    found = []
    for own in known:
        other = by_period.get(own.period)
        differ = _differ(own, other, tolerance) if other is not None else None
        since = _since(_of(own.period, ones), _of(own.period, others), tolerance) if differ else None
        if other is not None and differ and since:
            found.append(FiguresDiffer(own.period, own, other, *differ, since))
    return found


def _of(period: ValuePeriod, observations: Iterable[Observation]) -> list[Observation]:
    same = [one for one in observations if one.period == period]
    return sorted(same, key=lambda one: (one.recorded_at, one.entry))


def _differ(one: Observation, other: Observation, tolerance: Tolerance) -> tuple[Decimal, Decimal] | None:
    """By how much, and as a share of the larger; None where both can be true, or they cannot be compared."""
    if one.number is None or other.number is None or one.unit != other.unit:
        return None
    lower, upper = (one, other) if one.number <= other.number else (other, one)
    # "More than 500" and 529 are both true, and so are two bounds of one kind.
    if lower.qualifier == Qualifier.MORE_THAN or upper.qualifier == Qualifier.AT_MOST:
        return None
    if not tolerance.is_exceeded_by(one.number, other.number):
        return None
    return abs(one.number - other.number), apart(one.number, other.number)


def _since(first: list[Observation], second: list[Observation], tolerance: Tolerance) -> dt.datetime | None:
    """The recorded moment from which on they differed without a break; None where they do not."""
    own: Observation | None = None
    other: Observation | None = None
    since: dt.datetime | None = None
    said: list[tuple[dt.datetime, int, Observation | None, bool]] = []
    for observations, is_first in ((first, True), (second, False)):
        said += [(one.recorded_at, one.entry, one, is_first) for one in observations]
        # A value ends where another one revises it at that moment, or it was taken back.
        begun = {one.recorded_at for one in observations}
        said += [
            (one.ended_at, 0, None, is_first)
            for one in observations
            if one.ended_at and one.ended_at not in begun
        ]
    for at, _entry, one, is_first in sorted(said, key=lambda event: event[:2]):
        own, other = (one, other) if is_first else (own, one)
        differ = own is not None and other is not None and _differ(own, other, tolerance)
        since = (since or at) if differ else None
    return since
