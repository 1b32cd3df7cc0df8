"""Several questions in one statement: what a page will ask is asked at its beginning, all at once.

Whoever asks one of these questions within `asked_ahead` gets the rows that have come already; whoever asks anything else
asks the database. So a page says what it will need, and what makes its parts stays as it is.

Each question is a subquery whose rows come as one JSON text. JSON knows no days, moments, bytes and exact numbers: these
are written as texts, and read as the driver of the database would have read them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import connections

from commitments.models import prepared
from commitments.models.prepared import Compiled, PreparedQuestion

# A function of PostgreSQL takes at most a hundred values.
MOST_VALUES = 90
Reader = Callable[[Any], Any]
# By the kind of a column: how it is written into JSON, and read again, by database.
WRITTEN = {
    "sqlite": {"BinaryField": "CASE WHEN {0} IS NOT NULL THEN hex({0}) END", "JSONField": "{} || ''"},
    "postgresql": {
        "BinaryField": "encode({}, 'hex')",
        "JSONField": "{}::text",
        "DecimalField": "{}::text",
        "UUIDField": "{}::text",
    },
}
READ: dict[str, dict[str, Reader]] = {
    "sqlite": {"BinaryField": bytes.fromhex},
    "postgresql": {
        "TimeField": dt.time.fromisoformat,
        "BinaryField": bytes.fromhex,
        "DateField": dt.date.fromisoformat,
        "DateTimeField": dt.datetime.fromisoformat,
        "DecimalField": Decimal,
        "UUIDField": UUID,
    },
}
# Kinds that JSON knows, or whose texts Django reads. A question with a column of another kind is asked by itself.
EVERYWHERE = {
    *("AutoField", "BigAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField", "BooleanField"),
    *("PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField"),
    *("CharField", "TextField", "SlugField", "FileField"),
    "",  # of no one kind: numbers and texts that Django joins
}
PLAIN = {
    "sqlite": EVERYWHERE | {"DateField", "DateTimeField", "TimeField", "UUIDField"},
    "postgresql": EVERYWHERE,
}
ROWS = {
    "sqlite": ("json_group_array({})", "json_array({})"),
    "postgresql": ("json_agg({})::text", "json_build_array({})"),
}


@contextmanager
def asked_ahead(questions: Iterable[PreparedQuestion[Any] | None]) -> Iterator[None]:
    """Whoever asks one of `questions` inside, the first time, gets its rows without a statement of its own.

    None is no question. What has no text to keep, without a key, is asked when its turn comes.
    """
    asked = {one.asked: one for one in questions if one and one.key}
    token = prepared.came_ahead.set((_asked(asked), *prepared.came_ahead.get()))
    try:
        yield
    finally:
        prepared.came_ahead.reset(token)


def _asked(questions: dict[Hashable, PreparedQuestion[Any]]) -> dict[Hashable, list[Any]]:
    """Their rows, by what was asked; without those that have to be asked by themselves. A statement for each database: what
    is private is never read where other rows are.
    """
    found: dict[Hashable, list[Any]] = {}
    by_database: dict[str, dict[Hashable, Compiled]] = {}
    for asked, one in questions.items():
        if (compiled := prepared.compiled_of(one)) is None:
            found[asked] = []
        elif _comes_as_json(compiled):
            by_database.setdefault(compiled.db, {})[asked] = compiled
    for database, several in by_database.items():
        if len(several) > 1:  # one alone is as well asked in its turn
            found |= _rows(database, several, questions)
    return found


def _rows(
    database: str, compiled: dict[Hashable, Compiled], questions: dict[Hashable, PreparedQuestion[Any]]
) -> dict[Hashable, list[Any]]:
    subqueries = [_subquery(text) for text in compiled.values()]
    params = [text.filled(questions[asked].values) for asked, text in compiled.items()]
    with connections[database].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(subqueries)}", list(chain.from_iterable(params)))
        texts = cursor.fetchone()
    return {
        asked: one.rows_of(_read(one, json.loads(text or "[]")))
        for (asked, one), text in zip(compiled.items(), texts, strict=True)
    }


def _subquery(compiled: Compiled) -> str:
    """The rows of a question as one text, as a column of a statement; made once for each text."""
    if compiled.as_column is None:
        vendor = connections[compiled.db].vendor
        text, names = compiled.with_names()
        kinds = [_kind(expression) for expression in compiled.selected]
        compiled.read_as = [
            (place, READ[vendor][kind]) for place, kind in enumerate(kinds) if kind in READ[vendor]
        ]
        values = [
            WRITTEN[vendor].get(kind, "{}").format(name) for name, kind in zip(names, kinds, strict=True)
        ]
        rows, row = ROWS[vendor]
        arrays = [
            row.format(", ".join(values[start : start + MOST_VALUES]))
            for start in range(0, len(values), MOST_VALUES)
        ]
        array = arrays[0] if len(arrays) == 1 else row.format(", ".join(arrays))
        # of texts that Django wrote, without a value in them
        compiled.as_column = f"(SELECT {rows.format(array)} FROM ({text}) q)"  # noqa: S608
    return compiled.as_column


def _comes_as_json(compiled: Compiled) -> bool:
    """Whether the kind of each of its columns comes through JSON as it is; found once for each text."""
    if compiled.comes_as_json is None:
        vendor = connections[compiled.db].vendor
        known = PLAIN[vendor] | READ[vendor].keys() | WRITTEN[vendor].keys()
        compiled.comes_as_json = known.issuperset(map(_kind, compiled.selected))
    return compiled.comes_as_json


def _kind(expression: Any) -> str:
    try:
        field = expression.output_field
    except FieldError:
        return ""
    while field.is_relation:
        field = field.target_field
    return str(field.get_internal_type())


def _read(compiled: Compiled, rows: list[Any]) -> list[tuple[Any, ...]]:
    """Rows as the driver gives them."""
    if len(compiled.selected) > MOST_VALUES:
        rows = [list(chain.from_iterable(row)) for row in rows]
    for place, read in compiled.read_as:
        for row in rows:
            if row[place] is not None:
                row[place] = read(row[place])
    return [tuple(row) for row in rows]
