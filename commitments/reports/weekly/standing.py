"""How the register stood at a cut-off: late, due, differing and silent. Counts apart from lists, both in few queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least

from commitments.models import Commission, Entry, Movement, Standpoint, Terms
from commitments.models.commitment import UNANSWERED
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.weekly.asked import WeekAsked, filling
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.section import SHOWN, SectionCount
from commitments.reports.weekly.sections import SectionCounts
from commitments.reports.weekly.silence import count_silent, silent_at, silent_question
from commitments.vocabulary import REQUESTS, SIDES, STANDING, Agreed, Answer, Whose

COUNTED, ENTRIES = "counted", "entries"
# Section now, section a week before (or the side that is late), how many.
COLUMNS = ("now", "then", "count")


def held_at(moment: dt.datetime | Hole) -> Q:
    """Spans that held at `moment`."""
    return Q(recorded_from__lte=moment) & (Q(recorded_to__isnull=True) | Q(recorded_to__gt=moment))


def standing(
    commission: Commission, period: WeekPeriod, before: WeekPeriod
) -> tuple[SectionCounts, SectionCounts]:
    """The sections of what stood at the end of a week and of the week before it (of that one only the counts)."""
    found, was = late_and_differing(commission, period, before)
    count_silent(commission, period, before, found["silent"], was["silent"])
    for name, keys in lists(commission, period).items():
        found[name].shown = keys
    return found, was


def standing_asked(
    commission: Commission, period: WeekPeriod, before: WeekPeriod
) -> list[PreparedQuestion[Any]]:
    """What `standing` asks."""
    return [
        counts_question(commission, period, before),
        silent_question(commission, period, before),
        lists_question(commission, period),
    ]


def lists(commission: Commission, period: WeekPeriod) -> dict[str, list[int]]:
    """The commitments of the first lines of each section, by its key."""
    found: dict[str, list[int]] = defaultdict(list)
    for name, key in lists_question(commission, period).rows():
        if len(found[name]) < SHOWN:
            found[name].append(key)
    return found


def lists_question(commission: Commission, period: WeekPeriod) -> PreparedQuestion[Any]:
    """What `lists` asks."""
    return _lists.of(**filling(commission, period))


def delivered_late(period: WeekPeriod, commitments: Iterable[int]) -> int:
    """How many of `commitments` were delivered after the day promised, as known at the end of a week."""
    return len(_delivered_late(moment=period.moment, commitments=list(commitments)))


@prepared
def _delivered_late(*, moment: Hole, commitments: Hole) -> QuerySet[Terms, tuple[int]]:
    rows = Terms.objects.filter(
        held_at(moment), commitment__among=commitments, agreed=Agreed.DELIVERED, delivered_on__gt=F("due_on")
    )
    return rows.order_by().values_list("pk")


def late_and_differing(
    commission: Commission, period: WeekPeriod, before: WeekPeriod | None = None
) -> tuple[SectionCounts, SectionCounts]:
    """Only counts, in one query: late, due and differing, under COUNTED all that the register counted, and under
    ENTRIES all that the log held.
    """
    now, then = _blank(), _blank()
    weeks = (period,) if before is None else (period, before)
    for row in counts_question(commission, *weeks).rows():
        _count(row, now, then)
    return now, then


def counts_question(commission: Commission, *weeks: WeekPeriod) -> PreparedQuestion[Any]:
    """What `late_and_differing` asks: of one week, or of one and the week before it."""
    return _counted.of(len(weeks), **filling(commission, *weeks))


@prepared
def _counted(weeks: int, **_holes: Hole) -> QuerySet[Any, Any]:
    parts = _parts(WeekAsked.holes(), WeekAsked.holes(1) if weeks > 1 else None)
    return parts[0].union(*parts[1:], all=True)


def late_and_differing_in(commission: Commission, periods: Sequence[WeekPeriod]) -> list[SectionCounts]:
    """The same of several weeks, each without the one before it; in one query for all."""
    found = [_blank() for _period in periods]
    for *row, place in counts_of_each_question(commission, periods).rows():
        _count(row, found[place], _blank())
    return found


def counts_of_each_question(commission: Commission, periods: Sequence[WeekPeriod]) -> PreparedQuestion[Any]:
    """What `late_and_differing_in` asks."""
    return _counted_each.of(len(periods), **filling(commission, *periods))


@prepared
def _counted_each(weeks: int, **_holes: Hole) -> QuerySet[Any, Any]:
    parts = [
        part.annotate(place=Value(place, output_field=IntegerField())).values_list(*COLUMNS, "place")
        for place in range(weeks)
        for part in _parts(WeekAsked.holes(place), None)
    ]
    return parts[0].union(*parts[1:], all=True)


def _blank() -> SectionCounts:
    return defaultdict(SectionCount)


def _parts(week: WeekAsked, before: WeekAsked | None) -> list[QuerySet[Any, Any]]:
    """Questions of `COLUMNS`."""
    return [
        _owed(week, before),
        *(_late_of(week, side.value) for side in SIDES),
        *_agreed(week, before),
        *_requests(week, before),
        _new(week),
        _entries(week),
    ]


def _count(row: Sequence[Any], week: SectionCounts, week_before: SectionCounts) -> None:
    now, then, number = row
    if now == "new":
        week["differ"].new = number
    elif then in set(SIDES):
        setattr(week[now], then, number)
    else:
        for section, counts in ((now, week), (then, week_before)):
            if section:
                counts[section].total += number or 0


def _section(week: WeekAsked) -> Case:
    """Where open terms with a day stand at the end of a week: late since this week, late before, or due next."""
    late_before = Terms.objects.filter(
        held_at(week.start),
        commitment=OuterRef("commitment"),
        is_open=True,
        owed_on__lt=week.first_day,
    )
    # What was recorded or re-dated within the week may have been late for long, and yet is news.
    began_late = Q(recorded_from__gt=week.start) & ~Exists(late_before)
    return Case(
        When(~held_at(week.moment), then=Value("")),
        When(owed_on__gt=week.due_until, then=Value("")),
        When(owed_on__gte=week.day, then=Value("next")),
        When(Q(owed_on__gte=week.first_day) | began_late, then=Value("newly")),
        default=Value("already"),
        output_field=CharField(),
    )


def _owed(week: WeekAsked, before: WeekAsked | None) -> QuerySet[Any, Any]:
    """(section now, section a week before, how many)."""
    since = (before or week).moment
    rows = Terms.objects.filter(
        Q(recorded_to__isnull=True) | Q(recorded_to__gt=since),
        commission=week.commission,
        is_open=True,
        owed_on__lte=week.due_until,
        recorded_from__lte=week.moment,
    )
    then = _section(before) if before else Value("")
    return (
        rows.annotate(now=_section(week), then=then)
        .values("now", "then")
        .annotate(count=Count("pk"))
        .values_list(*COLUMNS)
        .order_by()
    )


def _late_of(week: WeekAsked, side: str) -> QuerySet[Any, Any]:
    """(section, side, on how many of it that side is late): both sides may be late on the same one."""
    owed = Q(**{f"{side}_owed_on__lt": week.day})
    rows = Terms.objects.filter(held_at(week.moment), owed, commission=week.commission, is_open=True)
    named = rows.annotate(now=_section(week), then=Value(side)).values("now", "then").order_by()
    return named.annotate(count=Count("pk")).values_list(*COLUMNS)


def _agreed(week: WeekAsked, before: WeekAsked | None) -> list[QuerySet[Any, Any]]:
    """What the register counted, and on how many the sides differ: both are kept by week."""
    kept = Movement.objects.filter(commission=week.commission).exclude(status=REQUESTS).order_by()
    until, differ = Q(week__lte=week.monday), Q(status=Agreed.DIFFER)
    stands = kept.filter(until).exclude(status=Agreed.SUPERSEDED)
    parts = [_summed(stands, COUNTED, ""), _summed(kept.filter(until, differ), "differ", "")]
    if before:
        parts.append(_summed(kept.filter(differ, week__lte=before.monday), "", "differ"))
    return parts


def _summed(rows: QuerySet[Movement], now: str, then: str) -> QuerySet[Any, Any]:
    named = rows.annotate(now=Value(now), then=Value(then)).values("now", "then")
    return named.annotate(count=Sum("delta")).values_list(*COLUMNS)


def _looked_into(week: WeekAsked) -> QuerySet[Terms]:
    """Requests that were answered "ready to look into it" and nothing further by the end of a week."""
    return Terms.objects.filter(
        held_at(week.moment),
        commission=week.commission,
        asked_on__isnull=False,
        answer=Answer.READY,
        recognition__in=STANDING,
    )


def _unanswered(week: WeekAsked) -> QuerySet[Terms]:
    """Requests that awaited an answer at the end of a week."""
    return Terms.objects.filter(
        UNANSWERED, held_at(week.moment), commission=week.commission, asked_on__isnull=False
    )


def _values_owed(week: WeekAsked) -> QuerySet[Terms]:
    """Open terms of which a side owed a value at the end of a week."""
    owing = [Q(**{f"{side.value}_figures_owed_on__lt": week.day}) for side in SIDES]
    counting = Terms.objects.filter(commission=week.commission, figures_count__gt=0, is_open=True)
    return counting.filter(owing[0] | owing[1], held_at(week.moment))


def _requests(week: WeekAsked, before: WeekAsked | None) -> list[QuerySet[Any, Any]]:
    """How many requests awaited an answer or were looked into, and of how many a value was owed; and a week before."""
    counted = [
        (_unanswered(week), "requests", ""),
        (_looked_into(week), "ready", ""),
        (_values_owed(week), "unvalued", ""),
    ]
    if before:
        counted += [
            (_unanswered(before), "", "requests"),
            (_looked_into(before), "", "ready"),
            (_values_owed(before), "", "unvalued"),
        ]
    return [
        rows.annotate(now=Value(now), then=Value(then))
        .values("now", "then")
        .annotate(count=Count("pk"))
        .values_list(*COLUMNS)
        .order_by()
        for rows, now, then in counted
    ]


def _differences(week: WeekAsked) -> QuerySet[Standpoint]:
    is_open = Terms.objects.filter(held_at(week.moment), commitment=OuterRef("commitment"), is_open=True)
    return Standpoint.objects.filter(
        held_at(week.moment),
        Exists(is_open),
        commitment__commission=week.commission,
        whose=Whose.AGREED,
        status=Agreed.DIFFER,
    )


def new_differences(week: WeekAsked) -> QuerySet[Standpoint]:
    """What differs that did not a week before; who agreed only for a while within the week differs as before."""
    as_before = Standpoint.objects.filter(
        held_at(week.start), commitment=OuterRef("commitment"), whose=Whose.AGREED, status=Agreed.DIFFER
    )
    return _differences(week).filter(~Exists(as_before), recorded_from__gt=week.start)


def _new(week: WeekAsked) -> QuerySet[Any, Any]:
    """How many of these there are."""
    rows = new_differences(week)
    named = rows.annotate(now=Value("new"), then=Value("")).values("now", "then").order_by()
    return named.annotate(count=Count("pk")).values_list(*COLUMNS)


def _entries(week: WeekAsked) -> QuerySet[Any, Any]:
    """How many entries the log held: the number of its last one, and No. 0."""
    entries = Entry.objects.filter(commission=week.commission).recorded_by(week.moment)
    last = Entry.objects.filter(pk__in=entries.order_by("-recorded_at", "-number").values("pk")[:1])
    named = last.order_by().annotate(now=Value(ENTRIES), then=Value(""), count=F("number") + 1)
    return named.values_list(*COLUMNS)


@prepared
def _lists(**_holes: Hole) -> QuerySet[Any, Any]:
    """(section, commitment) of the first lines of each section."""
    week = WeekAsked.holes()
    open_then = Terms.objects.filter(
        held_at(week.moment),
        commission=week.commission,
        is_open=True,
        owed_on__lte=week.due_until,
    ).annotate(section=_section(week))
    # The days are in the sections already; said again, an index by day can be used.
    passed, ahead = Q(owed_on__lt=week.day), Q(owed_on__gte=week.day)
    parts = [
        _first(open_then.filter(days, section=name), name, "owed_on")
        for name, days in (("newly", passed), ("already", passed), ("next", ahead))
    ]
    parts.append(_first(_differences(week), "differ", F("recorded_from").desc()))
    parts.append(_first(_unanswered(week), "requests", "asked_on"))
    parts.append(_first(_looked_into(week), "ready", "answered_on"))
    first, second = (f"{side.value}_figures_owed_on" for side in SIDES)
    earlier = Least(Coalesce(first, second), Coalesce(second, first))
    parts.append(_first(_values_owed(week), "unvalued", earlier))
    parts.append(_first(silent_at(week), "silent", key="pk"))
    return parts[0].union(*parts[1:], all=True)


def _first(rows: QuerySet[Any], name: str, *order: Any, key: str = "commitment_id") -> QuerySet[Any, Any]:
    """The first of some rows; within a subquery, because SQLite takes no LIMIT in the parts of a union."""
    few = rows.order_by(*order, key).values("pk")[:SHOWN]
    return rows.model._default_manager.filter(pk__in=few).order_by().values_list(Value(name), key)
