"""What people change about their own account. Not part of any commission's log."""

from __future__ import annotations

from typing import Any

from commitments.models import User


def keep_settings(user: User, *, by: User, **settings: Any) -> None:
    """Save a person's own settings; `by` is that person."""
    if user.pk != by.pk:
        raise ValueError("settings are their owner's")
    for name, value in settings.items():
        setattr(user, name, value)
    user.save(update_fields=list(settings))
