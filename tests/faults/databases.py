"""The two databases under fault, each started for this alone: where they are, what they hold, how they are hurt."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

ROOT = Path(__file__).resolve().parents[2]

# Takes the lock every writer needs in a process of its own, says so, and holds it until its input ends.
HOLD_SQLITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
HOLD_POSTGRESQL = """
import psycopg, sys
connection = psycopg.connect(sys.argv[1])
connection.execute("SELECT * FROM commitments_loghead FOR UPDATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def holding(program: str, argument: str) -> Iterator[None]:
    """While another process holds a lock."""
    holder = subprocess.Popen(
        [sys.executable, "-c", program, argument], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield


class Sqlite:
    vendor = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "accord.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path, timeout=10)) as connection:
            return connection.execute(sql).fetchall()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While another process writes and does not come to an end."""
        with holding(HOLD_SQLITE, str(self.path)):
            yield

    def busy_for_long(self) -> int:
        """For longer than anybody who writes is let wait."""
        with self.busy():
            time.sleep(6)
        return 1

    def faults(self) -> dict[str, Callable[[], int]]:
        return {"busy": self.busy_for_long}

    def stop(self) -> None:
        """Nothing runs."""


class Postgresql:
    """A cluster of its own, with the settings of a server that keeps what it confirmed."""

    vendor = "postgresql"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "postgres"
        self.bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[
            -1
        ]
        subprocess.run(
            [ROOT / "scripts/postgres", "start", self.folder], check=True, stdout=subprocess.DEVNULL
        )
        self.url = f"postgres://accord@{quote(str(self.folder), safe='')}/accord"
        # The script's server does not wait for the disk; this one does, like any that is not told otherwise.
        self.restart()

    def pg_ctl(self, *arguments: str) -> None:
        command = [str(self.bin / "pg_ctl"), "--pgdata", str(self.folder / "data"), "--silent", *arguments]
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        with (self.folder / "pg_ctl.log").open("ab") as log:
            subprocess.run(command, check=True, cwd="/", stdout=log, stderr=log, timeout=30)

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self.pg_ctl("start", "--wait", "--log", str(self.folder / "log"), "--options", options)

    def restart(self) -> int:
        """As if the machine had lost its power: no goodbyes, and what was not written is not written."""
        with self.down():
            return 1

    @contextmanager
    def down(self) -> Iterator[None]:
        self.pg_ctl("stop", "--mode=immediate")
        try:
            yield
        finally:
            self.start()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query, or none of a command."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def backends(self) -> list[int]:
        """Process ids of the server's side of all connections of the application."""
        rows = self.query(
            "SELECT pid FROM pg_stat_activity WHERE datname = 'accord' AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in rows]

    def terminate(self) -> int:
        rows = self.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'accord' AND pid <> pg_backend_pid()"
        )
        return len(rows)

    def crash(self) -> int:
        """One backend dies; the server then throws out all others and recovers from its log."""
        for pid in self.backends()[:1]:
            os.kill(pid, signal.SIGKILL)
            return 1
        return 0

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While another process holds the end of the log and does not come to an end."""
        with holding(HOLD_POSTGRESQL, self.url):
            yield

    def faults(self) -> dict[str, Callable[[], int]]:
        return {"restart": self.restart, "terminate": self.terminate, "crash": self.crash}

    def stop(self) -> None:
        subprocess.run([ROOT / "scripts/postgres", "stop", self.folder], check=True)


def start(vendor: str, folder: Path) -> Sqlite | Postgresql:
    return Sqlite(folder) if vendor == "sqlite" else Postgresql(folder)
