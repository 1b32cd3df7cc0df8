"""`manage.py record_names`: enter the names of parties, bodies and sectors in the log, so that a later change can be seen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from commitments.actions import record_names
from commitments.management.administrators import administrator
from commitments.management.chosen import chosen
from commitments.models import Commission


class Command(BaseCommand):
    help = "Enter the names of parties, bodies and sectors in the log. Changes in the admin panel then enter it by themselves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", metavar="ADDRESS", required=True, help="the administrator who does it")
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, by: str, commission: str | None, **options: Any) -> None:
        user = administrator(by)
        for slug in chosen(commission):
            entry = record_names(Commission.objects.get(slug=slug), by=user)
            said = (
                _("entered as No. %(number)d.") % {"number": entry.number}
                if entry
                else _("the log has them already.")
            )
            self.stdout.write(f"{slug}: {said}")
