"""`manage.py deploy`: everything between the code of a version and a service that may run it."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commitments.management.chosen import database_name
from commitments.management.one_at_a_time import one_deployment
from commitments.management.preparing import prepare_files
from commitments.management.progress import Progress
from commitments.models.privileges import grant_to


class Command(BaseCommand):
    help = (
        "Make database, translations and static files those of this version, then check the installation."
        " Safe to run again, after an interruption, and on several machines at once."
    )
    requires_system_checks: list[str] = []  # asked at the end: what is missing before may be put right here

    def handle(self, *, verbosity: int, **options: Any) -> None:
        if settings.BEHIND_PGBOUNCER:
            raise CommandError(
                _(
                    "Deploy over a separate connection: set DATABASE_URL to PostgreSQL itself, not to PgBouncer."
                )
            )
        self.stdout.write(
            _("Accord %(version)s on %(database)s.")
            % {"version": settings.VERSION, "database": database_name()}
        )
        self.stdout.flush()
        # Static files are read by another user than the one who collects them, whatever this shell's mask says.
        os.umask(0o022)
        with one_deployment(self.say_waiting):
            call_command("migrate", interactive=False, skip_checks=True, verbosity=verbosity)
            if settings.APPLICATION_ROLE:
                grant_to(settings.APPLICATION_ROLE)
            prepare_files(Progress(self.stdout))
        call_command("check", deploy=True, databases=["default"], stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(_("Accord %(version)s is ready to run.") % {"version": settings.VERSION})

    def say_waiting(self) -> None:
        self.stdout.write(_("Another deployment of this database is running. Waiting for it."))
        self.stdout.flush()
