"""`manage.py sweep_events`: forgets events of accounts after the time they are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import ngettext

from commitments.actions.security import forget_events
from commitments.management.timed import TimedCommand


class Command(TimedCommand):
    help = "Forget events of accounts older than ACCORD_EVENTS_DAYS (730). For a timer, beside clearsessions."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        count = forget_events(dt.timedelta(days=settings.EVENTS_DAYS))
        self.stdout.write(ngettext("%(n)d event removed.", "%(n)d events removed.", count) % {"n": count})
