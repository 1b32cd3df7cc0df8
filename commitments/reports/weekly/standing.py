"""How the register stood at a cut-off: late, due, diverging and silent. One query for two weeks."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from commitments.models import Commission, Entry, Standpoint, Terms
from commitments.reports.register.query import silent_since
from commitments.reports.weekly.events import SHOWN, Found, Sections
from commitments.reports.weekly.period import DUE_WITHIN, Period
from commitments.vocabulary import SIDES, Agreed, Whose

NONE = Value(0)
COLUMNS = ("this", "section", "total", "some", "others", "place", "commitment")


def held_at(moment: dt.datetime) -> Q:
    """Spans that held at `moment`."""
    return Q(recorded_from__lte=moment) & (Q(recorded_to__isnull=True) | Q(recorded_to__gt=moment))


def standing(
    commission: Commission, period: Period, before: Period | None = None
) -> tuple[Sections, Sections]:
    """The sections of what stood at the end of a week and of the week before it (of that one only the counts)."""
    parts = [
        part(commission, week, Value(this))
        for this, week in ((1, period), (0, before))
        if week is not None
        for part in (_owed, _diverging, _silent)
    ]
    return _collect(parts)


def late_and_diverging(commission: Commission, period: Period) -> tuple[Sections, Sections]:
    """Of what stood at the end of a week, only this: without silence, which takes longest to find."""
    return _collect([_owed(commission, period, Value(1)), _diverging(commission, period, Value(1))])


def _collect(parts: list[QuerySet[Any, Any]]) -> tuple[Sections, Sections]:
    found: tuple[Sections, Sections] = (defaultdict(Found), defaultdict(Found))
    for this, name, total, some, others, _place, commitment in parts[0].union(*parts[1:], all=True):
        section = found[this][name]
        section.total, section.some, section.others = total, some, others
        if this:
            section.shown.append(commitment)
    return found[1], found[0]


def _owed(commission: Commission, period: Period, this: Value) -> QuerySet[Any, Any]:
    """Late since this week, late before, and due in the next weeks."""
    late_before = Terms.objects.filter(
        held_at(period.start),
        commitment=OuterRef("commitment"),
        is_open=True,
        owed_on__lt=period.first_day,
    )
    began_late = Q(recorded_from__gt=period.start) & ~Exists(late_before)
    section = Case(
        When(owed_on__gte=period.day, then=Value("next")),
        When(Q(owed_on__gte=period.first_day) | began_late, then=Value("newly")),
        default=Value("already"),
        output_field=CharField(),
    )
    rows = Terms.objects.filter(
        held_at(period.moment),
        commission=commission,
        is_open=True,
        owed_on__lte=period.day + DUE_WITHIN,
    )
    return _counted(rows.annotate(section=section), this, order=["owed_on", "commitment"])


def _diverging(commission: Commission, period: Period, this: Value) -> QuerySet[Any, Any]:
    """Open, and the two views differ. Newest difference first."""
    is_open = Terms.objects.filter(held_at(period.moment), commitment=OuterRef("commitment"), is_open=True)
    rows = Standpoint.objects.filter(
        held_at(period.moment),
        Exists(is_open),
        commitment__commission=commission,
        whose=Whose.AGREED,
        status=Agreed.DIFFER,
    ).annotate(section=Value("diverging"))
    new = Window(Count("pk", filter=Q(recorded_from__gt=period.start)))
    return _counted(rows, this, order=[F("recorded_from").desc(), "commitment"], some=new)


def _silent(commission: Commission, period: Period, this: Value) -> QuerySet[Any, Any]:
    """Open, and at least one side has not said a word for so long that the commission calls it silent."""
    since = silent_since(commission, period.day)
    rows = Terms.objects.filter(
        held_at(period.moment),
        commission=commission,
        commitment__recorded_at__lt=since,
        is_open=True,
    )
    for side, party in zip(SIDES, commission.sides, strict=True):
        words = Entry.objects.filter(
            commitment=OuterRef("commitment"),
            party=party,
            recorded_at__gte=since,
            recorded_at__lte=period.moment,
        )
        rows = rows.annotate(**{f"{side.value}_silent": ~Exists(words)})
    return _counted(
        rows.filter(Q(first_silent=True) | Q(second_silent=True)).annotate(section=Value("silent")),
        this,
        order=["commitment"],
        some=Window(Count("pk", filter=Q(first_silent=True))),
        others=Window(Count("pk", filter=Q(second_silent=True))),
    )


def _counted(
    rows: QuerySet[Any],
    this: Value,
    *,
    order: list[Any],
    some: Window | Value = NONE,
    others: Window | Value = NONE,
) -> QuerySet[Any, Any]:
    """`rows` with the number of each section beside them; of the week before, one row of each will do."""
    return (
        rows.annotate(
            this=this,
            total=Window(Count("*"), partition_by=F("section")),
            place=Window(RowNumber(), partition_by=F("section"), order_by=order),
            some=some,
            others=others,
        )
        .filter(place__lte=SHOWN if this.value else 1)
        .order_by()
        .values_list(*COLUMNS)
    )
