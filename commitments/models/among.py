"""Whether a key is one of very many: one parameter of a statement, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Value
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """`IN` for keys by the thousand: SQLite takes 32,766 parameters in a statement at most, PostgreSQL 65,535."""

    output_field = BooleanField()
    template, arg_joiner = "%(expressions)s)", " = ANY("

    def __init__(self, key: str, keys: Iterable[int]) -> None:
        self.keys = list(keys)
        super().__init__(key, Value(self.keys))

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite knows no arrays; a list of JSON is a table to it."""
        key, _keys = self.source_expressions
        listed = self.copy()
        listed.set_source_expressions([key, Value(json.dumps(self.keys))])
        template, joiner = "%(expressions)s))", " IN (SELECT value FROM json_each("
        return listed.as_sql(compiler, connection, template=template, arg_joiner=joiner, **extra_context)
