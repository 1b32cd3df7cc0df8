"""Who performs, until when, in which sector: read from the words around the cue that settled the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from commitments.suggestions.classify import LONGEST, Hit
from commitments.suggestions.folding import fold
from commitments.suggestions.rule import DueRule, Grammar
from commitments.suggestions.sentences import Sentence
from commitments.suggestions.suggestion import Due
from commitments.vocabulary import DueKind

SHORTEST_STEM = 3
# What stands between two parties that act together, and how far apart they then stand.
JOINT = re.compile(r"^\W{0,3}(?:and|и|і|та|和|与|同|及|、)")
LONGEST_JOINT = 40
# Dated words say more than the others; among equals the first in the sentence counts.
RANK = {DueKind.DATE: 0, DueKind.PERIOD: 1, DueKind.CONDITION: 2, DueKind.EVENT: 3, DueKind.CONTINUING: 4}


def performer_of(
    folded: str, cue: Hit | None, grammar: Grammar, parties: Mapping[str, Iterable[str]], lead: str = ""
) -> str:
    """A party's code, "both", the text's own words, or "".

    Looked for before the end of the cue, nearest first, then behind it; then in the lead-in.
    """
    if cue is None:
        return ""
    until = cue.end if cue.end < len(folded) else len(folded)
    for where in (folded[:until], folded[until:LONGEST], lead):
        if named := nearest(where, grammar, parties):
            return named
    return ""


def nearest(words: str, grammar: Grammar, parties: Mapping[str, Iterable[str]]) -> str:
    """Who is named last in `words`: two parties at once are both."""
    named = [
        (found.end(), code)
        for code, names in parties.items()
        for name in names
        for found in name_pattern(name, grammar.edge).finditer(words, 0, LONGEST)
    ]
    together = [(found.end(), "both") for found in grammar.both_pattern.finditer(words, 0, LONGEST)]
    if named and len({code for _end, code in named}) == len(parties) > 1 and joined(words, named):
        return "both"
    if found := [*named, *together]:
        return max(found)[1]
    others = [found[0] for found in grammar.agent_pattern.finditer(words, 0, LONGEST)]
    return others[0].strip() if others else ""


def joined(words: str, named: list[tuple[int, str]]) -> bool:
    """Whether the two parties stand next to each other ("Belarus and China")."""
    ends = {code: max(end for end, other in named if other == code) for _end, code in named}
    first, second = sorted(ends.values())[-2:]
    return bool(JOINT.search(words[first:second])) and second - first <= LONGEST_JOINT


@lru_cache(maxsize=256)
def name_pattern(name: str, edge: str) -> re.Pattern[str]:
    """A name in any of its cases: its stem, and up to three more letters in a language that has word edges."""
    folded = fold(name)
    if not edge:
        return re.compile(re.escape(folded))
    stem = folded.rstrip("аеёийоуыьэюяіў") if folded[-1:] >= "а" else folded
    stem = stem if len(stem) >= SHORTEST_STEM else folded
    return re.compile(rf"{edge}{re.escape(stem)}\w{{0,6}}")


def due_of(sentence: Sentence, folded: str, grammar: Grammar, dated: date | None) -> Due | None:
    """The words that say until when; None when there are none."""
    best: tuple[int, int, int, DueRule, re.Match[str]] | None = None
    for place, (rule, pattern) in enumerate(grammar.compiled_due):
        found = pattern.search(folded, 0, LONGEST)
        if found and (best is None or (RANK.get(rule.kind, 5), place) < best[:2]):
            best = (RANK.get(rule.kind, 5), place, found.start(), rule, found)
    if best is None:
        return None
    rule, found = best[3], best[4]
    first, last = rule.days(found, dated) if rule.days else (None, None)
    start, end = found.start(), found.end()
    return Due(
        rule.kind, sentence.start + start, sentence.start + end, sentence.words[start:end], first, last
    )


def sector_of(folded: str, grammar: Grammar) -> str:
    """The sector most words point to, "" for none; of two the one named in the table first."""
    counts = {code: len(pattern.findall(folded, 0, LONGEST)) for code, pattern in grammar.compiled_sectors}
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] else ""
