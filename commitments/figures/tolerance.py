"""How far two official numbers may be apart and still count as the same: so much in the unit, or in per cent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from commitments.figures.reading import exact

_WRITTEN = re.compile(r"(?P<number>[0-9]{1,18}(?:\.[0-9]{1,6})?)(?P<sign>%?)")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """`number` is in per cent of the larger of two numbers, or in their unit."""

    number: Decimal
    in_per_cent: bool

    @classmethod
    def of_text(cls, text: str) -> Tolerance:
        """As records write it: "2%" or "5". Raises ValueError; more than 100 per cent is none."""
        found = _WRITTEN.fullmatch(text)
        if found is None or (found["sign"] and Decimal(found["number"]) > 100):
            raise ValueError(text)
        return cls(exact(found["number"]), bool(found["sign"]))

    @property
    def text(self) -> str:
        return f"{self.number:f}{'%' if self.in_per_cent else ''}"

    def is_exceeded_by(self, one: Decimal, other: Decimal) -> bool:
        if one == other:  # as most values of two sides are
            return False
        by = abs(one - other)
        allowed = max(abs(one), abs(other)) * self.number / 100 if self.in_per_cent else self.number
        return by > allowed


# Where nothing else was agreed.
USUAL = Tolerance(Decimal(2), in_per_cent=True)
