"""A streaming replica: it takes over while eight clients write, and it is read by people who find what they wrote."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from tests.faults import world
from tests.faults.client import Seen, Writer
from tests.faults.conftest import FILL
from tests.faults.databases import ROOT, Postgresql
from tests.faults.ledger import Ledger
from tests.faults.server import Server, environment, wait_until
from tests.faults.storm import storm

READ_SO_OFTEN = """
SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_user_tables WHERE relname = 'commitments_entry'
"""


class Pair(Postgresql):
    """A server and its synchronous replica. The address names both, and leads to the one that takes writes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.alone = self.url
        self.standby = folder / "standby"
        self.replica = f"postgres://accord@{quote(str(self.standby), safe='')}/accord"

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

    def of_replica(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.replica, autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

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
    own = Path(tempfile.mkdtemp(prefix="pair-", dir=folder))
    own.chmod(0o711)
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
        figures = storm(server, {"replica takes over": pair.take_over}, ledger.told, rounds=1, writers=8)

        print(figures)
        ledger.check_tables()

    assert figures.faults["replica takes over"] == 1
    assert len(ledger.told) == figures.seen.saved > 8
    with pytest.raises(psycopg.OperationalError), psycopg.connect(pair.alone):
        pass  # the first server is gone for good


def test_a_replica_is_read_and_nobody_falls_behind_what_they_wrote(pair):
    """Also while it does not replay, and while it is away: then the main server answers, without an error."""
    environ = environment(
        pair.folder.parent, pair, DATABASE_URL=pair.alone, DATABASE_REPLICA_URL=pair.replica
    )
    with Server(environ) as server:
        ledger = Ledger(server, pair)
        writer = Writer(server, world.EMAILS[0], Seen(), ledger.told)
        writer.sign_in()
        page = f"/by-cn/register/{world.CODES[0]}/"

        def write_and_read() -> bool:
            path, form, note = writer.filled_form(world.CODES[0])
            writer.go_on(path, form, note)
            answer = writer.ask("GET", page)
            return answer.status == 200 and note in answer.text

        assert all(write_and_read() for _time in range(10))
        before = pair.of_replica(READ_SO_OFTEN)[0][0]
        wait_until(
            lambda: writer.ask("GET", page).status == 200 and pair.of_replica(READ_SO_OFTEN)[0][0] > before
        )

        pair.of_replica("SELECT pg_wal_replay_pause()")
        assert all(write_and_read() for _time in range(3))
        pair.of_replica("SELECT pg_wal_replay_resume()")
        pair.query("ALTER SYSTEM RESET synchronous_standby_names")  # nobody waits for one that is away
        pair.query("SELECT pg_reload_conf()")
        pair.of_standby("stop", "--mode=immediate")
        assert all(write_and_read() for _time in range(3))
        ready = writer.ask("GET", "/readyz")
        assert (ready.status, ready.text) == (200, "ready\nreplica away\n")
        pair.of_standby("start", "--log", str(pair.standby / "log"), "--options", pair.sockets(pair.standby))
        assert all(write_and_read() for _time in range(3))
        ledger.check_tables()

    assert len(ledger.told) == 19
