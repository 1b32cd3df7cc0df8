"""`manage.py verify_projections`: does every table say what the log says?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commitments.management.progress import counted
from commitments.management.snapshot import snapshot
from commitments.models import Commission, Commitment, Entry
from commitments.reports import replay


class Command(BaseCommand):
    help = "Replay the log and compare it with every table. Ends with 1 when they differ."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        with snapshot():
            differing = [slug for slug in chosen(commission) if self.differs(slug)]
        if differing:
            raise CommandError(
                _("The log and the tables differ: %(slugs)s.") % {"slugs": ", ".join(differing)}
            )

    def differs(self, slug: str) -> bool:
        commission = Commission.objects.get(slug=slug)
        differs = False
        for problem in replay.problems(commission):
            differs = True
            self.stdout.write(f"{slug}: {problem}")
        if not differs:
            self.stdout.write(
                f"{slug}: "
                + _("%(entries)s entries, %(commitments)s commitments: every projection equals the log.")
                % {
                    "entries": counted(Entry.objects.filter(commission=commission).count()),
                    "commitments": counted(Commitment.objects.filter(commission=commission).count()),
                }
            )
        return differs


def chosen(slug: str | None) -> list[str]:
    """The addresses of the commissions meant. Raises CommandError for one that does not exist."""
    slugs = list(Commission.objects.order_by("slug").values_list("slug", flat=True))
    if slug is None:
        return slugs
    if slug not in slugs:
        raise CommandError(
            _("There is no commission “%(slug)s”; there are: %(slugs)s.")
            % {"slug": slug, "slugs": ", ".join(slugs) or "none"}
        )
    return [slug]
