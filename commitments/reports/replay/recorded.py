"""Columns as records write them, made by the database: reading very many rows then costs no conversion of each value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    F,
    Field,
    Func,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
)

AT_ONCE = 2_000


class _Moment(Func):
    """A moment in UTC, with microseconds and Z. SQLite keeps it as text, which is cut and joined here."""

    output_field = TextField()
    template = (
        "CASE WHEN length(%(expressions)s) = 19 THEN replace(%(expressions)s, ' ', 'T') || '.000000Z'"
        " ELSE replace(%(expressions)s, ' ', 'T') || 'Z' END"
    )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        form = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
        return self.as_sql(compiler, connection, template=form, **context)


class _Day(Func):
    """A day. SQLite keeps it as text; joined to nothing it is none of the columns that its driver reads as days."""

    output_field = TextField()
    template = "%(expressions)s || ''"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        form = "to_char(%(expressions)s, 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=form, **context)


class _Json(Func):
    """JSON as text, which is read here: many rows have the same."""

    output_field = TextField()
    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s)::text", **context)


class _Truth(Func):
    """A boolean, or a number that is equal to it."""

    output_field = IntegerField()
    template = "%(expressions)s + 0"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s", **context)


FORMS: tuple[tuple[type[Field], type[Func]], ...] = (
    (DateTimeField, _Moment),
    (DateField, _Day),
    (JSONField, _Json),
    (BooleanField, _Truth),
)


class RecordedRows:
    """Rows of one table as tuples of what records say, in the order of `names`. A reference is the key of its row."""

    def __init__(self, model: type[Model], names: Iterable[str]) -> None:
        fields = [model._meta.get_field(name) for name in names]
        self._columns = [_column(field) for field in fields]
        self._json = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]

    def read(self, rows: QuerySet, *beside: str) -> Iterator[list[Any]]:
        """Each row as a list: first the columns `beside`, as Django has them, then those of `names`."""
        places = [place + len(beside) for place in self._json]
        ordered = rows if rows.query.order_by else rows.order_by()  # not by the order of the model
        for found in ordered.values_list(*beside, *self._columns).iterator(chunk_size=AT_ONCE):
            row = list(found)
            for place in places:
                row[place] = value_of(row[place])
            yield row


def _column(field: Any) -> Expression | str:
    form = next((form for kind, form in FORMS if isinstance(field, kind)), None)
    return str(field.attname) if form is None else form(F(field.attname))


# One text stands in many rows after the other. What it gives is compared, never changed.
@lru_cache(maxsize=4096)
def value_of(text: str | None) -> Any:
    return None if text is None else json.loads(text)
