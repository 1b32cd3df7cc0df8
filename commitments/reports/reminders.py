"""Who is to be reminded of what, by the ladder of a commission: first the owner's post, then the secretary.

Computed from the register as it is now and from what was sent before; nothing is written here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import typography
from commitments.models import Commission, Commitment, Reminder, Seat
from commitments.rules import SECRETARIES, WRITERS
from commitments.vocabulary import SIDES, Lapse, Role, Rung
from commitments.vocabulary.other_names import called_post

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Something a side is to be reminded of. `since` tells it apart from an earlier one of its kind."""

    commitment: Commitment
    side: str
    lapse: str
    since: dt.datetime
    day: dt.date

    @property
    def key(self) -> tuple[int, str, str, dt.datetime]:
        return self.commitment.pk, self.side, self.lapse, self.since


@dataclass(frozen=True, slots=True)
class Call:
    """One person to be reminded of one lapse, on one rung."""

    lapsed: Lapsed
    rung: str
    seat: Seat


def has_ladder(commission: Commission) -> bool:
    return bool(commission.remind_silent_days or commission.remind_owed_days)


def lapses(commission: Commission) -> Iterator[Lapsed]:
    """Everything that has lasted as long as the first rung of the ladder wants, by side."""
    today, calendar = commission.today(), commission.calendar
    rows = Commitment.objects.filter(commission=commission, is_open=True, is_counted=True).order_by("place")
    silent, owed = commission.remind_silent_days, commission.remind_owed_days
    for side in (one.value for one in SIDES):
        if silent:
            for row in rows.filter(**{f"{side}_word_at__lt": calendar.silent_before(today, silent)}):
                at = row.of(side, "word_at")
                yield Lapsed(row, side, Lapse.SILENCE.value, at, calendar.day_of(at))
        if owed:
            until = today - dt.timedelta(days=owed)
            for lapse, column in ((Lapse.OWED, "owed_on"), (Lapse.STEP, "next_on")):
                for row in rows.filter(**{f"{side}_{column}__lte": until}):
                    day = row.of(side, column)
                    yield Lapsed(row, side, lapse.value, _midnight(commission, day), day)


def _midnight(commission: Commission, day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), commission.zone).astimezone(dt.UTC)


def calls(commission: Commission) -> list[Call]:
    """Whom to remind now: nobody twice of one lapse on one rung."""
    if not has_ladder(commission):
        return []
    today = commission.today()
    found = list(lapses(commission))
    for lapsed in found:
        lapsed.commitment.commission = commission
    sent = _sent(commission)
    seats = [
        seat
        for seat in Seat.objects.filter(commission=commission, role__in=WRITERS, user__is_active=True)
        .exclude(user__is_staff=True)
        .select_related("user", "party", "stands_in_for")
        if seat.is_held(on=today)
    ]
    for seat in seats:
        seat.commission = commission
    due = []
    for lapsed in found:
        owners = owners_of(lapsed.commitment, lapsed.side, seats)
        due += [Call(lapsed, Rung.OWNER.value, seat) for seat in owners]
        if _is_secretarys(lapsed, commission, today, sent, has_owner=bool(owners)):
            answering = [seat for seat in seats if seat.side == lapsed.side and seat.role in SECRETARIES]
            due += [Call(lapsed, Rung.SECRETARY.value, seat) for seat in answering]
    return [call for call in due if call.seat.user_id not in sent[call.lapsed.key, call.rung]]


def owners_of(commitment: Commitment, side: str, seats: list[Seat]) -> list[Seat]:
    """Who holds the owner's post on a side; where nobody does, its analysts."""
    own = [seat for seat in seats if seat.side == side]
    post = commitment.of(side, "post")
    return [seat for seat in own if post and normalize("NFC", seat.owned_post) == post] or [
        seat for seat in own if seat.role == Role.ANALYST
    ]


Sent = dict[tuple[tuple[int, str, str, dt.datetime], str], dict[int, dt.datetime]]


def _sent(commission: Commission) -> Sent:
    """When each person was reminded of each lapse on each rung."""
    found: Sent = defaultdict(dict)
    rows = Reminder.objects.filter(commitment__commission=commission)
    for row in rows:
        key = (row.commitment_id, row.side, row.lapse, row.since)
        found[key, row.rung][row.user_id] = row.sent_at
    return found


def _is_secretarys(
    lapsed: Lapsed, commission: Commission, today: dt.date, sent: Sent, *, has_owner: bool
) -> bool:
    """Whether the owner was reminded so long ago that it is the secretary's turn, or there was nobody to remind."""
    more = commission.remind_secretary_days
    if not more:
        return False
    reminded = sent[lapsed.key, Rung.OWNER.value].values()
    if reminded:
        return (today - commission.calendar.day_of(min(reminded))).days >= more
    first = commission.remind_silent_days if lapsed.lapse == Lapse.SILENCE else commission.remind_owed_days
    return not has_owner and (today - lapsed.day).days >= first + more


def reminded(seat: Seat, commitment: Commitment) -> list[str]:
    """That the side of `seat` was reminded on a commitment, when and who, the latest first; for that side alone."""
    if not has_ladder(seat.commission):
        return []
    rows = Reminder.objects.filter(commitment=commitment, side=seat.side).order_by("-sent_at", "pk")
    told: dict[tuple[dt.date, str], list[str]] = defaultdict(list)
    for row in rows[: SHOWN * 10]:
        told[seat.commission.calendar.day_of(row.sent_at), row.lapse].append(called_post(row.post))
    return [
        _("Reminded on %(day)s: %(posts)s (%(lapse)s).")
        % {
            "day": date_format(day),
            "posts": typography.items(dict.fromkeys(posts)),
            "lapse": str(Lapse(lapse).label).lower(),
        }
        for (day, lapse), posts in list(told.items())[:SHOWN]
    ]
