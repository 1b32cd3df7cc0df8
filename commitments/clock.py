"""The one clock of the program, and whether it may date an entry.

Every moment and day that the register records, compares or shows comes from `now()`; a test forbids other clocks.
Entries are dated once and for all, and none is dated before the one it follows. One save with a clock that runs ahead
would date every later entry by it, too.
"""

from __future__ import annotations

import datetime as dt
import functools
import time

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Counts on whatever the clock is set to, also while the machine sleeps; with the time it was when this process began.
_counter = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_began = time.time(), time.clock_gettime(_counter)


def now() -> dt.datetime:
    """The present moment of the register, in UTC. In the demonstration it is a moment of the day that it is built for."""
    return of_this_machine() - _behind()


def today() -> dt.date:
    """The present day of the register in UTC; `Commission.today()` and `Party.today()` know where people sit."""
    return now().date()


def of_this_machine() -> dt.datetime:
    """The present moment by the clock of the machine, in UTC: for what the register never shows beside its own days,

    as the age of a file, or when an account was made and last used.
    """
    return timezone.now()


def shown(moment: dt.datetime) -> dt.datetime:
    """A moment by the clock of the machine as the clock of the register would have told it, for people to read."""
    return moment - _behind()


def is_of_its_own() -> bool:
    """Whether the register lives on other days than this machine, as a demonstration does."""
    return bool(_behind())


def needs_no_database() -> bool:
    """Whether `now()` answers from memory, as it always does but for the first time in a process of a demonstration."""
    return not (settings.DEMO and settings.DEMO_CLOCK) or bool(behind_in_demonstration.cache_info().currsize)


def _behind() -> dt.timedelta:
    """How far the clock of the register is behind that of the machine. Nothing, but in a demonstration."""
    return behind_in_demonstration() if settings.DEMO and settings.DEMO_CLOCK else dt.timedelta()


@functools.cache
def behind_in_demonstration() -> dt.timedelta:
    """What the loader of the demonstration wrote down when it was built; it never changes, so a process asks once."""
    rows = apps.get_model("commitments", "DemonstrationClock").objects
    return rows.values_list("behind", flat=True).first() or dt.timedelta()


class WrongClock(Exception):
    """The clock cannot be trusted; the message says by how much, and against what. Nothing was written."""


def ahead() -> dt.timedelta:
    """How far this machine's clock is ahead of another one: that of the database server, which all machines share.

    Both are the clocks of machines, also where the register lives on other days.
    SQLite has none; there it is compared with what this process has counted since it began.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return of_this_machine() - cursor.fetchone()[0]
    began_at, counted_from = _began
    passed = time.clock_gettime(_counter) - counted_from
    return dt.timedelta(seconds=of_this_machine().timestamp() - began_at - passed)


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
    return "" if last_recorded_at is None else _earlier_than(last_recorded_at, tolerance)


def _earlier_than(last_recorded_at: dt.datetime, tolerance: dt.timedelta) -> str:
    if last_recorded_at - now() <= tolerance:
        return ""
    return _(
        "The clock of this machine is earlier than the last entry of the log, recorded %(moment)s UTC."
    ) % {"moment": last_recorded_at.strftime("%Y-%m-%d %H:%M")}


def check() -> None:
    """Raise WrongClock unless the clock agrees with the other one. It may ask the database: before any lock."""
    if sentence := fault():
        raise WrongClock(sentence)


def check_order(last_recorded_at: dt.datetime | None) -> None:
    """Raise WrongClock unless the clock may date the entry after one recorded at `last_recorded_at`."""
    tolerance = settings.CLOCK_TOLERANCE
    if tolerance is None or last_recorded_at is None:
        return
    if sentence := _earlier_than(last_recorded_at, tolerance):
        raise WrongClock(sentence)
