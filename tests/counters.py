"""Counting what a page costs, in ways that no load of the machine changes: statements and Python calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass
class Cost:
    """`calls` are those of Python functions and of functions written in C."""

    calls: int = 0
    statements: int = 0


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
