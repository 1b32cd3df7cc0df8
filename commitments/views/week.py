"""The weekly status of any week, as known then or as known today."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commitments.context import log_size
from commitments.models import Commission, Week
from commitments.reports import weekly
from commitments.views.errors import No, answer
from commitments.views.loaders import get_seat

TODAY = "today"


@require_GET
def now(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    return redirect("commitments:week", slug, seat.commission.calendar.week_of(timezone.now()))


@require_GET
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
        context |= _contents(commission, label, first, known_today=known == TODAY, head=log_size(seat))
    return render(request, "commitments/week.html", context)


def _contents(
    commission: Commission, label: Week, first: Week, *, known_today: bool, head: int
) -> dict[str, Any]:
    """What the page shows of a week. The report is made only if the page has not been kept from before."""
    period = weekly.period_of(commission, label)
    found = {
        "period": period,
        "number": weekly.number_of(label, first),
        "cutoff": weekly.moment_words(commission, period.end),
    }
    if known_today:
        return found | {"known": weekly.known_today(commission, period)}
    return found | {
        "report": partial(weekly.weekly, commission, period, first=first),
        "key": weekly.key_of(commission, period, head=head),
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
