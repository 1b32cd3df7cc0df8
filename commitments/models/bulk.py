"""Writing very many rows: executemany on SQLite, COPY on PostgreSQL, without what Django does for each value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models import Max

BATCH = 5_000
# What a driver does not take as Python has it, by vendor.
CONVERTED: dict[str, tuple[type[models.Field], ...]] = {
    "sqlite": (models.DateTimeField, models.DateField, models.JSONField, models.FileField),
    "postgresql": (models.JSONField, models.FileField),
}


class Bulk:
    """New rows of one model, gathered and written in batches. The database gives them their keys."""

    gives_keys = False

    def __init__(self, model: type[models.Model]) -> None:
        fields = [
            field
            for field in model._meta.concrete_fields
            if not field.generated and (self.gives_keys or not isinstance(field, models.AutoField))
        ]
        self.model, self.fields = model, fields
        self._columns = [str(field.column) for field in fields]
        self._values = attrgetter(*(field.attname for field in fields))
        self._converters: list[tuple[int, Callable[[Any], Any]]] = [
            (place, converter(field)) for place, field in enumerate(fields) if is_converted(field)
        ]
        self._rows: list[list[Any]] = []

    def add(self, row: models.Model) -> None:
        self.add_values(self.values_of(row))

    def values_of(self, row: models.Model) -> list[Any]:
        """What the driver takes of a row, in the order of `fields`."""
        values = list(self._values(row))
        for place, convert in self._converters:
            values[place] = convert(values[place])
        return values

    def add_values(self, values: list[Any]) -> None:
        self._rows.append(values)
        if len(self._rows) >= BATCH:
            self.flush()

    def write(self, rows: Iterable[models.Model]) -> None:
        """Write these rows, and what was gathered before."""
        for row in rows:
            self.add(row)
        self.flush()

    def flush(self) -> None:
        if not self._rows:
            return
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(connection.ops.quote_name(column) for column in self._columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for values in self._rows:
                        copy.write_row(values)
            else:
                places = ", ".join(["%s"] * len(self._columns))
                statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 (names of our models)
                cursor.executemany(statement, self._rows)
        self._rows.clear()


class KeyedBulk(Bulk):
    """Rows that others name before they are written: one without a key gets the next one here."""

    gives_keys = True

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(model)
        # A one-to-one key is another row's key and is given by whoever makes the row.
        self._numbered = isinstance(model._meta.pk, models.AutoField)
        highest = model._default_manager.aggregate(highest=Max("pk"))["highest"] if self._numbered else None
        self.next_key = (highest or 0) + 1

    def add(self, row: models.Model) -> None:
        if self._numbered and row.pk is None:
            row.pk, self.next_key = self.next_key, self.next_key + 1
        super().add(row)


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
