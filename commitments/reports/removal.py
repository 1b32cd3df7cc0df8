"""What whoever asks for the removal of a text is told besides."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commitments.actions.redaction import said_again
from commitments.models import Redaction


def removed_with(asked: Redaction) -> str:
    """Which entries lose a text with it, as a sentence; "" where it is said nowhere else."""
    numbers = ", ".join(str(entry.number) for entry, _texts in said_again(asked.entry, asked.texts))
    return (
        _("Translations are removed with it: entries No. %(numbers)s.") % {"numbers": numbers}
        if numbers
        else ""
    )
