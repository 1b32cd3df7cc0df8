"""The days of a register, for calendars: what is owed, steps, and sessions, each under a name that stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from commitments import links, typography
from commitments.models import Commitment, Entry, Seat, Session
from commitments.models.session import SessionState
from commitments.reports.duties import ANSWER, REPORT, what_is_owed
from commitments.reports.letters.followed import followed_rows
from commitments.reports.letters.readers import readers_of
from commitments.reports.reminders import owners_of
from commitments.reports.texts import marked, title_of
from commitments.vocabulary import SIDES

# How far back a calendar goes.
KEPT = dt.timedelta(days=366)
LIMIT = 5000


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One all-day event. `name` stays the same when it moves; `number` and `changed_at` are those of the last entry
    on what it belongs to, so that a later version is known as such. One that is over is cancelled.
    """

    name: str
    on: dt.date
    title: str
    url: str
    number: int
    changed_at: dt.datetime
    is_cancelled: bool


def _changed(number: str) -> Subquery:
    entries = Entry.objects.filter(commission=OuterRef("commission"), number=OuterRef(number)).order_by()
    return Subquery(entries.values("recorded_at")[:1])


def calendar_days(seat: Seat, rows: QuerySet[Commitment] | None) -> Iterator[CalendarDay]:
    """The days of the commitments `rows`, of both sides; with None those that `seat` answers for or follows.

    And all sessions. What ended or was withdrawn is cancelled, so that a calendar that keeps copies takes it away.
    """
    since = seat.commission.today() - KEPT
    own = rows is None
    found = Commitment.objects.filter(commission=seat.commission) if rows is None else rows
    dated = Q(due_on__gte=since) | ~Q(steps=[])
    for place in SIDES:
        dated |= Q(**{f"{place.value}_owed_on__gte": since}) | Q(
            **{f"{place.value}_figures_owed_on__gte": since}
        )
    found = found.filter(dated).annotate(changed_at=_changed("last_number")).order_by("place")
    readers = readers_of(seat.commission) if own else []
    followed = set(followed_rows(seat).values_list("pk", flat=True)) if own else set()
    for row in found[:LIMIT]:
        row.commission = seat.commission
        for side in (one.value for one in SIDES):
            mine = side == seat.side and any(one.pk == seat.pk for one in owners_of(row, side, readers))
            if not own or mine or row.pk in followed:
                yield from _of_side(row, side, since)
    yield from _sessions(seat, since)


def _of_side(row: Commitment, side: str, since: dt.date) -> Iterator[CalendarDay]:
    party = next(one for one in row.commission.sides if one.side == side)
    words = {"party": party.name, "title": marked(title := title_of(row), title.lang), "code": row.code}

    def event(name: str, on: dt.date, sentence: str, *, is_cancelled: bool) -> CalendarDay:
        return CalendarDay(
            name=f"{row.code}-{side}-{name}".lower(),
            on=on,
            title=sentence % words,
            url=links.commitment(row.commission.slug, row.code),
            number=row.last_number,
            changed_at=row.changed_at,  # type: ignore[attr-defined]  # annotated
            is_cancelled=is_cancelled,
        )

    is_open = row.is_open and row.is_counted
    owed_on = row.of(side, "owed_on")
    performs = row.performed_by in (side, "both")
    result_on = owed_on or (row.due_on if performs and not is_open else None)
    if result_on is not None and result_on >= since:
        yield event("owed", result_on, _owed(row), is_cancelled=not is_open)
    value_on = row.of(side, "figures_owed_on")
    if value_on is not None and value_on >= since:
        yield event(
            "value", value_on, _("%(code)s: %(party)s owes a value – %(title)s"), is_cancelled=not is_open
        )
    for step in row.steps:
        step_on = dt.date.fromisoformat(step["on"]) if step["on"] else dt.date.min
        if step["side"] == side and step_on >= since:
            sentence = _("%(code)s: %(party)s announced a step – %(title)s")
            is_over = bool(step["done_on"]) or not is_open
            yield event(f"step-{step['number']}", step_on, sentence, is_cancelled=is_over)


def _owed(row: Commitment) -> str:
    what = what_is_owed(row)
    if what == ANSWER:
        return _("%(code)s: %(party)s owes a word on the condition – %(title)s")
    if what == REPORT:
        return _("%(code)s: %(party)s owes a report – %(title)s")
    return _("%(code)s: %(party)s owes the result – %(title)s")


def _sessions(seat: Seat, since: dt.date) -> Iterator[CalendarDay]:
    rows = Session.objects.filter(commission=seat.commission, held_on__gte=since)
    for row in rows.annotate(changed_at=_changed("last_number")).order_by("held_on", "slug"):
        title = _("Session: %(title)s") % {"title": row.called}
        if row.state != SessionState.CLOSED and row.place:
            title = f"{title}{typography.comma()}{row.held_at}"
        yield CalendarDay(
            name=f"session-{row.slug}",
            on=row.held_on,
            title=title,
            url=links.session(seat.commission.slug, row.slug),
            number=row.last_number,
            changed_at=row.changed_at,
            is_cancelled=False,
        )
