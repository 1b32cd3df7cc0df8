"""The overview of a commission: the first page after signing in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commitments.context import log_size
from commitments.reports.overview import figures_of, finding, overview
from commitments.reports.waiting import task_count, waiting_for
from commitments.views.loaders import get_seat
from commitments.views.parts import asked_day, name_as_of
from commitments.vocabulary import Role


@dataclass(frozen=True)
class Linked:
    """A number and the list it counts."""

    label: str
    count: int
    url: str


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    head, as_of = log_size(seat), asked_day(request, seat.commission)
    name_as_of(seat, seat.commission.calendar.end_of_day(as_of) if as_of else None)
    commission = seat.commission
    picture = overview(commission, head=head, as_of=as_of)
    tasks = task_count(seat, head=head)
    context = {
        "picture": picture,
        "finding": finding(picture.counts),
        "figures": [
            Linked(figure.label, figure.count, list_url(slug, figure.page, figure.filters, as_of))
            for figure in figures_of(picture)
        ],
        # How the links of the picture go on: without requests where there are any, and on the same day.
        "promises": "&request=none" if picture.has_requests else "",
        "then": f"&as_of={as_of}" if as_of else "",
        "differences_url": list_url(slug, "differences", {}, as_of),
        "waiting": waiting_for(seat, head=head) if as_of is None else [],
        "tasks": tasks.words(seat.party.name),
        "task_count": tasks.all,
        "as_of": as_of,
        # Beside what waits for a writer, the differences take the smaller column.
        "narrow": as_of is None and seat.role != Role.OBSERVER,
    }
    return render(request, "commitments/overview.html", context)


def list_url(slug: str, page: str, filters: dict[str, str], as_of: dt.date | None) -> str:
    asked = filters | ({"as_of": as_of.isoformat()} if as_of else {})
    return reverse(f"commitments:{page}", args=[slug], query=asked or None)
