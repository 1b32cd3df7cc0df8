"""Who performs, until when, in which sector: read from the words around the cue that settled the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from commitments.suggestions.classify import LONGEST, Hit
from commitments.suggestions.days import Days
from commitments.suggestions.folding import fold
from commitments.suggestions.rule import DueRule, Grammar
from commitments.suggestions.sentences import SentencePlace
from commitments.suggestions.suggestion import DueWords
from commitments.vocabulary import DueKind, Wording

SHORTEST_STEM = 3
MOST_DAYS = 4  # times that one rule looks for a day in a sentence
# What stands between two parties that act together, and how far apart they then stand.
JOINT = re.compile(r"^\W{0,3}(?:(?:together |jointly |along )?with\b|and|и|і|та|和|与|同|及|、)")
LONGEST_JOINT = 40
# "С китайской стороны" names who acts, whatever preposition stands before it.
SIDE_BEHIND = re.compile(r" (?:стороны|боку)\b")
# Dated words say more than the others; among equals the first in the sentence counts.
RANK = {DueKind.DATE: 0, DueKind.PERIOD: 1, DueKind.CONDITION: 2, DueKind.EVENT: 3, DueKind.CONTINUING: 4}


def performer_of(
    folded: str, cue: Hit | None, grammar: Grammar, parties: Mapping[str, Iterable[str]], lead: str = ""
) -> str:
    """A party's code, "both", the text's own words, or "".

    Two parties side by side in front of the cue are both; otherwise its subject is the nearest name before it that
    no preposition turns into an object, then one in or behind it; then in the lead-in. What was agreed without a name
    is of both.
    """
    if cue is None:
        return ""
    until = cue.end if cue.end < len(folded) else len(folded)
    begin = cue.start if cue.end < len(folded) or cue.start else until
    if both_side_by_side(folded[:begin], grammar, parties):
        return "both"
    subjects = without_objects(folded, grammar, parties)
    for where in (subjects[:begin], subjects[:until], folded[:until], folded[until:LONGEST], lead):
        if named := nearest(where, grammar, parties):
            return named
    return "both" if cue.rule.wording == Wording.AGREED and cue.rule.family == "deed" else ""


def both_side_by_side(words: str, grammar: Grammar, parties: Mapping[str, Iterable[str]]) -> bool:
    named = names_in(words, grammar, parties)
    return len({code for _start, _end, code in named}) == len(parties) > 1 and joined(
        words, [(end, code) for _start, end, code in named]
    )


def names_in(
    words: str, grammar: Grammar, parties: Mapping[str, Iterable[str]]
) -> list[tuple[int, int, str]]:
    """Every name of a party: its start, its end, the party's code."""
    return [
        (found.start(), found.end(), code)
        for code, names in parties.items()
        for name in names
        for found in name_pattern(name, grammar.edge).finditer(words, 0, LONGEST)
    ]


def without_objects(folded: str, grammar: Grammar, parties: Mapping[str, Iterable[str]]) -> str:
    """The sentence with blanks for the names that are no subject, of the same length."""
    folded = grammar.fixed_pattern.sub(lambda found: " " * len(found[0]), folded)
    for start, end, _code in names_in(folded, grammar, parties):
        before = folded[max(0, start - LONGEST_JOINT) : start]
        if grammar.passed_over_pattern.search(before) and not SIDE_BEHIND.match(folded, end):
            folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def nearest(words: str, grammar: Grammar, parties: Mapping[str, Iterable[str]]) -> str:
    """Who is named last in `words`: two parties at once are both."""
    named = [(end, code) for _start, end, code in names_in(words, grammar, parties)]
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


@dataclass(frozen=True)
class FoundDue:
    """Where a rule found words that say until when, and the days they mean."""

    rule: DueRule
    place: int  # of the rule in its table
    start: int
    end: int
    days: Days

    def holds(self, other: FoundDue) -> bool:
        """Whether the other's words are part of these ("28 February" in "from 28 February to 2 March")."""
        is_part = (
            self.start <= other.start
            and other.end <= self.end
            and self.end - self.start > other.end - other.start
        )
        return is_part and self.days[1] is not None

    def rank(self, dated: date | None) -> tuple[bool, int, int, int]:
        is_over = self.days[1] is not None and dated is not None and self.days[1] < dated
        return is_over, RANK.get(self.rule.kind, 5), self.place, self.start


def due_of(sentence: SentencePlace, folded: str, grammar: Grammar, dated: date | None) -> DueWords | None:
    """The words that say until when; None when there are none. What was over on the day `dated` comes last."""
    found = [
        FoundDue(
            rule, place, match.start(), match.end(), rule.days(match, dated) if rule.days else (None, None)
        )
        for place, (rule, pattern) in enumerate(grammar.compiled_due)
        for match in islice(pattern.finditer(folded, 0, LONGEST), MOST_DAYS)
        if match.end() > match.start()
    ]
    kept = [
        one for one in found if not any(other.holds(one) for other in found) and not is_past_year(one, dated)
    ]
    if not kept:
        return None
    best = min(kept, key=lambda one: one.rank(dated))
    return DueWords(
        best.rule.kind,
        sentence.start + best.start,
        sentence.start + best.end,
        sentence.words[best.start : best.end],
        *best.days,
    )


def is_past_year(found: FoundDue, dated: date | None) -> bool:
    """A whole year that was over tells when something happened, not until when it is promised."""
    last = found.days[1]
    return found.rule.name == "year" and last is not None and dated is not None and last < dated


def sector_of(folded: str, grammar: Grammar) -> str:
    """The sector most words point to, "" for none; of two the one named in the table first."""
    counts = {code: len(pattern.findall(folded, 0, LONGEST)) for code, pattern in grammar.compiled_sectors}
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] else ""
