"""The sentences of a text, with exact offsets: `text[start:end]` is the sentence, nothing is lost between them.

Boundaries come from `sentencex`, paragraph by paragraph (`wrapped.py`); `merging.py` joins what it cut too eagerly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

from commitments.suggestions.merging import belongs_together
from commitments.suggestions.wrapped import blocks

# `sentencex` takes time by the square of some inputs (a long row of opening quotes), and nobody writes
# paragraphs of this length. Longer ones are handed over in pieces.
LONGEST = 4_000
QUOTATION_MARKS = re.compile('["“”„‟«»「」『』]')
# It wants a letter behind a Chinese full stop, and a sentence often begins with its year.
BEFORE_DIGITS = re.compile(r"[。！？](?=[\d０-９])")


@dataclass(frozen=True)
class SentencePlace:
    """A piece of text: code points `start` to `end`, in the paragraph of that number."""

    start: int
    end: int
    paragraph: int
    words: str


def sentences(text: str, language: str) -> list[SentencePlace]:
    """The sentences of `text` in order. `language` is "en", "ru", "be", "zh" or that of any other text.

    Paragraphs are the lines with words, numbered from 1 as in `Readout.paragraphs`; a sentence of a text whose lines
    were broken at a width may go on over several, and has the number of its first. Space around a sentence belongs to
    none; every other character belongs to exactly one.
    """
    found = []
    for block in blocks(text):
        start = block[0].start
        line = " ".join(row.text for row in block)  # a blank for each line feed: the places stay the same
        for first, last in in_paragraph(line, language):
            row = block[bisect_right(block, start + first, key=lambda row: row.start) - 1]
            found.append(
                SentencePlace(start + first, start + last, row.number, text[start + first : start + last])
            )
    return found


def in_paragraph(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of one line, without the space around it."""
    kept: tuple[int, int] | None = None
    for piece in boundaries(line, language):
        span = stripped(line, *piece)
        if span is None:
            continue
        if kept and belongs_together(line, kept, span, language):
            kept = (kept[0], span[1])
            continue
        if kept:
            yield kept
        kept = span
    if kept:
        yield kept


def boundaries(line: str, language: str) -> Iterator[tuple[int, int]]:
    """What `sentencex` makes of a line, as offsets that leave nothing out.

    It joins whatever stands between quotation marks, also where a whole speech does: it gets the line without them.
    """
    plain = QUOTATION_MARKS.sub(" ", line)
    at = 0
    for end in ends_in(plain, language):
        for cut in (
            found.end() for found in BEFORE_DIGITS.finditer(line, at, end) if language in ("zh", "ja")
        ):
            if cut > at:
                yield at, cut
                at = cut
        if end > at:
            yield at, end
            at = end


def ends_in(plain: str, language: str) -> Iterator[int]:
    """Where each piece ends. A long line is read in windows, each beginning with the last sentence of the one before."""
    start = 0
    while start < len(plain):
        window = plain[start : start + LONGEST]
        ends = [start + found["end_index"] for found in sentencex.get_sentence_boundaries(language, window)]
        if start + len(window) == len(plain):
            yield from ends
            yield len(plain)
            return
        kept = [end for end in ends[:-1] if end > start]
        if not kept:  # one sentence longer than anybody writes
            kept = [start + (window.rfind(" ", 1) + 1 or len(window))]
        yield from kept
        start = kept[-1]


def stripped(line: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without space at its ends; None when nothing else is in it."""
    words = line[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return (start + left, start + right) if left < right else None
