"""What the administration renames: not part of any log, but of every page."""

from __future__ import annotations

from django.db.models import F

from commitments.models import Commission


def names_changed(commission: Commission) -> None:
    """Let every process forget the pictures it made with the names of before."""
    Commission.objects.filter(pk=commission.pk).update(revision=F("revision") + 1)
