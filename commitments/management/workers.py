"""Replaying the parts of a register in several processes, each with a connection of its own to the same state."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context

from django.db import connection
from django.utils.translation import gettext as _

from commitments.management import worker
from commitments.models import Commission, LogHead
from commitments.models.snapshot import shared_snapshot
from commitments.reports.replay import Runner, one_after_the_other
from commitments.reports.replay.part import Keys, Register
from commitments.reports.replay.replayed import Replayed, replay_part

# A shorter log is replayed before a second process has begun.
WORTH_IT = 20_000
MOST = 2


Tell = Callable[[str], object]


def runner_for(entries: int, tell: Tell) -> Runner:
    """How to go through a log of so many entries. To be asked outside of any transaction. `tell` hears what went wrong."""
    processes = min(MOST, os.cpu_count() or 1)
    if connection.in_atomic_block or entries < WORTH_IT:  # what a transaction has written nobody else sees
        return one_after_the_other
    return side_by_side(processes, tell) if processes > 1 else one_after_the_other


def side_by_side(processes: int, tell: Tell) -> Runner:
    """Goes through the parts of a register in so many processes. To be called inside of a snapshot.

    Where one of them is ended by the system, what is left is replayed here.
    """

    def run(register: Register, parts: list[Keys]) -> Iterator[Replayed]:
        task = worker.Task(
            database=str(connection.settings_dict["NAME"]),
            snapshot=shared_snapshot(),
            commission=register.commission.pk,
            head=head_of(register.commission),
            addresses=register.addresses,
        )
        try:
            pool = ProcessPoolExecutor(processes, get_context("spawn"), worker.begin, (task,))
        except (ImportError, NotImplementedError, OSError):  # a machine without what processes share
            yield from one_after_the_other(register, parts)
            return
        done = 0
        with pool:
            try:
                for keys, found in zip(parts, pool.map(worker.replay, parts), strict=True):
                    yield replay_part(register, keys) if found is None else found
                    done += 1
            except BrokenExecutor:
                tell(
                    _(
                        "A process that replays has ended, for example for want of memory. The rest is replayed by one process."
                    )
                )
        yield from one_after_the_other(register, parts[done:])

    return run


def head_of(commission: Commission) -> tuple[object, ...] | None:
    """Changes with every entry, and with nothing else that the replay compares."""
    return LogHead.objects.filter(commission=commission).values_list().first()
