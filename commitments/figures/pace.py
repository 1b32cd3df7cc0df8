"""Targets, the line that leads to them, and whether a series keeps up with it.

Pace is judged on the day of the latest value, never on today: that no value came since is another fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any

from commitments.figures.observation import ZERO, Observation, SeriesLevel, levels, within
from commitments.figures.period import DAY, ValuePeriod
from commitments.figures.tolerance import USUAL, Tolerance
from commitments.vocabulary.figures import PACED, Combining, Direction, Qualifier, Verdict

# Nearer to the line than this share of it is on pace.
TOLERANCE = Decimal("0.02")
# From so many values on a day of reaching is said; the pace is that of the last so many periods.
VALUES_FOR_A_DAY = 3
PERIODS_OF_PACE = 4


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached by a day (the period is that day) or in a period."""

    number: int
    value: Decimal
    period: ValuePeriod
    qualifier: str = Qualifier.EXACT  # "about": said with it, judged by the number


@dataclass(frozen=True, slots=True)
class Baseline:
    period: ValuePeriod
    value: Decimal
    qualifier: str = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class IndicatorTerms:
    """What both sides agreed to count. `begins` is the day of the promise."""

    combining: str
    direction: str
    begins: dt.date
    targets: tuple[Target, ...] = ()
    baseline: Baseline | None = None
    tolerance: Tolerance = USUAL  # of differences, not of the pace

    @property
    def start(self) -> dt.date:
        """The last day before the counting."""
        return self.baseline.period.end if self.baseline else self.begins


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """What one vintage of one series says of one target. Paces are per day."""

    target: Target
    verdict: str
    level: SeriesLevel | None = None
    needed: Decimal | None = None  # on the day of the level
    off_by: Decimal | None = None  # how far off the line, as a share of it
    missing: Decimal | None = None  # to the target, never negative
    share: Decimal | None = None  # of the way from the start to the target
    needed_share: Decimal | None = None  # the same of what is needed
    required_pace: Decimal | None = None
    actual_pace: Decimal | None = None
    reached_on: dt.date | None = None
    reached_late: SeriesLevel | None = None  # the first value past a target whose day had gone by
    reached_at_pace: dt.date | None = None
    unsaid: Observation | None = None  # its side says that there is no figure for the target's period


@dataclass(frozen=True, slots=True)
class Line:
    """Straight from point to point; level before the first and after the last."""

    points: tuple[tuple[dt.date, Decimal], ...]

    def at(self, day: dt.date) -> Decimal:
        before = [point for point in self.points if point[0] <= day]
        after = [point for point in self.points if point[0] > day]
        if not before or not after:
            return (before[-1] if before else after[0])[1]
        (from_day, start), (to_day, end) = before[-1], after[0]
        return start + (end - start) * (day - from_day).days / (to_day - from_day).days


def judge(
    terms: IndicatorTerms,
    known: Sequence[Observation],
    target: Target,
    today: dt.date,
    tolerance: Decimal = TOLERANCE,
    *,
    course: Sequence[SeriesLevel] | None = None,
) -> TargetVerdict:
    """What `known`, one vintage of one series in order, says of a target of `terms` on a day.

    `course` are its levels, where the caller has them.
    """
    reached = course
    if reached is None or _is_apart(terms, target.period):
        reached = _levels(terms, known, target.period)
    line = trajectory(terms, target, reached)
    by_the_day = [level for level in reached if level.day <= target.period.end]
    unsaid = _unsaid(known, target.period)
    if not by_the_day:
        return TargetVerdict(target, Verdict.NOT_SAID if unsaid else Verdict.TOO_FEW, unsaid=unsaid)
    level, start = by_the_day[-1], line.points[0][1]
    needed, whole = line.at(level.day), target.value - start
    found = TargetVerdict(
        target=target,
        verdict=Verdict.TOO_FEW,
        level=level,
        needed=needed if terms.combining in PACED else None,
        missing=max(ZERO, _gap(terms, target.value, level.number)),
        share=(level.number - start) / whole if whole else None,
        needed_share=(needed - start) / whole if whole and terms.combining in PACED else None,
        unsaid=unsaid,
    )
    if _is_met(terms, target.value, level):
        return replace(
            found, verdict=Verdict.REACHED, reached_on=_since_when(terms, target.value, by_the_day)
        )
    if target.period.end < today:
        later = (level for level in reached[len(by_the_day) :] if _is_met(terms, target.value, level))
        verdict = Verdict.NOT_SAID if unsaid else Verdict.MISSED
        return replace(found, verdict=verdict, reached_late=next(later, None))
    if terms.combining not in PACED or terms.direction == Direction.WATCHED:
        return replace(found, verdict=Verdict.NOT_REACHED)
    if level.day <= line.points[0][0]:
        return found
    return replace(found, **_paced(terms, target, line, by_the_day, tolerance))


def trajectory(terms: IndicatorTerms, target: Target, reached: Sequence[SeriesLevel] = ()) -> Line:
    """The line the pace is measured against: through all targets with a day; for one in a period, from its begin.

    It starts at the baseline, or where there is none at nothing; a level of which no baseline is known starts at its
    first value.
    """
    if _is_apart(terms, target.period):
        return Line(((target.period.start - DAY, ZERO), (target.period.end, target.value)))
    ends = {one.period.end: one.value for one in terms.targets if not _is_apart(terms, one.period)}
    ends[target.period.end] = target.value
    start = (terms.start, ZERO)
    if terms.combining not in (Combining.FLOW, Combining.RUNNING):
        if terms.baseline is not None:
            start = (terms.start, terms.baseline.value)
        elif reached:
            start = (reached[0].day, reached[0].number)
    return Line((start, *sorted((day, value) for day, value in ends.items() if day > start[0])))


