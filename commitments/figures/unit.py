"""A unit as it is typed: one word or phrase for every number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from commitments.figures.reading import DECIMALS, DIGITS, TooManyDigits, exact
from commitments.vocabulary.figures import Combining
from commitments.vocabulary.other_names import called_unit

# A unit as it is typed stands for many of it: "meetings", "тонн". Other scripts and signs know no number.
_OF_MANY = re.compile(r"(?:s|[а-яёіў])$", re.IGNORECASE)


def unit_of(number: Decimal, unit: str) -> str:
    """The unit to write after a number: "doses"; after one of a unit that is typed in the plural "(doses)"."""
    unit = called_unit(unit)
    return f"({unit})" if abs(number) == 1 and _OF_MANY.search(unit) else unit


# Shares by their sign, and by the word in the four languages.
_SHARES = (
    (re.compile(r"%|\bper ?cent|процент|працэнт|百分", re.IGNORECASE), Decimal(100)),
    (re.compile(r"‰|\bper mille|промилле|праміле|千分", re.IGNORECASE), Decimal(1000)),
)


def whole_of(unit: str, combining: str) -> Decimal | None:
    """What a whole is in a unit of shares: 100 of per cent. None of anything else, and of what is no rate."""
    if combining != Combining.RATE:
        return None
    return next((whole for sign, whole in _SHARES if sign.search(unit)), None)


def share_of(numerator: Decimal, denominator: Decimal, whole: Decimal) -> Decimal:
    """A share in its unit, to six digits after the point: 45 of 60 are 75 per cent. Wants a denominator above zero.

    Raises TooManyDigits where it takes more than any number may.
    """
    share = numerator * whole / denominator
    if abs(share) >= 10**DIGITS:
        raise TooManyDigits(f"{share:f}")
    share = share.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP)
    return exact(f"{Decimal(int(share)) if share == int(share) else share.normalize():f}")
