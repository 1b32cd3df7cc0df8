"""What happened to an account and from where: append-only, and read by its holder and the secretaries of its side."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import clock
from commitments.vocabulary import AccountEvent


class SecurityEvent(models.Model):
    """`user` is whose account it is, `by` who did it: the same person, an administrator, or nobody known.

    `place` is the network the request came from, shortened to what names no single connection; "" for a command typed
    on the server. The whole address stands in the log of the program only.
    """

    kind = models.CharField(_("what"), max_length=20, choices=AccountEvent)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("of an event", "by"),
    )
    place = models.CharField(pgettext_lazy("of an event", "from"), max_length=60, blank=True)
    at = models.DateTimeField(_("when"), default=clock.of_this_machine)

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AccountEvent.values), name="security_event_is_known")
        ]
        indexes = [models.Index(fields=["user", "-at"], name="security_event_of_account")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.user_id}"
