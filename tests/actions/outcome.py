"""What tests of actions ask: was it refused for this reason, and was nothing written; or what exactly was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from commitments.actions import RuleBroken
from commitments.models import Entry
from commitments.reports.replay import problems
from tests.people import World


def everything() -> dict[str, list[tuple]]:
    """Every row of the register, as the tables hold it."""
    models = apps.get_app_config("commitments").get_models()
    return {model.__name__: sorted(model._base_manager.values_list(), key=repr) for model in models}


@contextmanager
def refused(error: type[Exception] = RuleBroken, *, field: str | None = None) -> Iterator[Any]:
    """The block raises `error` (about `field`; "" for the form as a whole) and leaves every row as it was."""
    before = everything()
    with pytest.raises(error) as refusal:
        yield refusal
    if field is not None:
        named = refusal.value.error_dict if hasattr(refusal.value, "error_dict") else {"": None}
        assert set(named) == {field}
    assert everything() == before


def record_of(entry: Entry) -> dict[str, Any]:
    return json.loads(bytes(Entry.objects.get(pk=entry.pk).record))


def changes_of(entry: Entry) -> dict[str, list[Any]]:
    """What the record of an entry says was set, and nothing but that in the row."""
    changes = record_of(entry)["set"]
    assert Entry.objects.get(pk=entry.pk).changes == changes
    return changes


def all_is_well(world: World) -> bool:
    return list(problems(world.commission)) == []
