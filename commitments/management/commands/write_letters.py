"""`manage.py write_letters`: writes the letters that are due to people. To be run every few minutes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import ngettext

from commitments.management.chosen import chosen
from commitments.management.news import write_letters
from commitments.management.timed import TimedCommand
from commitments.models import Commission


class Command(TimedCommand):
    help = (
        "Write the weekly letters, and those about tasks, days and what people follow. Writes nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        written = sum(write_letters(Commission.objects.get(slug=slug)) for slug in chosen(commission))
        self.stdout.write(
            ngettext("%(n)d e-mail written.", "%(n)d e-mails written.", written) % {"n": written}
        )
