"""`manage.py sweep_evidence`: removes the files that saves which failed have left behind."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import ngettext

from commitments.management.evidence_files import unreferenced
from commitments.management.timed import TimedCommand


class Command(TimedCommand):
    help = "Remove files of evidence that no entry names and that are older than a day. For a timer, beside clearsessions."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        paths = list(unreferenced())
        for path in paths:
            default_storage.delete(path)
        self.stdout.write(
            ngettext("%(count)d file removed.", "%(count)d files removed.", len(paths))
            % {"count": len(paths)}
        )