def _is_apart(terms: IndicatorTerms, period: ValuePeriod) -> bool:
    """An amount to be reached in a period is counted from its begin, whatever came before."""
    return terms.combining in (Combining.FLOW, Combining.RUNNING) and not period.is_day


def course_of(terms: IndicatorTerms, known: Sequence[Observation]) -> list[SeriesLevel]:
    """Where one vintage of a series stood, day by day, since the counting began."""
    return levels(terms.combining, known, terms.start if terms.baseline else None)


def _levels(terms: IndicatorTerms, known: Sequence[Observation], period: ValuePeriod) -> list[SeriesLevel]:
    if not _is_apart(terms, period):
        return course_of(terms, known)
    inside = within(known, period)
    if terms.combining == Combining.RUNNING:
        inside = [one for one in inside if one.period.start == period.start]
    return levels(terms.combining, inside)


def _unsaid(known: Sequence[Observation], period: ValuePeriod) -> Observation | None:
    """That there is no figure for the period of a target: the last word on it, if it is one without a number."""
    own = [one for one in known if one.period == period]
    return own[-1] if own and own[-1].number is None else None


def _gap(terms: IndicatorTerms, target: Decimal, number: Decimal) -> Decimal:
    """What is missing; negative where there is more than was promised."""
    return number - target if terms.direction == Direction.LESS else target - number


def gap_qualifier(level: str, target: str, *, is_less: bool) -> str:
    """How exact the gap between a level and a target is: it claims no more than either of them."""
    if level == target == Qualifier.EXACT:
        return Qualifier.EXACT
    # More than 500 of 900 are at most 400 short.
    is_bounded = level == Qualifier.MORE_THAN and target == Qualifier.EXACT and not is_less
    return Qualifier.AT_MOST if is_bounded else Qualifier.ABOUT


def _is_met(terms: IndicatorTerms, target: Decimal, level: SeriesLevel) -> bool:
    """A number that is only a bound the wrong way round shows nothing."""
    weak = Qualifier.MORE_THAN if terms.direction == Direction.LESS else Qualifier.AT_MOST
    return _gap(terms, target, level.number) <= 0 and level.qualifier != weak


def _since_when(terms: IndicatorTerms, target: Decimal, reached: Sequence[SeriesLevel]) -> dt.date:
    """The day from which it was reached without a break up to the last level."""
    day = reached[-1].day
    for level in reversed(reached):
        if not _is_met(terms, target, level):
            break
        day = level.day
    return day


def _paced(
    terms: IndicatorTerms, target: Target, line: Line, reached: Sequence[SeriesLevel], tolerance: Decimal
) -> dict[str, Any]:
    """Where the last level lies against the line, and when the target would be reached."""
    level = reached[-1]
    needed, missing = line.at(level.day), _gap(terms, target.value, level.number)
    behind_by = _gap(terms, needed, level.number)
    off_by = abs(behind_by) / abs(needed) if needed else None
    if not behind_by or (off_by is not None and off_by <= tolerance):
        verdict = Verdict.ON_PACE
    else:
        verdict = Verdict.BEHIND if behind_by > 0 else Verdict.AHEAD
    left = (target.period.end - level.day).days
    actual = actual_pace(line.points[0], reached)
    return {
        "verdict": verdict,
        "off_by": off_by,
        "required_pace": missing / left if left > 0 else None,
        "actual_pace": actual,
        "reached_at_pace": _day_at_pace(terms, missing, level.day, actual, len(reached)),
    }


def actual_pace(start: tuple[dt.date, Decimal], reached: Sequence[SeriesLevel]) -> Decimal | None:
    """Per day, over the last four periods, or since the start where there are fewer. None where no day has passed."""
    points = [start, *((level.day, level.number) for level in reached if level.day > start[0])]
    (from_day, first), (to_day, last) = points[-1 - PERIODS_OF_PACE :][0], points[-1]
    days = (to_day - from_day).days
    return (last - first) / days if days else None


def _day_at_pace(
    terms: IndicatorTerms, missing: Decimal, day: dt.date, pace: Decimal | None, values: int
) -> dt.date | None:
    """The day the target is reached at this pace. None with too few values, or when it never is."""
    if pace is None or values < VALUES_FOR_A_DAY:
        return None
    towards = -pace if terms.direction == Direction.LESS else pace
    if towards <= 0:
        return None
    days = (missing / towards).to_integral_value(ROUND_CEILING)
    return day + dt.timedelta(days=int(days)) if days <= 366 * 100 else None


def verdict_on(verdict: str, share: object, due_on: dt.date | None, day: dt.date) -> str:
    """A verdict given before the day of its target, as it reads on a day: what was not reached by then is missed.

    That there is no figure stays what it is, and so does that nothing was said: `share` is None then.
    """
    is_over = due_on is not None and due_on < day
    says_nothing = verdict == Verdict.TOO_FEW and share is None
    if not is_over or says_nothing or verdict in ("", Verdict.REACHED, Verdict.NOT_SAID):
        return verdict
    return str(Verdict.MISSED)
