"""Days with strokes: 03/04/2024 is one day in London and another in New York; a whole column tells which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

STROKES = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*")


class DayOrder(StrEnum):
    DAY_FIRST = "day"
    MONTH_FIRST = "month"
    UNKNOWN = ""


def day_order(texts: Iterable[str]) -> DayOrder:
    """What the days of a column have in common; unknown where none of them tells, or two contradict each other."""
    found = set()
    for text in texts:
        if match := STROKES.fullmatch(text):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add(DayOrder.DAY_FIRST)
            elif second > 12 >= first:
                found.add(DayOrder.MONTH_FIRST)
    return found.pop() if len(found) == 1 else DayOrder.UNKNOWN


def in_order(text: str, order: DayOrder) -> str:
    """A day with strokes as it can be read one way only, 3.4.2024; anything else as it is."""
    match = STROKES.fullmatch(text)
    if match is None or order == DayOrder.UNKNOWN:
        return text
    first, second = int(match[1]), int(match[2])
    if order == DayOrder.MONTH_FIRST:
        first, second = second, first
    return f"{first}.{second}.{match[3]}"
