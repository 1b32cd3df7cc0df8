"""Reading one row of a data file: from exactly its fields, and with its mistakes named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

Json = dict[str, Any]
Row = TypeVar("Row")


class DataError(ValueError):
    """The data file is wrong. The message names the row and what is the matter with it."""


def read_file(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}, line {error.lineno}: {error.msg}") from error


def build(shape: type[Row], values: Json, name: str) -> Row:
    """A row of `shape` from exactly its fields; those with a default may be left out."""
    known = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    if unknown := set(values) - known:
        raise DataError(f"{name}: unknown {sorted(unknown)} in {values}")
    try:
        return shape(**values)
    except TypeError as error:
        raise DataError(f"{name}: {error} in {values}") from error


def read_with(values: Json, name: str, **readers: Callable[[Any], Any]) -> Json:
    """`values` with some of them read; what cannot be read is named."""
    read = dict(values)
    for key, reader in readers.items():
        if values.get(key) is not None:
            try:
                read[key] = reader(values[key])
            except (KeyError, TypeError, ValueError) as error:
                raise DataError(f"{name}: {key} {values[key]!r} cannot be read ({error})") from error
    return read


def require(condition: object, name: str, what: str) -> None:
    if not condition:
        raise DataError(f"{name}: {what}")


def known(value: str, words: Iterable[str], name: str, what: str) -> None:
    require(value in set(words), name, f"{what} “{value}” is not known")
