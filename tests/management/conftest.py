"""Databases beside that of the tests, for commands that are started as processes."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture
def address(tmp_path: Path, db: None) -> Iterator[str]:
    """The address of an empty database beside that of the tests."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'register.sqlite3'}"
        return
    name, at = f"upgrade_{uuid.uuid4().hex[:12]}", connection.settings_dict
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    host = at["HOST"].replace("/", "%2F")
    yield f"postgres://{at['USER']}:{at['PASSWORD']}@{host}:{at['PORT']}/{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")
