"""What a person wants to be told of by letter, what they follow, and what they were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments import clock
from commitments.models.body import Body
from commitments.models.commission import Commission
from commitments.models.commitment import Commitment
from commitments.models.readout import Meeting
from commitments.vocabulary.letters import LetterPace


class LetterChoice(models.Model):
    """What one person chose for one commission. Who has chosen nothing gets what a new row says."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+")
    weekly = models.BooleanField(_("The weekly letter"), default=True)
    waiting = models.CharField(
        _("What waits for me"), max_length=7, choices=LetterPace, default=LetterPace.DAILY
    )
    followed = models.CharField(
        _("News of what I follow"), max_length=7, choices=LetterPace, default=LetterPace.DAILY
    )
    before_21 = models.BooleanField(_("21 days before"), default=False)
    before_14 = models.BooleanField(_("14 days before"), default=True)
    before_7 = models.BooleanField(_("7 days before"), default=True)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        constraints = [
            models.UniqueConstraint("user", "commission", name="letter_choice_once"),
            models.CheckConstraint(
                condition=Q(waiting__in=LetterPace.values, followed__in=LetterPace.values),
                name="letter_choice_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.commission_id}"


class Follow(models.Model):
    """One person follows one commitment, all of a meeting, or all that an owner has."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("followed thing")
        verbose_name_plural = _("followed things")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("user", "commitment", name="follow_commitment_once"),
            models.UniqueConstraint("user", "meeting", name="follow_meeting_once"),
            models.UniqueConstraint("user", "body", name="follow_body_once"),
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, meeting__isnull=True, body__isnull=True)
                | Q(commitment__isnull=True, meeting__isnull=False, body__isnull=True)
                | Q(commitment__isnull=True, meeting__isnull=True, body__isnull=False),
                name="follow_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.commitment_id or self.meeting_id or self.body_id}"


class NewsTold(models.Model):
    """That one person was told one thing by letter. Written with the letter: it is there once, or neither is.

    `what` names the thing and not its words: a week, an entry, a task since when it is asked, a day so many days ahead.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+")
    what = models.CharField(max_length=160)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("thing told by letter")
        verbose_name_plural = _("things told by letter")
        constraints = [models.UniqueConstraint("user", "commission", "what", name="told_once")]

    def __str__(self) -> str:
        return self.what
