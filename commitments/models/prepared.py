"""Questions whose SQL is written once per process: the ORM builds and compiles them at their first asking.

Composing a queryset and compiling it costs more than the database takes to answer it. What differs from one asking to the
next are a few values; they are holes in the text, filled in each time. Rows come as the queryset would give them: instances,
dicts or tuples.
"""

from __future__ import annotations

import copy
import datetime as dt
import functools
import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from types import MethodType
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, ForeignKey, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Value = int | str | bool | dt.date | dt.datetime | Sequence[int] | Sequence[str]
Row = TypeVar("Row")
Converters = list[tuple[int, list[Callable[..., Any] | str], Expression]]

# So many texts are kept, of the latest questions.
KEPT = 1024


class Hole(Expression):
    """The place of a value in the text of a question. Never of None: what is missing is asked for in other words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]


@Field.register_lookup
@ForeignKey.register_lookup
class AmongLookup(Lookup):
    """`column__among=values`: as `in`, with all values as one parameter, so that their number does not change the text."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs = self.rhs if isinstance(self.rhs, Hole) else _adapted(self.rhs, connection)
        if connection.vendor == "postgresql":
            return f"{lhs} = ANY(%s)", [*lhs_params, rhs]
        return " ".join((lhs, "IN (SELECT value FROM json_each(%s))")), [*lhs_params, rhs]


