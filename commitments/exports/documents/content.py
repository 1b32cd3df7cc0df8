"""What a document on paper is made of, before it is PDF or Word: blocks of finished words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from commitments.vocabulary.languages import direction_of


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of one language and one look. `lang` is a BCP 47 tag, "" for that of the document.

    `look` is "", "strong", "muted" or "code"; `url` makes the words a link.
    """

    text: str
    lang: str = ""
    look: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PaperParagraph:
    """`style` is one of "", "kicker", "title", "lede", "note" and "words" (what a side said, in its own words)."""

    runs: tuple[TextRun, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 for the parts of the document; its title is a paragraph of that style."""

    runs: tuple[TextRun, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a whole, from 0 to 1, drawn; `words` say the same. `mark` is where it should stand by now."""

    share: float
    words: str
    mark: float | None = None


Cell = tuple[PaperParagraph | Bar, ...]


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """`widths` are shares of the whole, in percent. Without a `head` it only sets things beside each other.

    `style` is "lined" (a line under each row), "paper-figures" (large figures side by side) or "plain"; with "columns"
    behind it, its cells are below each other on a small screen.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: tuple[str, ...] = ()
    style: str = "lined"


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items with numbers, from 1."""

    items: tuple[PaperParagraph, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = PaperParagraph | Heading | DocumentTable | NumberedList | NewPage


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """`name` is that of the file, without its ending. `language` is a BCP 47 tag. `foot` ends every page, before its number.

    `made_at` is the moment it is dated with: the same content gives the same bytes. `identifier` names it among others.
    """

    name: str
    title: str
    language: str
    author: str
    made_at: dt.datetime
    foot: str
    blocks: tuple[Block, ...]
    identifier: str = ""
    watermark: str = ""
    has_page_numbers: bool = True


def is_from_right(runs: Sequence[TextRun]) -> bool:
    """Whether a paragraph of these runs from right to left: as its first words do."""
    return bool(runs) and direction_of(runs[0].lang) == "rtl"


def paragraph(text: str, *, lang: str = "", look: str = "", style: str = "") -> PaperParagraph:
    return PaperParagraph((TextRun(text, lang, look),), style)


def heading(text: str, level: int = 1, *, lang: str = "") -> Heading:
    return Heading((TextRun(text, lang),), level)


def lines(text: str, *, lang: str = "", style: str = "") -> tuple[PaperParagraph, ...]:
    """A text as somebody wrote it, a paragraph for each of its lines."""
    return tuple(paragraph(one, lang=lang, style=style) for one in text.splitlines() if one.strip())


def joined(runs: Iterable[TextRun | str], style: str = "") -> PaperParagraph:
    """A paragraph of runs and plain words; what is empty is left out."""
    made = (TextRun(one) if isinstance(one, str) else one for one in runs)
    return PaperParagraph(tuple(one for one in made if one.text), style)


Part = TypeVar("Part", bound=Block | Bar)


def in_language(parts: Iterable[Part], tag: str) -> tuple[Part, ...]:
    """The same parts: words that have no language of their own are in this one."""
    return tuple(_spoken(one, tag) for one in parts)


def _spoken(part: Any, tag: str) -> Any:
    match part:
        case PaperParagraph() | Heading():
            return replace(part, runs=tuple(replace(run, lang=run.lang or tag) for run in part.runs))
        case NumberedList():
            return replace(part, items=in_language(part.items, tag))
        case DocumentTable():
            return replace(
                part, rows=tuple(tuple(in_language(cell, tag) for cell in row) for row in part.rows)
            )
    return part
