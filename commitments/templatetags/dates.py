"""`date` as Django has it, written once for each day, form and language: pages show the same days again and again."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django import template
from django.template.defaultfilters import date as written
from django.utils.translation import get_language

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> str:
    """A day or a moment in a form of Django, or in one of the language by its name ("SHORT_DATE_FORMAT")."""
    if not isinstance(value, dt.date):
        return str(written(value, form))
    # The same moment in two zones is one moment, and two texts.
    zone = value.tzinfo if isinstance(value, dt.datetime) else None
    return _written(value, form, isinstance(value, dt.datetime), zone, get_language())


@lru_cache(maxsize=8192)
def _written(
    value: dt.date, form: str | None, _is_moment: bool, _zone: dt.tzinfo | None, _language: str | None
) -> str:
    return str(written(value, form))
