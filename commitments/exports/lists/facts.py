"""What every list says of itself: whose it is, what was asked for, as of when, and up to which entry of the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import clock
from commitments.models import Entry, Seat
from commitments.reports.pagination import Pagination

# Makes an address of this host complete.
Absolute = Callable[[str], str]


class InPages(Protocol):
    """One page of a list."""

    @property
    def page(self) -> Pagination: ...


Found = TypeVar("Found", bound=InPages)


@dataclass(frozen=True, slots=True)
class LogEnd:
    """How far the log reached when a list was made: its number of entries, and the hash of the last one."""

    size: int
    leaf: str

    @property
    def words(self) -> str:
        if not self.size:
            return _("empty")
        return _("up to entry No. %(number)d, hash %(hash)s") % {"number": self.size - 1, "hash": self.leaf}


def log_end(seat: Seat) -> LogEnd:
    """Read anew: the frame of a page may have been loaded before the moment that a file is made of."""
    last = (
        Entry.objects.filter(commission=seat.commission)
        .order_by("-number")
        .values_list("number", "leaf")
        .first()
    )
    return LogEnd(0, "") if last is None else LogEnd(last[0] + 1, bytes(last[1]).hex())


def facts_of(
    seat: Seat, end: LogEnd, *, shows: str, as_of: dt.date | None = None, known_today: bool = False
) -> list[tuple[str, str]]:
    """`shows` is the sentence of the page: the filters and how many rows answer them."""
    commission, now = seat.commission, clock.now().astimezone(seat.commission.zone)
    first, second = commission.sides
    day = date_format(as_of or now.date())
    if as_of is not None:
        day = (_("%(day)s, with later entries") if known_today else _("%(day)s, as recorded then")) % {
            "day": day
        }
    return [
        (_("Commission"), f"{first.name} – {second.name}"),
        (_("Shows"), shows),
        (_("As of"), day),
        (pgettext("noun", "Log"), end.words),
        (_("Made"), f"{date_format(now, 'DATETIME_FORMAT')} ({commission.city})"),
    ]


def file_name(seat: Seat, list_name: str, *, as_of: dt.date | None = None) -> str:
    """ "BY-CN-register-2022-09-16": the commission, the list, and the day it is of."""
    day = as_of or seat.commission.today()
    return f"{seat.commission.code_prefix}-{list_name}-{day.isoformat()}"


def every_page(read: Callable[[int], Found]) -> Iterator[Found]:
    """All pages of a list, one after the other, so that a long one is never whole in memory."""
    number, last = 1, 1
    while number <= last:
        found = read(number)
        yield found
        number, last = number + 1, found.page.last
