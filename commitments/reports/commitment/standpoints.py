"""The three places of a commitment: what one side says, what both make of it, what the other side says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.models import Calendar, Commitment, Entry, Party, Seat, Standpoint
from commitments.reports.commitment.moves import waits_on_words
from commitments.reports.position import positions
from commitments.reports.register.clock import silent_since
from commitments.reports.requests import RequestFacts
from commitments.reports.silence import days_without_progress
from commitments.vocabulary import CLOSED, SIDES, Agreed, Outlook, Status, Whose

# Characters of a position that have room in its place; of a longer one the rest is folded.
ROOM = 110


@dataclass(frozen=True, slots=True)
class StandpointPlace:
    """What a side says of a commitment, or what both make of it (`party` is None)."""

    whose: str
    party: Party | None
    head: str  # "Belarus says"
    status: str
    label: str
    since: dt.date | None  # the day from which it is true
    recorded_on: dt.date | None  # where that was another day
    days: int  # since the day from which it is true
    outlook: str = ""
    outlook_label: str = ""
    waits_on: str = ""
    idle_days: int = 0
    has_spoken: bool = False
    word_days: int = 0
    is_silent: bool = False
    position: str = ""
    position_lang: str = ""
    number: int | None = None  # of the entry that states it
    last_agreed: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.position) > ROOM


def places_of(
    commitment: Commitment,
    seat: Seat,
    day: dt.date,
    rows: Sequence[Standpoint],
    read: Mapping[int, Entry],
    until: dt.datetime | None = None,
) -> list[StandpointPlace]:
    """One side, agreed, the other side: always three places in this order.

    `rows` are its views, newest first; `read` are entries of its log that are there already. Of translations those are
    taken that there were at the moment `until`.
    """
    held = [commitment.of(side, "position") for side in SIDES]
    stated = positions(commitment.commission, held, read=read, until=until)
    places, calendar = [], commitment.commission.calendar
    for side, party in seat.sides:
        status, outlook = commitment.of(side, "status"), commitment.of(side, "outlook")
        since = commitment.of(side, "true_on")  # None for a view that nobody has stated
        position = stated.get(commitment.of(side, "position"))
        places.append(
            StandpointPlace(
                whose=side,
                party=party,
                head=_("%(party)s says") % {"party": party.name},
                status=status,
                label=str(Status(status).label),
                since=since,
                recorded_on=_recorded_on(calendar, since, commitment.of(side, "since")),
                days=(day - since).days if since else 0,
                outlook=outlook if status not in CLOSED and status != Status.NOT_ASSESSED else "",
                outlook_label=str(Outlook(outlook).label),
                waits_on=waits_on_words(commitment, side),
                **_silence(commitment, side, day),
                position=position.text if position else "",
                position_lang=position.lang if position else "",
                number=position.number if position else commitment.of(side, "view"),
            )
        )
    since = commitment.agreed_true_on
    agreed = StandpointPlace(
        whose=Whose.AGREED.value,
        party=None,
        head=_("Agreed"),
        status=commitment.agreed,
        label=str(Agreed(commitment.agreed).label),
        since=since,
        recorded_on=_recorded_on(calendar, since, commitment.agreed_since),
        days=(day - since).days if since else 0,
        last_agreed=_last_agreed(rows) if commitment.agreed in (Agreed.DIFFER, Agreed.ONE_SIDE) else "",
    )
    return [places[0], agreed, places[1]]


def places_of_request(commitment: Commitment, seat: Seat, request: RequestFacts) -> list[StandpointPlace]:
    """The same three places of what was asked for and is no commitment yet: who asked, its clock, what was answered."""
    asked = commitment.performed_by
    places = []
    for side, party in seat.sides:
        is_asked = side == asked
        head = _("%(party)s answers") if is_asked else _("%(party)s asks")
        places.append(
            StandpointPlace(
                whose=side,
                party=party,
                head=head % {"party": party.name},
                status="",
                label=request.answer_label if is_asked else request.again or _("Asked"),
                since=request.answered_on if is_asked else request.asked_on,
                recorded_on=None,
                days=0,
            )
        )
    clock = request.clock
    middle = StandpointPlace(
        whose=Whose.AGREED.value,
        party=None,
        head=pgettext("noun", "Request"),
        status=clock.mark if clock else "",
        label=clock.words if clock else "",
        since=None,
        recorded_on=None,
        days=0,
    )
    return [places[0], middle, places[1]]


def _recorded_on(calendar: Calendar, since: dt.date | None, at: dt.datetime | None) -> dt.date | None:
    """The day a view was recorded, where that is not the day from which it is true."""
    recorded_on = calendar.day_of(at) if at else None
    return recorded_on if recorded_on != since else None


def _silence(commitment: Commitment, side: str, day: dt.date) -> dict[str, Any]:
    """The days since the last word of a side and since its status last changed, where these count as long."""
    calendar, at = commitment.commission.calendar, commitment.of(side, "word_at")
    since, limit = silent_since(commitment.commission, day), commitment.commission.silent_after_days
    idle = days_without_progress(
        commitment.of(side, "status"),
        commitment.of(side, "true_on"),
        commitment.of(side, "figures_on"),
        day=day,
        limit=limit,
    )
    # Who has never said a word is silent since it was recorded, and has no last update.
    has_spoken, is_silent = commitment.of(side, "word") is not None, commitment.is_open and at < since
    return {
        "idle_days": idle if commitment.is_open else 0,
        "has_spoken": has_spoken,
        "word_days": (day - calendar.day_of(at)).days if has_spoken or is_silent else 0,
        "is_silent": is_silent,
    }


def _last_agreed(rows: Sequence[Standpoint]) -> str:
    for row in rows:
        if row.whose == Whose.AGREED and row.status not in (
            Agreed.DIFFER,
            Agreed.ONE_SIDE,
            Agreed.NOT_ASSESSED,
        ):
            return str(Agreed(row.status).label)
    return ""
