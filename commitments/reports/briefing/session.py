"""The session that was to come next, as the log knew it at a moment."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from commitments.actions.session_state import PREFIX
from commitments.models import Commission, Entry
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.weekly.period import WeekPeriod
from commitments.vocabulary import EntryKind
from commitments.vocabulary.other_names import called_meeting, called_place


@dataclass(frozen=True, slots=True)
class NextSession:
    title: str
    place: str
    held_on: dt.date


def next_session(commission: Commission, period: WeekPeriod) -> NextSession | None:
    """The first session on or after the day of a cut-off, among those called by then. One query."""
    sessions: dict[str, dict[str, str]] = {}
    for (record,) in session_question(commission, period).rows():
        told = json.loads(bytes(record))
        after = {name: pair[1] for name, pair in told["set"].items()}
        sessions.setdefault(told["object"].removeprefix(PREFIX), {}).update(after)
    coming = [one for one in sessions.values() if one["held_on"] >= period.day.isoformat()]
    if not coming:
        return None
    first = min(coming, key=lambda one: one["held_on"])
    return NextSession(
        called_meeting(first["title"]), called_place(first["place"]), dt.date.fromisoformat(first["held_on"])
    )


def session_question(commission: Commission, period: WeekPeriod) -> PreparedQuestion[Any]:
    """What `next_session` asks."""
    return _called.of(commission=commission.pk, moment=period.moment)


@prepared
def _called(*, commission: Hole, moment: Hole) -> QuerySet[Entry, Any]:
    kinds = (EntryKind.SESSION_CALLED, EntryKind.SESSION_MOVED)
    entries = Entry.objects.beside(commission).filter(kind__in=kinds).recorded_by(moment)
    return entries.order_by("number").values_list("record")
