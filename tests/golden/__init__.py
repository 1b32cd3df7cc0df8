"""Registers as earlier versions left them: every row of the application, one a line, named after the last migration.

0009_two_equal_sides and 0016_carried_items hold every kind of entry there was then under version 1 of records,
0022_progress_in_figures and 0035_words_of_constraints those under version 2. They are never made anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    """Rows as Django serializes them: {"model", "pk", "fields"}."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]
