"""`manage.py sweep_letters`: forgets letters that left or were given up long ago; their words went with the sending."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import ngettext

from commitments.actions.letter import forget_old
from commitments.actions.telling import forget_told
from commitments.management.timed import TimedCommand

KEPT_FOR = dt.timedelta(days=90)


class Command(TimedCommand):
    help = "Forget letters that left the outbox more than 90 days ago. For a timer, beside clearsessions."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        count = forget_old(KEPT_FOR)
        forget_told()
        self.stdout.write(ngettext("%(n)d letter removed.", "%(n)d letters removed.", count) % {"n": count})
