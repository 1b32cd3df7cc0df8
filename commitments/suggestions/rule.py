"""What a rule is, and what a language brings to the engine: tables of patterns, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.functional import Promise

from commitments.vocabulary import DueKind, SentenceKind, SpeechAct, Wording

# Families of cues, so that a muting rule can say which ones it silences.
Family = Literal["deed", "will", "ready", "keep", "made", "bare", ""]
CUES: tuple[Family, ...] = ("deed", "will", "ready", "keep", "made", "bare")
SOFT: tuple[Family, ...] = ("will", "ready", "keep", "made", "bare")

# How far a muting rule reaches: to the next comma or conjunction, to the next clause with a verb of its own, to the
# next semicolon, or both ways through the whole sentence.
Reach = Literal["phrase", "clause", "rest", "sentence"]


@dataclass(frozen=True)
class CueRule:
    """One line of a table.

    `weight` is in log-odds: above nought it speaks for a commitment, below against one; 4 settles it alone, 1.7 is
    even. `pattern` runs over folded text (`folding.fold`), so it is written in lower case with straight quotes;
    `<name>` stands for the group of words of that name in the language's `words`. `mutes` are the families of
    cues that say nothing when they follow within `reach`.
    """

    name: str
    weight: float
    kind: SentenceKind
    reason: str | Promise
    family: Family = ""
    act: SpeechAct | None = None
    wording: Wording | None = None
    mutes: tuple[Family, ...] = ()
    reach: Reach = "clause"
    pattern: str = field(kw_only=True)


@dataclass(frozen=True)
class DueRule:
    """Words that say until when. `days` reads a match, relative to the day of the readout, into first and last day."""

    name: str
    kind: DueKind
    pattern: str
    days: Callable[[re.Match[str], date | None], tuple[date | None, date | None]] | None = None


@dataclass(frozen=True)
class Grammar:
    """What the engine needs to know of one language.

    `edge` goes in front of every pattern (a word begins here; nothing in Chinese). `breaks` end the reach of a
    muting rule. `agents` finds who acts, `both` the words for the two sides together, `bare_lead` a lead-in that
    names no content of its own, `frame` a heading or signature line, `prospect` an act to come that is talked about
    without being promised. `an_act` completes a lead-in ("The sides will: …"). `passed_over` stands directly before a
    name that is no subject ("with China"), `fixed` are terms whose names name nobody ("one-China policy").
    """

    words: Mapping[str, str]
    rules: tuple[CueRule, ...]
    due: tuple[DueRule, ...]
    sectors: Mapping[str, str]
    breaks: Mapping[str, str]
    both: str
    agents: str
    bare_lead: str
    frame: str
    prospect: str
    edge: str = r"(?<!\w)"
    an_act: str = ""
    passed_over: str = r"(?!)"
    fixed: str = r"(?!)"

    def compile(self, pattern: str, *, edge: bool = True) -> re.Pattern[str]:
        """The pattern with its named groups of words put in. Raises KeyError for a name that is not there."""
        filled = re.sub(r"(?<!P)<(\w+)>", lambda found: f"(?:{self.words[found[1]]})", pattern)
        return re.compile(f"{self.edge}(?:{filled})" if edge else filled)

    @cached_property
    def compiled_rules(self) -> tuple[tuple[CueRule, re.Pattern[str]], ...]:
        return tuple((rule, self.compile(rule.pattern)) for rule in self.rules)

    @cached_property
    def compiled_due(self) -> tuple[tuple[DueRule, re.Pattern[str]], ...]:
        return tuple((rule, self.compile(rule.pattern)) for rule in self.due)

    @cached_property
    def compiled_sectors(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((code, self.compile(words)) for code, words in self.sectors.items())

    @cached_property
    def compiled_breaks(self) -> dict[str, re.Pattern[str]]:
        return {name: self.compile(pattern, edge=False) for name, pattern in self.breaks.items()}

    @cached_property
    def both_pattern(self) -> re.Pattern[str]:
        return self.compile(self.both)

    @cached_property
    def agent_pattern(self) -> re.Pattern[str]:
        return self.compile(self.agents)

    @cached_property
    def bare_lead_pattern(self) -> re.Pattern[str]:
        return self.compile(self.bare_lead, edge=False)

    @cached_property
    def prospect_pattern(self) -> re.Pattern[str]:
        return self.compile(self.prospect)

    @cached_property
    def passed_over_pattern(self) -> re.Pattern[str]:
        return self.compile(f"(?:{self.passed_over})$", edge=bool(self.edge))

    @cached_property
    def fixed_pattern(self) -> re.Pattern[str]:
        return self.compile(self.fixed, edge=False)

    @cached_property
    def frame_pattern(self) -> re.Pattern[str]:
        return self.compile(self.frame, edge=False)
