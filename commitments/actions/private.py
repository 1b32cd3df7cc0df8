"""Notes of one side for itself.

They are no entries: nothing of them enters the log, a projection, search or the revision of a commission, because each
of these is seen by both sides. So a note can be changed and deleted like a slip of paper, and leaves no trace, but
where its author chose to let the other side know that it exists: of that alone there is an entry, without any text.
"""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments import clock, rules
from commitments.actions.errors import NoteChanged, RuleBroken, SubmissionReused, require
from commitments.actions.log import Ledger, Submission
from commitments.actions.mention import mention_in_note, named_in_note
from commitments.actions.step import event_on
from commitments.models import Commission, Commitment, Mention, PrivateNote, Seat
from commitments.vocabulary import NOTE_LIMIT, EntryKind


@transaction.atomic
def write_private_note(
    commitment: Commitment,
    *,
    by: Seat,
    text: str,
    tell: bool = False,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> PrivateNote:
    """Keep a note for the side of `by`. The same words by the same person on the same commitment are there once.

    `tell` lets the other side know that there is a note: an entry says so, and nothing else.

    Raises SubmissionReused when the key of the form came with other words before.
    """
    at = at or clock.now()
    require(rules.may(by, "write_private"))
    require_seat(by, commitment.commission, at)
    words = _checked(text)
    # The log's lock comes before those of seats, as in every action that writes an entry.
    ledger = Ledger(commitment.commission, by=by, at=at) if tell else None
    named = named_in_note(words, by=by, day=commitment.commission.calendar.day_of(at))
    # A repeated POST waits here for the first one. Their own seat, so that nobody has to wait but who is named.
    _lock(by, *named)
    if (known := _written_before(commitment, by, words, submission)) is not None:
        return known
    note = PrivateNote(
        party=by.party,
        commitment=commitment,
        author=by.user,
        author_post=by.post,
        text=words,
        written_at=at,
        submission_key=submission.key if submission else None,
        submission_digest=submission.digest if submission else "",
    )
    note.save(force_insert=True)
    mention_in_note(note, named, at=at)
    if ledger is not None:
        row = ledger.fresh(commitment)
        ledger.write(event_on(row, EntryKind.NOTE_KEPT, ledger.today), row)
    return note


@transaction.atomic
def change_private_note(
    note: PrivateNote, *, by: Seat, text: str, seen: int | None = None, at: dt.datetime | None = None
) -> PrivateNote:
    """Put other words in the place of one's own note. The words it has already change nothing.

    `seen` is the revision its writer saw; raises NoteChanged when there is a newer one, and PrivateNote.DoesNotExist
    when the note was deleted meanwhile.
    """
    at = at or clock.now()
    require(rules.may_change_private_note(by, note))
    require_seat(by, note.commitment.commission, at)
    words = _checked(text)
    named = named_in_note(words, by=by, day=note.commitment.commission.calendar.day_of(at))
    _lock(by, *named, *_named_before(note))
    row = PrivateNote.objects.of(by.party).select_for_update().get(pk=note.pk)
    if row.text == words:
        return row
    if seen is not None and seen != row.revision:
        raise NoteChanged(row)
    row.text, row.edited_at, row.revision = words, max(at, row.written_at), row.revision + 1
    row.save(update_fields=["text", "edited_at", "revision"])
    mention_in_note(row, named, at=row.edited_at)
    return row


@transaction.atomic
def delete_private_note(note: PrivateNote, *, by: Seat, at: dt.datetime | None = None) -> None:
    """Remove a note for good; it is in no log. One that is gone already stays gone."""
    require(rules.may_delete_private_note(by, note))
    require_seat(by, note.commitment.commission, at or clock.now())
    _lock(by, *_named_before(note))
    row = PrivateNote.objects.of(by.party).filter(pk=note.pk).first()
    if row is not None:
        mention_in_note(row, [], at=row.written_at)
        row.delete()


def _lock(*seats: Seat) -> None:
    """Take the locks of some seats in the order of their keys, to avoid a deadlock."""
    list(Seat.objects.select_for_update().filter(pk__in=[seat.pk for seat in seats]).order_by("pk"))


def _named_before(note: PrivateNote) -> QuerySet[Seat]:
    """Whose inbox may change when the words of a note do, besides those who are named in the new ones."""
    return Seat.objects.filter(pk__in=Mention.objects.filter(note=note).values("seat"))


def require_seat(by: Seat, commission: Commission, at: dt.datetime) -> None:
    """Raise NotAllowed for a seat of another commission, or one that is not held on that day."""
    require(by.commission_id == commission.pk and by.is_held(on=commission.calendar.day_of(at)))


def _checked(text: str) -> str:
    words = normalize("NFC", text).strip()
    if not words:
        raise RuleBroken({"text": _("Write the note.")})
    if len(words) > NOTE_LIMIT:
        raise RuleBroken({"text": _("The note is longer than %(limit)d characters.") % {"limit": NOTE_LIMIT}})
    return words


def was_noted(by: Seat, submission: str) -> bool:
    """Whether the holder of a seat has written a note by the form that carries this key."""
    return PrivateNote.objects.of(by.party).filter(author=by.user, submission_key=submission).exists()


def _written_before(
    commitment: Commitment, by: Seat, words: str, submission: Submission | None
) -> PrivateNote | None:
    own = PrivateNote.objects.of(by.party).filter(author=by.user)
    if submission is not None and (sent := own.filter(submission_key=submission.key).first()) is not None:
        if (sent.commitment_id, sent.submission_digest) != (commitment.pk, submission.digest):
            raise SubmissionReused
        return sent
    # A browser that goes back fills a form that is new, and so has another key, with the words of the old one.
    return own.filter(commitment=commitment, text=words).first()
