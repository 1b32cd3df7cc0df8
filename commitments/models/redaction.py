"""A request to remove texts of an entry, until a second person has decided on it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments import clock
from commitments.models.entry import Entry

REDACTABLE = {
    "note": _("the note"),
    "reason": _("the reason"),
    "position": _("the position"),
    "author_name": _("the author’s name"),
}


def validate_texts(texts: Any) -> None:
    if not isinstance(texts, list) or not texts or not set(texts) <= REDACTABLE.keys():
        raise ValidationError(_("Choose at least one of: note, reason, position, author_name."))


class Redaction(models.Model):
    """Who asks to remove which texts of an entry, and why. What was done is an entry of the log; this only waits."""

    entry = models.ForeignKey(Entry, models.PROTECT, verbose_name=_("entry"))
    texts = models.JSONField(_("texts to remove"), validators=[validate_texts])
    why = models.CharField(
        _("why"),
        max_length=300,
        help_text=_(
            "The rule and the request, without repeating what is removed. Both sides read it in the log."
        ),
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    asked_at = models.DateTimeField(_("asked at"), default=clock.now, editable=False)
    done_with = models.OneToOneField(Entry, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("removal of a text")
        verbose_name_plural = _("removals of texts")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_with__isnull=True) | ~Q(done_with=F("entry")),
                name="redaction_is_another_entry",
                violation_error_message=_("A removal is another entry."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {', '.join(self.texts)}"
