"""What a record does to the values of a commitment, and what they come to. Pure, a part of the step of the projector.

A record that states values has them in its `set`: the series, and one row for each period. A row for a period that
has a value already revises it; one that is taken back leaves none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from typing import Any

from commitments.actions.duty_state import sides_of
from commitments.actions.state import VALUES, Record
from commitments.figures.crossing import Told, target_key
from commitments.figures.difference import differences
from commitments.figures.observation import Observation, SeriesLevel, comparable, vintage
from commitments.figures.pace import IndicatorTerms, Target, TargetVerdict, course_of, judge
from commitments.figures.period import DAY, ValuePeriod
from commitments.figures.record import (
    Indicator,
    ValueRow,
    as_text,
    indicator_terms,
    observations,
    standing,
)
from commitments.figures.series import series_of
from commitments.models.fields import State
from commitments.vocabulary import SIDE_KEYS, Side
from commitments.vocabulary.figures import PACED, Combining, Direction, Verdict
from commitments.vocabulary.rhythm import Rhythm, add_months

TAKEN_BACK = "taken_back"
# In a record, beside the unit of its values: that of the indicator, where it is another one.
COUNTED_IN = "counted_in"

# The values of the sides in order, by indicator and side.
Stated = dict[tuple[int, str], list[Observation]]

# Of a value that is no share of two numbers.
NOTHING = {"numerator": "", "denominator": ""}

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


@dataclass(frozen=True)
class Counted:
    """An indicator that is counted, its terms, and the values of the sides that can be held against its targets."""

    indicator: Indicator
    terms: IndicatorTerms
    stated: Stated

    @cached_property
    def values(self) -> dict[str, list[Observation]]:
        return {side: comparable(self.stated[self.indicator["number"], side]) for side in SIDE_KEYS}

    @cached_property
    def _courses(self) -> dict[str, list[SeriesLevel]]:
        return {side: course_of(self.terms, known) for side, known in self.values.items()}

    def course(self, side: str) -> list[SeriesLevel]:
        """Where the values of a side have come to, in whatever unit."""
        stated = self.stated[self.indicator["number"], side]
        is_all = len(stated) == len(self.values[side])
        return self._courses[side] if is_all else course_of(self.terms, stated)

    @cached_property
    def _judged(self) -> dict[tuple[str, Target, dt.date], TargetVerdict]:
        return {}

    def judge(self, side: str, target: Target, day: dt.date) -> TargetVerdict:
        """What the values of a side say of a target on a day."""
        asked = (side, target, day)
        if asked not in self._judged:
            self._judged[asked] = judge(
                self.terms, self.values[side], target, day, course=self._courses[side]
            )
        return self._judged[asked]


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
                "numerator": row.get("of", NOTHING)["numerator"],
                "denominator": row.get("of", NOTHING)["denominator"],
                "source": row.get("source", ""),
                "unit": stated["unit"] if COUNTED_IN in stated else "",
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
    if before is None:
        return bool(after["indicators"])
    names = ("indicators", "performed_by", "is_open")
    return bool(after["indicators"]) and any(before[n] != after[n] for n in names)


def summary(state: State, known: Iterable[ValueRow], record: Record) -> dict[str, Any]:
    """The columns that say what the figures come to after a record, for lists, filters and past days."""
    owing = sides_of(state["performed_by"]) if state["is_open"] else ()
    found = figures_columns(state["indicators"], known, owing=[str(side) for side in owing])
    return {**found, "figures_told": _carried(state["figures_told"], found["figures_told"], record)}


def figures_columns(
    indicators: Sequence[Indicator], known: Iterable[ValueRow], *, owing: Sequence[str]
) -> dict[str, Any]:
    """The same of any indicators and values. `owing` are the sides that give values where the indicator says how often."""
    stated = _by_series(known)
    found: list[tuple[str, TargetVerdict]] = []
    said_on: dict[str, list[dt.date]] = defaultdict(list)
    owed: dict[str, list[dt.date]] = defaultdict(list)
    counted = [Counted(one, indicator_terms(one), stated) for one in standing(indicators)]
    for one in counted:
        indicator, number = one.indicator, one.indicator["number"]
        found += _verdicts(one)
        for side in SIDE_KEYS:
            said_on[side] += [one.day for one in stated[number, side]]
        if indicator["every_months"]:
            for side in owing:
                owed[side].append(owed_on(indicator, stated[number, side]))
    whose, urgent = min(found, key=_urgency, default=("", None))
    told = told_of(counted, stated)
    return {
        "figures_count": len(counted),
        "figures_verdict": str(urgent.verdict) if urgent else "",
        "figures_due_on": urgent.target.period.end.isoformat() if urgent else None,
        "figures_share": _per_cent(urgent.share) if urgent else None,
        "figures_behind": _per_cent(urgent.off_by) if urgent and urgent.verdict == Verdict.BEHIND else None,
        "figures_whose": Side.BOTH.value if _is_of_both(found, urgent) else whose,
        "figures_differ": bool(told.get("differ")),
        **{f"{side}_figures_on": _iso(max(said_on[side], default=None)) for side in SIDE_KEYS},
        **{f"{side}_figures_owed_on": _iso(min(owed[side], default=None)) for side in SIDE_KEYS},
        "figures_told": told,
    }


def told_of(counted: Sequence[Counted], stated: Stated) -> Told:
    """What the figures say of each target and where they differ, of values in order by indicator and side."""
    targets, differ, so_far = [], [], []
    for one_counted in counted:
        indicator, terms = one_counted.indicator, one_counted.terms
        number = indicator["number"]
        named = {"indicator": number, "title": indicator["title"], "unit": indicator["unit"]}
        ones, others = (stated[number, side] for side in SIDE_KEYS)
        differ += [
            {
                **named,
                **({"tolerance": indicator["tolerance"]} if "tolerance" in indicator else {}),
                "period": one.period.key,
                "first": _stated(one.first),
                "second": _stated(one.second),
                "off": _per_cent(one.share),
            }
            for one in differences(ones, others, terms.tolerance)
        ]
        for side in SIDE_KEYS:
            reached = one_counted.course(side)
            if reached and terms.combining in PACED:
                last = {"number": as_text(reached[-1].number), "qualifier": str(reached[-1].qualifier)}
                unit = reached[-1].observations[-1].unit or indicator["unit"]
                so_far.append({**named, "unit": unit, "whose": side, **last})
            for found in _so_far(one_counted, side):
                targets.append({**named, "whose": side, **_as_told(found, terms)})
    due = sorted({row["due"] for row in targets if row["verdict"] not in (Verdict.REACHED, Verdict.NOT_SAID)})
    told = {
        "counted": [one.indicator["number"] for one in counted],
        "so_far": so_far,
        "targets": targets,
        "differ": differ,
        "due": dict.fromkeys(due, 1),
    }
    return {name: rows for name, rows in told.items() if rows}


def _is_of_both(found: Sequence[tuple[str, TargetVerdict]], urgent: TargetVerdict | None) -> bool:
    """Whether both sides' figures say the same of the most urgent target."""
    said = [
        side
        for side, one in found
        if urgent is not None
        and (one.target, one.verdict, one.off_by) == (urgent.target, urgent.verdict, urgent.off_by)
    ]
    return set(said) == set(SIDE_KEYS)


