"""What letters tell a person, and when they are written."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterKind(TextChoices):
    """What a person chooses, and an address of a letter switches off. Letters about an account are of no kind."""

    WEEK = "week", _("the weekly letter")
    NEWS = "news", _("letters about tasks, days and what you follow")


class LetterPace(TextChoices):
    """When something is told by letter."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Gathered, once a day")
    NEVER = "never", _("Never")


# How many days before a day it may be told of, the longest first.
DAYS_BEFORE = (21, 14, 7)

# What is told of a task is named by this and the entry that asked.
WAITS = "waits:"
