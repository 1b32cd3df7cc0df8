"""Lead-ins, the points under them, headings and signature lines: what a sentence inherits from its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commitments.suggestions.classify import THRESHOLD, Hit, Judgement
from commitments.suggestions.rule import CueRule, Grammar
from commitments.suggestions.rules import reasons as why
from commitments.suggestions.rules.marks import POINT
from commitments.vocabulary import SentenceKind

IS_POINT = re.compile(POINT)
# Log-odds a point gets from its lead-in, and a heading or a lead-in without content from its shape.
FROM_PROMISE, FROM_TALK, FROM_SHAPE = 2.6, -1.6, -6.0
ENDS = re.compile(r"[.!?…;:。！？；：,，\"”»）)]\W*$")
LONGEST_HEADING = 14

LISTED = CueRule("listed", FROM_PROMISE, SentenceKind.COMMITMENT, why.LISTED, pattern="")
LISTED_TALK = CueRule(
    "listed talk",
    FROM_TALK,
    SentenceKind.TOPIC,
    why.LISTED_TALK,
    mutes=("bare",),
    reach="sentence",
    pattern="",
)
HEADING = CueRule("heading", FROM_SHAPE, SentenceKind.FRAME, why.HEADING, pattern="")
LEAD_IN = CueRule("lead-in", FROM_SHAPE, SentenceKind.FRAME, why.LEAD_IN, pattern="")


@dataclass(frozen=True)
class Lead:
    """A sentence that ends in a colon, and how it was judged before its shape was looked at."""

    judgement: Judgement
    words: str

    @property
    def promises(self) -> bool:
        return self.judgement.score >= THRESHOLD

    @property
    def says_something(self) -> bool:
        """Whether any rule knew it; a bare title of a list neither promises nor denies."""
        return bool(self.judgement.hits)


def is_point(folded: str) -> bool:
    """Whether a sentence stands as a point of a list."""
    return bool(IS_POINT.match(folded))


def mark_of(folded: str) -> str:
    """What kind of mark a point carries, so that "2." ends a list of "(a)" under "1."; "" without one."""
    found = IS_POINT.match(folded)
    mark = found[0].strip("()（） .、") if found else ""
    return "digit" if mark[:1].isdigit() else "letter" if mark[:1].isalpha() else mark


def ends_list(folded: str, lead: Lead) -> bool:
    """Whether a point stands beside its lead-in rather than under it."""
    return bool(mark_of(folded)) and mark_of(folded) == mark_of(lead.words)


def goes_on(folded: str, before: str) -> bool:
    """Whether a sentence without a mark still belongs to the list: its points end in ";", or in nothing at all."""
    if before.rstrip()[-1:] in ";；" or folded.rstrip()[-1:] in ";；":
        return True
    return not ENDS.search(before[-6:]) and not ENDS.search(folded[-6:])


def place_hit(folded: str, grammar: Grammar, lead: Lead | None, hits: list[Hit]) -> Hit | None:
    """What the place of a sentence adds: under a lead-in, as a heading, or as a lead-in without content."""
    whole = len(folded)
    if lead is not None and lead.says_something:
        return Hit(LISTED if lead.promises else LISTED_TALK, 0, whole)
    if grammar.bare_lead_pattern.match(folded):
        return Hit(LEAD_IN, 0, whole)
    if is_heading(folded, grammar) and not names_an_act(folded, grammar, hits):
        return Hit(HEADING, 0, whole)
    return None


def is_heading(folded: str, grammar: Grammar) -> bool:
    """Short, without a full stop and no point of a list; or a line that begins as sources and signatures do."""
    if grammar.frame_pattern.match(folded):
        return True
    if is_point(folded) or ENDS.search(folded[-6:]):
        return False
    length = len(folded.split()) if grammar.edge else len(folded) // 2
    return length <= LONGEST_HEADING


def names_an_act(folded: str, grammar: Grammar, hits: list[Hit]) -> bool:
    """Whether a line without a full stop is a point whose mark was lost ("Establish a fund"), not a heading.

    Headings begin with such verbs too where these are no other form ("Establishing …", all of Chinese).
    """
    return bool(grammar.edge) and any(
        hit.rule.name == "bare act" and not folded[: hit.end].endswith("ing") for hit in hits
    )