def _carried(before: Told, told: Told, record: Record) -> Told:
    """With what is known of a reached target besides its numbers: the entry since which it is reached without a break

    (`since`), and by class of evidence the first entry from then on whose values came with such a source (`shown`).
    """
    held = {target_key(row): row for row in before.get("targets", ()) if row["verdict"] == Verdict.REACHED}
    _none, stated = record["set"].get(VALUES, (None, None))
    given_for = None
    if stated is not None and not stated.get("reference"):
        given_for = (stated["indicator"], record["actor"]["side"])
    for row in told.get("targets", ()):
        if row["verdict"] == Verdict.REACHED:
            kept = held.get(target_key(row), {"since": record["seq"], "shown": {}})
            row["since"], row["shown"] = kept["since"], dict(kept["shown"])
            if given_for == (row["indicator"], row["whose"]):
                for source in record["refs"].get("evidence", ()):
                    if not source.get("announces"):
                        row["shown"].setdefault(source["class"], record["seq"])
    return told


def _by_series(known: Iterable[ValueRow]) -> Stated:
    """The values of the sides; those of third parties' statistics are left out."""
    rows: dict[tuple[int, str], list[ValueRow]] = defaultdict(list)
    for row in known:
        if not row["reference"]:
            rows[row["indicator"], row["whose"]].append(row)
    found: Stated = defaultdict(list)
    found.update({series: vintage(observations(own)) for series, own in rows.items()})
    return found


