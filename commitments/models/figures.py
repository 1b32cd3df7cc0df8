"""Values that the sides state for what is counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commission import Commission
from commitments.models.commitment import Commitment
from commitments.vocabulary import SIDES, Side
from commitments.vocabulary.figures import WITHOUT_NUMBER, Qualifier, ValueStatus
from commitments.vocabulary.texts import UNIT_LIMIT

NUMBER_LIMIT = 20  # eighteen digits, a sign and a point
REFERENCE_LIMIT = 120
SOURCE_LIMIT = 500


class ObservedValue(models.Model):
    """One value of one series for one period. A projection of the log.

    A series is what one side states for one indicator; with a `reference`, what a third party's statistics say, which
    `whose` has recorded. The open row (no `recorded_to`) is what is known now; a revision ends it and begins another.
    The number is decimal text, exactly as it was stated: SQLite keeps decimals as floats.
    """

    commission = models.ForeignKey(Commission, models.PROTECT)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="values_given")
    entry_number = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    indicator = models.PositiveSmallIntegerField()
    whose = models.CharField(max_length=6, choices=Side)
    reference = models.CharField(_("Reference"), max_length=REFERENCE_LIMIT, blank=True)
    period = models.CharField(_("Period"), max_length=21)
    from_day = models.DateField()
    to_day = models.DateField()
    number = models.CharField(_("Value"), max_length=NUMBER_LIMIT, blank=True)
    qualifier = models.CharField(max_length=5, choices=Qualifier, blank=True)
    status = models.CharField(_("Status"), max_length=11, choices=ValueStatus)
    parts = models.JSONField(_("Of which"), default=list, blank=True)
    # Of a share that was given by both numbers; `number` is then computed.
    numerator = models.CharField(_("Numerator"), max_length=NUMBER_LIMIT, blank=True)
    denominator = models.CharField(_("Denominator"), max_length=NUMBER_LIMIT, blank=True)
    # Of a row that names its own: the address of a page, or a title.
    source = models.CharField(_("Source"), max_length=SOURCE_LIMIT, blank=True)
    # Of its series, where that is another one than the indicator's.
    unit = models.CharField(_("Unit"), max_length=UNIT_LIMIT, blank=True)
    effective_on = models.DateField()
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        ordering = ["entry_number", "position"]
        constraints = [
            models.UniqueConstraint("commitment", "entry_number", "position", name="value_once_per_entry"),
            models.UniqueConstraint(
                "commitment",
                "indicator",
                "whose",
                "reference",
                "period",
                condition=Q(recorded_to__isnull=True),
                name="value_one_known",
            ),
            models.CheckConstraint(
                condition=Q(recorded_to__isnull=True) | Q(recorded_to__gte=F("recorded_from")),
                name="value_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="value_period_is_one"),
            models.CheckConstraint(condition=Q(whose__in=SIDES), name="value_is_of_a_side"),
            models.CheckConstraint(
                condition=Q(status__in=WITHOUT_NUMBER, number="")
                | ~Q(status__in=WITHOUT_NUMBER) & ~Q(number=""),
                name="value_or_why_there_is_none",
            ),
        ]
        indexes = [
            models.Index("commission", "recorded_from", name="value_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.number or self.status}"
