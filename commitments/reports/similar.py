"""Commitments that the words of a sentence may belong to: found by rare words in common, or by their place."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from commitments.models import Commitment, Quote, Readout
from commitments.models.prepared import Hole, prepared
from commitments.models.search import tokens
from commitments.suggestions import Suggestion
from commitments.vocabulary import Relation, SentenceKind, Wording

CANDIDATES = 400  # the latest ones of the commission; those of the meeting always count
ALIKE = 0.3  # share of the rarity of a sentence's words that a commitment must hold
SAME_PLACE = 0.65  # what the same paragraph in another language of the same text is worth
SAME_SECTOR = 0.08
OFFERED = 3

LADDER = [wording.value for wording in Wording]


@dataclass(frozen=True, slots=True)
class Similar:
    """A commitment these words may belong to, and what they would do to it."""

    commitment: Commitment
    score: float
    relation: str
    is_quoted_here: bool

    @property
    def code(self) -> str:
        return self.commitment.code


def similar_to(suggestion: Suggestion, readout: Readout) -> list[Similar]:
    """The commitments most like a sentence, best first. A fixed number of queries, however many there are."""
    rows = _candidates(readout)
    if not rows:
        return []
    wanted = set(tokens(suggestion.words).split())
    held = {row.pk: set(row.search_tokens.split()) for row in rows}
    rarity = _rarity(wanted, list(held.values()))
    whole = sum(rarity.values()) or 1.0
    by_place = _same_place(readout, suggestion.paragraph)
    scored = []
    for row in rows:
        score = sum(rarity[word] for word in wanted & held[row.pk]) / whole
        score += SAME_SECTOR * (bool(suggestion.sector) and row.sector.code == suggestion.sector)
        score = max(score, SAME_PLACE * (row.pk in by_place))
        if score >= ALIKE:
            scored.append((score, row))
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1].place))[:OFFERED]
    quoted = _last_wordings([row for _score, row in best])
    here = {pk for pk, (_rung, readouts) in quoted.items() if readout.pk in readouts}
    return [
        Similar(row, score, relation_of(suggestion, row, quoted.get(row.pk, ("", set()))[0]), row.pk in here)
        for score, row in best
    ]


def relation_of(suggestion: Suggestion, commitment: Commitment, rung: str) -> str:
    """What the words seem to do to a commitment last worded as firmly as `rung`."""
    if suggestion.kind == SentenceKind.PAST or suggestion.wording == Wording.DONE:
        return Relation.FULFILS
    due = suggestion.due
    if due and due.last and commitment.due_on and due.last != commitment.due_on:
        return Relation.REDATES
    if suggestion.wording and rung:
        step = LADDER.index(suggestion.wording) - LADDER.index(rung)
        if step:
            return Relation.STRENGTHENS if step > 0 else Relation.WEAKENS
    return Relation.RESTATES


def _candidates(readout: Readout) -> list[Commitment]:
    latest = [pk for (pk,) in _latest(commission=readout.commission_id)]
    return _among(commission=readout.commission_id, meeting=readout.meeting_id, latest=latest)


@prepared
def _latest(*, commission: Hole) -> QuerySet[Commitment, tuple[int]]:
    rows = Commitment.objects.counted().filter(commission=commission).order_by("-pk")
    return rows.values_list("pk")[:CANDIDATES]


@prepared
def _among(*, commission: Hole, meeting: Hole, latest: Hole) -> QuerySet[Commitment]:
    rows = Commitment.objects.counted().filter(commission=commission).select_related("sector")
    return rows.filter(Q(pk__among=latest) | Q(meeting=meeting)).order_by()


def _rarity(wanted: set[str], held: list[set[str]]) -> dict[str, float]:
    """How much each wanted word tells: one that every commitment has tells nothing."""
    counts = Counter(word for words in held for word in wanted & words)
    return {word: math.log((len(held) + 1) / (counts[word] + 0.5)) for word in wanted}


def _same_place(readout: Readout, number: int) -> set[int]:
    """Commitments quoted in the same paragraph of the same text in another language."""
    length = sum(1 for _one in readout.paragraphs())
    others = Readout.objects.filter(meeting=readout.meeting_id, party=readout.party_id).exclude(pk=readout.pk)
    there = Q(pk__in=[])
    for other in others:
        paragraphs = list(other.paragraphs())
        if len(paragraphs) == length:
            at = paragraphs[number - 1]
            there |= Q(readout=other, start__lt=at.end, end__gt=at.start)
    quotes = Quote.objects.filter(there, commitment__is_counted=True)
    return set(quotes.order_by().values_list("commitment", flat=True))


def _last_wordings(rows: list[Commitment]) -> dict[int, tuple[str, set[int]]]:
    """For each commitment the rung of its latest words, and the readouts that hold any."""
    found: dict[int, tuple[str, set[int]]] = {}
    quotes = Quote.objects.filter(commitment__in=rows).order_by("readout__meeting__held_on", "pk")
    for key, wording, readout in quotes.values_list("commitment", "wording", "readout"):
        rung, readouts = found.get(key, ("", set()))
        found[key] = (wording or rung, readouts | {readout})
    return found
