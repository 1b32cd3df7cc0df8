"""What one side writes about a commitment for itself, and nobody but that side ever sees."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commission import Party
from commitments.models.commitment import Commitment
from commitments.models.prepared import Hole
from commitments.vocabulary import POST_LIMIT

Row = TypeVar("Row", bound=models.Model)


class NeedsParty(RuntimeError):
    """Somebody asked for what is private to a side without saying which."""


class OfOneSide(models.Manager[Row]):
    """The one way to what is private to a side; a filter that was forgotten is an error, and not a leak."""

    def of(self, party: Party | Hole) -> models.QuerySet[Row]:
        """The rows of one side, on all commitments."""
        return super().get_queryset().filter(party=party)

    def get_queryset(self) -> models.QuerySet[Row]:
        raise NeedsParty(f"{self.model.__name__} is reached by objects.of(party) only")


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

    objects = OfOneSide["PrivateNote"]()

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
