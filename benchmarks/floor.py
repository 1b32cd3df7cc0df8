"""F2: what the database alone needs. The statements of a page, taken down once and executed bare."""

from __future__ import annotations

import time
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.test import Client

from benchmarks.load import Request, median_ms

Statements = list[tuple[str, Any]]
TIMES = 30


def statements_of(request: Request, cookies: dict[str, str]) -> tuple[Statements, Statements]:
    """What a page asks the database: the first time after a change, and again."""
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)
    client.cookies.load(cookies)
    caches["pictures"].clear()
    return _taken_down(client, request), _taken_down(client, request)


def _taken_down(client: Client, request: Request) -> Statements:
    taken: Statements = []

    def take(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        taken.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(take):
        response = client.get(request.path, headers=request.headers)
    if response.status_code != request.expected:
        raise SystemExit(f"{request.path} answered {response.status_code}")
    return taken


def listing(statements: Statements) -> list[str]:
    """Each statement with its milliseconds, shortened to what it asks for and where."""
    return [f"{bare_ms([statement]):8.1f} ms  {_shortened(statement[0])}" for statement in statements]


def _shortened(sql: str) -> str:
    words = sql.replace('"', "").replace("commitments_", "")
    what, _from, where = words.partition(" FROM ")
    return f"{what[:60]} … FROM {where[:120]}"


def bare_ms(statements: Statements) -> float:
    """Median milliseconds of executing them all through the driver and fetching every row."""
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    times = []
    for _round in range(TIMES):
        begun = time.perf_counter()
        for sql, params in statements:
            cursor.execute(*_for_driver(sql, params))
            if cursor.description:
                cursor.fetchall()
        times.append(time.perf_counter() - begun)
    cursor.close()
    return median_ms(times)


def _for_driver(sql: str, params: Any) -> tuple[str, Any]:
    if connection.vendor == "sqlite":
        return sql.replace("%%", "\0").replace("%s", "?").replace("\0", "%"), tuple(params or ())
    return sql, params
