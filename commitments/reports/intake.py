"""A readout being taken in: its sentences, what each probably is, what has been decided, and what comes next."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import xor
from typing import Any, TypeVar
from zlib import crc32

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import links
from commitments.models import Closing, Entry, Mark, Party, Readout
from commitments.models.coverage import outside, sentences_of
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.marks import Note, notes_by_range
from commitments.reports.similar import Similar, similar_to
from commitments.suggestions import Reason, Suggestion, suggest
from commitments.vocabulary import (
    SENTENCE_MARKS,
    SIDES,
    DueKind,
    MarkKind,
    SentenceKind,
    Side,
    SpeechAct,
    lang_tag,
    other_side,
)

REASONS = 5
READ = 16  # texts whose suggestions are cached; those of the longest take some megabytes
Over = TypeVar("Over")  # what stands over sentences: a mark, a commitment

# What a sentence of each suggested kind would be marked as; a likely commitment is recorded instead.
MARK_OF = {
    SentenceKind.POSITION: MarkKind.POSITION,
    SentenceKind.COURTESY: MarkKind.COURTESY,
    SentenceKind.PAST: MarkKind.DONE,
    SentenceKind.TOPIC: MarkKind.TOPIC,
    SentenceKind.FRAME: MarkKind.FRAME,
}


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence in the list: what it is taken for, and what was decided about it."""

    number: int
    suggestion: Suggestion
    mark: Mark | None
    notes: tuple[Note, ...]
    url: str
    begins_paragraph: bool

    @property
    def words(self) -> str:
        return self.suggestion.words

    @property
    def is_decided(self) -> bool:
        return self.mark is not None or bool(self.notes)

    @property
    def is_likely(self) -> bool:
        return self.suggestion.is_commitment

    @property
    def is_read(self) -> bool:
        """Whether there are rules for its language."""
        return self.suggestion.kind != SentenceKind.UNDECIDED

    @property
    def is_possible(self) -> bool:
        return self.suggestion.is_possible

    @property
    def is_offered(self) -> bool:
        """The first thing to do with it is to record a commitment."""
        return self.is_likely or self.is_possible

    @property
    def kind_label(self) -> str:
        if self.is_possible:
            return _("Possible commitment")
        return str(self.suggestion.kind.label)

    @property
    def checksum(self) -> int:
        """Of what its row in the list shows of decisions."""
        decided = self.mark.kind if self.mark else ""
        return crc32(" ".join([str(self.number), decided, *(note.code for note in self.notes)]).encode())


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the marks, the key that sets it, and whether it is the one suggested."""

    kind: str
    label: str
    key: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Tray:
    """Everything about the sentence in hand."""

    line: SentenceLine
    reasons: Sequence[Reason]
    similar: list[Similar]
    choices: list[Choice]
    performer: str
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class Intake:
    """The page."""

    readout: Readout
    lang: str
    lines: list[SentenceLine]
    tray: Tray | None
    next_undecided: str
    closing: Entry | None

    @property
    def newer(self) -> Readout | None:
        """The version that has replaced this one: its sentences are the ones to be decided."""
        return getattr(self.readout, "replaced_by", None)

    @property
    def is_open(self) -> bool:
        return self.closing is None and self.newer is None

    @property
    def decided(self) -> int:
        return sum(line.is_decided for line in self.lines)

    @property
    def left(self) -> int:
        return len(self.lines) - self.decided

    @property
    def share(self) -> int:
        """Decided, in per cent; 100 only when nothing is left."""
        return 100 * self.decided // len(self.lines) if self.lines else 100

    @property
    def likely_left(self) -> int:
        return sum(line.is_offered and not line.is_decided for line in self.lines)

    @property
    def shown(self) -> str:
        """What a page shows of the list, for the request that goes on from it: the sentence in hand, and the others."""
        return self._shown(self.tray.line.number if self.tray else 0)

    def _shown(self, number: int) -> str:
        """Of a page with that sentence in hand; the same as long as nothing was decided about any other one."""
        others = reduce(xor, (line.checksum for line in self.lines if line.number != number), 0)
        return f"{number}.{others:x}.{get_language()}"

    def changed(self, shown: str) -> list[SentenceLine] | None:
        """The rows of the list that differ from those of a page that shows `shown`; None where others may, too."""
        number = shown.partition(".")[0]
        if not number.isdecimal() or self._shown(int(number)) != shown:
            return None
        in_hand = (int(number), self.tray.line.number if self.tray else 0)
        return [line for line in self.lines if line.number in in_hand]


def suggestions_for(readout: Readout) -> tuple[Suggestion, ...]:
    """What every sentence of a readout probably is. Wants its commission loaded."""
    names = tuple((party.code, tuple(party.names)) for party in readout.commission.sides)
    return _suggestions(readout.sha256, readout.language, readout.published_on, names, readout.text)


@lru_cache(maxsize=READ)
def _suggestions(
    sha256: str, language: str, dated: dt.date, names: tuple[tuple[str, tuple[str, ...]], ...], text: str
) -> tuple[Suggestion, ...]:
    """Frozen texts stay as they are, so each is read once per process."""
    return tuple(suggest(text, language, parties=dict(names), dated=dated))


def progress(readout: Readout, *, quoted: Sequence[tuple[int, int]] | None = None) -> tuple[int, int]:
    """How many sentences are decided, and how many there are; `quoted` are the ranges of its quotes, if known."""
    marks = marks_question(readout).rows()
    ranges = [(start, end) for start, end, _note in notes_by_range(readout)] if quoted is None else quoted
    found = sentences_of(readout)
    return len(found) - len(outside(found, [*marks, *ranges])), len(found)


def marks_question(readout: Readout) -> PreparedQuestion[tuple[int, int]]:
    """What `progress` asks besides the quotes."""
    return _marked.of(readout=readout.pk)


@prepared
def _marked(*, readout: Hole) -> QuerySet[Mark, tuple[int, int]]:
    return Mark.objects.filter(readout=readout).values_list("start", "end")


def intake(readout: Readout, *, at: int | None = None, after: int = -1) -> Intake:
    """The intake of a readout with one sentence in hand: the one that holds place `at`.

    Without it the first undecided one that begins behind place `after`, from the top again when there is none.
    """
    lines = _lines(readout)
    current = _in_hand(lines, at, after)
    closing = Closing.objects.filter(readout=readout).select_related("entry").first()
    return Intake(
        readout=readout,
        lang=lang_tag(readout.language),
        lines=lines,
        tray=None if current is None else _tray(readout, lines, current),
        next_undecided=_next_undecided(lines, current),
        closing=closing.entry if closing else None,
    )


def _lines(readout: Readout) -> list[SentenceLine]:
    found = suggestions_for(readout)
    marks = _touching(found, [(one.start, one.end, one) for one in Mark.objects.filter(readout=readout)])
    quoted = _touching(found, notes_by_range(readout))
    base = links.intake(readout.commission.slug, readout.slug)
    lines: list[SentenceLine] = []
    before = 0
    for number, one in enumerate(found, start=1):
        mark = next(iter(marks[number - 1]), None)
        notes = tuple(dict.fromkeys(quoted[number - 1]))
        url = f"{base}?at={one.start}"
        lines.append(SentenceLine(number, one, mark, notes, url, one.paragraph != before))
        before = one.paragraph
    return lines


def _touching(found: Sequence[Suggestion], ranges: Iterable[tuple[int, int, Over]]) -> list[list[Over]]:
    """For each sentence what touches it of what has a range, in its order; sentences follow each other."""
    starts, ends = [one.start for one in found], [one.end for one in found]
    over: list[list[Over]] = [[] for _one in found]
    for start, end, what in ranges:
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            over[at].append(what)
    return over


def _in_hand(lines: list[SentenceLine], at: int | None, after: int) -> SentenceLine | None:
    if at is not None:
        return next((line for line in lines if line.suggestion.start <= at < line.suggestion.end), None)
    undecided = [line for line in lines if not line.is_decided]
    behind = (line for line in undecided if line.suggestion.start > after)
    return next(behind, undecided[0] if undecided else None)


def _next_undecided(lines: list[SentenceLine], current: SentenceLine | None) -> str:
    """The next sentence without a decision, from the top again after the last one."""
    after = current.number if current else 0
    ordered = [*lines[after:], *lines[:after]]
    return next((line.url for line in ordered if not line.is_decided and line is not current), "")


def _tray(readout: Readout, lines: list[SentenceLine], line: SentenceLine) -> Tray:
    suggestion = line.suggestion
    wanted = MARK_OF.get(suggestion.kind)
    return Tray(
        line=line,
        reasons=suggestion.reasons[:REASONS],
        similar=similar_to(suggestion, readout),
        choices=[
            Choice(kind.value, str(kind.label), str(key), kind == wanted and not line.is_offered)
            for key, kind in enumerate(SENTENCE_MARKS, start=1)
        ],
        performer=performer_name(readout, suggestion),
        previous=lines[line.number - 2].url if line.number > 1 else "",
        next=lines[line.number].url if line.number < len(lines) else "",
    )


def performer_name(readout: Readout, suggestion: Suggestion) -> str:
    """Who performs in words: a party's name, both, or the text's own words."""
    if suggestion.performer == "both":
        return str(Side.BOTH.label)
    parties: dict[str, Party] = {party.code: party for party in readout.commission.sides}
    if suggestion.performer in parties:
        return parties[suggestion.performer].name
    return suggestion.performer


def side_of(readout: Readout, suggestion: Suggestion) -> str:
    """The side that performs, as the register writes it; "" where the sentence names neither."""
    if suggestion.performer == "both":
        return Side.BOTH
    return next((party.side for party in readout.commission.sides if party.code == suggestion.performer), "")


# --- What the form for a new commitment begins with -----------------------------------------------------------

TITLE_LENGTH, SHORTEST_TITLE = 90, 8
REPORT_MONTHS, CHECK_WEEKS = 6, 12
PUNCTUATION = " ,.:;–—-•，。；：、"
POINT = re.compile(r"\s*(?:[•▪◦●■·*–—-]|[(（]?\d{1,2}[.)）])\s*")  # what marks a point of a list
# What a promise begins with and its title does without.
LEADING = re.compile(
    r"(?:will|shall|would|also|already|has|have|had|is|are|was|were|been|to|on|that|in|its|their|his|her|the|"
    r"agreed|ready|readiness|prepared|willing|willingness|suggested|proposed|confirmed|assured|undertook|pledged|"
    r"decided|intends?|plans?|discussed|considered|focused|"
    r"буд[еу]т|также|уже|что|о|об|на|готов\w*|намерен\w*|предложил\w*|договорил\w*|условил\w*|подтвердил\w*)\s+"
    r"|(?:将|愿意?|同意|商定|提议|建议|表示|决定|已经?)",
    re.IGNORECASE,
)


def first_values(readout: Readout, suggestion: Suggestion) -> dict[str, Any]:
    """What the sentence suggests for each field of the form, by the names of the form; only what it tells."""
    side = side_of(readout, suggestion)
    values = {
        "title": title_of(suggestion),
        "statement": suggestion.words,
        "speech_act": suggestion.speech_act or (SpeechAct.TOPIC_ONLY if suggestion.is_possible else ""),
        "performed_by": side,
        "beneficiary": other_side(side) if side in SIDES else side,
        "sector": suggestion.sector,
        "wording": suggestion.wording or "",
        **_due_values(suggestion, side),
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def title_of(suggestion: Suggestion) -> str:
    """The sentence from its promising words on, without the verbs that lead in, shortened at a word."""
    words = suggestion.words
    cue = next((reason for reason in suggestion.reasons if reason.weight > 0), None)
    title = words[max(0, cue.start - suggestion.start) :] if cue else words
    if point := POINT.match(title):
        title = title[point.end() :]
    while (led := LEADING.match(title)) and len(title) - led.end() >= SHORTEST_TITLE:
        title = title[led.end() :].lstrip(PUNCTUATION)
    title = " ".join(title.split()).strip(PUNCTUATION)
    if len(title) > TITLE_LENGTH:
        cut = title.rfind(" ", TITLE_LENGTH // 2, TITLE_LENGTH)
        title = title[: cut if cut > 0 else TITLE_LENGTH].rstrip(PUNCTUATION)
    return title[:1].upper() + title[1:]


def _due_values(suggestion: Suggestion, side: str) -> dict[str, Any]:
    """The due of a sentence; nothing where a kind needs what the sentence does not tell."""
    due = suggestion.due
    if due is None:
        return {}
    first, last = due.first, due.last
    values: dict[str, Any] = {"due_kind": due.kind, "due_text": due.words}
    match due.kind:
        case DueKind.DATE if last:
            return values | {"due_on": last}
        case DueKind.PERIOD if first and last:
            return values | {"due_from": first, "due_on": last}
        case DueKind.CONDITION:
            return values | {"asked": side or Side.BOTH, "every_weeks": CHECK_WEEKS}
        case DueKind.CONTINUING:
            return values | {"every_months": REPORT_MONTHS}
        case DueKind.EVENT:
            return values
    return {}
