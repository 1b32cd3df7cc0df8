"""The silences the register can be filtered by: no word, not yet assessed, without progress, a report not received."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from commitments.models import Entry, ObservedValue, Standpoint
from commitments.reports.register.clock import ListClock, silent_since
from commitments.reports.register.known import true_on
from commitments.reports.silence import EXPECTS_PROGRESS, REPORTS, report_not_received, without_progress
from commitments.vocabulary import SIDES, Side, Status, Whose

# In the address "idle" is asked of either side, "idle-first" of one. No word at all is asked by the side alone.
KINDS = ("unassessed", "idle", "report")


def silent(rows: QuerySet[Any], asked: str, clock: ListClock) -> QuerySet[Any]:
    """The rows that are silent as `asked`, by the clock of the list."""
    kind, sides = kind_and_sides(asked)
    if clock.is_past and kind == "word":
        return _without_a_word(rows, sides, clock)
    if clock.known_today:
        return rows.filter(_known_silent(kind, sides, clock))
    return rows.filter(_is_silent(kind, sides, clock))


def kind_and_sides(asked: str) -> tuple[str, list[str]]:
    """What is asked for, and of which sides: "idle-first" is ("idle", ["first"]), "any" is ("word", both)."""
    kind, _dash, side = asked.partition("-") if asked.split("-")[0] in KINDS else ("word", "", asked)
    return kind, [side] if side in Side.values else [one.value for one in SIDES]


def any_of(conditions: list[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def _without_a_word(rows: QuerySet[Any], sides: list[str], clock: ListClock) -> QuerySet[Any]:
    """Of a past day the log tells who had spoken."""
    since = silent_since(clock.commission, clock.day)
    quiet = Q()
    for side in sides:
        heard = Entry.objects.words_of(clock.commission.sides[0 if side == Whose.FIRST else 1]).filter(
            commitment=OuterRef("commitment"), recorded_at__gte=since, recorded_at__lte=clock.moment
        )
        quiet |= Q(~Exists(heard))
    return rows.filter(quiet, **{clock.column("is_open"): True, "commitment__recorded_at__lt": since})


def _is_silent(kind: str, sides: list[str], clock: ListClock) -> Q:
    """The condition for commitments, and for terms as recorded by then."""
    since = silent_since(clock.commission, clock.day)
    match kind:
        case "unassessed":
            return any_of([Q(is_open=True, **{f"{side}_status": Status.NOT_ASSESSED}) for side in sides])
        case "idle":
            long_ago = clock.day - dt.timedelta(days=clock.commission.silent_after_days)
            return any_of([without_progress(side, before=long_ago) for side in sides])
        case "report":
            return any_of([report_not_received(side, on=clock.day) for side in sides])
    return any_of([Q(is_open=True, **{f"{side}_word_at__lt": since}) for side in sides])


def _known_silent(kind: str, sides: list[str], clock: ListClock) -> Q:
    """The same as known today: by the views known for that day, and for as many days before as count as long."""
    match kind:
        case "unassessed":
            found = [Q(**{f"known_{side}": Status.NOT_ASSESSED}) for side in sides]
        case "idle":
            long_ago = clock.day - dt.timedelta(days=clock.commission.silent_after_days + 1)
            found = [_known_idle(side, long_ago, clock.day) for side in sides]
        case _:
            found = [REPORTS & Q(**{f"known_{side}_owed_on__lt": clock.day}) for side in sides]
    return Q(known_open=True) & any_of(found)


def _known_idle(side: str, long_ago: dt.date, day: dt.date) -> Q:
    """The status of a side was the same on each day from `long_ago` to `day`, and it has given no value for one since."""
    within = Q(commitment=OuterRef("commitment"), whose=side)
    views = Standpoint.objects.filter(within, is_corrected=False, effective_from__lte=day)
    later_that_day = views.filter(
        effective_from=OuterRef("effective_from"), entry_number__gt=OuterRef("entry_number")
    )
    others = views.filter(~Q(status=OuterRef(f"known_{side}")), effective_from__gt=long_ago)
    values = ObservedValue.objects.filter(
        within, recorded_to=None, reference="", to_day__gt=long_ago, to_day__lte=day
    )
    has_been = {f"known_{side}__in": EXPECTS_PROGRESS, f"known_{side}": Subquery(true_on(long_ago, side))}
    return (
        Q(**has_been) & ~Exists(others.filter(~Exists(later_that_day))) & ~Exists(values.exclude(number=""))
    )
