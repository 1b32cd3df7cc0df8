"""What people change about their own account. Not part of any commission's log."""

from __future__ import annotations

from typing import Any

from commitments.actions.errors import require
from commitments.models import User

# What an account says about its owner's rights is not among them.
SETTINGS = frozenset({"own_side_first", "shortcuts"})


def keep_settings(user: User, *, by: User, **settings: Any) -> None:
    """Save a person's own settings; `by` is that person."""
    require(user.pk == by.pk)
    if unknown := set(settings) - SETTINGS:
        raise TypeError(f"not a setting: {sorted(unknown)}")
    for name, value in settings.items():
        setattr(user, name, value)
    user.save(update_fields=list(settings))
