"""The silences the register can be filtered by: no word, not yet assessed, without progress, a report not received."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, Subquery

from commitments.models import Commission
from commitments.reports.register.known import true_on
from commitments.reports.silence import EXPECTS_PROGRESS, REPORTS, report_not_received, without_progress
from commitments.vocabulary import SIDES, Side, Status

# In the address "idle" is asked of either side, "idle-first" of one. No word at all is asked by the side alone.
KINDS = ("unassessed", "idle", "report")


def kind_and_sides(silent: str) -> tuple[str, list[str]]:
    """What is asked for, and of which sides: "idle-first" is ("idle", ["first"]), "any" is ("word", both)."""
    kind, _dash, side = silent.partition("-") if silent.split("-")[0] in KINDS else ("word", "", silent)
    return kind, [side] if side in Side.values else [one.value for one in SIDES]


def any_of(conditions: list[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def is_silent(silent: str, *, since: dt.datetime, day: dt.date) -> Q:
    """The condition for commitments and terms, but for "no word" of a past day, which the log tells."""
    kind, sides = kind_and_sides(silent)
    match kind:
        case "unassessed":
            return any_of([Q(is_open=True, **{f"{side}_status": Status.NOT_ASSESSED}) for side in sides])
        case "idle":
            return any_of([without_progress(side, since=since) for side in sides])
        case "report":
            return any_of([report_not_received(side, on=day) for side in sides])
    return any_of([Q(is_open=True, **{f"{side}_word_at__lt": since}) for side in sides])


def known_silent(silent: str, commission: Commission, *, day: dt.date) -> Q:
    """The same as known today: by the views known for that day, and for as many days before as count as long."""
    kind, sides = kind_and_sides(silent)
    match kind:
        case "unassessed":
            found = [Q(**{f"known_{side}": Status.NOT_ASSESSED}) for side in sides]
        case "idle":
            long_ago = day - dt.timedelta(days=commission.silent_after_days)
            found = [
                Q(
                    **{
                        f"known_{side}__in": EXPECTS_PROGRESS,
                        f"known_{side}": Subquery(true_on(long_ago, side)),
                    }
                )
                for side in sides
            ]
        case _:
            owing = any_of([Q(owed_by__in=(side, Side.BOTH)) for side in sides])
            found = [REPORTS & Q(known_owed_on__lt=day) & owing]
    return Q(known_open=True) & any_of(found)
