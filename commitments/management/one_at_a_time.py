"""One deployment of a database at a time, on however many machines it is started."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

KEY = int.from_bytes(
    b"accord", "big"
)  # of PostgreSQL's advisory locks, which are numbers of one's own choice
EVERY = 0.5  # seconds between two tries


@contextmanager
def one_deployment(waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of this database. Calls `waiting` once where another process holds it, and waits for that one.

    A process that dies gives it back: it belongs to the connection on PostgreSQL, to an open file on SQLite.
    """
    with _on_sqlite(waiting) if connection.vendor == "sqlite" else _on_postgresql(waiting):
        yield


@contextmanager
def _on_postgresql(waiting: Callable[[], None]) -> Iterator[None]:
    def taken() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            return bool(cursor.fetchone()[0])

    _wait_for(taken, waiting)
    try:
        with connection.cursor() as cursor:
            # Changing a large table takes its time; a statement that waits for readers lets nobody else pass.
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
            cursor.execute("SET lock_timeout = '60s'")
        yield
    finally:
        connection.close()  # gives the lock back, and the timeouts


@contextmanager
def _on_sqlite(waiting: Callable[[], None]) -> Iterator[None]:
    descriptor = os.open(f"{connection.settings_dict['NAME']}-deploy", os.O_RDWR | os.O_CREAT, 0o600)

    def taken() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        _wait_for(taken, waiting)
        yield
    finally:
        os.close(descriptor)


def _wait_for(taken: Callable[[], bool], waiting: Callable[[], None]) -> None:
    if taken():
        return
    waiting()
    while not taken():
        time.sleep(EVERY)
