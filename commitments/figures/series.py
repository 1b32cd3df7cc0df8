"""A series: the values of one side for one indicator, or those of a third party's statistics; who publishes it, and how.

A description is a dict: indicator, whose, reference, publisher, method, own_unit, and the number of the entry that
said it. `own_unit` is the unit of the series where that is another one than its indicator's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

# What one series is called by: indicator, side, reference.
Series = tuple[int, str, str]

# What a record may say of its series besides values.
DESCRIPTION = ("publisher", "method", "own_unit")


def series_of(row: dict[str, Any]) -> Series:
    """Which series a value, or a description, is of."""
    return row["indicator"], row["whose"], row["reference"]


def described_after(
    described: Sequence[dict[str, Any]], stated: dict[str, Any], whose: str, entry: int
) -> list[dict[str, Any]]:
    """The descriptions after what a record states of one series; what it leaves out stays as it was."""
    said = {name: stated[name] for name in DESCRIPTION if name in stated}
    if not said:
        return list(described)
    named = {"indicator": stated["indicator"], "whose": whose, "reference": stated.get("reference", "")}
    others = [one for one in described if series_of(one) != series_of(named)]
    return [*others, {**named, **description_of(described, series_of(named)), **said, "entry": entry}]


def description_of(described: Iterable[dict[str, Any]], series: Series) -> dict[str, str]:
    """Publisher, method and unit of a series; each "" where nobody has said it."""
    said = next((one for one in described if series_of(one) == series), {})
    return {name: said.get(name, "") for name in DESCRIPTION}


def unit_of_series(described: Iterable[dict[str, Any]], series: Series, indicator: dict[str, Any]) -> str:
    """What a series is counted in: its own unit, else that of its indicator."""
    return description_of(described, series)["own_unit"] or str(indicator["unit"])
