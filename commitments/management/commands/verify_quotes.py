"""`manage.py verify_quotes`: does every quote still stand word for word in its readout?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments.management.chosen import to_verify
from commitments.management.progress import counted
from commitments.models import Quote, Readout
from commitments.models.readout import text_checksum
from commitments.models.snapshot import snapshot


class Command(BaseCommand):
    help = "Compare every quote with the frozen text it was taken from. Ends with 1 when one does not stand there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        with snapshot():
            broken = sum(self.broken(slug) for slug in to_verify(commission))
        if broken:
            raise CommandError(
                _("%(count)d of the quotes and readouts are not what they were.") % {"count": broken}
            )

    def broken(self, slug: str) -> int:
        """How many quotes and readouts of a commission are not what they were; each is named."""
        readouts = Readout.objects.filter(commission__slug=slug).order_by("pk")
        quotes = Quote.objects.filter(readout__commission__slug=slug).select_related("readout", "commitment")
        found = [*changed_readouts(readouts), *misplaced(quotes)]
        for problem in found:
            self.stdout.write(problem)
        if not found:
            self.stdout.write(
                f"{slug}: "
                + _("%(quotes)s quotes, %(readouts)s readouts: every word is at its place.")
                % {"quotes": counted(quotes.count()), "readouts": counted(readouts.count())}
            )
        return len(found)


def changed_readouts(readouts: QuerySet[Readout]) -> Iterator[str]:
    for readout in readouts.iterator(200):
        if text_checksum(readout.text) != readout.sha256:
            yield _("%(readout)s: the text is not the one that was filed.") % {"readout": readout.slug}


def misplaced(quotes: QuerySet[Quote]) -> Iterator[str]:
    for quote in quotes.order_by("readout", "start", "pk").iterator(200):
        if not quote.holds():
            yield _("%(code)s: its words are not at %(start)d to %(end)d of %(readout)s.") % {
                "code": quote.commitment.code,
                "start": quote.start,
                "end": quote.end,
                "readout": quote.readout.slug,
            }
