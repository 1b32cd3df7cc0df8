"""Noting that a command of a timer has ended, so that its absence can be seen."""

from __future__ import annotations

from commitments import clock
from commitments.models import TimerRun


def note_run(name: str, *, is_good: bool) -> None:
    """Note the end of a run. The moment is the machine's: it is compared with the age of things, not with entries."""
    now = clock.of_this_machine()
    ended = {"ended_at": now} | ({"succeeded_at": now} if is_good else {})
    TimerRun.objects.update_or_create(name=name, defaults=ended)
