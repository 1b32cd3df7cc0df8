"""The exact words of a commitment, each in its paragraph, side by side of the meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language

from commitments.models import Commitment, Party, Quote
from commitments.reports.attestation import BOTH, DIFFER, LaterWord, attested, phrase, said_later
from commitments.reports.marks import number_of
from commitments.vocabulary import lang_tag, own_name
from commitments.vocabulary.languages import name_shown

# Characters of a paragraph around a quote that are in sight with it.
ROOM_AROUND = 120


@dataclass(frozen=True, slots=True)
class QuoteRun:
    """A run of text, quoted or not."""

    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class TranslatedPlace:
    """Where the same words stand in another language of the same side."""

    language: str
    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class QuotePassage:
    """A quote in its paragraph."""

    party: Party
    lang: str
    language: str
    pieces: list[QuoteRun]
    paragraph: int
    start: int
    end: int
    is_summary: bool
    publisher: str
    url: str
    meeting: str  # where it is another one than the commitment's own
    is_replaced: bool = False
    elsewhere: list[TranslatedPlace] = field(default_factory=list)

    @property
    def in_sight(self) -> list[QuoteRun]:
        """The quote with its paragraph where that is short, else alone."""
        return [piece for piece in self.pieces if piece.is_quoted] if self.is_cut else self.pieces

    @property
    def is_cut(self) -> bool:
        around = sum(len(piece.text) for piece in self.pieces if not piece.is_quoted)
        return around > ROOM_AROUND


@dataclass(frozen=True, slots=True)
class CommitmentWords:
    """All passages, and the sides whose readout does not say it."""

    passages: list[QuotePassage]
    silent: list[Party]
    without_readout: list[Party]
    attested: str  # "In both readouts", "Only in the readout of Belarus"
    in_both: bool
    said_later: list[LaterWord]

    @property
    def made(self) -> list[QuotePassage]:
        """Those of the meeting that made the commitment; of another one where that has none."""
        return [passage for passage in self.passages if not passage.meeting] or self.passages[:1]

    @property
    def others(self) -> list[QuotePassage]:
        made = self.made
        return [passage for passage in self.passages if passage not in made]


def passages_of(
    parties: Sequence[Party],
    commitment: Commitment,
    quotes: Sequence[Quote],
    filed: Collection[int],
    *,
    replaced: Sequence[Quote] = (),
) -> CommitmentWords:
    """Passages in the order of `parties`. `quotes` come with their readouts.

    `filed` are the keys of the parties that filed one of the meeting that made the commitment. `replaced` are quotes
    of versions that no longer hold: shown where a side has no newer words.
    """
    by_party = {party.pk: [q for q in quotes if q.readout.party_id == party.pk] for party in parties}
    passages = []
    for party in parties:
        # Meeting by meeting: the texts of one meeting say the same in several languages, those of two do not.
        for meeting in dict.fromkeys(quote.readout.meeting_id for quote in by_party[party.pk]):
            told = [quote for quote in by_party[party.pk] if quote.readout.meeting_id == meeting]
            passages += _of_party(commitment, party, told)
    left = [quote for quote in replaced if not by_party.get(quote.readout.party_id)]
    for party in parties:
        old = _of_party(commitment, party, [quote for quote in left if quote.readout.party_id == party.pk])
        passages += [replace(passage, is_replaced=True) for passage in old]
    said_then = {
        q.readout.party_id for q in [*quotes, *replaced] if q.readout.meeting_id == commitment.meeting_id
    }
    said_by = _attested(commitment, parties, quotes)
    return CommitmentWords(
        passages,
        silent=[party for party in parties if party.pk in filed and party.pk not in said_then],
        without_readout=[party for party in parties if party.pk not in filed],
        attested=phrase(said_by, {party.side: party.name for party in parties}),
        in_both=said_by in (BOTH, DIFFER),
        said_later=said_later(commitment, parties, quotes),
    )


def _attested(commitment: Commitment, parties: Sequence[Party], quotes: Sequence[Quote]) -> str:
    position = {party.pk: party.position for party in parties}
    made = attested(
        (commitment.pk, position[quote.readout.party_id], quote.wording)
        for quote in quotes
        if quote.readout.meeting_id == commitment.meeting_id
    )
    return made.get(commitment.pk, "")


def _of_party(commitment: Commitment, party: Party, quotes: list[Quote]) -> list[QuotePassage]:
    if not quotes:
        return []
    wanted = preferred([quote.readout.language for quote in quotes])
    shown = [quote for quote in quotes if quote.readout.language == wanted]
    others = {quote.readout.language: quote for quote in quotes if quote.readout.language != wanted}
    return [_passage(commitment, party, quote, others) for quote in shown]


def preferred(languages: list[str]) -> str:
    """The reader's language where a text is in it, else English, else the first; "" where there is none."""
    for language in (get_language() or "en", "en", *languages[:1]):
        if language in languages:
            return language
    return ""


def _passage(commitment: Commitment, party: Party, quote: Quote, others: dict[str, Quote]) -> QuotePassage:
    readout = quote.readout
    readout.commission = commitment.commission
    number, start, end = 0, quote.start, quote.end
    for paragraph in readout.paragraphs():
        if paragraph.start <= quote.start < paragraph.end:
            number, start, end = paragraph.number, paragraph.start, max(paragraph.end, quote.end)
    text = readout.text
    pieces = [
        QuoteRun(text[start : quote.start], False),
        QuoteRun(text[quote.start : quote.end], True),
        QuoteRun(text[quote.end : end], False),
    ]
    return QuotePassage(
        party=party,
        lang=lang_tag(readout.language),
        language=name_shown(readout.language),
        pieces=[piece for piece in pieces if piece.text],
        paragraph=number,
        start=quote.start,
        end=quote.end,
        is_summary=readout.is_summary,
        publisher=readout.published_by,
        url=quote_url(commitment, quote),
        meeting="" if readout.meeting_id == commitment.meeting_id else readout.meeting.called,
        elsewhere=[
            TranslatedPlace(own_name(language), lang_tag(language), quote_url(commitment, other))
            for language, other in others.items()
        ],
    )


def quote_url(commitment: Commitment, quote: Quote) -> str:
    readout = quote.readout
    readout.commission = commitment.commission
    return f"{readout.get_absolute_url()}#q-{number_of(commitment.code, readout)}"
