"""Two versions of a text, word by word: what of each the other one does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

# A word, a Chinese character, blanks, or one other sign.
TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
# Of longer texts, and of such that share less, each is shown as it is: marks would help nobody.
MOST_TOKENS, LEAST_SHARED = 1500, 0.3

# Pieces of a text in order, and whether the other text lacks them.
Pieces = tuple[tuple[str, bool], ...]


@lru_cache(maxsize=256)
def compared(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; joined they are the texts. One piece each where they have little in common, or nothing."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    whole = ((before, False),), ((after, False),)
    if before == after or max(len(old), len(new)) > MOST_TOKENS:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(_words(old[block.a : block.a + block.size]) for block in blocks)
    if shared < LEAST_SHARED * max(_words(old), _words(new)):
        return whole
    return (
        _pieces(old, [(block.a, block.a + block.size) for block in blocks]),
        _pieces(new, [(block.b, block.b + block.size) for block in blocks]),
    )


def _words(tokens: Iterable[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


def _pieces(tokens: list[str], kept: list[tuple[int, int]]) -> Pieces:
    """The tokens joined to pieces; what is kept between two changes and is only blank belongs to the change."""
    lacking = [True] * len(tokens)
    for start, end in kept:
        if "".join(tokens[start:end]).strip() or start == 0 or end == len(tokens):
            lacking[start:end] = [False] * (end - start)
    pieces: list[tuple[str, bool]] = []
    for token, is_lacking in zip(tokens, lacking, strict=True):
        if pieces and pieces[-1][1] == is_lacking:
            pieces[-1] = (pieces[-1][0] + token, is_lacking)
        else:
            pieces.append((token, is_lacking))
    return tuple(pieces)
