"""The register: one address holds filters, order, page and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commitments.context import log_size
from commitments.forms.filters import RegisterFilter
from commitments.models import Seat
from commitments.reports.register import Page, Query, RegisterPage, choices_of, register_page
from commitments.views.loaders import get_seat
from commitments.views.parts import number_in, render_part, wants_part
from commitments.vocabulary import Agreed

FILTERS = [
    "q",
    "agreed",
    "group",
    "first",
    "second",
    "sector",
    "owner",
    "late",
    "due",
    "silent",
    "need",
    "move",
    "request",
    "redated",
    "slipped",
    "recognition",
    "test",
    "attested",
    "restated",
    "meeting",
]


@dataclass(frozen=True)
class Chip:
    label: str
    url: str


@dataclass(frozen=True)
class Column:
    """A head of the table: its words, the address that sorts by it, and how it is sorted now."""

    name: str
    label: str
    url: str
    sorted: str
    classes: str = ""


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    commission, head = seat.commission, log_size(seat)
    form = RegisterFilter(request.GET, commission=commission, choices=choices_of(commission, head=head))
    query = form.query()
    if query.as_of and query.as_of > commission.today():
        form.add_error("as_of", _("This day has not come yet."))
        query = query.without("as_of").without("known_today")
    found = register_page(commission, query, page=page_number(request.GET), head=head)
    context = {
        "is_part": wants_part(request),
        "form": form,
        "found": found,
        "query": query,
        "seat": seat,
        "chips": chips(request.GET, form, query),
        "clear_url": address(request.GET, drop=FILTERS),
        "heads": {
            "sector": _("Sector"),
            "agreed": _("Agreed"),
            "due": _("Due"),
            "word": _("Last word"),
            "owners": _("Owners"),
            "promised": _("First promised"),
            "now": _("Now promised"),
            "times": _("Times moved"),
            "days": _("Days moved in all"),
        },
        "columns": columns(request.GET, query, seat),
        **pager(request.GET, found.page),
        "tabs": tabs(seat.side, query),
        "sentence": sentence(found, form, query),
        "not_understood": form.not_understood(),
        "as_of_urls": as_of_urls(request.GET, query),
        "differences_url": differences_url(slug, query),
    }
    return render_part(request, "commitments/register.html", context, part="results")


def page_number(data: QueryDict) -> int:
    number = number_in(data.get("page", "1"))
    if number is None:
        raise Http404
    return number


def address(data: QueryDict, *, drop: list[str] | tuple[str, ...] = (), **values: Any) -> str:
    """This page's address with some parameters left out or set; a change of anything leads to page 1."""
    changed = data.copy()
    for name in ("page", *drop):
        changed.pop(name, None)
    for name in [name for name, value in changed.items() if not value]:
        del changed[name]
    for name, value in values.items():
        changed[name] = value
    return f"?{changed.urlencode()}" if changed else "?"


def chips(data: QueryDict, form: RegisterFilter, query: Query) -> list[Chip]:
    default = Query()
    active = [name for name in FILTERS if getattr(query, name) != getattr(default, name)]
    return [Chip(form.label_of(name, _value(query, name)), address(data, drop=(name,))) for name in active]


def _value(query: Query, name: str) -> Any:
    return "1" if name == "late" else getattr(query, name)


def columns(data: QueryDict, query: Query, seat: Seat) -> list[Column]:
    (left, one), (right, other) = seat.sides
    says = _("%(party)s says")
    views = [
        (left, says % {"party": one.name}, "stand"),
        ("agreed", _("Agreed"), "stand"),
        (right, says % {"party": other.name}, "stand"),
        ("due", _("Due"), ""),
    ]
    dates = [
        ("promised", _("First promised"), ""),
        ("now", _("Now promised"), ""),
        ("times", _("Times moved"), "num"),
        ("days", _("Days moved in all"), "num"),
    ]
    heads = [
        ("code", _("Code"), ""),
        ("title", _("Commitment and its words"), ""),
        ("sector", _("Sector"), "sector"),
        *(dates if query.is_about_dates else views),
        ("word", _("Last word"), "num"),
    ]
    built = []
    for name, label, classes in heads:
        url, direction = sort_of(data, query, name)
        built.append(Column(name, label, url, direction, classes))
    return built


def sort_of(data: QueryDict, query: Query, name: str) -> tuple[str, str]:
    """The address that sorts by `name`, or turns that order round, and how it is sorted by it now."""
    is_sorted = query.sort == name
    turned = f"-{name}" if is_sorted and not query.descending else name
    return address(data, sort=turned), (
        "descending" if query.descending else "ascending"
    ) if is_sorted else ""


def pager(data: QueryDict, page: Page) -> dict[str, Any]:
    """The addresses of the pages beside `page`, as the templates of lists name them."""

    def url(number: int) -> str:
        return address(data) if number == 1 else address(data, page=number)

    return {
        "pages": [(number, url(number) if number else "") for number in page.numbers()],
        "previous_url": url(page.number - 1) if page.number > 1 else "",
        "next_url": url(page.number + 1) if page.number < page.last else "",
    }


def tabs(side: str, query: Query) -> list[tuple[str, str, bool]]:
    """(label, address, is current) of the views everybody has."""
    views: list[tuple[str, dict[str, Any]]] = [
        (_("All"), {}),
        (_("Waits for us"), {"need": side}),
        (_("Late"), {"late": True}),
        (_("Re-dated"), {"redated": 1}),
        (_("Sides differ"), {"agreed": "differ"}),
        (_("Silent"), {"silent": "any"}),
    ]
    plain = query.without_filters()
    built = []
    for label, values in views:
        target = QueryDict(mutable=True)
        target.update({name: "1" if value is True else value for name, value in values.items()})
        if query.as_of:
            target["as_of"] = query.as_of.isoformat()
        current = query == Query(**{**_fields(plain), **values})
        built.append((label, f"?{target.urlencode()}", current))
    return built


def _fields(query: Query) -> dict[str, Any]:
    return {name: getattr(query, name) for name in Query.__dataclass_fields__}


def sentence(found: RegisterPage, form: RegisterFilter, query: Query) -> str:
    """The active filters and the count as one sentence: "Sides differ, Health: 1 of 17"."""
    count, of = f"{found.page.count:,}", f"{found.all_count:,}"
    if not query.is_filtered:
        return ngettext("%(count)s commitment", "%(count)s commitments", found.page.count) % {"count": count}
    words = ", ".join(form.label_of(name, _value(query, name)) for name in FILTERS if _is_active(query, name))
    return _("%(filters)s: %(count)s of %(all)s") % {"filters": words, "count": count, "all": of}


def _is_active(query: Query, name: str) -> bool:
    return getattr(query, name) != Query.__dataclass_fields__[name].default


def differences_url(slug: str, query: Query) -> str:
    """Where the same commitments stand with the reasons of both sides; empty where that page lists others."""
    plain = query.without("sort").without("descending")
    if plain != Query(agreed=Agreed.DIFFER, sector=query.sector, as_of=query.as_of):
        return ""
    asked = {"sector": query.sector, "as_of": query.as_of.isoformat() if query.as_of else ""}
    asked = {name: value for name, value in asked.items() if value}
    return reverse("commitments:differences", args=[slug], query=asked or None)


def as_of_urls(data: QueryDict, query: Query) -> dict[str, str]:
    """Where the banner of a past day leads: back to today, and to the same day by the other clock."""
    if query.as_of is None:
        return {}
    other = address(data, drop=("known",)) if query.known_today else address(data, known="today")
    return {"now": address(data, drop=("as_of", "known")), "other": other}
