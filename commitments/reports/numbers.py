"""Numbers in words of the reader's language: grouped, and counts of days."""

from __future__ import annotations

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext


def figure(number: int) -> str:
    """ "1,812", as the reader's language groups it."""
    return _figure(number, get_language())


@lru_cache(maxsize=4096)
def _figure(number: int, _language: str | None) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def days(number: int) -> str:
    """ "78 days", in the reader's language."""
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": figure(number)}
