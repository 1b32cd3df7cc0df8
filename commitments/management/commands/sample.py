"""`manage.py sample`: a large invented register for measuring."""

from __future__ import annotations

import random
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commitments import clock
from commitments.management.progress import Progress, counted
from commitments.management.sample import setting
from commitments.management.sample.build import Builder
from commitments.management.sample.plan import make_plan
from commitments.management.sample.rows import one_large_transaction
from commitments.management.sample.sessions import hold_sessions
from commitments.models import Commission, Entry

# So many are drawn and told one by one; a larger register consists of copies of them.
TOLD = 1_000


class Command(BaseCommand):
    help = "Make a commission with very many invented commitments, to measure with."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commitments", type=int, required=True, metavar="N")
        parser.add_argument(
            "--updates", type=int, required=True, metavar="M", help="entries each, besides its recording"
        )
        parser.add_argument(
            "--commission-slug", default="sample", metavar="SLUG", help="its address (sample)"
        )
        parser.add_argument(
            "--figures-every",
            type=int,
            default=5,
            metavar="K",
            help="every K-th commitment has two indicators of 40 values (5); 0: none",
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same register (1)")

    def handle(
        self,
        *,
        commitments: int,
        updates: int,
        commission_slug: str,
        figures_every: int,
        seed: int,
        **options: Any,
    ) -> None:
        if commitments < 1 or updates < 0:
            raise CommandError(_("Give at least one commitment, and no fewer than no updates."))
        if commitments > TOLD and commitments % TOLD:
            raise CommandError(
                _("Give at most %(told)s commitments, or whole thousands.") % {"told": counted(TOLD)}
            )
        if Commission.objects.filter(slug=commission_slug).exists():
            raise CommandError(
                _("There is a commission “%(slug)s” already; choose another --commission-slug.")
                % {"slug": commission_slug}
            )
        rng = random.Random(seed)  # noqa: S311 (invented data, no secret)
        progress = Progress(self.stdout)
        progress.tell(_("Drawing stories"), 0, 1)
        told = min(commitments, TOLD)
        plan = make_plan(told, updates, now=clock.now(), rng=rng, figures_every=figures_every)
        with one_large_transaction():
            commission = setting.make_commission(commission_slug)
            seats = setting.make_seats(commission, before=plan.turns[0][0])
            builder = Builder(commission, plan, seats, rng, copies=commitments // told)
            builder.run(lambda done, total: progress.tell(_("Writing the log"), done, total))
            hold_sessions(commission, seats, at=plan.turns[-1][0], rng=rng)
        progress.finish()
        self.say_what_there_is(commission, seats, commitments)

    def say_what_there_is(self, commission: Commission, seats: dict, commitments: int) -> None:
        entries = Entry.objects.filter(commission=commission).count()
        self.stdout.write(
            f"/{commission.slug}/: "
            + _("%(commitments)s commitments, %(entries)s entries.")
            % {"commitments": counted(commitments), "entries": counted(entries)}
        )
        for seat in seats.values():
            password = setting.PASSWORD if settings.DEMO else _("no password yet")
            self.stdout.write(f"  {seat.user.email}  {password}")
