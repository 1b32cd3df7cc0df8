"""What a secret address or token opens, without signing in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class KeyKind(TextChoices):
    CALENDAR = "calendar", _("Calendar")
    FEED = "feed", _("Feed of the log")
    PROGRAM = "program", _("Token for a program")
