"""Keys of a seat: secret addresses of calendars and feeds, and tokens for programs. They open reading, nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments import clock
from commitments.models.seat import Seat
from commitments.vocabulary.keys import KeyKind

NAME_LIMIT, QUERY_LIMIT = 80, 500


class AccessKeyQuerySet(models.QuerySet["AccessKey"]):
    def open(self) -> AccessKeyQuerySet:
        """Neither taken back nor over. Whether its seat is still held is asked where it is used."""
        now = clock.of_this_machine()
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), revoked_at__isnull=True)


class AccessKey(models.Model):
    """`token_hash` is the SHA-256 of the secret, which was shown once; nothing holds the secret itself.

    It reads what its seat may read. `query` is what the register is asked for, as in its address; with `is_own` it is
    what its holder answers for.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KeyKind)
    name = models.CharField(_("name"), max_length=NAME_LIMIT)
    query = models.CharField(max_length=QUERY_LIMIT, blank=True)
    is_own = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=clock.of_this_machine)
    expires_at = models.DateTimeField(_("works until"), null=True)
    used_at = models.DateTimeField(_("last used at"), null=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True)

    objects = AccessKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KeyKind.values), name="access_key_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind=KeyKind.PROGRAM) | Q(expires_at__isnull=False),
                name="access_key_of_a_program_ends",
            ),
        ]

    def __str__(self) -> str:
        """Without the secret, which nobody has: this is what lists and errors show."""
        return f"key {self.pk}"
