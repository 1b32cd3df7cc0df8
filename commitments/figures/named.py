"""A quantity that a sentence names in the unit of an indicator: "200,000 doses", «9,7 млн доз», 150万剂."""

from __future__ import annotations

import re

from commitments.figures.reading import SCALES, Ambiguous, NotANumber, TooManyDigits, read_quantity

_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\d.,])\d(?:[\d.,'\u00a0\u2009\u202f ]*\d)?(?:\s*(?:{_SCALE})\.?)?\s*$", re.IGNORECASE
)


def quantity_in(text: str, unit: str) -> str:
    """The number before the first naming of the unit, as it is written; "" where there is none that can be read.

    What `1,234` means is asked by the form that takes it.
    """
    if not unit.strip():
        return ""
    for found in re.finditer(re.escape(unit), text, re.IGNORECASE):
        number = _NUMBER.search(text[: found.start()])
        if number is None:
            continue
        written = number[0].strip()
        try:
            read_quantity(written)
        except Ambiguous:
            return written
        except (NotANumber, TooManyDigits):
            continue
        return written
    return ""
