"""Who somebody is at the identity provider of their party."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments import clock


class Identity(models.Model):
    """An account and its name there. From the first sign-in on the address says nothing any more: it may go to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    issuer = models.CharField(_("issuer"), max_length=255)
    subject = models.CharField(_("subject"), max_length=255)
    linked_at = models.DateTimeField(default=clock.of_this_machine)
    # False: its holder has disconnected it, and nobody signs in with it until they allow it again.
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("identity at a party’s provider")
        verbose_name_plural = _("identities at parties’ providers")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_is_of_one_account"),
            models.UniqueConstraint(fields=["user", "issuer"], name="one_identity_at_an_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.issuer}"
