"""`manage.py verify_projections`: does every table say what the log says?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.management.chosen import to_verify
from commitments.management.progress import counted
from commitments.management.workers import runner_for
from commitments.models import Commission, Commitment, Entry, triggers
from commitments.models.names import names_in_log, names_of
from commitments.models.snapshot import snapshot
from commitments.reports import replay
from commitments.reports.replay.texts import redacted_count


class Command(BaseCommand):
    help = "Replay the log and compare it with every table. Ends with 1 when they differ."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        run = runner_for(Entry.objects.count(), self.stderr.write)
        with snapshot():
            differing = [slug for slug in to_verify(commission) if self.differs(slug, run)]
            gone = triggers.missing()
        for trigger in gone:
            self.stdout.write(
                _("The trigger is missing or switched off: %(trigger)s.") % {"trigger": trigger}
            )
        if gone:
            raise CommandError(_("The log can be changed: manage.py migrate puts the triggers back."))
        if differing:
            raise CommandError(
                _("The log and the tables differ: %(slugs)s.") % {"slugs": ", ".join(differing)}
            )

    def differs(self, slug: str, run: replay.Runner) -> bool:
        commission = Commission.objects.get(slug=slug)
        differs = False
        for problem in replay.problems(commission, run=run):
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
            self.tell_of_texts_and_names(commission)
        return differs

    def tell_of_texts_and_names(self, commission: Commission) -> None:
        if count := redacted_count(commission):
            said = ngettext(
                "%(count)d text was removed, by an entry that says who and why.",
                "%(count)d texts were removed, each by an entry that says who and why.",
                count,
            )
            self.stdout.write(f"{commission.slug}: " + said % {"count": count})
        if names_in_log(commission) != names_of(commission):  # what it holds is compared by the replay
            self.stdout.write(
                f"{commission.slug}: "
                + _(
                    "the log does not hold all names of parties, bodies and sectors yet (manage.py record_names)."
                )
            )
