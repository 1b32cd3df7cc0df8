"""Values of one series, and which of them count.

A series holds the values of one side for one indicator. Series are never added, averaged or mixed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from commitments.figures.period import ValuePeriod
from commitments.figures.tolerance import Tolerance
from commitments.vocabulary.figures import Combining, Qualifier, ValueStatus

ZERO = Decimal(0)
BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Observation:
    """One value for one period, as one entry of the log says it. `number` is None where its side says there is none."""

    period: ValuePeriod
    number: Decimal | None
    qualifier: str = Qualifier.EXACT
    status: str = ValueStatus.FINAL
    entry: int = 0
    recorded_at: dt.datetime = BEGINNING
    said_on: dt.date = dt.date.max
    ended_at: dt.datetime | None = None  # revised or taken back
    of: tuple[Decimal, Decimal] | None = None  # numerator and denominator of a share
    source: str = ""
    unit: str = ""  # of its series, where that is another one than the indicator's

    def is_ended(self, by: dt.datetime | None) -> bool:
        """Whether it was revised or taken back by a moment; None: by now."""
        return self.ended_at is not None and (by is None or self.ended_at <= by)

    @property
    def day(self) -> dt.date:
        """The day it speaks of."""
        return day_spoken_of(self.period, self.said_on)


def day_spoken_of(period: ValuePeriod, said_on: dt.date) -> dt.date:
    """The last day of the period of a value, or the day the value was said where the period was still running."""
    return max(period.start, min(period.end, said_on))


@dataclass(frozen=True, slots=True)
class SeriesLevel:
    """Where a series stands on a day: a sum, the latest running total, a level, or a rate."""

    day: dt.date
    number: Decimal
    qualifier: str
    observations: tuple[Observation, ...]  # what it is made of


def vintage(observations: Iterable[Observation], by: dt.datetime | None = None) -> list[Observation]:
    """The values as they were known at a moment, in order of their periods; a later one for a period revises it.

    `by` is included; None: as known now.
    """
    known: dict[ValuePeriod, Observation] = {}
    for one in sorted(observations, key=lambda one: (one.recorded_at, one.entry)):
        if by is None or one.recorded_at <= by:
            known[one.period] = one
    return sorted((one for one in known.values() if not one.is_ended(by)), key=_order)


def _order(one: Observation) -> tuple[dt.date, dt.timedelta]:
    """By the end of the period; of those that end together the narrowest first."""
    return one.period.end, one.period.end - one.period.start


def clash(period: ValuePeriod, others: Iterable[ValuePeriod]) -> ValuePeriod | None:
    """The first of `others` that overlaps `period` in part, if any."""
    return next((other for other in others if period.overlaps_in_part(other)), None)


def levels(combining: str, known: Sequence[Observation], since: dt.date | None = None) -> list[SeriesLevel]:
    """Where a series stood, day by day. `known` is one vintage in its order.

    `since` is the last day before the counting: amounts of earlier periods stay out of a sum.
    Of nested periods of a flow the widest counts once; a period without a number takes nothing from its parts.
    """
    with_number = _of_one_unit([one for one in known if one.number is not None])
    if combining != Combining.FLOW:
        return [
            SeriesLevel(one.day, one.number, one.qualifier, (one,))
            for one in with_number
            if one.number is not None
        ]
    found: list[SeriesLevel] = []
    counted: list[Observation] = []
    sums: list[tuple[Decimal, str]] = []  # of the values counted so far, each with what it can claim
    for one in with_number:
        if one.number is None or (since is not None and one.period.start <= since):
            continue
        parts = _parts_in(one.period, counted)
        if any(part.day > one.day for part in parts):
            continue  # said while its period was running, and its parts have gone further since
        del counted[len(counted) - len(parts) :], sums[len(counted) :]
        total, qualifier = sums[-1] if sums else (ZERO, str(Qualifier.EXACT))
        counted.append(one)
        sums.append((total + one.number, joint_qualifier(qualifier, one.qualifier)))
        level = SeriesLevel(one.day, *sums[-1], tuple(counted))
        if found and found[-1].day == level.day:
            found.pop()
        found.append(level)
    return found


def _of_one_unit(known: Sequence[Observation]) -> list[Observation]:
    """Those in the unit of the last one: numbers of two units have no sum and no course."""
    return [one for one in known if one.unit == known[-1].unit]


def comparable(known: Iterable[Observation]) -> list[Observation]:
    """Those in the unit of the indicator, which alone can be held against its targets."""
    return [one for one in known if not one.unit]


def _parts_in(period: ValuePeriod, counted: Sequence[Observation]) -> list[Observation]:
    """The last of `counted` that lie in a period. Periods never overlap in part, so these are all of its parts."""
    return list(takewhile(lambda one: period.contains(one.period), reversed(counted)))


def _sum(observations: Iterable[Observation]) -> Decimal:
    return sum((one.number for one in observations if one.number is not None), ZERO)


def joint_qualifier(one: str, other: str) -> str:
    """What a sum can claim: "more than" and "at most" hold for it only alone, all else makes it an "about"."""
    said = {str(one), str(other)} - {str(Qualifier.EXACT)}
    if not said:
        return str(Qualifier.EXACT)
    return said.pop() if len(said) == 1 else str(Qualifier.ABOUT)


def within(known: Iterable[Observation], period: ValuePeriod) -> list[Observation]:
    """The values of a vintage whose periods lie in `period`."""
    return [one for one in known if period.contains(one.period)]


@dataclass(frozen=True, slots=True)
class PartsDiffer:
    """The parts of a period are all there, and come to another number than the period itself."""

    whole: Observation
    parts: tuple[Observation, ...]
    sum: Decimal


def parts_that_differ(known: Sequence[Observation], tolerance: Tolerance) -> list[PartsDiffer]:
    """Where a flow's total and the complete parts of it are further apart than `tolerance`."""
    found = []
    for position, whole in enumerate(known):
        parts = _direct_parts(whole, known[:position])
        if whole.number is None or not parts or sum(part.period.days for part in parts) != whole.period.days:
            continue
        if any(part.number is None for part in parts):
            continue
        if tolerance.is_exceeded_by(whole.number, total := _sum(parts)):
            found.append(PartsDiffer(whole, parts, total))
    return found


def _direct_parts(whole: Observation, earlier: Sequence[Observation]) -> tuple[Observation, ...]:
    """The widest periods inside of `whole`, in order."""
    parts: list[Observation] = []
    for one in reversed(earlier):
        if whole.period.contains(one.period) and not (parts and parts[-1].period.contains(one.period)):
            parts.append(one)
    return tuple(reversed(parts))


def apart(one: Decimal, other: Decimal) -> Decimal:
    """How far two numbers are apart, as a share of the larger."""
    larger = max(abs(one), abs(other))
    return abs(one - other) / larger if larger else ZERO
