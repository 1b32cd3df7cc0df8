"""The weekly status of any week, as known then or as known today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments import clock, rules
from commitments.context import log_size
from commitments.exports import ExportedList
from commitments.exports.lists import week_list
from commitments.exports.lists.facts import Absolute
from commitments.models import Commission, Entry, Seat, Week
from commitments.models.prepared import PreparedQuestion
from commitments.models.together import asked_ahead
from commitments.reports import weekly
from commitments.reports.briefing import issued_in, issued_question
from commitments.reports.names import names_question
from commitments.reports.waiting import task_question
from commitments.views.errors import ErrorPage, answer
from commitments.views.files import file_links, file_of, is_file
from commitments.views.loaders import get_seat
from commitments.views.parts import asked_day, name_as_of, number_in
from commitments.vocabulary import Side

TODAY = "today"
KEPT_FOR = 24 * 60 * 60  # seconds
# What stood so for long already has a table, with a line each.
BRIEF = ("silent", "already")


@dataclass(frozen=True, slots=True)
class WeekTurn:
    """A week to turn to: its label in an address, its number as a name, and what it covers."""

    week: Week
    name: str
    span: str


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """All weeks, and a quarter of a year in a sentence each; the week of an earlier day, where one is asked for."""
    seat = get_seat(request, slug)
    commission, calendar = seat.commission, seat.commission.calendar
    if (day := asked_day(request, commission)) is not None:
        return redirect("commitments:week", slug, calendar.week_of(calendar.end_of_day(day)))
    present, first = calendar.week_of(clock.now()), weekly.first_week(commission)
    context: dict[str, Any] = {"strips": [], "present": _turn(commission, present)}
    if first is not None:
        year = number_in(request.GET.get("year", str(present.year)))
        if year is None or not first.year <= year <= present.year:
            raise Http404
        try:
            until = Week.parse(request.GET["until"]) if "until" in request.GET else None
            weeks, quarter_before = weekly.weeks_of(year, first=first, present=present, until=until)
        except ValueError:
            raise Http404 from None
        context |= {
            "strips": weekly.strips(commission, first, present),
            "year": year,
            "summaries": weekly.summaries(commission, weeks, first=first, head=log_size(seat)),
            "quarter_before": quarter_before,
        }
    return render(request, "commitments/weeks.html", context)


@require_safe
def show(request: HttpRequest, slug: str, label: Week) -> HttpResponseBase:
    seat = get_seat(request, slug)
    known = request.GET.get("known", "")
    if known not in ("", TODAY):
        raise Http404
    commission = seat.commission
    present = commission.calendar.week_of(clock.now())
    if label > present:
        return answer(request, 404, _not_begun(commission, label, present))
    questions: list[PreparedQuestion[Any] | None] = [
        weekly.first_question(commission),
        issued_question(seat, label),
        names_question(commission),
        task_question(seat, head=log_size(seat)),
    ]
    with asked_ahead(questions):
        return _page(request, seat, label, present)


def _page(request: HttpRequest, seat: Seat, label: Week, present: Week) -> HttpResponseBase:
    commission, known = seat.commission, request.GET.get("known", "")
    first = weekly.first_week(commission)
    if is_file(request) and first is not None and label >= first:
        return file_of(request, partial(_listed, seat, label, first, known_today=known == TODAY))
    context = {
        "files": file_links(request),
        "shown": _turn(commission, label),
        "turns": _turns(commission, label, first, present),
        "period": None,
        "known": None,
    }
    if first is not None and label >= first:
        context |= {
            "briefings": issued_in(seat, label),
            "may_brief": label < present and rules.may(seat, "read_briefing"),
        }
        context |= _contents(seat, label, first, known_today=known == TODAY)
    return render(request, "commitments/week.html", context)


def _contents(seat: Seat, label: Week, first: Week, *, known_today: bool) -> dict[str, Any]:
    """What the page shows of a week: `report` is the finished text of it as known then, `known` what is known today."""
    commission = seat.commission
    period = weekly.period_of(commission, label)
    found = {"period": period, "number": weekly.number_of(label, first)}
    if known_today:
        name_as_of(seat, period.moment)
        return found | {"known": weekly.known_today(seat.commission, period, sides=seat.sides)}
    return found | {"report": _report(seat, period, first)}


def _listed(seat: Seat, label: Week, first: Week, absolute: Absolute, *, known_today: bool) -> ExportedList:
    """The week as a file, with the sections of its page."""
    period = weekly.period_of(seat.commission, label)
    name_as_of(seat, period.moment)
    if known_today:
        known = weekly.known_today(seat.commission, period, sides=seat.sides)
        shows, sections = _("As known today"), known.sections
    else:
        report = weekly.weekly(seat.commission, period, first=first, sides=seat.sides)
        shows, sections = report.headline, report.sections
    return week_list(seat, period, sections, shows=shows, absolute=absolute)


def _report(seat: Seat, period: weekly.WeekPeriod, first: Week) -> str:
    """The report of a week as it is printed on the page; made once, and then kept."""
    side_first = seat.side if seat.user.own_side_first else Side.FIRST
    key = weekly.key_of(seat.commission, period, head=log_size(seat), side_first=side_first)
    kept = caches["pictures"].get(key)
    if kept is None:
        name_as_of(seat, period.moment)
        report = weekly.weekly(seat.commission, period, first=first, sides=seat.sides, print_line=_print_line)
        last = Entry.objects.filter(commission=seat.commission, number=report.last_entry or 0).order_by()
        leaf = last.values_list("leaf", flat=True).first()
        context = {"report": report, "hash": bytes(leaf or b"").hex()[:16]}
        kept = render_to_string("commitments/_week_report.html", context)
        # An entry of a clock that is ahead is told of once its moment has come.
        if not period.is_present or (report.last_entry or 0) >= log_size(seat) - 1:
            caches["pictures"].set(key, kept, timeout=KEPT_FOR)
    return kept


def _print_line(section: str, line: weekly.WeekLine) -> str:
    part = "brief" if section in BRIEF else "item"
    return render_to_string(f"commitments/_week_line.html#{part}", {"line": line})


def _turn(commission: Commission, week: Week) -> WeekTurn:
    return WeekTurn(week, weekly.name_of(week), weekly.span_of(commission, week))


def _turns(
    commission: Commission, label: Week, first: Week | None, present: Week
) -> dict[str, WeekTurn | None]:
    """The weeks to turn to: before, after, and from an empty week the first one of the log."""
    neighbours = {"previous": label.shifted(-1), "next": label.shifted(1), "first": first or present}
    offered = {
        "previous": first is not None and label > first,
        "next": first is not None and first <= label < present,
        "first": first is not None and label < first,
    }
    return {name: _turn(commission, week) if offered[name] else None for name, week in neighbours.items()}


def _not_begun(commission: Commission, label: Week, present: Week) -> ErrorPage:
    words = {
        "week": weekly.name_of(label),
        "begins": weekly.moment_words(commission, commission.calendar.span(label)[0]),
        "present": weekly.name_of(present),
        "span": weekly.span_of(commission, present),
    }
    return ErrorPage(
        _("%(week)s has not begun") % words,
        _("It begins on %(begins)s. The present week is %(present)s: %(span)s.") % words,
    )
