"""What all tests share. People are in people.py, their world in worlds.py, the browser in e2e/conftest.py."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection

pytest_plugins = ["tests.worlds"]

READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "PRAGMA", "EXPLAIN")


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
