"""Commands for timers: the end of each run is noted, whether it did all it should or not."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from commitments.actions.timer_run import note_run


class TimedCommand(BaseCommand):
    def execute(self, *args: Any, **options: Any) -> str | None:
        name = type(self).__module__.rpartition(".")[2]
        try:
            said = super().execute(*args, **options)
        except Exception:
            with suppress(DatabaseError):  # what went wrong first is what is told
                note_run(name, is_good=False)
            raise
        note_run(name, is_good=True)
        return said
