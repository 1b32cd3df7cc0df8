"""Counting what a page costs, in ways that no load of the machine changes: statements and Python calls."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass
class Cost:
    """`calls` are those of Python functions and of functions written in C, `bytes` those of an answer; `joined_to_sort` are
    the tables that a statement joins for nothing but its order.
    """

    calls: int = 0
    statements: int = 0
    bytes: int = 0
    joined_to_sort: list[str] = field(default_factory=list)


@contextmanager
def counted(*, with_calls: bool = True) -> Iterator[Cost]:
    """Count what happens inside; without calls it takes half the time."""
    cost = Cost()

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        if event in ("call", "c_call"):
            cost.calls += 1

    before = sys.getprofile()
    with CaptureQueriesContext(connection) as queries:
        if with_calls:
            sys.setprofile(count)
        try:
            yield cost
        finally:
            sys.setprofile(before)
    cost.statements = len(queries)
    cost.joined_to_sort = [table for query in queries for table in joined_to_sort(query["sql"])]


JOIN = re.compile(r'JOIN ("\w+")(?: (\w+))? ON \(')


def joined_to_sort(sql: str) -> list[str]:
    """The tables, by their aliases, that a statement joins only to sort by their columns."""
    asked, _by, order = sql.rpartition(" ORDER BY ")
    found = []
    for table, alias in JOIN.findall(asked):
        name = alias or table
        if f"{name}." in order and asked.count(f"{name}.") == 1:  # the one of its own condition
            found.append(name)
    return found
