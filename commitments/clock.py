"""Whether the clock of this machine may date an entry.

Entries are dated once and for all, and none is dated before the one it follows. One save with a clock that runs ahead
would date every later entry by it, too.
"""

from __future__ import annotations

import datetime as dt
import time

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Counts on whatever the clock is set to, also while the machine sleeps; with the time it was when this process began.
_counter = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_began = time.time(), time.clock_gettime(_counter)


class WrongClock(Exception):
    """The clock cannot be trusted; the message says by how much, and against what. Nothing was written."""


def ahead() -> dt.timedelta:
    """How far this machine's clock is ahead of another one: that of the database server, which all machines share.

    SQLite has none; there it is compared with what this process has counted since it began.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return timezone.now() - cursor.fetchone()[0]
    began_at, counted_from = _began
    passed = time.clock_gettime(_counter) - counted_from
    return dt.timedelta(seconds=timezone.now().timestamp() - began_at - passed)


def fault(last_recorded_at: dt.datetime | None = None) -> str:
    """What is wrong with the clock, in a sentence; empty where it may be trusted.

    `last_recorded_at` is the moment of the last entry of a log. `settings.CLOCK_TOLERANCE` is how far two clocks may
    be apart; None compares nothing, for programs that live in another time.
    """
    tolerance = settings.CLOCK_TOLERANCE
    if tolerance is None:
        return ""
    difference = ahead()
    if abs(difference) > tolerance:
        if connection.vendor == "postgresql":
            sentence = _(
                "The clock of this machine and that of the database server differ by %(minutes)d minutes."
            )
        else:
            sentence = _(
                "The clock of this machine has jumped by %(minutes)d minutes since the service started."
            )
        return sentence % {"minutes": abs(difference).total_seconds() // 60}
    if last_recorded_at is not None and last_recorded_at - timezone.now() > tolerance:
        return _(
            "The clock of this machine is earlier than the last entry of the log, recorded %(moment)s UTC."
        ) % {"moment": last_recorded_at.strftime("%Y-%m-%d %H:%M")}
    return ""


def check(last_recorded_at: dt.datetime | None) -> None:
    """Raise WrongClock unless the clock may date the entry after one recorded at `last_recorded_at`."""
    if sentence := fault(last_recorded_at):
        raise WrongClock(sentence)
