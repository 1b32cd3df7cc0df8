"""That somebody's post was named in what was written, kept until they have seen it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment
from commitments.models.entry import Entry
from commitments.models.private import PrivateNote
from commitments.models.seat import Seat


class MentionQuerySet(models.QuerySet["Mention"]):
    def waiting_for(self, seat: Seat) -> MentionQuerySet:
        """What `seat` has not seen yet. A note of the other side is never shown, whoever holds the seat by now."""
        own = Q(note__isnull=True) | Q(note__party=seat.party_id)
        return self.filter(own, seat=seat, seen_at__isnull=True)


class Mention(models.Model):
    """One seat, named in one entry of the log or in one private note of its own side.

    No projection: it says who has read what, and goes with the note that it came from. Addresses use `public_id`,
    because numbers that count up would tell one side how much the other one writes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    note = models.ForeignKey(PrivateNote, models.CASCADE, null=True, related_name="+")
    written_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    objects: Any = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint("seat", "entry", name="mention_once_per_entry"),
            models.UniqueConstraint("seat", "note", name="mention_once_per_note"),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, note__isnull=True)
                | Q(entry__isnull=True, note__isnull=False),
                name="mention_is_in_one_place",
            ),
        ]
        indexes = [
            models.Index(
                fields=["seat", "written_at"], name="mention_unseen", condition=Q(seen_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        """Without a word of it: this is what lists and errors show."""
        return f"mention {self.public_id}"
