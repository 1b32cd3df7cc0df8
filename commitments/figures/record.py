"""Indicators and values as records hold them, and what the computation takes.

An indicator is a dict: number, title, language, unit, decimals, combining, direction, every_months, begins, baseline
(period and value, or None), targets (number, period, value), is_open (no figure was given), is_over (another one took
its place). A value is a row of `models.ObservedValue` as a dict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from commitments.figures.observation import Observation, day_spoken_of
from commitments.figures.pace import Baseline, IndicatorTerms, Target
from commitments.figures.period import ValuePeriod

Indicator = dict[str, Any]
ValueRow = dict[str, Any]


def standing(lines: Sequence[Indicator]) -> list[Indicator]:
    """Those that are counted; the others are over."""
    return [line for line in lines if not line.get("is_over")]


def as_text(number: Decimal) -> str:
    """A number as records write it: digits, a point, no exponent and no needless zeros before it."""
    return f"{number:f}"


def indicator_terms(indicator: Indicator) -> IndicatorTerms:
    baseline = indicator["baseline"]
    return IndicatorTerms(
        combining=indicator["combining"],
        direction=indicator["direction"],
        begins=dt.date.fromisoformat(indicator["begins"]),
        targets=tuple(
            Target(one["number"], Decimal(one["value"]), ValuePeriod.of_key(one["period"]))
            for one in indicator["targets"]
        ),
        baseline=baseline and Baseline(ValuePeriod.of_key(baseline["period"]), Decimal(baseline["value"])),
    )


def observations(rows: Iterable[ValueRow]) -> list[Observation]:
    """Values of one series, revised ones too; wants the number of the entry beside what a row says."""
    return [
        Observation(
            period=ValuePeriod.of_key(row["period"]),
            number=Decimal(row["number"]) if row["number"] else None,
            qualifier=row["qualifier"],
            status=row["status"],
            entry=row["entry_number"],
            recorded_at=dt.datetime.fromisoformat(row["recorded_from"]),
            said_on=dt.date.fromisoformat(row["effective_on"]),
            ended_at=dt.datetime.fromisoformat(row["recorded_to"]) if row["recorded_to"] else None,
        )
        for row in rows
    ]


def known_about(rows: Sequence[ValueRow], day: dt.date) -> list[ValueRow]:
    """Those that speak of a day or of an earlier one, whenever they were recorded, revised ones too.

    Of a period that was still running on that day it is what was said of it by then, though more was said later.
    """
    later = {_begin(row, row["recorded_from"]) for row in rows if day_of(row) > day}
    return [
        {**row, "recorded_to": None} if _begin(row, row["recorded_to"]) in later else row
        for row in rows
        if day_of(row) <= day
    ]


def _begin(row: ValueRow, moment: str | None) -> tuple[int, str, str, str, str | None]:
    return row["indicator"], row["whose"], row["reference"], row["period"], moment


def day_of(row: ValueRow) -> dt.date:
    """The day a value speaks of."""
    return day_spoken_of(ValuePeriod.of_key(row["period"]), dt.date.fromisoformat(row["effective_on"]))
