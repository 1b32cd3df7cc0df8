"""A quantity that a sentence names in the unit of an indicator: "200,000 doses", «9,7 млн доз», 150万剂."""

from __future__ import annotations

import re

from commitments.figures.reading import (
    ABOUT_BEHIND,
    QUALIFIERS,
    SCALES,
    Ambiguous,
    NotANumber,
    TooManyDigits,
    read_quantity,
)

_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_LETTERS = re.compile(r"[a-zа-яёіў]")
# "Handed over 200,000 doses" is not more than 200,000.
_WORDS = (
    rf"(?<![^\W\d_])(?<!handed )(?<!hand )(?<!turned )(?:{_any([*filter(_LETTERS.match, QUALIFIERS)])})\s+"
)
_SIGNS = rf"(?:{_any([word for word in QUALIFIERS if not _LETTERS.match(word)])})\s*"
_NUMBER = re.compile(
    rf"(?:{_WORDS}|{_SIGNS})?(?<![\d.,])\d(?:[\d.,'\u00a0\u2009\u202f ]*\d)?(?:\s*(?:{_SCALE})\.?)?\s*$",
    re.IGNORECASE,
)


def quantity_in(text: str, unit: str) -> str:
    """The number before the first naming of the unit, as it is written; "" where there is none that can be read.

    How exact it is said to be is a part of it: "about 200,000", «около 9,7 млн», 约150万 also of 150万剂左右.

    What `1,234` means is asked by the form that takes it.
    """
    if not unit.strip():
        return ""
    for found in re.finditer(re.escape(unit), text, re.IGNORECASE):
        number = _NUMBER.search(text[: found.start()])
        if number is None:
            continue
        written = number[0].strip()
        if ABOUT_BEHIND.match(text, found.end()) and written[0].isdigit():
            written = f"约{written}"
        try:
            read_quantity(written)
        except Ambiguous:
            return written
        except (NotANumber, TooManyDigits):
            continue
        return written
    return ""
