"""The overview of a commission: the first page after signing in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from commitments import clock, links, rules
from commitments.context import log_size
from commitments.models import Seat
from commitments.models.prepared import PreparedQuestion
from commitments.models.together import asked_ahead
from commitments.reports.figures.overview import progress_section
from commitments.reports.overview import Overview, figures_of, finding, overview
from commitments.reports.register import choices_of
from commitments.reports.register.filters import BY_NAME, FilterChoice
from commitments.reports.waiting import task_count, task_question, waiting_for, waiting_questions
from commitments.views.lists import address
from commitments.views.loaders import get_seat
from commitments.views.parts import asked_day, name_as_of, render_part, wants_part
from commitments.vocabulary import Agreed, Role

# What the overview can be asked for: filters of the register.
ASKED = ("sector", "move")
# Names the state of the log and of the list to do that a page shows, so that nothing is sent while both are the same.
SEEN = "Accord-Seen"


@dataclass(frozen=True)
class Linked:
    """A number and the list it counts."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class PartChoice:
    """A part of the register to look at, and its address; that of the one that is shown leads to all of it."""

    label: str
    url: str
    is_shown: bool


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    head = log_size(seat)
    week = seat.commission.calendar.week_of(clock.now())
    seen = f"{head}.{seat.inbox_revision}.{seat.commission.picture_key}.{seat.commission.today()}.{week}"
    if wants_part(request) and request.headers.get(SEEN) == seen:
        return HttpResponse(status=204)
    as_of = asked_day(request, seat.commission)
    moment = seat.commission.calendar.end_of_day(as_of) if as_of else None
    name_as_of(seat, moment)
    commission = seat.commission
    choices = choices_of(commission, head=head, moment=moment)
    offered = {name: choose(choices) for name in ASKED if (choose := BY_NAME[name].choices)}
    asked = {
        name: value
        for name, found in offered.items()
        if (value := request.GET.get(name, "")) in {choice.value for choice in found}
    }
    picture = overview(commission, head=head, as_of=as_of, filters=asked)
    # What a part of the page that is kept depends on, besides the register.
    reader = f"{seat.sides[0][0]}.{seat.side}.{rules.may_give_values.allows_role(seat)}"
    with asked_ahead(_questions(picture, seat, reader)):
        return _page(request, seat, picture, reader, seen=seen, offered=offered)


def _questions(picture: Overview, seat: Seat, reader: str) -> list[PreparedQuestion[Any] | None]:
    """What the page will ask, of all that is not kept."""
    fragments = {
        make_template_fragment_key("overview", [key, reader, name]): name
        for name, key in picture.kept.items()
    }
    kept = {fragments[one] for one in caches["pictures"].get_many(fragments)}
    found = [task_question(seat, head=picture.head), *picture.questions(kept)]
    return [*found, *waiting_questions(seat, head=picture.head)] if picture.as_of is None else found


def _page(
    request: HttpRequest,
    seat: Seat,
    picture: Overview,
    reader: str,
    *,
    seen: str,
    offered: Mapping[str, Iterable[FilterChoice]],
) -> HttpResponse:
    slug, head, as_of, asked = seat.commission.slug, picture.head, picture.as_of, dict(picture.query.filters)
    tasks = task_count(seat, head=head)
    context = {
        "picture": picture,
        "finding": finding(picture.counts),
        "figures": [
            Linked(figure.label, figure.count, list_url(slug, figure.page, asked | figure.filters, as_of))
            for figure in figures_of(picture)
        ],
        # How the links of the picture go on: without requests where there are any, and on the same day.
        "promises": "&request=none" if picture.has_requests else "",
        "then": "".join(f"&{name}={value}" for name, value in _kept(asked, as_of).items()),
        "in_sector": "".join(
            f"&{name}={value}" for name, value in _kept(asked, as_of).items() if name != "sector"
        ),
        "differences_url": list_url(slug, "differences", asked, as_of),
        # The page of differences knows no move.
        "figures_differ_url": list_url(slug, "register", asked | {"figures": "differ"}, as_of)
        if "move" in asked
        else f"{list_url(slug, 'differences', asked, as_of)}#figures",
        "waiting": waiting_for(seat, head=head) if as_of is None else [],
        "tasks": tasks.words(seat.party.name),
        "task_count": tasks.all,
        "as_of": as_of,
        "seen": seen,
        "reader": reader,
        "asked": asked,
        # Asked for only where no picture of it is kept.
        "progress": partial(progress_section, seat, asked, as_of=as_of),
        "indicators_url": links.indicators(
            slug, **{name: value for name, value in _kept(asked, as_of).items() if name != "move"}
        ),
        "parts": {name: _parts(request.GET, found, name) for name, found in offered.items()},
        "has_tasks": as_of is None and seat.role != Role.OBSERVER,
        "is_part": wants_part(request),
    }
    return render_part(request, "commitments/overview.html", context, part="picture")


def _parts(data: QueryDict, found: Iterable[FilterChoice], name: str) -> list[PartChoice]:
    return [
        PartChoice(
            choice.words,
            address(data, drop=(name,))
            if data.get(name) == choice.value
            else address(data, **{name: choice.value}),
            data.get(name) == choice.value,
        )
        for choice in found
    ]


def _kept(asked: dict[str, str], as_of: dt.date | None) -> dict[str, str]:
    return asked | ({"as_of": as_of.isoformat()} if as_of else {})


def list_url(slug: str, page: str, filters: dict[str, str], as_of: dt.date | None) -> str:
    """The list of what a number counts. The page of differences knows no move; the register has the same rows."""
    if page == "differences" and "move" in filters:
        page, filters = "register", filters | {"agreed": Agreed.DIFFER.value}
    return links.reverse(f"commitments:{page}", args=[slug], query=_kept(filters, as_of) or None)
