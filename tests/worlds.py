"""The world as fixtures give it: made once in a process, and put back row by row from then on."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from commitments.models import Commission, User
from commitments.models.triggers import APPEND_ONLY, REFUSAL, SEALED
from tests.people import World, build_world


@dataclass(frozen=True)
class Rows:
    """Some rows of a table, with the statement that puts them back as they were."""

    model: type[Model]
    insert: str
    values: list[tuple[Any, ...]]


# The first world of this process, and the rows it was made of.
_cached: tuple[bytes, list[Rows]] | None = None


def cached_world() -> World:
    """The same world as `build_world` makes, many times as fast from the second time on: its rows are put back."""
    global _cached
    if User.objects.exists() or Commission.objects.exists():
        return build_world()  # the numbers of its rows may be taken
    if _cached is None:
        world = build_world()
        _cached = pickle.dumps(world), all_rows()
        return world
    pickled, rows = _cached
    put_back(rows)
    return pickle.loads(pickled)  # noqa: S301 (our own)


def all_rows() -> list[Rows]:
    """What the tables of the application hold, as the database itself says it."""
    found = []
    # With a sign before a column, SQLite gives what is stored instead of an object of Python.
    sign = "+" if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("commitments").get_models():
            table = connection.ops.quote_name(model._meta.db_table)
            fields = [one for one in model._meta.local_concrete_fields if not one.generated]
            columns = [connection.ops.quote_name(field.column) for field in fields]
            cursor.execute(f"SELECT {', '.join(sign + column for column in columns)} FROM {table}")
            if values := cursor.fetchall():
                insert = (
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(fields))})"
                )
                found.append(Rows(model, insert, values))
    return found


def put_back(rows: list[Rows]) -> None:
    """Let the tables hold these rows, which are not in them. They point at each other: all come at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        for some in rows:
            cursor.executemany(some.insert, some.values)
        # PostgreSQL does not notice numbers that are given to it, and would give them once more.
        for statement in connection.ops.sequence_reset_sql(no_style(), [some.model for some in rows]):
            cursor.execute(statement)


@pytest.fixture
def world(db) -> World:
    """One commission with its people, two readouts and two commitments; nothing said yet about performance."""
    return cached_world()


def drop_append_only() -> None:
    """Take the append-only triggers away, as somebody with the keys of the database could.

    A rollback brings them back; so does every migrate, and on SQLite every flush after a test.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in (*APPEND_ONLY, SEALED):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE %s", [f"%{REFUSAL}%"]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@pytest.fixture(autouse=True)
def log_can_be_emptied(request):
    """Tests of several connections empty every table after themselves, which the triggers of SQLite would refuse."""
    marker = request.node.get_closest_marker("django_db")
    by_marker = marker is not None and (marker.kwargs.get("transaction") or True in marker.args)
    if not (by_marker or {"transactional_db", "live_server"} & set(request.fixturenames)):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor == "sqlite":
        drop_append_only()
