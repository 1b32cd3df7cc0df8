"""Indicators and values as records hold them, and what the computation takes.

An indicator is a dict: number, title, language, unit, decimals, combining, direction, every_months, begins, baseline
(period, value and perhaps source, or None), targets (number, period, value), is_open (no figure was given), is_over
(another one took its place); tolerance, unless it is older than that term (figures/tolerance.py); texts, the title in
further authentic languages, {language: text}. A value is a row of
`models.ObservedValue` as a dict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

from commitments.figures.observation import Observation, day_spoken_of
from commitments.figures.pace import Baseline, IndicatorTerms, Target
from commitments.figures.period import ValuePeriod
from commitments.figures.tolerance import USUAL, Tolerance
from commitments.vocabulary.figures import Qualifier

Indicator = dict[str, Any]
ValueRow = dict[str, Any]


def standing(lines: Sequence[Indicator]) -> list[Indicator]:
    """Those that are counted; the others are over."""
    return [line for line in lines if not line.get("is_over")]


def as_text(number: Decimal) -> str:
    """A number as records write it: digits, a point, no exponent and no needless zeros before it."""
    return f"{number:f}"


def tolerance_of(indicator: Indicator) -> Tolerance:
    """When two sides' values of it count as the same."""
    text = indicator.get("tolerance")
    return Tolerance.of_text(text) if text else USUAL


def indicator_terms(indicator: Indicator) -> IndicatorTerms:
    baseline = indicator["baseline"]
    return IndicatorTerms(
        combining=indicator["combining"],
        direction=indicator["direction"],
        begins=dt.date.fromisoformat(indicator["begins"]),
        targets=tuple(
            Target(
                one["number"],
                Decimal(one["value"]),
                ValuePeriod.of_key(one["period"]),
                one.get("qualifier", Qualifier.EXACT),
            )
            for one in indicator["targets"]
        ),
        tolerance=tolerance_of(indicator),
        baseline=baseline
        and Baseline(
            ValuePeriod.of_key(baseline["period"]),
            Decimal(baseline["value"]),
            baseline.get("qualifier", Qualifier.EXACT),
        ),
    )


def observations(rows: Iterable[ValueRow]) -> list[Observation]:
    """Values of one series, revised ones too; wants the number of the entry beside what a row says.

    Days and moments are texts where rows come from records, and what they are where they come from the database.
    """
    return [_observation(source_of(row), *of_value(row)) for row in rows]


of_value = itemgetter(
    *("period", "number", "qualifier", "status", "entry_number", "numerator", "denominator", "unit"),
    *("effective_on", "recorded_from", "recorded_to"),
)


# Each further value of a series asks for all those before it.
@lru_cache(maxsize=4096)
def _observation(
    source: str,
    period: str,
    number: str,
    qualifier: str,
    status: str,
    entry: int,
    numerator: str,
    denominator: str,
    unit: str,
    *times: Any,
) -> Observation:
    said_on, begun, ended = _as_times(*times)
    return Observation(
        period=ValuePeriod.of_key(period),
        number=Decimal(number) if number else None,
        qualifier=qualifier,
        status=status,
        entry=entry,
        recorded_at=begun,
        said_on=said_on,
        ended_at=ended,
        of=(Decimal(numerator), Decimal(denominator)) if numerator else None,
        source=source,
        unit=unit,
    )


def source_of(row: ValueRow) -> str:
    """The source of a value: its own, else the title of the first one its entry names, where that was asked for."""
    return row["source"] or row.get("source_title") or ""


def _times(row: ValueRow) -> tuple[dt.date, dt.datetime, dt.datetime | None]:
    """When it was said, from when it was recorded, and until when."""
    return _as_times(row["effective_on"], row["recorded_from"], row["recorded_to"])


def _as_times(said: Any, begun: Any, ended: Any) -> tuple[dt.date, dt.datetime, dt.datetime | None]:
    if isinstance(said, str):
        said, begun = dt.date.fromisoformat(said), dt.datetime.fromisoformat(begun)
        ended = dt.datetime.fromisoformat(ended) if ended else None
    return said, begun, ended


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


def _begin(row: ValueRow, moment: Any) -> tuple[int, str, str, str, Any]:
    return row["indicator"], row["whose"], row["reference"], row["period"], moment


def day_of(row: ValueRow) -> dt.date:
    """The day a value speaks of."""
    said_on, _begun, _ended = _times(row)
    return day_spoken_of(ValuePeriod.of_key(row["period"]), said_on)
