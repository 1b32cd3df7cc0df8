"""What an administrator asks about who speaks for a side, until a second person of that side has decided."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments import clock
from commitments.models.commission import Commission, Party
from commitments.models.seat import Seat
from commitments.vocabulary import Asked


class AccountRequest(models.Model):
    """A seat to be given or changed, or another address for an account. `party` is the side whose secretaries decide.

    `wanted` are the fields of the seat as they would be, or the address; it is emptied when it has been decided. What was
    done is an entry of the log; this only waits.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what"), max_length=10, choices=Asked)
    commission = models.ForeignKey(Commission, models.PROTECT, verbose_name=_("commission"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    wanted = models.JSONField()
    # The same for requests of which all have to be granted: one for each side that the account speaks for.
    together = models.UUIDField(null=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    is_granted = models.BooleanField(_("granted"), null=True)

    class Meta:
        verbose_name = _("request about an account")
        verbose_name_plural = _("requests about accounts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_granted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted__isnull=False),
                name="account_request_decided_wholly",
                violation_error_message=_("A request is decided by somebody, at a moment, in one way."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="account_request_needs_two_persons",
                violation_error_message=_("The person who asks cannot decide."),
            ),
        ]
        indexes = [
            models.Index("party", condition=Q(decided_at__isnull=True), name="account_request_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"

    @property
    def others(self) -> models.QuerySet[AccountRequest]:
        """What the other sides were asked with it."""
        same = AccountRequest.objects.filter(together=self.together, together__isnull=False)
        return same.exclude(pk=self.pk).order_by("pk")
