"""The addresses of pages, made in one place. Whoever shows a link names what it leads to, and knows no view.

`slug` is that of the commission.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse as made
from django.utils.http import urlencode


@lru_cache(maxsize=8192)
def _plain(name: str, *args: Any) -> str:
    return made(name, args=args)


def reverse(name: str, *, args: list[Any], query: dict[str, Any] | None = None) -> str:
    """As Django's, made once for each page: lists lead to the same ones again and again."""
    plain = _plain(name, *args)
    return f"{plain}?{urlencode(query, doseq=True)}" if query else plain


def overview(slug: str) -> str:
    return reverse("commitments:overview", args=[slug])


def weeks(slug: str, **asked: Any) -> str:
    """The page of weeks, asked for a year, or for the week of a day."""
    return reverse("commitments:weeks", args=[slug], query=asked or None)


def inbox(slug: str) -> str:
    return reverse("commitments:inbox", args=[slug])


def account_request(slug: str, public_id: UUID) -> str:
    return reverse("commitments:account-request", args=[slug, public_id])


def register(slug: str, **asked: Any) -> str:
    """The register, asked for something: `register("by-cn", sector="trade")`."""
    return reverse("commitments:register", args=[slug], query=asked or None)


def log(slug: str, **asked: Any) -> str:
    return reverse("commitments:log", args=[slug], query=asked or None)


def differences(slug: str, **asked: Any) -> str:
    return reverse("commitments:differences", args=[slug], query=asked or None)


def commitment(slug: str, code: str, *, as_of: dt.date | None = None) -> str:
    query = {"as_of": as_of} if as_of else None
    return reverse("commitments:commitment", args=[slug, code], query=query)


def commitments(
    slug: str, *, as_of: dt.date | None = None, known_today: bool = False
) -> Callable[[str], str]:
    """The address of each commitment by its code, for lists: to make fifty one by one takes longer than their rows."""
    base, query = register(slug), f"?as_of={as_of}{'&known=today' if known_today else ''}" if as_of else ""
    return lambda code: f"{base}{code}/{query}"


def values(slug: str, code: str, indicator: int) -> str:
    """The form that takes values of the own side for an indicator."""
    return reverse("commitments:give_values", args=[slug, code], query={"indicator": indicator})


def indicators(slug: str, **asked: Any) -> str:
    return reverse("commitments:indicators", args=[slug], query=asked or None)


def entry(slug: str, number: int) -> str:
    return reverse("commitments:entry", args=[slug, number])


# The address of each entry by its number.
EntryAddress = Callable[[int], str]


def entries(slug: str) -> EntryAddress:
    """The address of each entry by its number, for lists."""
    base = log(slug)
    return lambda number: f"{base}{number}/"


def readout(slug: str, name: str) -> str:
    return reverse("commitments:readout", args=[slug, name])


def intake(slug: str, name: str) -> str:
    return reverse("commitments:intake", args=[slug, name])


def reconciliation(slug: str, meeting: str) -> str:
    return reverse("commitments:reconciliation", args=[slug, meeting])


def briefing(slug: str, week: object) -> str:
    """Where a side prepares its briefing for a week."""
    return reverse("commitments:briefing", args=[slug, str(week)])


def briefing_file(slug: str, week: str, party: str, name: str) -> str:
    """A file of a briefing that a side has issued."""
    return reverse("commitments:briefing-file", args=[slug, week, party, name])


def session(slug: str, name: str) -> str:
    return reverse("commitments:session", args=[slug, name])


def lists(slug: str) -> str:
    """Where a list that is kept already is brought in."""
    return reverse("commitments:lists", args=[slug])


def brought_list(slug: str, public_id: UUID) -> str:
    return reverse("commitments:brought-list", args=[slug, public_id])


def batch(slug: str, number: int) -> str:
    """What one list brought in."""
    return reverse("commitments:batch", args=[slug, number])


def translate(slug: str, code: str, *, part: str, language: str) -> str:
    """The form that translates a part of a commitment into a language."""
    page = reverse("commitments:translate", args=[slug, code])
    return f"{page}?{urlencode({'part': part, 'language': language})}"


def draft(slug: str, code: str, public_id: UUID) -> str:
    return reverse("commitments:draft", args=[slug, code, public_id])


def posts(slug: str, *, own_side: bool = False) -> str:
    """The posts that can be named: of the commission, or of the own side alone."""
    url = reverse("commitments:posts", args=[slug])
    return f"{url}?own" if own_side else url


def mention_seen(slug: str, public_id: UUID) -> str:
    """Where it is posted that a mention has been seen."""
    return reverse("commitments:mention-seen", args=[slug, public_id])
