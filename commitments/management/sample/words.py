"""Invented titles, statements, notes and sources in English, Russian and Chinese. The three say the same."""

from __future__ import annotations

import json
import random
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ru", "zh-hans")
# What is said, each in the order of LANGUAGES; sectors with what is promised in them, parties by side and language.
SAID = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
PARTIES: dict[str, dict[str, str]] = SAID["parties"]
SECTORS: dict[str, dict[str, Any]] = SAID["sectors"]
# How often what is drawn is what; a status is the one that an open commitment moves to, a fate how it fares in the end.
WEIGHTS: dict[str, dict[str, int]] = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is promised, as places in the lists above, so that it can be said in each language."""

    sector: str
    thing: int
    verb: int
    place: int
    part: int

    def title(self, language: str) -> str:
        at = LANGUAGES.index(language)
        thing = SECTORS[self.sector]["things"][self.thing][at]
        verb, place = SAID["verbs"][self.verb][at], SAID["places"][self.place][at]
        part = SAID["part"][at].format(n=self.part)
        if language == "zh-hans":
            return f"{place}{verb}{thing}{part}"
        words = f"{verb} {thing} {place}{part}"
        return words[0].upper() + words[1:]

    def statement(self, language: str, who: str) -> str:
        title = self.title(language)
        what = title if language == "zh-hans" else title[0].lower() + title[1:]
        will = SAID["will"]["both" if who == "both" else "one"][LANGUAGES.index(language)]
        return will.format(who=PARTIES[who][language], what=what)


def phrase(sector: str, rng: random.Random) -> Phrase:
    return Phrase(
        sector,
        rng.randrange(len(SECTORS[sector]["things"])),
        rng.randrange(len(SAID["verbs"])),
        rng.randrange(len(SAID["places"])),
        rng.randrange(1, 100),
    )


def one_of(what: str, language: str, rng: random.Random, **parts: str) -> str:
    """One of some texts in a language, with an invented number where it wants one."""
    return rng.choice(SAID[what])[LANGUAGES.index(language)].format(n=rng.randrange(2, 400), **parts)


def drawn(what: str, rng: random.Random, among: Collection[str] = (), **weights: int) -> str:
    """One of `what`, or of some of them; `weights` are others than the usual."""
    usual = WEIGHTS[what]
    chosen = {one: weights.get(one, usual[one]) for one in usual if not among or one in among}
    return rng.choices(list(chosen), list(chosen.values()))[0]
