"""What a record does to the values of a commitment, and what they come to. Pure, a part of the step of the projector.

A record that states values has them in its `set`: the series, and one row for each period. A row for a period that
has a value already revises it; one that is taken back leaves none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from commitments.actions.duty_state import sides_of
from commitments.actions.state import VALUES, Record
from commitments.figures.difference import differences
from commitments.figures.observation import Observation, vintage
from commitments.figures.pace import IndicatorTerms, Target, TargetVerdict, judge
from commitments.figures.period import ValuePeriod
from commitments.figures.record import Indicator, ValueRow, indicator_terms, observations, standing
from commitments.models.fields import State
from commitments.vocabulary import SIDES, Side
from commitments.vocabulary.figures import Verdict
from commitments.vocabulary.rhythm import Rhythm

TAKEN_BACK = "taken_back"

# What one series is called by: indicator, side, reference.
Series = tuple[int, str, str]

# The most urgent first.
URGENCY = (
    Verdict.NOT_SAID,
    Verdict.BEHIND,
    Verdict.MISSED,
    Verdict.NOT_REACHED,
    Verdict.TOO_FEW,
    Verdict.ON_PACE,
    Verdict.AHEAD,
    Verdict.REACHED,
)


def series_of(row: ValueRow) -> Series:
    return row["indicator"], row["whose"], row["reference"]


def new_values(record: Record) -> Iterator[tuple[int, ValueRow]]:
    """The values a record states, with their position in it; `status` is TAKEN_BACK for one that leaves none."""
    _before, stated = record["set"].get(VALUES, (None, None))
    if stated is None:
        return
    for position, row in enumerate(stated["rows"]):
        period = ValuePeriod.of_key(row["period"])
        yield (
            position,
            {
                "indicator": stated["indicator"],
                "whose": record["actor"]["side"],
                "reference": stated.get("reference", ""),
                "period": row["period"],
                "from_day": period.start.isoformat(),
                "to_day": period.end.isoformat(),
                "number": row.get("number", ""),
                "qualifier": row.get("qualifier", ""),
                "status": row["status"],
                "parts": row.get("parts", []),
                "effective_on": record["effective_on"],
                "recorded_from": record["recorded_at"],
                "recorded_to": None,
                "entry_number": record["seq"],
            },
        )


def known_after(known: Iterable[ValueRow], given: Sequence[ValueRow]) -> list[ValueRow]:
    """The values known after some were given; each takes the place of that of its series and period."""
    replaced = {(series_of(row), row["period"]) for row in given}
    kept = [row for row in known if (series_of(row), row["period"]) not in replaced]
    return kept + [row for row in given if row["status"] != TAKEN_BACK]


def is_touched(before: State | None, after: State, record: Record) -> bool:
    """Whether what the figures come to has to be computed again."""
    if VALUES in record["set"]:
        return True
    names = ("indicators", "performed_by", "is_open")
    return before is not None and bool(after["indicators"]) and any(before[n] != after[n] for n in names)


def summary(state: State, known: Iterable[ValueRow]) -> dict[str, Any]:
    """The columns that say what the figures come to, for lists, filters and past days."""
    by_series: dict[Series, list[ValueRow]] = defaultdict(list)
    for row in known:
        if not row["reference"]:
            by_series[series_of(row)].append(row)
    found: list[TargetVerdict] = []
    differ = False
    said_on: dict[str, list[dt.date]] = defaultdict(list)
    owed: dict[str, list[dt.date]] = defaultdict(list)
    counted = standing(state["indicators"])
    for indicator in counted:
        terms = indicator_terms(indicator)
        stated = {
            side.value: vintage(observations(by_series[indicator["number"], side.value, ""]))
            for side in SIDES
        }
        differ = differ or bool(differences(stated[Side.FIRST], stated[Side.SECOND]))
        found += _verdicts(terms, stated.values())
        for side, values in stated.items():
            said_on[side] += [one.day for one in values]
        if indicator["every_months"] and state["is_open"]:
            for side in sides_of(state["performed_by"]):
                owed[side].append(owed_on(indicator, stated[side]))
    urgent = min(found, key=_urgency, default=None)
    return {
        "figures_count": len(counted),
        "figures_verdict": str(urgent.verdict) if urgent else "",
        "figures_due_on": urgent.target.period.end.isoformat() if urgent else None,
        "figures_share": _per_cent(urgent.share) if urgent else None,
        "figures_behind": _per_cent(urgent.off_by) if urgent and urgent.verdict == Verdict.BEHIND else None,
        "figures_differ": differ,
        **{f"{side}_figures_on": _iso(max(said_on[side], default=None)) for side in map(str, SIDES)},
        **{f"{side}_figures_owed_on": _iso(min(owed[side], default=None)) for side in map(str, SIDES)},
    }


def owed_on(indicator: Indicator, values: Sequence[Observation]) -> dt.date:
    """The day by which the next value is owed: the first of the rhythm after the latest period that has one."""
    begins = dt.date.fromisoformat(indicator["begins"])
    rhythm = Rhythm(begins, months=indicator["every_months"])
    return rhythm.next_after(max([begins, *(one.period.end for one in values)]))


def present_target(terms: IndicatorTerms, day: dt.date | None) -> Target | None:
    """The target a value of that day is on its way to: the next one, or the last when all have passed."""
    in_order = sorted(terms.targets, key=lambda target: target.period.end)
    ahead = [target for target in in_order if day is None or target.period.end >= day]
    found = ahead[:1] or in_order[-1:]
    return found[0] if found else None


def _verdicts(terms: IndicatorTerms, stated: Iterable[Sequence[Observation]]) -> Iterator[TargetVerdict]:
    """What each series says of the target it is on its way to, before the day of that target has passed."""
    said_any = False
    for values in stated:
        day = max((one.day for one in values), default=None)
        target = present_target(terms, day)
        if day is not None and target is not None:
            said_any = True
            found = judge(terms, values, target, min(day, target.period.end))
            says_none = found.unsaid is not None and found.verdict != Verdict.REACHED
            yield replace(found, verdict=Verdict.NOT_SAID) if says_none else found
    target = present_target(terms, None)
    if not said_any and target is not None:
        yield TargetVerdict(target, Verdict.TOO_FEW)


def _urgency(found: TargetVerdict) -> tuple[int, float]:
    return URGENCY.index(Verdict(found.verdict)), -float(found.off_by or 0)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _per_cent(share: Any) -> int | None:
    """A share in whole per cent, within what the column holds."""
    return None if share is None else max(-32_000, min(32_000, round(share * 100)))
