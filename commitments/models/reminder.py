"""What the escalation ladder of a commission has sent: to whom of a side, about what, once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment
from commitments.vocabulary import POST_LIMIT, SIDES, Lapse, Rung, Side


class Reminder(models.Model):
    """An e-mail to one person of a side about one lapse on one commitment. No entry: no side has said anything by it.

    A row is written together with its e-mail in the outbox. `since` tells the lapse apart from an earlier one of its kind: the moment of the side's last
    word, or the day something was owed by.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT)
    side = models.CharField(max_length=6, choices=Side)
    rung = models.CharField(max_length=9, choices=Rung)
    lapse = models.CharField(max_length=7, choices=Lapse)
    since = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    post = models.CharField(max_length=POST_LIMIT)
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["commitment_id", "sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "commitment", "side", "rung", "lapse", "since", "user", name="reminder_once_per_person"
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="reminder_is_of_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.lapse} of {self.commitment_id}, to {self.post}"
