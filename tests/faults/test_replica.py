"""A streaming replica takes over while six people write: what was told "saved" is on it."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.faults.conftest import FILL
from tests.faults.databases import ROOT, Postgresql
from tests.faults.ledger import Ledger
from tests.faults.server import Server, environment, wait_until
from tests.faults.storm import storm


class Pair(Postgresql):
    """A server and its synchronous replica. The address names both, and leads to the one that takes writes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.alone = self.url
        self.standby = folder / "standby"

    def add_replica(self) -> None:
        self.standby.mkdir(mode=0o700)
        copy = [
            str(self.bin / "pg_basebackup"),
            "--pgdata",
            str(self.standby / "data"),
            "--write-recovery-conf",
        ]
        copy += ["--host", str(self.folder), "--username", "accord", "--checkpoint", "fast"]
        if os.getuid() == 0:
            os.chown(self.standby, self.folder.stat().st_uid, self.folder.stat().st_gid)
            copy = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *copy]
        subprocess.run(copy, check=True, cwd="/", capture_output=True)
        self.of_standby("start", "--log", str(self.standby / "log"), "--options", self.sockets(self.standby))
        self.query(
            "ALTER SYSTEM SET synchronous_standby_names = '*'"
        )  # "saved" waits for the replica's disk, too
        self.query("SELECT pg_reload_conf()")
        wait_until(lambda: self.query("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"))
        hosts = ",".join(quote(str(folder), safe="") for folder in (self.folder, self.standby))
        self.url = f"postgres://accord@{hosts}/accord?target_session_attrs=read-write"

    def sockets(self, folder: Path) -> str:
        return f"-c listen_addresses='' -c unix_socket_directories='{folder}'"

    def of_standby(self, *arguments: str) -> None:
        command = [
            str(self.bin / "pg_ctl"),
            "--pgdata",
            str(self.standby / "data"),
            "--silent",
            "--wait",
            *arguments,
        ]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        with (self.folder.parent / "standby.log").open("ab") as log:
            subprocess.run(command, check=True, cwd="/", stdout=log, stderr=log, timeout=60)

    def take_over(self) -> int:
        """The first server dies without a goodbye and never comes back; the replica is told to take its place."""
        self.pg_ctl("stop", "--mode=immediate")
        self.of_standby("promote")
        return 1

    def stop(self) -> None:
        if (self.standby / "data").exists():
            self.of_standby("stop", "--mode=immediate")
        super().stop()


@pytest.fixture
def pair(folder):
    own = folder / "pair"
    own.mkdir(mode=0o711)
    pair = Pair(own)
    try:
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", FILL],
            cwd=ROOT,
            env=environment(own, pair),
            check=True,
        )
        pair.add_replica()
        yield pair
    finally:
        pair.stop()


def test_a_replica_takes_over_and_nothing_told_saved_is_lost(pair):
    with Server(environment(pair.folder.parent, pair)) as server:
        ledger = Ledger(server, pair)
        figures = storm(server, {"replica takes over": pair.take_over}, ledger.told, rounds=1)

        print(figures)
        ledger.check_tables()

    assert figures.faults["replica takes over"] == 1
    assert len(ledger.told) == figures.seen.saved > 6
    with pytest.raises(psycopg.OperationalError), psycopg.connect(pair.alone):
        pass  # the first server is gone for good
