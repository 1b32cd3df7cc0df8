"""Sessions that wait for a secretary: an agenda their side has not agreed to, decisions the other one has drafted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import rules
from commitments.models import Entry, Seat, Session
from commitments.models.session import SessionState
from commitments.reports.waiting.items import Waiting
from commitments.vocabulary import language_of, other_side


def open_sessions(seat: Seat) -> QuerySet[Session]:
    rows = Session.objects.filter(commission=seat.commission_id).exclude(state=SessionState.CLOSED)
    if not rules.may(seat, "agree_agenda"):
        return rows.none()
    theirs = other_side(seat.side)
    to_sign = Q(items__drafted_by=theirs, items__draft_entry__isnull=False, items__is_off=False)
    # The same as what the list of sessions says waits for their agreement.
    agreed = Q(**{f"{seat.side}_agreed": F("agenda")})
    rows = rows.annotate(
        drafted=Count("items", filter=to_sign & Q(items__signed_entry__isnull=True)),
        newest=Max("items__draft_entry", filter=to_sign & Q(items__signed_entry__isnull=True)),
        on_agenda=Count("items", filter=Q(items__is_off=False)),
    )
    to_agree = Q(state=SessionState.DRAFTING, on_agenda__gt=0) & ~agreed
    return rows.filter(Q(drafted__gt=0) | to_agree)


def waiting_sessions(seat: Seat, today: dt.date) -> list[Waiting]:
    """In one query; the session that was touched longest ago comes first."""
    touched = Entry.objects.filter(commission=OuterRef("commission"), number=OuterRef("last_number"))
    rows = open_sessions(seat).annotate(touched_at=Subquery(touched.values("recorded_at")[:1]))
    return [_item(row, seat, today) for row in rows.order_by("touched_at", "pk")]


def _item(row: Any, seat: Seat, today: dt.date) -> Waiting:
    row.commission = seat.commission
    other = next(party for party in seat.commission.sides if party.pk != seat.party_id)
    number: int = row.drafted
    if number:
        sentence = ngettext(
            "%(other)s has drafted %(n)d decision: sign it, or draft another.",
            "%(other)s has drafted %(n)d decisions: sign them, or draft others.",
            number,
        )
        asked = sentence % {"other": other.name, "n": number}
        task = ngettext(
            "Sign the decision, or draft another", "Sign %(n)s decisions, or draft others", number
        )
        task %= {"n": number}
    else:
        task = _("Agree to the agenda, or change it")
        asked = _("Your side has not agreed to the agenda yet.")
        if row.has_agreed(other.side):
            asked = _("%(other)s has agreed to the agenda.") % {"other": other.name}
    return Waiting(
        key=f"session-{row.slug}"[:60],
        code="",
        title=row.called,
        title_lang=language_of(row.called),
        url=row.get_absolute_url(),
        task=task,
        asked=asked,
        remark=_("Session"),
        mark="due",
        since=row.touched_at,
        days=(today - seat.commission.calendar.day_of(row.touched_at)).days,
        event=f"session:{row.pk}:{row.newest if number else row.agenda}",
    )
