"""The engine: which rules speak, which of them are silenced by others, and what they add up to.

A sentence is judged by its strongest cue; further cues add a little. What speaks against it counts less where the
cue is strong, because readouts thank and promise in one breath. A muting rule ("hopes that …") takes the cues behind
it out of the sum, as far as it reaches.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from commitments.suggestions.rule import CueRule, Grammar
from commitments.vocabulary import SentenceKind

THRESHOLD = 0.5
# Log-odds of a sentence nothing is known about, how much each further hit adds, and how strong a cue
# has to be (in log-odds) before what speaks against it counts for less.
BIAS, FURTHER, STRONG = -1.7, 0.3, 4.8
AGAINST_AT_LEAST = 0.25
# Rules look at no more of a sentence than this: nobody writes longer ones, and it bounds the time.
LONGEST = 1_500
MOST_HITS = 4


@dataclass(frozen=True)
class Hit:
    """A rule and where its words stand in the sentence."""

    rule: CueRule
    start: int
    end: int


@dataclass(frozen=True)
class Judgement:
    """What the hits of a sentence add up to. `hits` holds those that count, strongest first."""

    kind: SentenceKind
    score: float
    hits: tuple[Hit, ...]

    @property
    def cue(self) -> Hit | None:
        """The hit that speaks most strongly for a commitment."""
        return next((hit for hit in self.hits if hit.rule.weight > 0), None)


def hits_of(folded: str, grammar: Grammar) -> list[Hit]:
    """Every place where a rule matches, a few per rule."""
    found = []
    for rule, pattern in grammar.compiled_rules:
        for count, match in enumerate(pattern.finditer(folded, 0, LONGEST)):
            if count == MOST_HITS:
                break
            if match.end() > match.start():
                found.append(Hit(rule, match.start(), match.end()))
    return found


def heard(hits: list[Hit], folded: str, grammar: Grammar) -> list[Hit]:
    """The hits without the cues that others mute."""
    muting = [hit for hit in hits if hit.rule.mutes]
    return [hit for hit in hits if not any(is_muted(hit, by, folded, grammar) for by in muting)]


def is_muted(cue: Hit, by: Hit, folded: str, grammar: Grammar) -> bool:
    """Whether `by` silences `cue`: it names its family and stands before its last word, within reach."""
    if not cue.rule.family or cue.rule.family not in by.rule.mutes:
        return False
    if by.rule.reach == "sentence":
        return True
    if by.start >= cue.end:
        return False
    return cue.start < by.end or not reach_ends(by, cue, folded, grammar)


def reach_ends(by: Hit, cue: Hit, folded: str, grammar: Grammar) -> re.Match[str] | None:
    # The first letters of the cue are looked at too: a conjunction ends the reach only with the verb it joins.
    return grammar.compiled_breaks[by.rule.reach].search(folded, by.end, cue.start + 14)


def judge(hits: list[Hit]) -> Judgement:
    """Kind and score of a sentence from the hits that are heard."""
    once: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-abs(hit.rule.weight), hit.start)):
        once.setdefault(hit.rule.name, hit)
    counted = tuple(once.values())
    speaking = added([hit.rule.weight for hit in counted if hit.rule.weight > 0])
    against = added([-hit.rule.weight for hit in counted if hit.rule.weight < 0])
    if not any(
        hit.rule.kind == SentenceKind.FRAME for hit in counted
    ):  # a heading stays one whatever it says
        against *= max(AGAINST_AT_LEAST, 1 - speaking / STRONG)
    score = 1 / (1 + math.exp(-(BIAS + speaking - against)))
    return Judgement(kind_of(counted, score), score, counted)


def added(weights: list[float]) -> float:
    """The strongest of `weights` in full, the others in part."""
    weights = sorted(weights, reverse=True)
    return weights[0] + FURTHER * sum(weights[1:]) if weights else 0.0


def kind_of(hits: tuple[Hit, ...], score: float) -> SentenceKind:
    """What the sentence is: a commitment from the threshold on, otherwise what most speaks for."""
    if score >= THRESHOLD:
        return SentenceKind.COMMITMENT
    kinds: dict[SentenceKind, float] = {}
    for hit in hits:
        if hit.rule.kind != SentenceKind.COMMITMENT:
            kinds[hit.rule.kind] = kinds.get(hit.rule.kind, 0) - hit.rule.weight
    return max(kinds, key=lambda kind: kinds[kind]) if kinds else SentenceKind.POSITION
