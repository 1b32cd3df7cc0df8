"""What somebody is typing into a form and has not saved: of that one account, and of nobody else."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.prepared import Hole
from commitments.models.user import User

ADDRESS_LIMIT = 500


class NeedsAccount(RuntimeError):
    """Somebody asked for typed words without saying whose."""


class OfOneAccount(models.Manager["TypedWords"]):
    """The one way to typed words; a filter that was forgotten is an error, and not a leak."""

    def of(self, user: User | Hole) -> models.QuerySet[TypedWords]:
        """What one person has typed, the newest first."""
        return super().get_queryset().filter(user=user)

    def of_anybody_before(self, moment: dt.datetime) -> models.QuerySet[TypedWords]:
        """What is older than `moment`, to be thrown away."""
        return super().get_queryset().filter(typed_at__lt=moment)

    def get_queryset(self) -> models.QuerySet[TypedWords]:
        raise NeedsAccount("TypedWords is reached by objects.of(user) only")


class TypedWords(models.Model):
    """The fields of one form as they were typed. No part of the log, of any projection, of search or of the admin.

    `key` is the form's own, so two windows with one form keep two rows and neither overwrites the other. `address` is
    that of the form: it says which form it is and what it is about.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    address = models.CharField(max_length=ADDRESS_LIMIT)
    fields = models.JSONField()  # {name: [values]}, as the form sends them; no passwords, no files
    written_in = models.JSONField(default=list)  # names of the fields in which words were typed, not offered
    file_names = models.JSONField(default=list)
    typed_at = models.DateTimeField()

    objects = OfOneAccount()

    class Meta:
        verbose_name = _("typed words")
        verbose_name_plural = _("typed words")
        ordering = ["-typed_at", "-pk"]
        constraints = [models.UniqueConstraint("user", "key", name="typed_words_once_per_form")]
        indexes = [
            models.Index(fields=["user", "-typed_at"], name="typed_words_of_account"),
            models.Index(fields=["typed_at"], name="typed_words_by_age"),
        ]

    def __str__(self) -> str:
        """Without a word of it: this is what lists and errors show."""
        return f"typed words {self.pk}"
