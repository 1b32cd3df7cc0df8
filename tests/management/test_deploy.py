"""`manage.py deploy`: one command between new code and a service; safe twice, at once, and after an interruption."""

import pytest
from django.db import connection

from tests.installed import Installed

EARLIER = "0016_carried_items"
# The demonstration's mode: the database of the tests waits for no disk, which production does not accept.
SETTINGS = {"ACCORD_MODE": "demo", "SECRET_KEY": "Zk3vQ9wLr7TyB2nMs8HdPf4GjXc6UaEo1ViKqWtRmYbNzJh5Dg"}


@pytest.fixture
def installed(tmp_path, address):
    folder = tmp_path / "program"
    folder.mkdir()
    return Installed(folder, DATABASE_URL=address, **SETTINGS)


def test_names_the_database_and_leaves_nothing_for_the_second_time(installed):
    first = installed.manage("deploy")

    name = installed.environment["DATABASE_URL"].rpartition("/")[2]
    assert name in first.splitlines()[0]
    assert "Applying commitments.0001" in first
    assert first.splitlines()[-1].endswith(" is ready to run.")
    manifest = installed.folder / "data" / "static" / "staticfiles.json"
    assert manifest.stat().st_mode & 0o777 == 0o644
    collected_at = manifest.stat().st_mtime_ns

    second = installed.manage("deploy")

    assert "No migrations to apply" in second
    assert manifest.stat().st_mtime_ns == collected_at


def test_two_at_once_both_succeed(installed):
    both = [installed.start("manage.py", "deploy") for _ in range(2)]

    said = [process.communicate() for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Applying commitments.0001" in out for out, _err in said) == 1


def test_killed_in_the_middle_it_is_run_again_and_the_tables_equal_the_log(installed):
    assert (
        installed.run(
            "-m", "tests.golden.load", EARLIER, DJANGO_SETTINGS_MODULE="tracker.settings"
        ).returncode
        == 0
    )
    process = installed.start("manage.py", "deploy")
    with process:
        for line in process.stdout:
            if "Applying commitments." in line:
                process.kill()
    assert process.returncode == -9

    assert "Applying commitments." in installed.manage("deploy")

    assert "every projection equals the log" in installed.manage("verify_projections")


def test_over_pgbouncer_it_says_what_to_set(installed):
    result = installed.run("manage.py", "deploy", ACCORD_PGBOUNCER="yes")

    assert result.returncode == 1
    assert "set DATABASE_URL to PostgreSQL itself" in result.stderr


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no roles")
@pytest.mark.postgres
def test_the_role_of_the_application_gets_its_privileges(installed):
    with connection._nodb_cursor() as cursor:
        cursor.execute("CREATE ROLE deployed_application")
    try:
        installed.manage("deploy", ACCORD_APPLICATION_ROLE="deployed_application")
        asked = "from commitments.models.privileges import excess_of as e; print(e('deployed_application', 'default'), e(None, 'default')[:1])"

        assert installed.manage("shell", "-v0", "-c", asked).splitlines()[-1] == "[] ['commitments_briefing']"
    finally:
        address = installed.environment["DATABASE_URL"].rpartition("/")[2]
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {address}")
            cursor.execute("DROP ROLE deployed_application")
            cursor.execute(f"CREATE DATABASE {address}")
