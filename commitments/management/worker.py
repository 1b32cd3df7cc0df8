"""A process that replays parts of a register for another one. It begins here, before Django is ready: see pyproject.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitments.reports.replay.part import Keys, Register
    from commitments.reports.replay.replayed import Replayed


@dataclass(frozen=True)
class Task:
    database: str
    snapshot: str | None  # what PostgreSQL calls the state that is read
    commission: int
    head: tuple[object, ...] | None  # of the log, in that state
    addresses: list[tuple[int, str]]


_register: Register | None = None


def begin(task: Task) -> None:
    """Once in each process. Where the log has gone on since the state of the task, nothing is replayed here."""
    import django

    django.setup()

    from django.db import connection

    from commitments.management.workers import head_of
    from commitments.models import Commission
    from commitments.models.snapshot import begin_reading
    from commitments.reports.replay.part import Register

    global _register
    connection.settings_dict["NAME"] = task.database
    begin_reading(task.snapshot)
    commission = Commission.objects.get(pk=task.commission)
    _register = Register(commission, addresses=task.addresses) if head_of(commission) == task.head else None


def replay(keys: Keys) -> Replayed | None:
    from commitments.reports.replay.replayed import replay_part

    return None if _register is None else replay_part(_register, keys)
