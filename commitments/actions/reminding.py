"""Recording reminders together with the letter they are in: once to a person, however often or at once it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from commitments import clock
from commitments.actions.letter import post
from commitments.models import Letter, Reminder, User
from commitments.models.bulk import Bulk
from commitments.reports.reminders import Call


@transaction.atomic
def remind(calls: Sequence[Call], written: Callable[[Sequence[Call]], tuple[str, str]]) -> Letter | None:
    """Put the letter that reminds one person into the outbox, and record each reminder in it.

    `calls` are those of one person; `written` makes subject and body of the ones that were not recorded before. None
    where all were, also by another run at the same time: a row stands once, and goes with its letter or not at all.
    """
    user = User.objects.select_for_update().get(
        pk=calls[0].seat.user_id
    )  # another run waits, and finds the rows
    told = set(Reminder.objects.filter(user=user).values_list(*KEY))
    new: dict[tuple[Any, ...], Call] = {}
    for call in calls:
        if (key := _key(call)) not in told:
            new.setdefault(key, call)
    if not new:
        return None
    subject, body = written(list(new.values()))
    sent_at = clock.now()
    Bulk(Reminder).write(
        Reminder(user=user, post=call.seat.post, sent_at=sent_at, **dict(zip(KEY, key, strict=True)))
        for key, call in new.items()
    )
    return post(user, subject=subject, body=body)


# What tells a reminder of one person from another one.
KEY = ("commitment_id", "side", "rung", "lapse", "since")


def _key(call: Call) -> tuple[Any, ...]:
    lapsed = call.lapsed
    return lapsed.commitment.pk, lapsed.side, call.rung, lapsed.lapse, lapsed.since