def _so_far(counted: Counted, side: str) -> Iterator[TargetVerdict]:
    """What a series says of the targets it has come to: those before its latest value, and the next one."""
    terms, values = counted.terms, counted.values[side]
    day = max((one.day for one in values), default=None)
    present = present_target(terms, day)
    for target in terms.targets:
        if day is not None and present is not None and target.period.end <= present.period.end:
            found = counted.judge(side, target, min(day, target.period.end))
            if found.level is not None:
                yield _unless_unsaid(found)


def _as_told(found: TargetVerdict, terms: IndicatorTerms) -> dict[str, Any]:
    """A verdict as a row of `figures_told`; wants one with a level."""
    level = found.level
    return {
        "target": found.target.number,
        "value": as_text(found.target.value),
        **({"promised": str(found.target.qualifier)} if found.target.qualifier else {}),
        "due": found.target.period.end.isoformat(),
        "verdict": str(found.verdict),
        "number": as_text(level.number) if level else "",
        "qualifier": str(level.qualifier) if level else "",
        "on": level.day.isoformat() if level else None,
        "share": _part(found.share),
        "missing": as_text(found.missing) if found.missing is not None else "",
        "off": _per_cent(found.off_by),
        "less": terms.direction == Direction.LESS,
    }


def _stated(value: Observation) -> str:
    return as_text(value.number) if value.number is not None else ""


def owed_on(indicator: Indicator, values: Sequence[Observation]) -> dt.date:
    """The day by which the next value is owed: the first of the rhythm after the days it can speak of are over.

    After a month, a quarter, a half-year or a year the next value is of the next one, or of as much of it as lies
    between two days of the rhythm; the first value is of the first such period that a figure is promised for. After
    other days, and of a level, it can speak of any later day.
    """
    begins, months = dt.date.fromisoformat(indicator["begins"]), indicator["every_months"]
    rhythm, until = Rhythm(begins, months=months), [begins]
    if indicator["combining"] == Combining.STOCK:
        until += [one.period.end for one in values]
    elif values:
        # Of a year and its fourth quarter, the quarter.
        latest = max((one.period for one in values), key=lambda period: (period.end, period.start))
        until.append(_months_later(latest.end, min(latest.months, months)))
    else:
        promised = [ValuePeriod.of_key(target["period"]) for target in indicator["targets"]]
        if first := min((one for one in promised if one.months), key=lambda one: one.start, default=None):
            until.append(_months_later(first.start - DAY, min(first.months, months)))
    return rhythm.next_after(max(until))


def _months_later(day: dt.date, months: int) -> dt.date:
    """So many whole months after the last day of a month; any day itself where they are none."""
    return add_months(day + DAY, months) - DAY


def present_target(terms: IndicatorTerms, day: dt.date | None) -> Target | None:
    """The target a value of that day is on its way to: the next one, or the last when all have passed."""
    in_order = sorted(terms.targets, key=lambda target: target.period.end)
    ahead = [target for target in in_order if day is None or target.period.end >= day]
    found = ahead[:1] or in_order[-1:]
    return found[0] if found else None


def _verdicts(counted: Counted) -> Iterator[tuple[str, TargetVerdict]]:
    """Whose, and what each series says of the target it is on its way to, before the day of that target has passed."""
    terms, said_any = counted.terms, False
    for side, values in counted.values.items():
        day = max((one.day for one in values), default=None)
        target = present_target(terms, day)
        if day is not None and target is not None:
            said_any = True
            yield side, _unless_unsaid(counted.judge(side, target, min(day, target.period.end)))
    target = present_target(terms, None)
    if not said_any and target is not None:
        yield "", TargetVerdict(target, Verdict.TOO_FEW)


def _unless_unsaid(found: TargetVerdict) -> TargetVerdict:
    """A side that says for the whole period of a target that there is no number says nothing else of it."""
    says_none = found.unsaid is not None and found.verdict != Verdict.REACHED
    return replace(found, verdict=Verdict.NOT_SAID) if says_none else found


def _urgency(found: tuple[str, TargetVerdict]) -> tuple[int, float]:
    _whose, verdict = found
    return URGENCY.index(Verdict(verdict.verdict)), -float(verdict.off_by or 0)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _part(share: Decimal | None) -> str:
    """A share as text, to a hundredth of a per cent and cut, so that it rounds to what pages show; "" of none."""
    if share is None:
        return ""
    return as_text(max(Decimal(-320), min(Decimal(320), share)).quantize(Decimal("0.0001"), ROUND_DOWN))


def _per_cent(share: Any) -> int | None:
    """A share in whole per cent, within what the column holds."""
    return None if share is None else max(-32_000, min(32_000, round(share * 100)))
