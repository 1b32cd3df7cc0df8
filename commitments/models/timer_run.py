"""When each command that a timer runs ended last."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TimerRun(models.Model):
    """One row for each command: `ended_at` is the last time, `succeeded_at` the last time with nothing left undone."""

    name = models.CharField(_("command"), max_length=40, unique=True)
    ended_at = models.DateTimeField(_("ended at"))
    succeeded_at = models.DateTimeField(_("succeeded at"), null=True)

    class Meta:
        verbose_name = _("run of a timer")
        verbose_name_plural = _("runs of timers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_good(self) -> bool:
        return self.succeeded_at == self.ended_at
