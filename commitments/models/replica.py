"""Reading the register on a streaming replica, where an installation has one (`DATABASE_REPLICA_URL`).

A request reads there only after the replica has said that it holds all of the log and the names that the main database
has just told, and all that the reader has written. So no page is older than its reader knows, and none is remembered
under a size of the log that it does not show.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.db.models import Model

from commitments.models.commission import Commission

MAIN, REPLICA = "default", "replica"
APP = "commitments"
# The register as both sides read it. All else (accounts, seats, sessions, what is private) is read where it is written.
TABLES = frozenset(
    {
        *("commission", "party", "body", "sector", "meeting", "readout", "quote", "mark", "closing"),
        *("loghead", "entry", "sealedtext", "evidence", "briefing", "briefingfile"),
        *("commitment", "standpoint", "terms", "observedvalue", "tally", "movement", "session", "agendaitem"),
    }
)
PAUSE = 5  # seconds for which a replica that failed is not asked

# Of a server that has taken over meanwhile, where it writes.
PLACE = "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END"
HOLDS = f"""
SELECT 1 FROM commitments_loghead AS head JOIN commitments_commission AS commission ON commission.id = head.commission_id
WHERE commission.id = %s AND head.size = %s AND commission.revision = %s AND {PLACE} >= %s::pg_lsn
"""  # noqa: S608 (a constant)
BEGINNING = "0/0"
WRITTEN = re.compile("[0-9A-F]{1,8}/[0-9A-F]{1,8}")  # comes back from a browser

_is_read: ContextVar[bool] = ContextVar("replica_is_read", default=False)
_asked_again_at = 0.0


class Router:
    """Django's choice of a database for each question."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        if not _is_read.get() or connection.in_atomic_block:
            return MAIN
        return REPLICA if model._meta.app_label == APP and model._meta.model_name in TABLES else MAIN

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return MAIN

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, alias: str, app_label: str, **hints: Any) -> bool:
        return alias == MAIN


@contextmanager
def one_request() -> Iterator[None]:
    """It begins with the main database, and what it turned to ends with it."""
    token = _is_read.set(False)
    try:
        yield
    finally:
        _is_read.reset(token)


def is_read() -> bool:
    return _is_read.get()


def read(commission: Commission, *, written: str) -> None:
    """Read the register of a commission on the replica from now on, if it holds all of it.

    `commission` was read from the main database, with the size of its log; `written` is what `place` told the reader.
    """
    global _asked_again_at
    _is_read.set(False)
    if not settings.DATABASE_ROUTERS or time.monotonic() < _asked_again_at:
        return
    written, head = written or BEGINNING, getattr(commission, "loghead", None)
    if head is None or not WRITTEN.fullmatch(written):
        return
    known = [commission.pk, head.size, commission.revision, written]
    if _asked_again_at:  # it failed: one reader tries, and may wait for long; meanwhile the others do not
        _asked_again_at = time.monotonic() + PAUSE
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(HOLDS, known)
            _is_read.set(cursor.fetchone() is not None)
    except (DatabaseError, InterfaceError):
        give_up()
    else:
        _asked_again_at = 0.0


def give_up() -> None:
    """After a failure: the main database answers, and the replica is left alone for some seconds."""
    global _asked_again_at
    _is_read.set(False)
    _asked_again_at = time.monotonic() + PAUSE


def place() -> str:
    """How far the main database has written: what is committed now is before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()")
        return str(cursor.fetchone()[0])


def condition() -> str:
    """How far the replica is behind the main database, in words for operators; empty where there is none."""
    if not settings.DATABASE_ROUTERS:
        return ""
    here = place()
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(f"SELECT greatest(pg_wal_lsn_diff(%s, {PLACE}), 0)", [here])
            return f"replica {cursor.fetchone()[0]} bytes behind"
    except (DatabaseError, InterfaceError):
        return "replica away"
