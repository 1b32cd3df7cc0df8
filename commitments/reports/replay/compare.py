"""Telling apart what the log makes and what a table holds, and a row of ours from one of somebody else that has the same code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from commitments.models import Body, Commission, Sector
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


def code_of(row: Model, name: str, commission: Commission) -> str | None:
    """The code of the row a column refers to, as records write it; told apart when that row is somebody else's."""
    target = getattr(row, name)
    if target is None:
        return None
    return _told_apart(target, name, commission)


def codes_of_rows(commission: Commission) -> dict[tuple[str, int], str]:
    """What `code_of` says of every sector and body there is, by the column that refers to it and its key."""
    sectors = {("sector", row.pk): _told_apart(row, "sector", commission) for row in Sector.objects.all()}
    bodies = Body.objects.select_related("party")
    return sectors | {(name, row.pk): _told_apart(row, name, commission) for row in bodies for name in OWNERS}


def _told_apart(target: Any, name: str, commission: Commission) -> str:
    code = recorded_code(target)
    if name in OWNERS:
        is_ours = (target.party.commission_id, target.party.position) == (commission.pk, OWNERS[name])
    else:
        is_ours = target.commission_id == commission.pk
    return code if is_ours else f"{code} of another side or commission"
