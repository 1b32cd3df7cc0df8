"""All of a commission as one JSON document, written piece by piece: it is never whole in memory."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import Any

from django.utils.translation import get_language, override

from commitments.exports.schema import FORMAT
from commitments.models import Commission
from commitments.models.snapshot import snapshot
from commitments.reports.data import (
    DataAsked,
    DataSlice,
    commission_data,
    commitments_data,
    entries_data,
    indicators_data,
    meetings_data,
    readouts_data,
    sessions_data,
)

PIECE = 2**16
Read = Callable[[Commission, DataAsked], DataSlice[Any]]


def encoded(value: Any) -> str:
    """JSON of plain values, days, moments and dataclasses."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    return str(value)  # lazy words of a vocabulary


def whole(commission: Commission, *, as_of: dt.date | None) -> Iterator[bytes]:
    """Everything that both sides see, as recorded by the end of `as_of`, or now; all of it of one moment.

    In pieces of about `PIECE` bytes. One that breaks off is no JSON, so that nobody takes a part for the whole.
    Parties are called as in the language that is active now, though it is sent when that has ended.
    """
    return _in_language(get_language(), _of_one_moment(commission, as_of))


def _in_language(language: str | None, pieces: Generator[bytes, None, None]) -> Iterator[bytes]:
    """Each piece is made in `language`; between them the thread has its own."""
    with closing(pieces):
        while True:
            with override(language):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece


def _of_one_moment(commission: Commission, as_of: dt.date | None) -> Generator[bytes, None, None]:
    kept: list[str] = []
    size = 0
    with snapshot():
        for text in _pieces(commission, DataAsked(as_of=as_of)):
            kept.append(text)
            size += len(text)
            if size >= PIECE:
                yield "".join(kept).encode()
                kept, size = [], 0
        yield "".join(kept).encode()


def _pieces(commission: Commission, asked: DataAsked) -> Iterator[str]:
    head = {"format": FORMAT, "as_of": asked.as_of, "commission": commission_data(commission, asked)}
    yield encoded(head)[:-1]
    parts: dict[str, Iterable[Any]] = {
        "meetings": meetings_data(commission, asked),
        "readouts": readouts_data(commission, asked),
        "commitments": _all(commitments_data, commission, asked),
        "indicators": _all(indicators_data, commission, asked),
        "sessions": sessions_data(commission, asked),
        "entries": _all(entries_data, commission, asked),
    }
    for name, rows in parts.items():
        yield f',\n"{name}": ['
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{encoded(row)}"
        yield "]"
    yield "}\n"


def _all(read: Read, commission: Commission, asked: DataAsked) -> Iterator[Any]:
    """All rows, slice by slice."""
    while True:
        found = read(commission, asked)
        yield from found.items
        if not found.next:
            return
        asked = dataclasses.replace(asked, after=found.next)
