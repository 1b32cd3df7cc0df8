"""`manage.py rebuild_projections`: make the tables again from the log."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from commitments.actions.rebuild import rebuild
from commitments.management.chosen import chosen
from commitments.management.progress import Progress, counted
from commitments.models import Commission


class Command(BaseCommand):
    help = (
        "Make every table that the log makes again from it, one commission after the other. The log is locked"
        " meanwhile: who writes waits. Interrupted, the commission in hand is as it was."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        progress = Progress(self.stderr)
        for slug in chosen(commission):
            step = _("Rebuilding the tables of %(slug)s") % {"slug": slug}
            entries = rebuild(
                Commission.objects.get(slug=slug),
                tell=lambda done, total, step=step: progress.tell(step, done, total),  # type: ignore[misc]
            )
            progress.finish()
            self.stdout.write(
                f"{slug}: "
                + _("%(entries)s entries replayed. Compare with manage.py verify_projections.")
                % {"entries": counted(entries)}
            )
