"""`manage.py verify_quotes`: does every quote still stand word for word in its readout?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commitments.management.commands.verify_projections import chosen
from commitments.management.progress import counted
from commitments.management.snapshot import snapshot
from commitments.models import Quote, Readout
from commitments.models.readout import text_checksum


class Command(BaseCommand):
    help = "Compare every quote with the frozen text it was taken from. Ends with 1 when one does not stand there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        with snapshot():
            broken = sum(self.broken(slug) for slug in chosen(commission))
        if broken:
            raise CommandError(_("%(count)d of the quotes and readouts are not what they were.") % {"count": broken})

    def broken(self, slug: str) -> int:
        """How many quotes and readouts of a commission are not what they were; each is named."""
        broken = quotes = readouts = 0
        for readouts, readout in enumerate(
            Readout.objects.filter(commission__slug=slug).order_by("pk").iterator(200), start=1
        ):
            if text_checksum(readout.text) != readout.sha256:
                broken += 1
                self.stdout.write(
                    _("%(readout)s: the text is not the one that was filed.") % {"readout": readout.slug}
                )
        for quotes, quote in enumerate(
            Quote.objects.filter(readout__commission__slug=slug)
            .select_related("readout", "commitment")
            .order_by("readout", "start", "pk")
            .iterator(200),
            start=1,
        ):
            if not quote.holds():
                broken += 1
                self.stdout.write(
                    _("%(code)s: its words do not stand at %(start)d to %(end)d of %(readout)s.")
                    % {
                        "code": quote.commitment.code,
                        "start": quote.start,
                        "end": quote.end,
                        "readout": quote.readout.slug,
                    }
                )
        if not broken:
            self.stdout.write(
                f"{slug}: "
                + _("%(quotes)s quotes, %(readouts)s readouts: every word stands at its place.")
                % {"quotes": counted(quotes), "readouts": counted(readouts)}
            )
        return broken
