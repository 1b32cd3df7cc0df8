"""`manage.py clearsessions`: Django's own, with its run noted as that of every timer."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.management.commands import clearsessions

from commitments.management.timed import TimedCommand


class Command(TimedCommand, clearsessions.Command):
    def handle(self, **options: Any) -> None:
        clearsessions.Command.handle(self, **options)