class Compiled:
    """A queryset with its text. It belongs to no connection, so threads share it and none is kept open by it."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError("A prepared question takes no prefetch_related.")
        connection = connections[rows.db]
        self.rows, self.compiler = rows, rows.query.get_compiler(using=rows.db)
        self.sql, self.params = self.compiler.as_sql()
        select = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        found = self.compiler.get_converters(select)
        self.converters: Converters = [
            (place, [_by_name(one, connection) for one in converters], expression)
            for place, (converters, expression) in found.items()
        ]
        self.compiler.connection = None
        self.selected = select
        # Its rows as a column of another statement (`together.py`).
        self.as_column: str | None = None
        self.read_as: list[tuple[int, Callable[[Any], Any]]] = []
        self.comes_as_json: bool | None = None

    @property
    def db(self) -> str:
        return str(self.rows.db)

    def with_names(self) -> tuple[str, list[str]]:
        """The same text with a name for each column, no two of them the same; and these names, quoted."""
        connection = connections[self.db]
        # Of a copy: while a query is written it counts its joins, and threads share this one.
        compiler = self.rows.query.clone().get_compiler(using=self.db)
        text, _params = compiler.as_sql(with_col_aliases=True)
        named = compiler.select[: compiler.col_count]
        return text, [connection.ops.quote_name(name) for _column, _sql, name in named]

    def filled(self, values: dict[str, Value]) -> tuple[Any, ...]:
        """The parameters of the text."""
        connection = connections[self.db]
        filled = {name: _adapted(value, connection) for name, value in values.items()}
        return tuple(filled[one.name] if isinstance(one, Hole) else one for one in self.params)

    def ask(self, values: dict[str, Value]) -> list[Any]:
        """The rows, by the connection of this thread."""
        params = self.filled(values)
        compiler = self._compiler()
        compiler.as_sql = lambda *_args, **_options: (self.sql, params)
        return self._built(compiler)

    def rows_of(self, found: list[tuple[Any, ...]]) -> list[Any]:
        """The rows as the queryset gives them, of what the database has answered already."""
        compiler = self._compiler()
        compiler.execute_sql = lambda *_args, **_options: [found]
        return self._built(compiler)

    def _compiler(self) -> Any:
        connection = connections[self.db]
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connection
        converters = {
            place: (
                [getattr(connection.ops, one) if isinstance(one, str) else one for one in many],
                expression,
            )
            for place, many, expression in self.converters
        }
        compiler.get_converters = lambda _expressions: converters
        return compiler

    def _built(self, compiler: Any) -> list[Any]:
        return list(self.rows._iterable_class(_Asked(self.rows, compiler)))  # type: ignore[arg-type,call-overload]


class _Asked:
    """What an iterable of Django reads of a queryset."""

    def __init__(self, rows: QuerySet[Any, Any], compiler: SQLCompiler) -> None:
        self.db, self.model = rows.db, rows.model
        self._hints: dict[str, Any] = {}
        self._fields = rows._fields  # type: ignore[attr-defined]
        self._known_related_objects: dict[Any, Any] = {}
        self.query = _Query(rows.query, compiler)


class _Query:
    """A query that is compiled already."""

    def __init__(self, query: Any, compiler: SQLCompiler) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_args: Any, **_options: Any) -> SQLCompiler:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


_compiled: dict[Hashable, Compiled | None] = {}
_guard = Lock()


def ask(key: Hashable, build: Callable[..., QuerySet[Any, Row]], /, **values: Value) -> list[Row]:
    """The rows of the question `key`. `build` makes it, with a `Hole` in place of each value, unless it was made before.

    `key` has to tell apart whatever else `build` looks at: the same key is the same text. None: nothing is kept of it.
    """
    if key is None:
        return list(build(**values))
    question = PreparedQuestion(key, build, values)
    came = [rows for ahead in came_ahead.get() if (rows := ahead.pop(question.asked, None)) is not None]
    if came:
        return came[0]
    compiled = compiled_of(question)
    return [] if compiled is None else cast(list[Row], compiled.ask(values))


@dataclass(slots=True)
class PreparedQuestion(Generic[Row]):
    """A question with its values, to be asked later: see `ask`."""

    key: Hashable
    build: Callable[..., QuerySet[Any, Row]]
    values: dict[str, Value]

    @property
    def asked(self) -> Hashable:
        """Stands for the question with these values."""
        return self.key, tuple((name, _hashable(value)) for name, value in self.values.items())

    def rows(self) -> list[Row]:
        return ask(self.key, self.build, **self.values)


def _hashable(value: Value) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


# The rows of questions that were asked together with others (`together.py`), for those who ask them next.
came_ahead: ContextVar[tuple[dict[Hashable, list[Any]], ...]] = ContextVar("came_ahead", default=())


def compiled_of(question: PreparedQuestion[Any]) -> Compiled | None:
    """Its text, with holes; None where nothing can answer it."""
    key = (DEFAULT_DB_ALIAS, question.key, tuple(question.values))
    try:
        return _compiled[key]
    except KeyError:  # never asked, or others have asked so much since
        compiled = _compile(question.build(**{name: Hole(name) for name in question.values}))
        with _guard:
            while len(_compiled) >= KEPT:
                del _compiled[next(iter(_compiled))]
            _compiled[key] = compiled
        return compiled


def _compile(rows: QuerySet[Any, Any]) -> Compiled | None:
    try:
        return Compiled(rows)
    except EmptyResultSet:  # nothing can answer it, whatever the values
        return None


class Prepared(Generic[Row]):
    """See `prepared`."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build

    def __call__(self, /, *shape: Hashable, **values: Value) -> list[Row]:
        return ask((self, shape), functools.partial(self.build, *shape), **values)

    def of(self, /, *shape: Hashable, **values: Value) -> PreparedQuestion[Row]:
        """The same, to be asked together with others."""
        return PreparedQuestion((self, shape), functools.partial(self.build, *shape), values)

    def first(self, /, *shape: Hashable, **values: Value) -> Row | None:
        return next(iter(self(*shape, **values)), None)


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """A question that is asked by calling it: `build` takes values by keyword, and gets a `Hole` in place of each.

    What it takes by position is part of the text (a side, an order): each such shape has a text of its own. `build` may look
    at nothing else that changes, like the present day.
    """
    return Prepared(build)


def _adapted(value: Any, connection: Any) -> Any:
    """A value as the database takes it."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))
    return value


def _by_name(converter: Any, connection: Any) -> Any:
    """Converters that are methods of a connection's operations are kept by name, and belong to none."""
    if isinstance(converter, MethodType) and converter.__self__ is connection.ops:
        return converter.__name__
    return converter
