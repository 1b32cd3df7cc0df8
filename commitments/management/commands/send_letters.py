"""`manage.py send_letters`: hands the letters of the outbox to the mail server. To be run once a minute."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.actions.timer_run import note_run
from commitments.management.outbox import send_due


class Command(BaseCommand):
    help = "Send the letters that wait (invitations, new passwords, notices). Sends nothing twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="stay, and look again so often (look once, and end)"
        )

    def handle(self, *, every: int | None, **options: Any) -> None:
        parent = os.getppid()
        while every:
            if os.getppid() != parent:
                return  # whoever started it is gone
            self.look()
            connections.close_all()
            time.sleep(every)
        failed = self.look()
        if failed:
            raise CommandError(
                _("Letters that could not be handed over: %(n)d. The next run tries again.") % {"n": failed}
            )

    def look(self) -> int:
        """Send what is due. Returns how many letters were not taken."""
        sent, failed = send_due()
        note_run("send_letters", is_good=not failed)
        if sent:
            self.stdout.write(ngettext("%(n)d e-mail sent.", "%(n)d e-mails sent.", sent) % {"n": sent})
        return failed
