"""A column of JSON that is read with nearly every page and hardly ever changes: what was decoded once is kept."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.db import models


class PlainEncoder(json.JSONEncoder):
    """Letters as they are: half the bytes of their escapes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "ensure_ascii": False})


class KeptJSON(models.JSONField):
    """Whoever changes such a value makes another one: the same one is given to every reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"encoder": PlainEncoder, **kwargs})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return (
            _decoded(value)
            if isinstance(value, str)
            else super().from_db_value(value, expression, connection)
        )


@lru_cache(maxsize=16)
def _decoded(text: str) -> Any:
    return json.loads(text)
