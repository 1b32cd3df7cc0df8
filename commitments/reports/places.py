"""Where exact words stand in a readout, and, when they do not, how what stands there differs from them.

Nothing here guesses. Words are found when they are there to the character. A difference is named only when it is one
kind of difference throughout, and the words as they stand are then shown for their reader to take over.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commitments.models import Readout
from commitments.models.readout import Paragraph
from commitments.vocabulary.characters import INVISIBLE, MARKS_OF_DIRECTION, plain_letters

AROUND = 40  # characters shown at most on either side of words
BLANK = "\0"  # a run of blanks and line breaks as one; a text holds no NUL of its own
SAME_MARKS = str.maketrans("“”„‟«»「」‘’‚‛‹›ʼ‐‑‒–—―−", '"' * 8 + "'" * 7 + "-" * 7)

DIFFERENCES = {
    "spaces": _("Paragraph %(paragraph)d has them with other spaces or line breaks: “%(words)s”"),
    "capitals": _("Paragraph %(paragraph)d has them with other capital letters: “%(words)s”"),
    "marks": _(
        "Paragraph %(paragraph)d has them with other quotation marks, apostrophes or dashes: “%(words)s”"
    ),
    "invisible": _("Paragraph %(paragraph)d has them with invisible characters: “%(words)s”"),
    "widths": _("Paragraph %(paragraph)d has them with characters of another width: “%(words)s”"),
    "several": _(
        "Paragraph %(paragraph)d has them with other spaces, capital letters or punctuation marks: “%(words)s”"
    ),
}


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """One place where words stand: its range in code points, its paragraph, and the text around it."""

    start: int
    end: int
    paragraph: int
    before: str
    words: str
    after: str


def places_of(readout: Readout, words: str, *, paragraph: int | None = None) -> list[WordsPlace]:
    """Every place of exact `words`, in order; with `paragraph` only those that begin in it."""
    text, paragraphs = readout.text, list(readout.paragraphs())
    places = (_place(text, paragraphs, start, len(words)) for start in readout.places_of(words))
    return [place for place in places if paragraph in (None, place.paragraph)]


def place_at(readout: Readout, start: int, end: int) -> WordsPlace | None:
    """The place of a range with its whole paragraph; None where it is outside of the text or holds no words."""
    if not 0 <= start < end <= len(readout.text) or not readout.text[start:end].strip():
        return None
    return _place(readout.text, list(readout.paragraphs()), start, end - start, around=len(readout.text))


def _place(
    text: str, paragraphs: list[Paragraph], start: int, length: int, *, around: int = AROUND
) -> WordsPlace:
    at = paragraphs[max(0, bisect_right(paragraphs, start, key=lambda one: one.start) - 1)]
    end = start + length
    return WordsPlace(
        start=start,
        end=end,
        paragraph=at.number,
        before=_last_words(text[at.start : start], around),
        words=text[start:end],
        after=_first_words(text[end : max(end, at.end)], around),
    )


def _first_words(text: str, most: int) -> str:
    """The beginning of a text, of whole words where it has blanks."""
    if len(text) <= most:
        return text
    return text[: text.rfind(" ", 1, most) if " " in text[1:most] else most]


def _last_words(text: str, most: int) -> str:
    return _first_words(text[::-1], most)[::-1]


@dataclass(frozen=True, slots=True)
class NearMatch:
    """Words that are there but for one kind of difference, and the sentence that says so."""

    kind: str
    place: WordsPlace

    def __str__(self) -> str:
        return DIFFERENCES[self.kind] % {"paragraph": self.place.paragraph, "words": self.place.words}


def difference(readout: Readout, words: str) -> NearMatch | None:
    """How the words of the readout differ from `words`, which are not in it; None when they differ otherwise.

    When several places answer, the first one is told.
    """
    for kind, fold in FOLDS.items():
        folded, origins = _folded(readout.text, fold)
        wanted = _folded(words, fold)[0].strip(BLANK)
        at = folded.find(wanted) if wanted else -1
        if at != -1:
            start, end = origins[at], origins[at + len(wanted) - 1] + 1
            return NearMatch(kind, _place(readout.text, list(readout.paragraphs()), start, end - start))
    return None


def _folded(text: str, fold: Callable[[str], str]) -> tuple[str, list[int]]:
    """The text with every character folded, and for each character of the result the place it is from."""
    letters: list[str] = []
    origins: list[int] = []
    for origin, character in enumerate(text):
        for letter in fold(character):
            if letter == BLANK and letters and letters[-1] == BLANK:
                continue
            letters.append(letter)
            origins.append(origin)
    return "".join(letters), origins


def _space(character: str) -> str:
    return BLANK if character.isspace() else character


def _mark(character: str) -> str:
    return character.translate(SAME_MARKS)


def _seen(character: str) -> str:
    return "" if INVISIBLE.match(character) or MARKS_OF_DIRECTION.match(character) else character


def _width(character: str) -> str:
    return unicodedata.normalize("NFKC", plain_letters(character))


def _all(character: str) -> str:
    return "".join(_space(letter) for letter in _mark(_width(_seen(character))).casefold())


FOLDS: dict[str, Callable[[str], str]] = {
    "spaces": _space,
    "capitals": str.casefold,
    "marks": _mark,
    "invisible": _seen,
    "widths": _width,
    "several": _all,
}
