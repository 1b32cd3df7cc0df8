"""What is written: how long it may be, and what a text in one of several languages is."""

from __future__ import annotations

from contextvars import ContextVar
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commitments.vocabulary.languages import spoken

# Limits in Unicode code points after NFC, line breaks counted as one: what the reader of a form sees counted.
TITLE_LIMIT = 160

POST_LIMIT = 120

UNIT_LIMIT = 40

STATEMENT_LIMIT = 1_000

NOTE_LIMIT = 2_000

READOUT_LIMIT = 200_000


class TextMark(TextChoices):
    """What a text is, of those that say the same in several languages."""

    ORIGINAL = "original", pgettext_lazy("of a text", "original")
    AUTHENTIC = "authentic", pgettext_lazy("of a text", "authentic")
    NOT_RENEWED = "not_renewed", _("authentic text not renewed")
    TRANSLATION = "translation", pgettext_lazy("of a text", "translation")
    OLD = "old", _("translation out of date")


_side: ContextVar[str] = ContextVar("side of the reader", default="")


def read_for(side: str) -> None:
    """Who reads from now on in this thread is of this side: of two translations theirs comes first. "": of none."""
    _side.set(side)


def reading_side() -> str:
    return _side.get()


class TextReader(NamedTuple):
    """What translations a reader gets: the language, as columns have it (`spoken`), and whose come first."""

    language: str
    side: str


def reading() -> TextReader:
    """Who reads now, in this thread."""
    return TextReader(spoken(get_language() or "en"), reading_side())
