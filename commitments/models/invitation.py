"""Invitations: a person is asked to come, and chooses their own password behind a link that works once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments import clock


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True)

    def of_user(self, user: Any) -> InvitationQuerySet:
        return self.filter(user=user)


class Invitation(models.Model):
    """`token_hash` is the SHA-256 of the link's secret, "" until a letter with it has left; nothing holds the secret."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("invited by")
    )
    made_at = models.DateTimeField(_("invited at"), default=clock.of_this_machine)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(_("link works until"), null=True, editable=False)
    used_at = models.DateTimeField(_("came at"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "user",
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_one_open_per_account",
                violation_error_message=_("This person is invited already."),
            ),
            models.UniqueConstraint(
                "token_hash",
                condition=~Q(token_hash=""),
                name="invitation_token_once",
                violation_error_message=_("This link belongs to another invitation."),
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_ends_once",
                violation_error_message=_("An invitation is accepted or withdrawn, not both."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
