"""A register on the database under test, filled once, and a server for it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.faults import databases, world
from tests.faults.client import Seen, Writer
from tests.faults.databases import ROOT, Postgresql, Sqlite
from tests.faults.ledger import Ledger
from tests.faults.server import Server, environment

FILL = "from tests.faults import world; world.build()"
VENDOR = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2].removesuffix("3")

# What only one of the two can have.
collect_ignore = (
    ["test_postgresql.py", "test_replica.py", "test_machines.py", "test_point_in_time.py"]
    if VENDOR == "sqlite"
    else ["test_sqlite.py"]
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.faults)


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="accord-faults-") as name:
        Path(name).chmod(0o711)  # PostgreSQL runs as another user below it
        yield Path(name)


@pytest.fixture(scope="session")
def database(folder: Path) -> Iterator[Sqlite | Postgresql]:
    database = databases.start(VENDOR, folder)
    try:
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", FILL],
            cwd=ROOT,
            env=environment(folder, database),
            check=True,
        )
        yield database
    finally:
        database.stop()


@pytest.fixture(scope="session")
def server(folder: Path, database: Sqlite | Postgresql) -> Iterator[Server]:
    with Server(environment(folder, database)) as server:
        yield server


@pytest.fixture
def ledger(server: Server, database: Sqlite | Postgresql) -> Ledger:
    return Ledger(server, database)


@pytest.fixture
def writer(server: Server, ledger: Ledger) -> Writer:
    """Somebody signed in who writes; what they are told goes to the ledger."""
    writer = Writer(server, world.EMAILS[0], Seen(), ledger.told)
    writer.sign_in()
    return writer
