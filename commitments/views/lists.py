"""What pages with a list share: an address that holds only what is set, the page asked for, chips, heads and the pager."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commitments.models import User
from commitments.reports.pagination import PAGE_SIZE, PAGE_SIZES, NoSuchPage, Pagination
from commitments.views.parts import number_in, wants_part

Found = TypeVar("Found")

# In the address of a page but the first: whoever opens it has the same rows, whatever they have chosen for themselves.
ROWS = "rows"


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column, the address that sorts by it ("" for none), and how it is sorted now.

    `short` names its cells where a row becomes a block.
    """

    name: str
    label: str
    short: str = ""
    url: str = ""
    sorted: str = ""
    classes: str = ""


@dataclass(frozen=True)
class Pager:
    """The pages of a list with their addresses, "" for none; a number that is None stands for pages left out.

    `target` is the list that a page replaces.
    """

    target: str
    current: int
    pages: list[tuple[int | None, str]]
    previous_url: str
    next_url: str
    previous: str
    next: str


def only_what_is_set(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Keep parameters without a value out of the address: a form sends all its fields, whether anything is set or not.

    A whole page is answered with a redirect to the clean address, which replaces the other one in the history of the
    browser; a part tells htmx the address to show.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if all(_is_set(name, value) for name, values in request.GET.lists() for value in values):
            return view(request, *args, **kwargs)
        data = QueryDict(mutable=True)
        for name, values in request.GET.lists():
            data.setlist(name, [value for value in values if _is_set(name, value)])
        query = data.urlencode()
        url = f"{request.path}?{query}" if query else request.path
        if not wants_part(request):
            return redirect(url)
        request.GET = QueryDict(query)
        response = view(request, *args, **kwargs)
        response["HX-Push-Url"] = url
        return response

    return answered


def _is_set(name: str, value: str) -> bool:
    return bool(value.strip()) or name == "page"  # a page without a number is no page


def page_number(request: HttpRequest) -> int:
    number = number_in(request.GET.get("page", "1"))
    if number is None:
        raise Http404
    return number


def rows_on_page(request: HttpRequest) -> int:
    """How many rows a page of a long list has: as its address says, else as its reader has chosen for all lists."""
    asked = number_in(request.GET.get(ROWS, ""))
    return asked if asked in PAGE_SIZES else cast(User, request.user).rows_on_page


def page_of(request: HttpRequest, read: Callable[[int], Found]) -> Found:
    """What `read` finds on the page the address asks for; 404 where there is no such page."""
    try:
        return read(page_number(request))
    except NoSuchPage as error:
        raise Http404 from error


def address(data: QueryDict, *, drop: Iterable[str] = (), **values: Any) -> str:
    """This page's address with some parameters left out or set; a change of anything leads to page 1."""
    changed = data.copy()
    for name in ("page", *drop):
        changed.pop(name, None)
    for name in [name for name, value in changed.items() if not value]:
        del changed[name]
    for name, value in values.items():
        changed[name] = value
    return f"?{changed.urlencode()}" if changed else "?"


def chips(data: QueryDict, labels: Mapping[str, str]) -> list[Chip]:
    """A chip for each filter that is set; `labels` are its words, by its name in the address."""
    return [Chip(label, address(data, drop=(name,))) for name, label in labels.items()]


def sort_of(data: QueryDict, name: str, *, sort: str, descending: bool) -> tuple[str, str]:
    """The address that sorts by `name`, or turns that order round, and how the list is sorted by it now."""
    if sort != name:
        return address(data, sort=name), ""
    turned = name if descending else f"-{name}"
    return address(data, sort=turned), "descending" if descending else "ascending"


def title_of(words: str, page: Pagination) -> str:
    """The title of a page with a list: its words, and which of how many pages it is where there are several."""
    if page.last == 1:
        return words
    return _("%(title)s, page %(page)d of %(last)d") % {
        "title": words,
        "page": page.number,
        "last": page.last,
    }


def pager(
    data: QueryDict, page: Pagination, *, target: str = "results", previous: str = "", next: str = ""
) -> Pager | None:
    """The pages beside `page`; None where there is only one. `previous` and `next` are the words of its neighbours."""
    if page.last == 1:
        return None

    rows: dict[str, Any] = {ROWS: page.size} if page.size in PAGE_SIZES and page.size != PAGE_SIZE else {}

    def url(number: int) -> str:
        return address(data) if number == 1 else address(data, page=number, **rows)

    return Pager(
        target=target,
        current=page.number,
        pages=[(number, url(number) if number else "") for number in page.numbers()],
        previous_url=url(page.number - 1) if page.number > 1 else "",
        next_url=url(page.number + 1) if page.number < page.last else "",
        previous=previous or _("Previous page"),
        next=next or _("Next page"),
    )


def as_of_urls(data: QueryDict, as_of: dt.date | None, *, known_today: bool) -> dict[str, str]:
    """Where the banner of a past day leads: back to today, and to the same day by the other clock."""
    if as_of is None:
        return {}
    other = address(data, drop=("known",)) if known_today else address(data, known="today")
    return {"now": address(data, drop=("as_of", "known")), "other": other}
