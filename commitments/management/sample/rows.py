"""Writing very many rows: executemany on SQLite, COPY on PostgreSQL. Keys are given out here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from commitments.management.planner import count_tables
from commitments.management.snapshot import without_timeouts

BATCH = 5_000
SQLITE_CACHE_KIB = 500_000  # at most; pages of a large transaction should not go to disk twice
# What a driver does not take as Python has it, by vendor.
CONVERTED: dict[str, tuple[type[models.Field], ...]] = {
    "sqlite": (models.DateTimeField, models.DateField, models.JSONField, models.FileField),
    "postgresql": (models.JSONField, models.FileField),
}


class Bulk:
    """Rows of one model, gathered and written in batches. A row without a key gets the next one."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.model = model
        self.columns = [str(field.column) for field in fields]
        self._values = attrgetter(*(field.attname for field in fields))
        self._converters: list[tuple[int, Callable[[Any], Any]]] = [
            (place, converter(field)) for place, field in enumerate(fields) if is_converted(field)
        ]
        self._rows: list[list[Any]] = []
        self.written = 0
        # A one-to-one key is another row's key and is given by whoever makes the row.
        self._numbered = isinstance(model._meta.pk, models.AutoField)
        highest = model._default_manager.aggregate(highest=Max("pk"))["highest"] if self._numbered else None
        self.next_key = (highest or 0) + 1

    def add(self, row: models.Model) -> None:
        if self._numbered and row.pk is None:
            row.pk = self.take_key()
        values = list(self._values(row))
        for place, convert in self._converters:
            values[place] = convert(values[place])
        self._rows.append(values)
        if len(self._rows) >= BATCH:
            self.flush()

    def take_key(self) -> int:
        self.next_key += 1
        return self.next_key - 1

    def flush(self) -> None:
        if not self._rows:
            return
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for values in self._rows:
                        copy.write_row(values)
            else:
                places = ", ".join(["%s"] * len(self.columns))
                statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 (names of our models)
                cursor.executemany(statement, self._rows)
        self.written += len(self._rows)
        self._rows.clear()


def is_converted(field: models.Field) -> bool:
    return isinstance(field, CONVERTED[connection.vendor])


def converter(field: models.Field) -> Callable[[Any], Any]:
    """What `get_db_prep_save` would do, without its detours: this runs tens of millions of times."""
    if isinstance(field, models.FileField):
        return str
    if isinstance(field, models.DateTimeField):
        # One moment is written to several rows in a row.
        return lru_cache(maxsize=64)(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return lru_cache(maxsize=2048)(connection.ops.adapt_datefield_value)
    return lambda value: field.get_db_prep_save(value, connection)


@contextmanager
def one_large_transaction() -> Iterator[None]:
    """Everything inside is written or nothing, however long it takes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            kept = cursor.execute("PRAGMA cache_size").fetchone()[0]
            cursor.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}")
        try:
            with transaction.atomic():
                yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA cache_size = {kept}")
    else:
        with transaction.atomic():
            without_timeouts()
            yield


def settle(tables: list[type[models.Model]]) -> None:
    """After the rows: sequences go on behind the given keys, and the planner learns what there is now."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    count_tables()
