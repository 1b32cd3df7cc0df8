"""Telling apart what the log makes and what a table holds, and a row of ours from one of somebody else that has the same code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from django.db.models import Model

from commitments.models import Body, Commission, Meeting, Sector
from commitments.models.fields import State
from commitments.models.fields import code_of as recorded_code

OWNERS = {"first_owner": 1, "second_owner": 2}


def differences(what: str, expected: dict[Any, Any], found: dict[Any, Any]) -> Iterator[str]:
    for key in expected.keys() - found.keys():
        yield f"{what} {key}: missing"
    for key in found.keys() - expected.keys():
        yield f"{what} {key}: not in the log"
    for key in expected.keys() & found.keys():
        if expected[key] != found[key]:
            yield f"{what} {key}: the log makes {expected[key]!r}, the table holds {found[key]!r}"


def rows_compared(
    what: str, expected: dict[Any, State], found: Iterable[tuple[Any, Sequence[Any]]], names: Sequence[str]
) -> Iterator[str]:
    """The same of rows with very many columns: their keys, and their values in the order of `names`."""
    of_state, seen = itemgetter(*names), set()
    for key, row in found:
        seen.add(key)
        state = expected.get(key)
        if state is None:
            yield f"{what} {key}: not in the log"
        elif of_state(state) != tuple(row):
            held = dict(zip(names, row, strict=True))
            yield f"{what} {key}: the log makes {dict(state)!r}, the table holds {held!r}"
    for key in expected.keys() - seen:
        yield f"{what} {key}: missing"


def code_of(row: Model, name: str, commission: Commission) -> str | None:
    """The code of the row a column refers to, as records write it; told apart when that row is somebody else's."""
    target = getattr(row, name)
    if target is None:
        return None
    return _told_apart(target, name, commission)


class Codes:
    """What `code_of` says of every sector, body and meeting there is, by the column that refers to it and its key."""

    def __init__(self, commission: Commission) -> None:
        self._known: dict[tuple[str, int], str] = {}
        for name, rows in (
            ("sector", Sector.objects.all()),
            ("meeting", Meeting.objects.all()),
            *((name, Body.objects.select_related("party")) for name in OWNERS),
        ):
            for row in rows:
                self._known[name, row.pk] = _told_apart(row, name, commission)

    def put_into(self, row: list[Any], names: Sequence[str], places: Iterable[int]) -> list[Any]:
        """A row with codes in place of the keys that are at these places."""
        for place in places:
            if (key := row[place]) is not None:
                row[place] = self._known.get((names[place], key), f"no row {key}")
        return row


def _told_apart(target: Any, name: str, commission: Commission) -> str:
    code = recorded_code(target)
    if name in OWNERS:
        is_ours = (target.party.commission_id, target.party.position) == (commission.pk, OWNERS[name])
    else:
        is_ours = target.commission_id == commission.pk
    return code if is_ours else f"{code} of another side or commission"
