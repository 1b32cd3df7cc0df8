"""Briefings for the head of state of a side: what its secretary prepares, and what was issued and never changes again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commission import Commission, Party
from commitments.models.entry import Entry
from commitments.models.private import NeedsParty, OfOneSide
from commitments.models.week import Week
from commitments.vocabulary import POST_LIMIT

# Lines that ask the head of state for something, and characters of each: all have to stand on one page.
DECISIONS, DECISION_LIMIT = 5, 240
COVER_LIMIT = 1_500


class BriefingDraft(models.Model):
    """What the secretary of a side prepares for a week. No part of the log: it is gone when the briefing is issued."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)  # "2022-W37"
    decisions = models.JSONField(default=list)
    # The lines in the other authentic languages by code, and whether it is issued with a column for each.
    other_decisions = models.JSONField(default=dict)
    is_in_columns = models.BooleanField(default=False)
    cover_note = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_post = models.CharField(max_length=POST_LIMIT)
    written_at = models.DateTimeField()
    # How often it was changed: a form that was opened before the last change says so by an older number.
    revision = models.PositiveIntegerField(default=1)

    objects = OfOneSide["BriefingDraft"]()

    class Meta:
        verbose_name = _("draft of a briefing")
        verbose_name_plural = _("drafts of briefings")
        constraints = [models.UniqueConstraint("party", "week", name="briefing_draft_once_a_week")]

    def __str__(self) -> str:
        """Without a word of it: this is what lists and errors show."""
        return f"draft of a briefing for {self.week}"


class Briefing(models.Model):
    """A briefing that a side has issued: which week, with which entry, and the SHA-256 of each of its files by name."""

    commission = models.ForeignKey(Commission, models.PROTECT)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)
    entry = models.OneToOneField(Entry, models.PROTECT)
    files = models.JSONField()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ["-week", "party_id"]
        constraints = [
            models.UniqueConstraint(
                "party",
                "week",
                name="briefing_once_a_week",
                violation_error_message=_("This side has issued a briefing for this week."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party.name}, {self.week}"

    @property
    def number(self) -> str:
        """ "37/2022": that of its week."""
        week = Week.parse(self.week)
        return f"{week.number}/{week.year}"


class FilesOfBriefings(models.Manager["BriefingFile"]):
    """The one way to the files: a filter that was forgotten is an error, and not a leak."""

    def readable_by(self, party: Party) -> models.QuerySet[BriefingFile]:
        """What both sides read, and the copies with the cover notes of one side."""
        shared = Q(is_own=False) & Q(briefing__commission=party.commission_id)
        return super().get_queryset().filter(shared | Q(is_own=True, briefing__party=party))

    def get_queryset(self) -> models.QuerySet[BriefingFile]:
        raise NeedsParty("BriefingFile is reached by objects.readable_by(party) only")


class BriefingFile(models.Model):
    """The bytes of one file of a briefing. `is_own`: the copy with the cover note, for its side alone."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)  # "briefing.pdf"; with its cover note "own.pdf"
    is_own = models.BooleanField(default=False)
    content = models.BinaryField()

    objects = FilesOfBriefings()

    class Meta:
        verbose_name = _("file of a briefing")
        verbose_name_plural = _("files of briefings")
        constraints = [models.UniqueConstraint("briefing", "name", name="briefing_file_once")]

    def __str__(self) -> str:
        return self.name
