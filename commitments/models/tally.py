"""Counts kept by the same action that changes what is counted. Projections of the log, like everything counted here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from commitments.models.body import Sector
from commitments.models.commission import Commission
from commitments.vocabulary import REQUESTS, Agreed, Whose

# What was promised stands in an agreed status; a request stands apart.
STATUSES = [*Agreed.choices, (REQUESTS, pgettext_lazy("noun", "Request"))]


class Tally(models.Model):
    """How many commitments stand in a status now, by whose view and sector."""

    commission = models.ForeignKey(Commission, models.PROTECT)
    whose = models.CharField(max_length=6, choices=Whose)
    sector = models.ForeignKey(Sector, models.PROTECT)
    status = models.CharField(max_length=13, choices=STATUSES)
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("commission", "whose", "sector", "status", name="tally_once"),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="tally_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.whose} {self.status}: {self.count}"


class Movement(models.Model):
    """How many commitments more (or fewer) stood in an agreed status after a week of the commission."""

    commission = models.ForeignKey(Commission, models.PROTECT)
    week = models.DateField(help_text="Monday of the ISO week")
    status = models.CharField(max_length=13, choices=STATUSES)
    delta = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("commission", "week", "status", name="movement_once")]

    def __str__(self) -> str:
        return f"{self.week} {self.status}: {self.delta:+}"
