"""What all tests share. People are in people.py, their world in worlds.py, the browser in e2e/conftest.py."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.core.cache import caches
from django.db import connection
from django.db.models.signals import post_migrate

pytest_plugins = ["tests.worlds"]

# What a test names that asks the database under test; pytest-django lets no other test reach it.
ASKS_DATABASE = {"db", "transactional_db", "live_server"}

READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "PRAGMA", "EXPLAIN")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("only", "none"),
        help="only: leave out what asks no database, which says the same on every one; none: only that",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("--database")
    if wanted:
        left_out = [item for item in items if asks_database(item) != (wanted == "only")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if asks_database(item) == (wanted == "only")]


def asks_database(item: pytest.Item) -> bool:
    """Whether a test reads or writes the database under test, or starts servers on one of its kind."""
    names = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return marked or bool(names & ASKS_DATABASE) or item.path.parent.name == "faults"


def migrated_file() -> Path:
    """Where a migrated, empty SQLite file is kept for all test processes: one for each state of what makes the tables."""
    app = Path(__file__).resolve().parent.parent / "commitments"
    digest = hashlib.sha256(django.__version__.encode())
    for source in sorted(
        [app / "apps.py", *(app / "migrations").rglob("*.py"), *(app / "models").rglob("*.py")]
    ):
        digest.update(source.read_bytes())
    return Path(tempfile.gettempdir()) / f"accord-migrated-{os.getuid()}-{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """SQLite: begin with the migrated file, where another process has made it; that saves ten seconds of migrations."""
    if connection.vendor != "sqlite" or not migrated_file().exists():
        return bool(request.config.getvalue("reuse_db"))
    shutil.copyfile(migrated_file(), settings.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Keep the migrated file for the next process.

    From here on, emptying the tables after a test makes no permissions of Django's anew: nobody is given any.
    """
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    if connection.vendor != "sqlite" or migrated_file().exists():
        return
    unfinished = Path(settings.DATABASES["default"]["TEST"]["NAME"] + "-migrated")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    shutil.copyfile(unfinished, part := migrated_file().with_suffix(f".{os.getpid()}"))
    part.rename(migrated_file())


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """No test finds what another one counted or computed."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


class Written(AssertionError):
    """Something that promised only to read has written."""


@pytest.fixture
def only_reading() -> Callable[[], AbstractContextManager[None]]:
    """`with only_reading(): client.get(…)` fails at the first statement that changes the database."""

    def refuse_writing(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.lstrip(" (\n").upper().startswith(READING):
            raise Written(sql)
        return execute(sql, *rest)

    @contextmanager
    def reading() -> Iterator[None]:
        with connection.execute_wrapper(refuse_writing):
            yield

    return reading
