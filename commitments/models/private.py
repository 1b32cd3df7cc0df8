"""Notes of one side about a commitment, which nobody but that side ever sees."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commission import Party
from commitments.models.commitment import Commitment
from commitments.vocabulary import POST_LIMIT


class NeedsParty(RuntimeError):
    """Somebody asked for private notes without saying whose."""


class PrivateNotes(models.Manager["PrivateNote"]):
    """The one way to the notes; a filter that was forgotten is an error, and not a leak."""

    def of(self, party: Party) -> models.QuerySet[PrivateNote]:
        """The notes of one side, on all commitments."""
        return super().get_queryset().filter(party=party)

    def get_queryset(self) -> models.QuerySet[PrivateNote]:
        raise NeedsParty("private notes are reached by PrivateNote.objects.of(party) only")


class PrivateNote(models.Model):
    """What somebody noted about a commitment for the own side. No part of the log, of any projection or of search.

    No other model leads here: the keys below make no way back. Addresses use `public_id`, because numbers that count
    up would tell one side how much the other one writes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_post = models.CharField(max_length=POST_LIMIT)
    text = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    # How often it was changed: a form that was opened before the last change says so by an older number.
    revision = models.PositiveIntegerField(default=0)
    submission_key = models.CharField(max_length=64, null=True)  # noqa: DJ001 (unique, and many have none)
    submission_digest = models.CharField(max_length=64, blank=True)

    objects = PrivateNotes()

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint("party", "author", "submission_key", name="private_note_submission_once"),
            models.CheckConstraint(condition=~Q(text=""), name="private_note_has_words"),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, revision=0)
                | Q(edited_at__isnull=False, edited_at__gte=F("written_at"), revision__gte=1),
                name="private_note_changed_says_when",
            ),
        ]
        indexes = [models.Index(fields=["party", "commitment", "-written_at"], name="private_note_of_side")]

    def __str__(self) -> str:
        """Without a word of it: this is what lists and errors show."""
        return f"private note {self.public_id}"
