"""Where a commitment stands in the order of codes: by year and number, which as text would part beyond 99 a year."""

from __future__ import annotations

from django.db import models

DIGITS, WIDTH = "0123456789", 6
# Longest code, and its number filled up from one digit.
PLACE_LENGTH = 24 + WIDTH - 1


def place_of(code: str) -> str:
    """A code with its number filled up with zeros: "BY-CN-2021-000100" for "BY-CN-2021-100"."""
    head = code.rstrip(DIGITS)
    return head + code[len(head) :].zfill(WIDTH)


class CodeOrder(models.Func):
    """`place_of`, in words both databases know."""

    template = (
        f"RTRIM(%(expressions)s, '{DIGITS}')"
        f" || SUBSTR('{'0' * WIDTH}', LENGTH(%(expressions)s) - LENGTH(RTRIM(%(expressions)s, '{DIGITS}')) + 1)"
        f" || SUBSTR(%(expressions)s, LENGTH(RTRIM(%(expressions)s, '{DIGITS}')) + 1)"
    )


def place_column() -> models.GeneratedField:
    """A column that the database itself keeps in step with the code beside it, so that indexes can have the order."""
    return models.GeneratedField(
        expression=CodeOrder("code"), output_field=models.CharField(max_length=PLACE_LENGTH), db_persist=True
    )
