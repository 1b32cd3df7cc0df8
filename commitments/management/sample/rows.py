"""One large transaction for very many rows, and what the database has to know afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.core.management.color import no_style
from django.db import connection, models, transaction

from commitments.management.planner import count_tables
from commitments.models.snapshot import without_timeouts

SQLITE_CACHE_KIB = 500_000  # at most; pages of a large transaction should not go to disk twice


@contextmanager
def one_large_transaction() -> Iterator[None]:
    """Everything inside is written or nothing, however long it takes."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            cursor = stack.enter_context(connection.cursor())
            kept = cursor.execute("PRAGMA cache_size").fetchone()[0]
            cursor.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}")
            stack.callback(cursor.execute, f"PRAGMA cache_size = {kept}")
        stack.enter_context(transaction.atomic())
        without_timeouts()
        yield


def settle(tables: list[type[models.Model]]) -> None:
    """After the rows: sequences go on behind the given keys, and the planner learns what there is now."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    count_tables()
