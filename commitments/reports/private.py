"""The private notes of a reader's side on one commitment. Never cached, not for a minute."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from commitments import rules
from commitments.models import Commitment, Party, PrivateNote, Seat
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.vocabulary import language_of
from commitments.vocabulary.other_names import called_post


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as its readers see it, and what this reader may do with it."""

    id: uuid.UUID
    text: str
    lang: str
    post: str
    author: str
    written_at: dt.datetime
    edited_at: dt.datetime | None
    may_change: bool
    may_delete: bool


@dataclass(frozen=True, slots=True)
class PrivateNotes:
    party: Party
    lines: tuple[NoteLine, ...]
    may_write: bool


def private_notes(seat: Seat, commitment: Commitment) -> PrivateNotes | None:
    """What the side of `seat` noted on a commitment, the newest first; None to who may not read it."""
    if not rules.may(seat, "read_private"):
        return None
    return PrivateNotes(
        party=seat.party,
        lines=tuple(_line(seat, note) for note in notes_question(seat, commitment).rows()),
        may_write=rules.may(seat, "write_private"),
    )


def notes_question(seat: Seat, commitment: Commitment) -> PreparedQuestion[PrivateNote]:
    """What `private_notes` asks of who may read them."""
    return _noted.of(party=seat.party_id, commitment=commitment.pk)


@prepared
def _noted(*, party: Hole, commitment: Hole) -> QuerySet[PrivateNote]:
    return PrivateNote.objects.of(party).filter(commitment=commitment).select_related("author")


def private_note(seat: Seat, commitment: Commitment, public_id: uuid.UUID) -> PrivateNote | None:
    """A note of the side of `seat`; None for one of the other side, just as for one that never was."""
    return _notes(seat, commitment).filter(public_id=public_id).first()


def _notes(seat: Seat, commitment: Commitment) -> QuerySet[PrivateNote]:
    return PrivateNote.objects.of(seat.party).filter(commitment=commitment).select_related("author")


def _line(seat: Seat, note: PrivateNote) -> NoteLine:
    return NoteLine(
        id=note.public_id,
        text=note.text,
        lang=language_of(note.text),
        post=called_post(note.author_post),
        author=called_post(note.author.full_name),
        written_at=note.written_at,
        edited_at=note.edited_at,
        may_change=rules.may_change_private_note(seat, note),
        may_delete=rules.may_delete_private_note(seat, note),
    )
