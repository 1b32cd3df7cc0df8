"""Recording reminders together with the letter they are in: once to a person, however often or at once it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from commitments import clock
from commitments.actions.letter import post
from commitments.models import Letter, Reminder
from commitments.reports.reminders import Call


@transaction.atomic
def remind(calls: Sequence[Call], written: Callable[[Sequence[Call]], tuple[str, str]]) -> Letter | None:
    """Put the letter that reminds one person into the outbox, and record each reminder in it.

    `calls` are those of one person; `written` makes subject and body of the ones that were not recorded before. None
    where all were, also by another run at the same time: a row stands once, and goes with its letter or not at all.
    """
    new = [call for call in calls if _is_new(call)]
    if not new:
        return None
    subject, body = written(new)
    return post(new[0].seat.user, subject=subject, body=body)


def _is_new(call: Call) -> bool:
    lapsed = call.lapsed
    _row, is_new = Reminder.objects.get_or_create(
        commitment=lapsed.commitment,
        side=lapsed.side,
        rung=call.rung,
        lapse=lapsed.lapse,
        since=lapsed.since,
        user=call.seat.user,
        defaults={"post": call.seat.post, "sent_at": clock.now()},
    )
    return is_new
