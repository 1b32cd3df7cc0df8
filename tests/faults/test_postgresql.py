"""What only a database server can do: be away, throw everybody out, lose what it did not wait for."""

import pytest

from tests.faults.ledger import Ledger
from tests.faults.server import Server, environment, wait_until
from tests.faults.storm import storm
from tests.faults.world import CODES

SAVES = 10
PAGES = ("/healthz", "/readyz", "/by-cn/")


def syncs(database):
    """How often the server has waited for the disk so far; its processes report that when they end."""
    database.terminate()
    wait_until(lambda: not database.backends())
    ((version,),) = database.query("SELECT current_setting('server_version_num')::int")
    if version >= 180000:
        return database.query("SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'")[0][0]
    return database.query("SELECT wal_sync FROM pg_stat_wal")[0][0]


def test_a_database_that_is_away_is_told_and_comes_back_by_itself(writer, ledger, database, server):
    path, form, note = writer.filled_form(CODES[0])

    with database.down():
        refused = writer.ask("POST", path, form)
        statuses = {page: writer.ask("GET", page).status for page in PAGES}
        server.kill_all_workers()
        after_a_start_without_it = {page: writer.ask("GET", page).status for page in PAGES}

    assert refused.status == 503
    assert statuses == {"/healthz": 200, "/readyz": 503, "/by-cn/": 503}
    assert after_a_start_without_it == statuses
    writer.go_on(path, form, note)
    ledger.check()


def test_a_pool_of_connections_recovers_as_well(folder, database, server):
    with Server(environment(folder, database, ACCORD_DB_POOL="4")) as pooled:
        ledger = Ledger(pooled, database)
        faults = {"kill": pooled.kill_worker, "restart": database.restart, "terminate": database.terminate}
        figures = storm(pooled, faults, ledger.told, rounds=1)

        print(figures)
        ledger.check_tables()
        assert all(figures.faults[name] >= 1 for name in faults), figures


def test_every_save_waits_for_the_disk(writer, ledger, database, server):
    checked = server.manage("check", "--database", "default", "--fail-level", "WARNING")
    before = syncs(database)

    for _time in range(SAVES):
        writer.write(CODES[0])

    assert syncs(database) - before >= SAVES
    assert checked.returncode == 0, checked.stderr
    ledger.check()


@pytest.fixture
def careless(database):
    """The database server, told not to wait for the disk."""
    database.query("ALTER SYSTEM SET wal_writer_delay = '10s'")
    database.query("ALTER SYSTEM SET synchronous_commit = off")
    database.query("SELECT pg_reload_conf()")
    yield database
    database.query("ALTER SYSTEM RESET ALL")
    database.query("SELECT pg_reload_conf()")


def test_a_server_that_does_not_wait_for_the_disk_is_found_out(careless, writer, ledger):
    """What shows that a loss would be found."""
    for _time in range(SAVES):
        writer.write(CODES[0])

    careless.restart()

    assert ledger.verdict().lost != []
