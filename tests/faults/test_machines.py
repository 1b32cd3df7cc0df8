"""Several web processes as docs/operations.md describes them: PgBouncer in transaction mode, and two behind nginx."""

import shutil
import socket
import subprocess
import sys

import pytest

from tests.faults import world
from tests.faults.client import Seen, Writer
from tests.faults.conftest import FILL
from tests.faults.databases import ROOT, Postgresql
from tests.faults.ledger import Ledger
from tests.faults.pooler import Proxied, pooled
from tests.faults.server import Server, environment
from tests.faults.storm import storm


@pytest.fixture
def filled(folder):
    """A cluster of its own with the register of the storm."""
    own = folder / "machines"
    own.mkdir(mode=0o711, exist_ok=True)
    database = Postgresql(own)
    try:
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", FILL],
            cwd=ROOT,
            env=environment(own, database),
            check=True,
        )
        yield own, database
    finally:
        database.stop()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.mark.skipif(shutil.which("pgbouncer") is None, reason="pgbouncer is not installed")
def test_three_connections_of_pgbouncer_serve_six_who_write_and_a_restart_of_the_database(filled):
    folder, database = filled
    with pooled(database) as url:
        environ = environment(folder, database, DATABASE_URL=url, ACCORD_PGBOUNCER="yes")
        with Server(environ) as server:
            ledger = Ledger(server, database)
            faults = {"worker killed": server.kill_worker, "database restarted": database.restart}
            figures = storm(server, faults, ledger.told, rounds=1)
            print(figures)
            ledger.check_tables()
            checked = server.manage("check", "--database", "default")

    assert len(ledger.told) == figures.seen.saved > 6
    assert "wait without end" not in checked.stdout + checked.stderr


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_two_servers_behind_nginx_are_one_register(filled):
    """They share the database, the folder of evidence and, in the database, sessions and limits."""
    folder, database = filled
    environ = environment(folder, database)
    with (
        Server(environ) as one,
        Server(environ) as other,
        Proxied(folder, [one, other], free_port()) as proxy,
    ):
        ledger = Ledger(proxy, database)
        figures = storm(proxy, {"workers of one killed": proxy.halt_one}, ledger.told, rounds=2)
        print(figures)
        ledger.check_tables()
        shares = [sum('"status": 200' in line for line in server.lines) for server in (one, other)]

        # Signed in at one, known at the other: an entry and what it says are the same wherever one asks.
        writer = Writer(one, world.EMAILS[0], Seen(), {})
        writer.sign_in()
        writer.server = other
        assert writer.ask_until(lambda answer: answer.status == 200, "GET", "/by-cn/log/").status == 200

    assert min(shares) > 0
    assert len(ledger.told) == figures.seen.saved > 6
