"""What an installation is told about itself, on the database the tests run on."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from commitments import checks
from tests.worlds import drop_append_only

pytestmark = pytest.mark.django_db


def asked(check):
    return [(found.id, str(found.msg)) for found in check(databases=["default"])]


def test_durable_storage_is_reported_by_what_is_wrong():
    """PostgreSQL for tests waits for no disk, so it is found out; SQLite runs here as it does for people."""
    found = asked(checks.durable_storage)

    if connection.vendor == "sqlite":
        assert found == []
    else:
        sentence = "The database “default” may lose what it has confirmed: fsync is off, full_page_writes is off, synchronous_commit is off."
        assert found == [("commitments.E002", sentence)]


def test_sqlite_settings_are_asked_of_the_connection():
    class Cursor:
        answers = {"PRAGMA journal_mode": "delete", "PRAGMA synchronous": 1, "PRAGMA foreign_keys": 0}

        def __enter__(self):
            return self

        def __exit__(self, *raised):
            return None

        def execute(self, pragma):
            self.row = [self.answers[pragma]]
            return self

        def fetchone(self):
            return self.row

    class Connection:
        cursor = Cursor

    assert checks._wrong_on_sqlite(Connection()) == [
        "journal_mode is delete",
        "synchronous is 1",
        "foreign_keys is 0",
    ]


def test_transactions_that_do_not_begin_as_writers_are_reported(monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")

        assert "transaction_mode is DEFERRED" in asked(checks.durable_storage)[0][1]


def test_lost_durability_is_an_error_in_production_and_a_warning_in_the_demonstration(settings, monkeypatch):
    for name in ("_wrong_on_sqlite", "_wrong_on_postgresql"):
        monkeypatch.setattr(checks, name, lambda connection: ["something is off"])

    (in_demo,) = checks.durable_storage(databases=["default"])
    settings.DEMO = False
    (in_production,) = checks.durable_storage(databases=["default"])

    assert (in_demo.is_serious(), in_production.is_serious()) == (False, True)
    assert checks.reasons_not_to_start() == [in_production.msg]


def test_statements_without_a_time_limit_are_reported():
    assert asked(checks.timeouts) == []
    if connection.vendor != "postgresql":
        return

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")

    assert [number for number, _ in asked(checks.timeouts)] == ["commitments.W003"]


def test_own_checks_run_with_the_database_checks():
    ids = {found.id for found in run_checks(databases=["default"])}

    assert ids == (set() if connection.vendor == "sqlite" else {"commitments.E002"})


def test_missing_triggers_are_an_error_but_do_not_stop_the_migration_that_puts_them_back(monkeypatch):
    drop_append_only()
    monkeypatch.setattr("sys.argv", ["manage.py", "check", "--database", "default"])
    assert "commitments.E006" in {found.id for found in checks.append_only(databases=["default"])}
    assert any("can be changed" in sentence for sentence in checks.reasons_not_to_start())

    monkeypatch.setattr("sys.argv", ["manage.py", "migrate"])
    assert checks.append_only(databases=["default"]) == []
