"""Upgrades of registers that earlier versions have filled: the tables are made again, and nobody goes back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.management.upgrade import make_again
from tests.golden.schema import schema

ROOT = Path(__file__).resolve().parents[2]
EARLIER = [
    "0005_whole_lines",
    "0008_private_notes",
    "0009_two_equal_sides",
    "0016_carried_items",
    "0022_progress_in_figures",
    "0035_words_of_constraints",
]
# The demonstration's mode asks for nothing but a key and a database.
SETTINGS = {"ACCORD_MODE": "demo", "SECRET_KEY": "Zk3vQ9wLr7TyB2nMs8HdPf4GjXc6UaEo1ViKqWtRmYbNzJh5Dg"}


def run(address: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, **SETTINGS, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tracker.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def done(address: str, *words: str) -> str:
    result = run(address, *words)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture
def filled(request, address):
    """A register as an earlier version has left it."""
    done(address, "-m", "tests.golden.load", request.param)
    return address


@pytest.mark.parametrize("filled", EARLIER, indirect=True)
def test_a_filled_register_is_upgraded_to_tables_that_equal_its_log_and_never_taken_back(filled):
    done(filled, "manage.py", "migrate", "--verbosity=0")

    assert "every projection equals the log" in done(filled, "manage.py", "verify_projections")
    assert json.loads(done(filled, "-m", "tests.golden.schema")) == schema()  # as a new installation makes it
    back = run(filled, "manage.py", "migrate", "commitments", "0008", "--verbosity=0")
    assert back.returncode == 1
    assert "not migrated backwards" in back.stderr
    assert "Traceback" not in back.stderr


def test_an_empty_database_is_not_led_to_tables_of_the_past(address):
    result = run(address, "manage.py", "migrate", "commitments", "0005", "--verbosity=0")

    assert result.returncode == 1
    assert "No tables are made as of 0005_whole_lines any more." in result.stderr
    assert "Traceback" not in result.stderr


def test_the_database_counts_its_tables_anew_after_an_upgrade_and_only_then(db):
    """A table that is remade loses its figures, and the planner then reads all of it for one page."""

    def asked(plan):
        with CaptureQueriesContext(connection) as captured:
            make_again(using="default", plan=plan)
        return [query["sql"] for query in captured if query["sql"].startswith("ANALYZE")]

    assert len(asked([("a migration", False)])) == 1
    assert asked([]) == []
