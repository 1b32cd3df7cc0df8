"""What a person has typed and not saved, offered again with what happened since. Never cached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from commitments.models import Entry, Seat, TypedWords, User
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.vocabulary import language_of

EXCERPT = 240
SHOWN_SINCE = 3


@dataclass(frozen=True, slots=True)
class OfferedWords:
    """One form's words: `since` is what was entered about its commitment, the newest first; None for other forms."""

    key: str
    url: str
    typed_at: dt.datetime
    excerpt: str
    lang: str
    file_names: tuple[str, ...]
    since: tuple[Sentence, ...] | None
    since_in_all: int


@dataclass(frozen=True, slots=True)
class Unsaved:
    """One form's words in short, for a page that only says they are there. `code` is the commitment they are about."""

    key: str
    url: str
    typed_at: dt.datetime
    excerpt: str
    lang: str
    code: str


def kept_at(user: User, address: str) -> list[TypedWords]:
    """What was typed into the form at this address, the newest first."""
    return at_question(user, address).rows()


def at_question(user: User, address: str) -> PreparedQuestion[TypedWords]:
    """What `kept_at` asks."""
    return _at.of(user=user.pk, address=address)


@prepared
def _at(*, user: Hole, address: Hole) -> QuerySet[TypedWords]:
    return TypedWords.objects.of(user).filter(address=address)


def kept_within(user: User, path: str) -> list[TypedWords]:
    """What was typed into the forms whose addresses begin like this."""
    return within_question(user, path).rows()


def within_question(user: User, path: str) -> PreparedQuestion[TypedWords]:
    """What `kept_within` asks."""
    return _within.of(user=user.pk, path=path)


@prepared
def _within(*, user: Hole, path: Hole) -> QuerySet[TypedWords]:
    return TypedWords.objects.of(user).filter(address__startswith=path)


def kept_as(user: User, key: str) -> TypedWords | None:
    return TypedWords.objects.of(user).filter(key=key).first()


def offer(row: TypedWords, seat: Seat, *, url: str, code: str) -> OfferedWords:
    """`url` leads to the form with the words in it. `code` is the commitment that the form is about, or ""."""
    since, in_all = _since(row, seat, code) if code else (None, 0)
    excerpt, lang = excerpt_of(row)
    return OfferedWords(
        key=row.key,
        url=url,
        typed_at=row.typed_at,
        excerpt=excerpt,
        lang=lang,
        file_names=tuple(row.file_names),
        since=since,
        since_in_all=in_all,
    )


def excerpt_of(row: TypedWords) -> tuple[str, str]:
    """The beginning of the longest text that was typed, and its language."""
    texts = [value for name in row.written_in for value in row.fields.get(name, ())]
    words = max(texts, key=len, default="").strip()
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…", language_of(words)


def _since(row: TypedWords, seat: Seat, code: str) -> tuple[tuple[Sentence, ...], int]:
    newer = Entry.objects.readable().filter(
        commitment__commission=seat.commission, commitment__code=code, recorded_at__gt=row.typed_at
    )
    wording = SentenceWriter(seat.commission)
    shown = tuple(wording.sentence(entry) for entry in newer.order_by("-number")[:SHOWN_SINCE])
    return shown, newer.count() if len(shown) == SHOWN_SINCE else len(shown)
