"""The register as known today about a past day: views by the day they became true, corrections taken in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from commitments.models import Commission, Entry, Standpoint, Terms
from commitments.models.among import Among
from commitments.models.commitment import IS_REQUEST
from commitments.reports.figures.known import FIGURES, FiguresKnown
from commitments.vocabulary import (
    CLOSED,
    SIDES,
    STANDING,
    VIEW_KINDS,
    Agreed,
    Need,
    Recognition,
    Side,
    Status,
    other_side,
)


def holding_at(moment: dt.datetime) -> Q:
    return Q(recorded_from__lte=moment) & (Q(recorded_to__gt=moment) | Q(recorded_to__isnull=True))


def as_known_today(
    commission: Commission, day: dt.date, figures: FiguresKnown | None = None
) -> QuerySet[Terms]:
    """What is known today about a day; what the figures come to only where `figures` are given.

    Terms have no valid time; those recorded by the end of that day count, or the first ones if the commitment
    was recorded later.
    """
    moment = commission.calendar.end_of_day(day)
    first_terms = (
        Terms.objects.filter(commitment=OuterRef("commitment"))
        .order_by("entry_number")
        .values("entry_number")[:1]
    )
    rows = Terms.objects.filter(
        holding_at(moment) | Q(entry_number=Subquery(first_terms), recorded_from__gt=moment),
        commission=commission,
        commitment__meeting__held_on__lte=day,
    )
    known = {side.value: Subquery(true_on(day, side.value)) for side in SIDES}
    stands = Q(recognition__in=(*STANDING, Recognition.SUPERSEDED)) & ~IS_REQUEST
    return rows.annotate(
        last_number=F("entry_number"),
        known_first=known["first"],
        known_second=known["second"],
        known_agreed=Case(
            When(known_first=F("known_second"), then=F("known_first")),
            When(
                Q(known_first=Status.NOT_ASSESSED) | Q(known_second=Status.NOT_ASSESSED),
                then=Value(Agreed.ONE_SIDE),
            ),
            default=Value(Agreed.DIFFER),
            output_field=CharField(),
        ),
        known_open=Case(
            When(stands & ~Q(known_agreed__in=CLOSED), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        known_first_owed_on=_owed_by("first"),
        known_second_owed_on=_owed_by("second"),
        known_owed_on=Coalesce("owed_on", "due_on"),
        known_last=Subquery(_spoke_last(day)),
        **({} if figures is None else _figures_known(figures)),
    )


def known_waits_for(side: str, day: dt.date) -> Q:
    """It waited for `side` on a day, as known today. As in `need` of the state, by the known views."""
    own, theirs = f"known_{side}", f"known_{other_side(side)}"
    # Recognition and offers have recorded time only: what the terms hold is what was asked.
    confirm = Q(**{f"{side}_need__in": (Need.CONFIRM, Need.REQUEST)})
    assess = Q(**{own: Status.NOT_ASSESSED}) & ~Q(**{theirs: Status.NOT_ASSESSED})
    differ = ~Q(**{f"{own}__in": (Status.NOT_ASSESSED, F(theirs))}) & ~Q(**{theirs: Status.NOT_ASSESSED})
    owed = Q(**{f"known_{side}_owed_on__lt": day})
    late = Q(**{f"{side}_next_on__lt": day}) | Q(**{f"known_{side}_figures_owed_on__lt": day})
    answer = differ & Q(known_last=2 if side == Side.FIRST else 1)
    return confirm | (Q(known_open=True) & (assess | late | answer | owed))


def _owed_by(side: str) -> Case:
    """The day a side owes something by. What was closed by recorded time owed nothing there; by valid time it owes its due day."""
    performs = Q(commitment__performed_by__in=(side, Side.BOTH), owed_on__isnull=True)
    return Case(
        When(performs, then=F("due_on")), default=F(f"{side}_owed_on"), output_field=DateField(null=True)
    )


def _figures_known(figures: FiguresKnown) -> dict[str, Expression]:
    """What the figures come to: as recorded, but where values about the day came or were revised later.

    A column takes two parameters for each value that it has, however many commitments have it.
    """
    built: dict[str, Expression] = {}
    others = ~Among("commitment", figures)
    for name in FIGURES:
        keys_of: dict[Any, list[int]] = defaultdict(list)
        for key, columns in figures.items():
            keys_of[columns[name]].append(key)
        column: Any = Terms._meta.get_field(name)
        most_first = sorted(keys_of.items(), key=lambda found: -len(found[1]))
        built[f"known_{name}"] = Case(
            When(others, then=F(name)),
            *(When(Among("commitment", keys), then=Value(value, column)) for value, keys in most_first),
            output_field=type(column)(null=True),
        )
    return built


def true_on(day: dt.date, whose: str) -> QuerySet[Standpoint, Any]:
    """The status of one side that is known to have been true on a day."""
    rows = Standpoint.objects.filter(
        commitment=OuterRef("commitment"), whose=whose, is_corrected=False, effective_from__lte=day
    )
    return rows.order_by("-effective_from", "-entry_number").values("status")[:1]


def _spoke_last(day: dt.date) -> QuerySet[Entry, Any]:
    """The place of the party whose word on its view is the last one by the log, of those true by a day."""
    words = Entry.objects.filter(
        commitment=OuterRef("commitment"), kind__in=VIEW_KINDS, effective_on__lte=day, entry=None
    )
    return words.order_by("-number").values("party__position")[:1]
