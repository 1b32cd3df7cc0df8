"""Notes of one side for itself.

They are no entries: nothing here goes through the Ledger, and nothing of it enters the log, a projection, search or
the revision of a commission, because each of these is seen by both sides. So a note can be changed and deleted like
a slip of paper, and leaves no trace.
"""

from __future__ import annotations

import datetime as dt
from unicodedata import normalize

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.errors import NoteChanged, RuleBroken, SubmissionReused, require
from commitments.actions.log import Submission
from commitments.models import Commission, Commitment, PrivateNote, Seat
from commitments.vocabulary import NOTE_LIMIT


@transaction.atomic
def write_private_note(
    commitment: Commitment,
    *,
    by: Seat,
    text: str,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> PrivateNote:
    """Keep a note for the side of `by`. The same words by the same person on the same commitment are there once.

    Raises SubmissionReused when the key of the form came with other words before.
    """
    at = at or timezone.now()
    require(rules.may(by, "write_private"))
    require_seat(by, commitment.commission, at)
    words = _checked(text)
    # A repeated POST waits here for the first one. Their own seat, so that nobody else has to wait.
    Seat.objects.select_for_update().get(pk=by.pk)
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
    return note


@transaction.atomic
def change_private_note(
    note: PrivateNote, *, by: Seat, text: str, seen: int | None = None, at: dt.datetime | None = None
) -> PrivateNote:
    """Put other words in the place of one's own note. The words it has already change nothing.

    `seen` is the revision its writer saw; raises NoteChanged when there is a newer one, and PrivateNote.DoesNotExist
    when the note was deleted meanwhile.
    """
    at = at or timezone.now()
    require(rules.may_change_private_note(by, note))
    require_seat(by, note.commitment.commission, at)
    words = _checked(text)
    row = PrivateNote.objects.of(by.party).select_for_update().get(pk=note.pk)
    if row.text == words:
        return row
    if seen is not None and seen != row.revision:
        raise NoteChanged(row)
    row.text, row.edited_at, row.revision = words, max(at, row.written_at), row.revision + 1
    row.save(update_fields=["text", "edited_at", "revision"])
    return row


@transaction.atomic
def delete_private_note(note: PrivateNote, *, by: Seat, at: dt.datetime | None = None) -> None:
    """Remove a note for good; it is in no log. One that is gone already stays gone."""
    require(rules.may_delete_private_note(by, note))
    require_seat(by, note.commitment.commission, at or timezone.now())
    PrivateNote.objects.of(by.party).filter(pk=note.pk).delete()


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
