"""The weekly status of any week, as known then or as known today."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.context import log_size
from commitments.models import Commission, Seat, Week
from commitments.reports import weekly
from commitments.views.errors import No, answer
from commitments.views.loaders import get_seat
from commitments.vocabulary import Side

TODAY = "today"


@require_safe
def now(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    return redirect("commitments:week", slug, seat.commission.calendar.week_of(timezone.now()))


@require_safe
def show(request: HttpRequest, slug: str, label: Week) -> HttpResponse:
    seat = get_seat(request, slug)
    known = request.GET.get("known", "")
    if known not in ("", TODAY):
        raise Http404
    commission = seat.commission
    present = commission.calendar.week_of(timezone.now())
    if label > present:
        return answer(request, 404, _not_begun(commission, label, present))
    first = weekly.first_week(commission)
    context = {"label": label, "title": weekly.name_of(label), "days": weekly.days_of(label)}
    context["turns"] = _turns(label, first, present)
    if first is not None and label >= first:
        context |= _contents(seat, label, first, known_today=known == TODAY)
    return render(request, "commitments/week.html", context)


def _contents(seat: Seat, label: Week, first: Week, *, known_today: bool) -> dict[str, Any]:
    """What the page shows of a week. The report is made only if the page has not been kept from before."""
    commission = seat.commission
    period = weekly.period_of(commission, label)
    found = {
        "period": period,
        "number": weekly.number_of(label, first),
        "cutoff": weekly.moment_words(commission, period.end),
    }
    if known_today:
        return found | {"known": weekly.known_today(commission, period, sides=seat.sides)}
    side_first = seat.side if seat.user.own_side_first else Side.FIRST
    return found | {
        "report": lambda: weekly.weekly(commission, period, first=first, sides=seat.sides),
        "key": weekly.key_of(commission, period, head=log_size(seat), side_first=side_first),
    }


def _turns(label: Week, first: Week | None, present: Week) -> dict[str, tuple[Week, str, str]]:
    """The weeks to turn to: before, after, and from an empty week the first one of the log."""
    neighbours = {"previous": label.shifted(-1), "next": label.shifted(1), "first": first or present}
    offered = {
        "previous": first is not None and label > first,
        "next": first is not None and first <= label < present,
        "first": first is not None and label < first,
    }
    return {
        name: (week, weekly.name_of(week), weekly.days_of(week))
        for name, week in neighbours.items()
        if offered[name]
    }


def _not_begun(commission: Commission, label: Week, present: Week) -> No:
    words = {
        "week": weekly.name_of(label),
        "begins": weekly.moment_words(commission, commission.calendar.span(label)[0]),
        "present": weekly.name_of(present),
    }
    return No(
        _("%(week)s has not begun") % words,
        _("It begins on %(begins)s. The present week is %(present)s.") % words,
    )
