"""The words of bringing in a list that somebody keeps already."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ListKind(TextChoices):
    """What the rows of a list become."""

    NEW = "new", pgettext_lazy("kind of list", "New commitments")
    CHANGES = "changes", pgettext_lazy("kind of list", "Changes to the register")


class ListState(TextChoices):
    """How far a list has come."""

    CHOOSING = "choosing", pgettext_lazy("state of a list", "Columns to be chosen")
    CHECKED = "checked", pgettext_lazy("state of a list", "Checked, not brought in")
    RUNNING = "running", pgettext_lazy("state of a list", "Being brought in")
    DONE = "done", pgettext_lazy("state of a list", "Brought in")


class RowState(TextChoices):
    """What became of one row."""

    WAITING = "waiting", pgettext_lazy("state of a row", "To be brought in")
    LEFT_OUT = "left_out", pgettext_lazy("state of a row", "Left out")
    DONE = "done", pgettext_lazy("state of a row", "Brought in")
    REFUSED = "refused", pgettext_lazy("state of a row", "Refused")


LEFT_EMPTY = "-"  # what is said of an executor that is to be no owner


class UnknownOwner(TextChoices):
    """What to do with an owner who is no body of either side."""

    STOP = "stop", pgettext_lazy("unknown body", "Leave the row out")
    EMPTY = "empty", pgettext_lazy("unknown body", "Leave the owner empty")
