"""What changed of the figures between two moments: a target was reached, a pace fell behind, the sides' figures part.

Told from what the figures come to at either moment (`figures_told` of models/by_period.py, made by
actions/figures_state.py): `targets` has what each side's figures say of each target they have come to, `differ` the
periods of which the sides say different numbers, `so_far` the figure to date of each side (of a rate there is none), `due` the days of targets that are not reached, `counted` the
numbers of the indicators.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from commitments.figures.pace import verdict_on
from commitments.vocabulary.figures import Crossing, Verdict

Told = dict[str, Any]
Row = dict[str, Any]

ENOUGH = frozenset({Verdict.ON_PACE, Verdict.AHEAD})


@dataclass(frozen=True, slots=True)
class FiguresCrossing:
    """One change. `row` is what is told after it, or of figures that no longer differ what was told before it.

    `left` are the days from the second moment to that of the target, `party` is the name of whose figures they are,
    `titles` what the commitment counts in other languages, by its number.
    """

    kind: str
    row: Row
    left: int = 0
    party: str = ""
    titles: Mapping[str, Any] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """How far off, in per cent, so that the weightiest can be said first."""
        return int(self.row["off"] or 0)


def crossings(before: Told, after: Told, first_day: dt.date, day: dt.date) -> list[FiguresCrossing]:
    """What changed from the end of `first_day` to the end of `day`, the weightiest kind first.

    The day of a target is over on the day after it: that it was missed comes about without a new value, too.
    """
    found = [*_of_targets(before, after, first_day, day), *_of_differences(before, after)]
    order = list(Crossing)
    return sorted(found, key=lambda one: (order.index(Crossing(one.kind)), -one.weight))


def _of_targets(before: Told, after: Told, first_day: dt.date, day: dt.date) -> Iterator[FiguresCrossing]:
    was = {target_key(row): _verdict(row, first_day) for row in before.get("targets", ())}
    for row in after.get("targets", ()):
        if kind := _kind(was.get(target_key(row), ""), _verdict(row, day)):
            yield FiguresCrossing(kind, row, (dt.date.fromisoformat(row["due"]) - day).days)


def _kind(before: str, after: str) -> str:
    if before == after:
        return ""
    match after:
        case Verdict.REACHED:
            return Crossing.REACHED
        case Verdict.MISSED:
            return Crossing.MISSED
        case _ if before == Verdict.REACHED:
            return Crossing.LOST
        case Verdict.BEHIND:
            return Crossing.BEHIND
        case _ if before == Verdict.BEHIND and after in ENOUGH:
            return Crossing.RECOVERED
    return ""


def _of_differences(before: Told, after: Told) -> Iterator[FiguresCrossing]:
    was, now = ({_period(row): row for row in told.get("differ", ())} for told in (before, after))
    for key, row in now.items():
        if key not in was:
            yield FiguresCrossing(Crossing.DIFFER, row)
    for key, row in was.items():
        # Of what is no longer counted nothing is said.
        if key not in now and row["indicator"] in after.get("counted", ()):
            yield FiguresCrossing(Crossing.AGREE, row)


def target_key(row: Row) -> tuple[int, str, int]:
    """Which target, and whose figures."""
    return row["indicator"], row["whose"], row["target"]


def _period(row: Row) -> tuple[int, str]:
    return row["indicator"], row["period"]


def _verdict(row: Row, day: dt.date) -> str:
    return verdict_on(row["verdict"], row["number"], dt.date.fromisoformat(row["due"]), day)
