"""Telling apart what the log makes and what a table holds, and a row of ours from one of somebody else that has the same code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from commitments.models import Commission
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
    code = recorded_code(target)
    if name in OWNERS:
        is_ours = (target.party.commission_id, target.party.position) == (commission.pk, OWNERS[name])
    else:
        is_ours = target.commission_id == commission.pk
    return code if is_ours else f"{code} of another side or commission"
