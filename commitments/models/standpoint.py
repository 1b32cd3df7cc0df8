"""What held over a period of the log: a view, and the terms. Both are projections."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.by_period import ByPeriod
from commitments.models.commission import Commission
from commitments.models.commitment import Commitment
from commitments.models.place import place_column
from commitments.vocabulary import (
    CLOSED,
    NEEDS_REASON,
    SIDES,
    Agreed,
    Outlook,
    Status,
    Whose,
)


class Standpoint(models.Model):
    """A view over a period: whose, what status, outlook and position, recorded from when to when, effective
    from which day; from none where only the position became another, because that states no view anew.

    A projection of the log. The open row (no `recorded_to`) is the present view. `is_corrected` marks a row whose
    entry was corrected later: it is still what the register showed, and no longer what is known.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT)
    whose = models.CharField(max_length=6, choices=Whose)
    status = models.CharField(max_length=13, choices=Agreed)
    outlook = models.CharField(max_length=9, choices=Outlook, blank=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)
    effective_from = models.DateField(null=True)
    entry_number = models.PositiveBigIntegerField()
    # The entry that states why: it lies there as a text that can be removed. None: no reason was given.
    position = models.PositiveBigIntegerField(null=True)
    is_corrected = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("standpoint")
        verbose_name_plural = _("standpoints")
        ordering = ["commitment_id", "whose", "entry_number"]
        constraints = [
            models.UniqueConstraint("commitment", "whose", "entry_number", name="standpoint_once_per_entry"),
            models.UniqueConstraint(
                "commitment", "whose", condition=Q(recorded_to__isnull=True), name="standpoint_one_open"
            ),
            models.CheckConstraint(
                condition=Q(recorded_to__isnull=True) | Q(recorded_to__gte=F("recorded_from")),
                name="standpoint_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(whose__in=SIDES, status__in=Status.values, outlook__in=Outlook.values)
                | Q(whose=Whose.AGREED, status__in=Agreed.values, outlook=""),
                name="standpoint_says_what_it_can",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=CLOSED) | ~Q(outlook__in=NEEDS_REASON),
                name="standpoint_outlook_while_open",
            ),
        ]
        indexes = [
            models.Index("commitment", "whose", "recorded_from", name="standpoint_as_of"),
            models.Index("commitment", "whose", "effective_from", name="standpoint_as_known"),
            models.Index("whose", "status", "recorded_from", "recorded_to", name="standpoint_in_status"),
        ]

    def __str__(self) -> str:
        return f"{self.whose}: {self.status}"


class Terms(ByPeriod):
    """The terms of a commitment over a period of the log, so that a past day can be asked for. A projection.

    The statuses of that period stand beside them: the list of a past day is then read from one table.
    """

    commission = models.ForeignKey(Commission, models.PROTECT)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="terms")
    code = models.CharField(max_length=24)
    place = place_column()
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)
    entry_number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("terms over a period")
        verbose_name_plural = _("terms over periods")
        ordering = ["commitment_id", "entry_number"]
        constraints = [
            models.UniqueConstraint("commitment", "entry_number", name="terms_once_per_entry"),
            models.UniqueConstraint(
                "commitment", condition=Q(recorded_to__isnull=True), name="terms_one_open"
            ),
            models.CheckConstraint(
                condition=Q(recorded_to__isnull=True) | Q(recorded_to__gte=F("recorded_from")),
                name="terms_end_after_they_begin",
            ),
        ]
        indexes = [
            models.Index(
                "commitment",
                "recorded_from",
                "entry_number",
                "recorded_to",
                "is_open",
                "owed_on",
                name="terms_as_of",
            ),
            models.Index("commission", "place", "recorded_from", "recorded_to", name="terms_in_order"),
            models.Index(
                "commission",
                "recorded_to",
                "recorded_from",
                name="terms_counting",
                condition=Q(figures_count__gt=0),
            ),
            models.Index(
                "commission", "recorded_from", "recorded_to", "is_counted", "agreed", name="terms_counted"
            ),
            models.Index(
                "commission",
                "owed_on",
                "recorded_from",
                "recorded_to",
                name="terms_owed",
                condition=Q(is_open=True),
            ),
            models.Index(
                "commission",
                "asked_on",
                "recorded_from",
                "recorded_to",
                name="terms_requests",
                condition=Q(asked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"terms of {self.commitment_id} from {self.recorded_from}"
