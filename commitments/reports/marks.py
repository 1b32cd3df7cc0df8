"""The text of a readout with its quotes marked: cut into pieces, nothing lost and nothing twice, whatever overlaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from commitments import links, typography
from commitments.models import Entry, Quote, Readout
from commitments.models.readout import Paragraph
from commitments.vocabulary import Agreed, EntryKind, MarkKind, lang_tag


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text under the same quotes: `anchors` of those that begin here, `numbers` of those that end here."""

    text: str
    is_quoted: bool = False
    anchors: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return self.anchors[-1] if self.anchors else ""

    @property
    def further_anchors(self) -> tuple[str, ...]:
        """Of quotes that begin at the same character; each needs an element of its own to carry it."""
        return self.anchors[:-1]


@dataclass(frozen=True, slots=True)
class Note:
    """A commitment beside the words that hold it."""

    code: str
    title: str
    title_lang: str
    url: str
    agreed: str
    agreed_label: str


@dataclass(frozen=True, slots=True)
class Passage:
    number: int
    start: int
    pieces: list[Piece]
    notes: list[Note]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quoted part of the text along its length, in per cent, as CSS and SVG write it."""

    start: str
    width: str


@dataclass(frozen=True, slots=True)
class QuoteAnchor:
    """Where a quote begins: the number of its paragraph, and its anchor on the page."""

    paragraph: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Text:
    """A readout with its quotes marked."""

    readout: Readout
    lang: str
    passages: list[Passage]
    stretches: list[Stretch]
    share: int  # of 100 characters so many are quoted
    places: dict[int, list[QuoteAnchor]]  # where each commitment has its words
    notes: dict[int, Note]
    quoted: list[tuple[int, int]]  # from which character to which, each quote

    @property
    def bare(self) -> int:
        """How many paragraphs hold no commitment."""
        return sum(not passage.notes for passage in self.passages)


@dataclass(frozen=True, slots=True)
class _Span:
    """A quote within the text: from its first to its last character that stands in a paragraph."""

    start: int
    end: int
    paragraph: int
    last_paragraph: int
    commitment: int
    number: str
    anchor: str


def marked(readout: Readout, *, prefix: str = "q") -> Text:
    """The text of a readout with what its commitments quote, in one query. `prefix` begins the anchors of the quotes."""
    paragraphs = list(readout.paragraphs())
    rows = list(_quotes(readout))
    notes, spans = _notes(readout, rows), _spans(readout, paragraphs, rows, prefix)
    places: dict[int, list[QuoteAnchor]] = defaultdict(list)
    for span in spans:
        places[span.commitment].append(QuoteAnchor(span.paragraph, span.anchor))
    ranges, length = _merged(spans), len(readout.text)
    return Text(
        readout=readout,
        lang=lang_tag(readout.language),
        passages=_passages(paragraphs, spans, notes),
        stretches=[Stretch(f"{100 * a / length:.2f}%", f"{100 * (b - a) / length:.2f}%") for a, b in ranges],
        share=round(100 * sum(b - a for a, b in ranges) / length),
        places=dict(places),
        notes=notes,
        quoted=[(start, end) for start, end, *_rest in rows],
    )


def number_of(code: str, readout: Readout) -> str:
    """What stands for a commitment in a readout: "05", or "2022-05" when its code has another year than the meeting.

    The mark of its first quote has the anchor "q-" and this, further ones "-2", "-3" after it.
    """
    year, number = code.removeprefix(f"{readout.commission.code_prefix}-").split("-", 1)
    return number if year == str(readout.meeting.held_on.year) else f"{year}-{number}"


def notes_within(readout: Readout, start: int, end: int) -> list[Note]:
    """The commitments that quote something of a range, in the order of their words."""
    rows = _quotes(readout).filter(start__lt=end, end__gt=start)
    return list(_notes(readout, rows).values())


def notes_by_range(readout: Readout) -> list[tuple[int, int, Note]]:
    """(start, end, commitment) of everything quoted from a readout, in the order of the text."""
    rows = list(_quotes(readout))
    notes = _notes(readout, rows)
    return [(start, end, notes[key]) for start, end, key, *_rest in rows]


COLUMNS = (
    "start",
    "end",
    "commitment",
    *(f"commitment__{name}" for name in ("code", "title", "language", "agreed")),
)


def _quotes(readout: Readout) -> QuerySet[Quote, tuple[Any, ...]]:
    return (
        Quote.objects.filter(readout=readout, commitment__is_counted=True)
        .order_by("start", "end", "commitment__place")
        .values_list(*COLUMNS)
    )


def _notes(readout: Readout, rows: Iterable[tuple[Any, ...]]) -> dict[int, Note]:
    labels = {status.value: str(status.label) for status in Agreed}
    link = links.commitments(readout.commission.slug)
    return {
        key: Note(code, title, lang_tag(language), link(code), agreed, labels[agreed])
        for _start, _end, key, code, title, language, agreed in rows
    }


def _spans(
    readout: Readout, paragraphs: list[Paragraph], rows: Iterable[tuple[Any, ...]], prefix: str
) -> list[_Span]:
    starts, ends = [one.start for one in paragraphs], [one.end for one in paragraphs]
    spans: list[_Span] = []
    seen: Counter[int] = Counter()
    for start, end, key, code, *_rest in rows:
        seen[key] += 1
        number = number_of(code, readout)
        anchor = f"{prefix}-{number}" + (f"-{seen[key]}" if seen[key] > 1 else "")
        first, last = paragraphs[bisect_right(ends, start)], paragraphs[bisect_left(starts, end) - 1]
        spans.append(
            _Span(max(start, first.start), min(end, last.end), first.number, last.number, key, number, anchor)
        )
    return spans


def _passages(paragraphs: list[Paragraph], spans: list[_Span], notes: dict[int, Note]) -> list[Passage]:
    held: dict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        for number in range(span.paragraph, span.last_paragraph + 1):
            held[number].append(span)
    passages = []
    for paragraph in paragraphs:
        here = held[paragraph.number]
        keys = dict.fromkeys(span.commitment for span in here)
        beside = [notes[key] for key in keys]
        passages.append(Passage(paragraph.number, paragraph.start, _pieces(paragraph, here), beside))
    return passages


def _pieces(paragraph: Paragraph, spans: list[_Span]) -> list[Piece]:
    """The paragraph cut wherever a quote begins or ends. The pieces together are its text, whatever overlaps."""
    edges = {paragraph.start, paragraph.end}
    for span in spans:
        edges |= {max(span.start, paragraph.start), min(span.end, paragraph.end)}
    pieces = []
    for start, end in pairwise(sorted(edges)):
        over = [span for span in spans if span.start <= start and end <= span.end]
        pieces.append(
            Piece(
                text=paragraph.text[start - paragraph.start : end - paragraph.start],
                is_quoted=bool(over),
                anchors=tuple(span.anchor for span in over if span.start == start),
                numbers=tuple(dict.fromkeys(span.number for span in over if span.end == end)),
            )
        )
    return pieces


def _merged(spans: list[_Span]) -> list[tuple[int, int]]:
    """The quoted ranges, where they overlap as one; those that only touch stay apart."""
    ranges: list[tuple[int, int]] = []
    for span in spans:
        if ranges and span.start < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], span.end))
        else:
            ranges.append((span.start, span.end))
    return ranges


def marks_taken_off(entry: Entry) -> str:
    """What the words of an entry that made or quoted a commitment had been marked as, in a sentence; "" for nothing."""
    rows = Entry.objects.filter(
        commission=entry.commission_id,
        kind=EntryKind.MARKED,
        author=entry.author_id,
        recorded_at=entry.recorded_at,
        number__gt=entry.number,
    )
    kinds = [str(MarkKind(one.changes["mark"][0]).label) for one in rows.order_by("number")]
    if not kinds:
        return ""
    first, last = typography.quotes()
    return ngettext(
        "These words were marked as “%(kinds)s”; the mark was removed.",
        "These words were marked as “%(kinds)s”; the marks were removed.",
        len(kinds),
    ) % {"kinds": f"{last}{typography.comma()}{first}".join(kinds)}
