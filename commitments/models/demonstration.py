"""On which day the demonstration lives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DemonstrationClock(models.Model):
    """By how much the clock of the demonstration is behind that of the machine: fixed when it is built.

    One row, and none in a register of its own. Kept beside the entries it dates, so that time never runs backwards:
    neither after a restart nor for a copy of the database.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    behind = models.DurationField()

    class Meta:
        verbose_name = _("clock of the demonstration")
        verbose_name_plural = _("clock of the demonstration")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="demonstration_has_one_clock")]

    def __str__(self) -> str:
        return str(self.behind)
