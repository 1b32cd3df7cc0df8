"""The outbox: letters that wait for the mail server, and what became of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import clock
from commitments.models.commission import Commission
from commitments.vocabulary import LetterLink
from commitments.vocabulary.letters import LetterKind

# Stands in the text where the link will be.
LINK = "{link}"
# And where the moment will be until which it works.
UNTIL = "{until}"


class Letter(models.Model):
    """One letter to one address, taken out of the request that caused it. `manage.py send_letters` sends it.

    Its words go when it has gone, or when it is given up. A one-time link is never among them: it is made at the moment
    of sending, and `LINK` stands in its place. A letter of a `kind` tells of a `commission`: it leaves only while its
    reader has a seat there and wants letters of that kind.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.EmailField(pgettext_lazy("of a letter", "to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("account")
    )
    subject = models.CharField(pgettext_lazy("of a letter", "subject"), max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True)
    kind = models.CharField(max_length=4, choices=LetterKind, blank=True)
    commission = models.ForeignKey(Commission, models.PROTECT, null=True, related_name="+")
    link = models.CharField(max_length=10, choices=LetterLink, default=LetterLink.NONE, blank=True)
    made_at = models.DateTimeField(_("written at"), default=clock.of_this_machine)
    next_at = models.DateTimeField(_("next try at"), default=clock.of_this_machine)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True), name="letter_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(link__in=["", LetterLink.RESET, LetterLink.INVITATION]),
                name="letter_link_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="")
                | Q(kind__in=LetterKind.values, commission__isnull=False, user__isnull=False),
                name="letter_of_a_kind_has_a_reader",
            ),
        ]
        indexes = [
            models.Index(
                "next_at", condition=Q(sent_at__isnull=True, given_up_at__isnull=True), name="letter_waiting"
            )
        ]

    def __str__(self) -> str:
        """Without its words and its address: this is what lists and errors show."""
        return f"letter {self.pk}"
