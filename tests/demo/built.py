"""The demonstration for tests: built by its acts once in a process, and put back row by row from then on."""

from __future__ import annotations

import datetime as dt

from commitments import clock
from commitments.demo import loader, read_register
from commitments.management.planner import count_within
from commitments.models import Commission, DemonstrationClock, User
from tests.worlds import Rows, all_rows, put_back

_rows: list[Rows] | None = None


def demonstration() -> Commission:
    """The same register as `loader.build` makes, opening now. Call it within a transaction."""
    commission = _demonstration()
    # Rows of tests before may have been cleaned away meanwhile; PostgreSQL would read these tables as empty ones.
    count_within()
    return commission


def _demonstration() -> Commission:
    global _rows
    if User.objects.exists() or Commission.objects.exists():
        return loader.build()  # the numbers of its rows may be taken
    if _rows is None:
        commission = loader.build()
        _rows = all_rows()
        return commission
    put_back(_rows)
    commission = Commission.objects.get(slug=read_register()["commission"]["slug"])
    opening = dt.datetime.combine(loader.LAST_DAY, loader.OPENS_AT, commission.zone)
    DemonstrationClock.objects.update(behind=clock.of_this_machine() - opening)
    clock.behind_in_demonstration.cache_clear()
    return commission
