"""The sessions of the sample's committee: one that is closed with its decisions, and one whose agenda is agreed."""

from __future__ import annotations

import datetime as dt
import random

from commitments import actions
from commitments.management.sample import words
from commitments.management.sample.setting import LANGUAGES, Seats
from commitments.models import Commission, Commitment
from commitments.models.session import Effect, Topic
from commitments.vocabulary import Role

ITEMS = 6
AHEAD = dt.timedelta(days=14)


def hold_sessions(commission: Commission, seats: Seats, *, at: dt.datetime, rng: random.Random) -> None:
    """Through the actions, after all that is written already: a session holds few words."""
    first, second = (seats[side, Role.SECRETARY.value] for side in LANGUAGES)
    today = commission.calendar.day_of(at)
    rows = list(Commitment.objects.filter(commission=commission, is_open=True).order_by("pk")[: 2 * ITEMS])
    for held_on, chosen in ((today, rows[::2]), (today + AHEAD, rows[1::2])):
        if not chosen:
            continue
        title = f"Session of the committee, {held_on}"
        session = actions.call_session(
            commission, by=first, title=title, held_on=held_on, place="Arvenia", at=at
        )
        questions = [
            actions.Question(
                Topic.OTHER, row.title, words.one_of("questions", "en", rng), row, _position("first", rng)
            )
            for row in chosen
        ]
        entry = actions.put_items(session, by=first, questions=questions, at=at)
        for number in range(1, len(chosen) + 1):
            position = _position("second", rng)
            entry = actions.change_item(session, by=second, number=number, position=position, at=at)
        for seat in (first, second):
            actions.agree_agenda(session, by=seat, version=entry.number, at=at)
        if held_on == today:
            for number in range(1, len(chosen) + 1):
                said, effect = words.one_of("decisions", "en", rng), rng.choice((Effect.NONE, Effect.CARRIED))
                draft = actions.decide(session, by=first, number=number, words=said, effect=effect, at=at)
                actions.countersign(session, by=second, number=number, draft=draft.number, at=at)
            actions.close_session(session, by=first, at=at)


def _position(side: str, rng: random.Random) -> str:
    return words.one_of("positions", LANGUAGES[side], rng)
