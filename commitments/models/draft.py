"""A proposal on terms while it is prepared: one side's alone until its secretary sends it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.models.commission import Party
from commitments.models.commitment import Commitment
from commitments.models.private import OfOneSide
from commitments.vocabulary import POST_LIMIT, Subject


class Draft(models.Model):
    """Terms that somebody prepared for the own side, with a cover note for who decides whether to send them.

    No part of the log or of any projection, and no other model leads here. What was sent keeps its cover note, and
    names the entry it became.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=10, choices=Subject)
    # The number of the other side's proposal that these terms answer.
    counters = models.PositiveBigIntegerField(null=True)
    terms = models.JSONField()  # {field: value}, in the values of records
    reason = models.TextField()
    source = models.JSONField(default=dict, blank=True)  # the parts of a `Source`, as a record has them
    cover_note = models.TextField(blank=True)
    # Why it was not sent, by who should have.
    remark = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_post = models.CharField(max_length=POST_LIMIT)
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    sent_with = models.PositiveBigIntegerField(null=True)
    submission_key = models.CharField(max_length=64, null=True)  # noqa: DJ001 (unique, and many have none)
    submission_digest = models.CharField(max_length=64, blank=True)

    objects = OfOneSide["Draft"]()

    class Meta:
        verbose_name = pgettext_lazy("noun", "draft")
        verbose_name_plural = _("drafts")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint("party", "author", "submission_key", name="draft_submission_once"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="draft_subject_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="draft_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["party", "commitment", "written_at"], name="draft_of_side"),
            models.Index(
                fields=["party", "written_at"], name="draft_to_send", condition=Q(sent_with__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        """Without a word of it: this is what lists and errors show."""
        return f"draft {self.public_id}"
