"""How much of a readout has been decided: sentence by sentence, told from its quotes and marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from commitments.models.readout import Mark, Quote, Readout
from commitments.suggestions.sentences import SentencePlace, sentences


@lru_cache(maxsize=64)
def _sentences(sha256: str, language: str, text: str) -> tuple[SentencePlace, ...]:
    return tuple(sentences(text, language.split("-")[0]))


def sentences_of(readout: Readout) -> tuple[SentencePlace, ...]:
    """The sentences of a readout. Its text is frozen, so they are cut once per process."""
    return _sentences(readout.sha256, readout.language, readout.text)


def undecided(readout: Readout) -> list[SentencePlace]:
    """The sentences of which no word is quoted for a commitment that counts, nor marked as something else."""
    quoted = Quote.objects.filter(readout=readout, commitment__is_counted=True)
    marked = Mark.objects.filter(readout=readout)
    ranges = [*quoted.values_list("start", "end"), *marked.values_list("start", "end")]
    return outside(sentences_of(readout), ranges)


class HasPlace(Protocol):
    """Something with a range in a text: a sentence, a mark."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Placed = TypeVar("Placed", bound=HasPlace)


def outside(found: Iterable[Placed], ranges: Iterable[tuple[int, int]]) -> list[Placed]:
    """Those of a text's sentences, or marks, that none of the ranges touches."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(ranges):
        starts.append(start)
        ends.append(max(end, ends[-1] if ends else 0))
    left = []
    for sentence in found:
        at = bisect_right(starts, sentence.end - 1)
        if at == 0 or ends[at - 1] <= sentence.start:
            left.append(sentence)
    return left
