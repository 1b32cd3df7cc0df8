"""Rows that say what must never be said, written past the actions: the database itself has to refuse them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from copy import copy
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from commitments.models.triggers import REFUSAL


def another(row: models.Model, **changes: Any) -> models.Model:
    """An unsaved row like this one but for the changes."""
    new = copy(row)
    new._state = copy(row._state)
    new._state.adding, new.pk = True, None
    for name, value in changes.items():
        setattr(new, name, value)
    return new


def refused_by(constraint: models.BaseConstraint, *others: str) -> AbstractContextManager[Any]:
    """pytest.raises for a violation of exactly this constraint (or these others), as far as the database names it."""
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        return pytest.raises(IntegrityError, match=f"^UNIQUE constraint failed|{REFUSAL}")
    return pytest.raises(IntegrityError, match=rf"\b({'|'.join((constraint.name, *others))})\b")


def constraint_of(model: type[models.Model], name: str) -> models.BaseConstraint:
    return next(constraint for constraint in model._meta.constraints if constraint.name == name)


def check_changes(row: models.Model, violations: dict[str, list[dict[str, Any]]]) -> None:
    """Every check of the row's model refuses each of its changes, and none is left out.

    "a|b" stands for a check that cannot be broken without breaking another.
    """
    model = type(row)
    checks = {c.name for c in model._meta.constraints if isinstance(c, models.CheckConstraint)}
    assert {names.partition("|")[0] for names in violations} == checks
    for names, all_changes in violations.items():
        name, *others = names.split("|")
        for changes in all_changes:
            with refused_by(constraint_of(model, name), *others), transaction.atomic():
                model.objects.filter(pk=row.pk).update(**changes)


def check_inserts(row: models.Model, violations: dict[str, list[dict[str, Any]]]) -> None:
    """Every constraint of the model refuses a new row like this one but for the changes, and none is left out."""
    model = type(row)
    assert set(violations) == {c.name for c in model._meta.constraints}
    for name, all_changes in violations.items():
        for changes in all_changes:
            with refused_by(constraint_of(model, name)), transaction.atomic():
                another(row, **changes).save(force_insert=True)
