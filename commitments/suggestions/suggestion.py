"""What the engine hands over: one suggestion per sentence, with the words behind each part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from commitments.vocabulary import DueKind, SentenceKind, SpeechAct, Wording


@dataclass(frozen=True)
class Reason:
    """Words (code points `start` to `end` of the text) that spoke for (+) or against (-) a commitment."""

    rule: str
    text: str | Promise
    weight: float
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class DueWords:
    """Until when, in the sentence's own words; days where these could be read."""

    kind: DueKind
    start: int
    end: int
    words: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Suggestion:
    """What one sentence probably is.

    `score`, from 0 to 1, ranks sentences; from `THRESHOLD` on they are proposed as commitments. `performer` is the
    code of a party, "both", the text's own words, or "" where nobody is named; `sector` a code or "".
    `names_prospect`: it names an act to come, promised or not.
    """

    start: int
    end: int
    paragraph: int
    words: str
    kind: SentenceKind
    score: float
    reasons: tuple[Reason, ...]
    speech_act: SpeechAct | None
    performer: str
    due: DueWords | None
    sector: str
    wording: Wording | None
    names_prospect: bool = False

    @property
    def is_commitment(self) -> bool:
        return self.kind == SentenceKind.COMMITMENT

    @property
    def is_possible(self) -> bool:
        """Promises nothing, but speaks of an act to come: an analyst may want to follow it as a topic."""
        return self.names_prospect and self.kind in (SentenceKind.TOPIC, SentenceKind.POSITION)
