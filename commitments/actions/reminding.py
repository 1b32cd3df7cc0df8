"""Recording reminders: an e-mail is claimed before it is sent and recorded once it was handed over.

No lock is held while e-mails travel: two runs at once share the claims, so each e-mail goes once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from commitments import clock
from commitments.models import Commitment, Reminder, Seat

# A run that ended in the middle leaves claims behind; after this time another one takes them over.
ABANDONED = dt.timedelta(hours=1)


def claim(
    commitment: Commitment, *, side: str, rung: str, lapse: str, since: dt.datetime, seat: Seat
) -> Reminder | None:
    """A reminder this run is to send; None when another run sends it, or it was sent."""
    now = clock.now()
    row, is_new = Reminder.objects.get_or_create(
        commitment=commitment,
        side=side,
        rung=rung,
        lapse=lapse,
        since=since,
        user=seat.user,
        defaults={"post": seat.post, "claimed_at": now},
    )
    if is_new:
        return row
    free = Reminder.objects.filter(
        pk=row.pk, sent_at=None, claimed_at=row.claimed_at, claimed_at__lt=now - ABANDONED
    )
    if not free.update(claimed_at=now, post=seat.post):
        return None
    row.claimed_at = now
    return row


def handed_over(rows: Iterable[Reminder]) -> None:
    """The mail server has taken the e-mail these reminders were in."""
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=clock.now())


def give_back(rows: Iterable[Reminder]) -> None:
    """The e-mail could not be handed over: the next run tries again."""
    for row in rows:
        Reminder.objects.filter(pk=row.pk, sent_at=None, claimed_at=row.claimed_at).delete()
