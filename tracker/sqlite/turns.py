"""Whose turn it is to write to a file of SQLite.

SQLite lets one write and the others try again after pauses that grow, so who comes late is often quicker than who has
waited for long. Here the threads of a process are served in the order in which they came, and processes take turns by a
lock on a file beside the database, which a process that dies gives back.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from contextlib import suppress

BETWEEN = 0.0005  # seconds between two tries for the lock on the file; one thread of a process tries
LEFT_TO_OTHERS = 0.001  # seconds for which a process that just wrote lets others take the lock


class Turns:
    def __init__(self, database: str) -> None:
        """`database` is a file; beside it is the one with the lock, which holds nothing."""
        self.database, self.path = database, f"{database}-writers"
        self._guard = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Lock] = deque()
        self._file: int | None = None

    def take(self, seconds: float) -> bool:
        """Wait for one's turn, so long at most; whether it has come. Then it has to be given back."""
        until = time.monotonic() + seconds
        if not self._is_first(seconds):
            return False
        while not self._lock():
            if time.monotonic() > until:
                self._call_next()
                return False
            time.sleep(BETWEEN)
        return True

    def give_back(self) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._call_next()

    def _is_first(self, seconds: float) -> bool:
        """Wait behind the threads of this process that came before."""
        called = threading.Lock()
        called.acquire()
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            self._waiting.append(called)
        if not called.acquire(timeout=seconds):
            with self._guard:
                if called in self._waiting:
                    self._waiting.remove(called)
                    return False
        time.sleep(LEFT_TO_OTHERS)
        return True

    def _call_next(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False

    def _lock(self) -> bool:
        try:
            if self._file is None:
                self._file = self._open()
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # no room for a file, or no right to one: SQLite says itself what then cannot be done
        return True

    def _open(self) -> int:
        """The file with the lock. As SQLite does with its own: who may write to the database may write to it, too, also
        where an administrator came first.
        """
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with suppress(OSError):  # it is another's, who has done the same
            database = os.stat(self.database)
            os.fchmod(file, database.st_mode & 0o666)
            if os.geteuid() == 0:
                os.fchown(file, database.st_uid, database.st_gid)
        return file


_of_files: dict[str, Turns] = {}
os.register_at_fork(after_in_child=_of_files.clear)  # a process that inherits a file shares its lock


def turns_at(database: str) -> Turns:
    """Those of a database, for all threads of this process."""
    return _of_files.setdefault(database, Turns(database))
