"""`manage.py verify_evidence`: is every file of evidence there, and is it the one that was recorded?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.management.chosen import to_verify
from commitments.management.evidence_files import unreferenced, with_files, wrong_files
from commitments.management.progress import counted


class Command(BaseCommand):
    help = (
        "Compare every file of evidence with the SHA-256 in the log, and name files that no entry names."
        " Ends with 1 when a file is missing or has changed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        wrong = sum(self.tell(slug) for slug in to_verify(commission))
        if commission is None:
            for path in unreferenced():
                self.stdout.write(
                    _("%(path)s: no entry names this file (sweep_evidence removes it).") % {"path": path}
                )
        if wrong:
            raise CommandError(
                ngettext(
                    "%(count)d file is not as it was recorded.",
                    "%(count)d files are not as they were recorded.",
                    wrong,
                )
                % {"count": wrong}
            )

    def tell(self, slug: str) -> int:
        """How many files of a commission are not as they were recorded; each is named."""
        wrong = list(wrong_files(slug))
        for one in wrong:
            sentence = (
                _("No. %(number)d, “%(name)s”: the file is missing.")
                if one.is_missing
                else _("No. %(number)d, “%(name)s”: the file has changed.")
            )
            names = {"number": one.evidence.entry.number, "name": one.evidence.file_name}
            self.stdout.write(f"{slug}: " + sentence % names)
        if not wrong:
            count = with_files(slug).count()
            sentence = ngettext(
                "%(count)s file of evidence, as it was recorded.",
                "%(count)s files of evidence, all as they were recorded.",
                count,
            )
            self.stdout.write(
                f"{slug}: " + (sentence % {"count": counted(count)} if count else _("no file of evidence."))
            )
        return len(wrong)
