"""Which lines of a text are one paragraph: each its own, unless the text was broken by hand or by a viewer of PDFs.

Copied out of a viewer or a mail, a text has lines of about one length. Then a line goes on where the first word of the
next would not have fitted on it. The text itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from commitments.suggestions.rules.marks import POINT

FEWEST = 4  # places where a line could go on, of which most have to
MOST = 0.7
WIDEST = 140  # wider than this nobody breaks lines
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
FIRST_WORD = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)
BEGINS_POINT = re.compile(POINT, re.IGNORECASE)


class TextLine(NamedTuple):
    """A line of the text with its place and the number of its paragraph in the register, 0 where it has no words."""

    start: int
    text: str
    number: int


def blocks(text: str) -> Iterator[list[TextLine]]:
    """The lines with words, those that are one paragraph together."""
    rows = list(rows_of(text))
    width = width_of_breaks(rows)
    block: list[TextLine] = []
    for row in rows:
        if block and not (width and row.number and goes_on(block[-1], row, width)):
            yield block
            block = []
        if row.number:
            block.append(row)
    if block:
        yield block


def rows_of(text: str) -> Iterator[TextLine]:
    start = number = 0
    for line in text.split("\n"):
        number += 1 if line.strip() else 0
        yield TextLine(start, line, number if line.strip() else 0)
        start += len(line) + 1


def width_of_breaks(rows: Sequence[TextLine]) -> int:
    """How wide the lines of a text are that was broken at a width; 0 for any other."""
    inner = [(above, below) for above, below in pairwise(rows) if above.number and below.number]
    if len(inner) < FEWEST:
        return 0
    width = max(length_of(row.text.strip()) for row in rows)
    if width > WIDEST:
        return 0
    full = sum(goes_on(above, below, width) for above, below in inner)
    return width if full >= MOST * len(inner) else 0


def goes_on(above: TextLine, below: TextLine, width: int) -> bool:
    """Whether the next line follows only because its first word did not fit."""
    word = FIRST_WORD.search(below.text)
    if word is None or BEGINS_POINT.match(below.text.strip()):
        return False
    # A ragged edge is as good as a word away from the widest line: a fifth of it is allowed for.
    return length_of(above.text.rstrip()) + 1 + length_of(word[0]) > 0.8 * width


def length_of(text: str) -> int:
    """In widths of a letter, of which a Chinese character has two."""
    return len(text) + len(WIDE.findall(text))
