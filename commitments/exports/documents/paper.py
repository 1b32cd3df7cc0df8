"""The sheet of a document: A4, and the margins that officials of a language are used to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margins:
    """In millimetres. The left one is wide enough to bind."""

    top: int
    right: int
    bottom: int
    left: int


USUAL = Margins(20, 15, 20, 30)
# GB/T 9704-2012: 37 above, 28 to bind, a field of 156 by 225.
BY_LANGUAGE = {"zh-Hans": Margins(37, 26, 35, 28)}


def margins_of(language: str) -> Margins:
    return BY_LANGUAGE.get(language, USUAL)
