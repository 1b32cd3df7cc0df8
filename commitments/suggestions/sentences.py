"""The sentences of a text, with exact offsets: `text[start:end]` is the sentence, nothing is lost between them.

Boundaries come from `sentencex`, paragraph by paragraph; `merging.py` joins what it cut too eagerly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

from commitments.suggestions.merging import belongs_together

# `sentencex` takes time by the square of some inputs (a long row of opening quotes), and nobody writes
# paragraphs of this length. Longer ones are handed over in pieces cut at a space.
LONGEST = 4_000


@dataclass(frozen=True)
class Sentence:
    """A piece of text: code points `start` to `end`, in the paragraph of that number."""

    start: int
    end: int
    paragraph: int
    words: str


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of `text` in order. `language` is "en", "ru", "be" or "zh".

    Paragraphs are the lines with words, numbered from 1 as in `Readout.paragraphs`. Space around a sentence
    belongs to none; every other character belongs to exactly one.
    """
    found, start, number = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            for first, last in in_paragraph(line, language):
                found.append(Sentence(start + first, start + last, number, line[first:last]))
        start += len(line) + 1
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
    """What `sentencex` makes of a line, as offsets that leave nothing out."""
    for start, end in windows(line):
        at = start
        for found in sentencex.get_sentence_boundaries(language, line[start:end]):
            last = start + found["end_index"]
            if last > at:
                yield at, last
                at = last
        if at < end:
            yield at, end


def windows(line: str) -> Iterator[tuple[int, int]]:
    """The line in pieces of at most `LONGEST`, cut after a space or a Chinese full stop where there is one."""
    start = 0
    while len(line) - start > LONGEST:
        end = start + LONGEST
        cut = max(line.rfind(mark, start + 1, end) for mark in (" ", "。", "；")) + 1
        end = cut or end
        yield start, end
        start = end
    yield start, len(line)


def stripped(line: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without space at its ends; None when nothing else is in it."""
    words = line[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return (start + left, start + right) if left < right else None
