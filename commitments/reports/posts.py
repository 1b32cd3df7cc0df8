"""The posts that a writer can name, as they are offered while a text is typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commitments.actions.mention import can_be_named
from commitments.models import Party, Seat
from commitments.vocabulary import language_of
from commitments.vocabulary.other_names import called_post


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post as it is written after the sign, what its reader calls it, and the parties in which somebody holds it."""

    post: str
    called: str
    lang: str
    parties: tuple[Party, ...]


def posts_to_name(seat: Seat, today: dt.date, *, own_side: bool = False) -> list[PostLine]:
    """What `seat` can name today, each post once, those of the own side first. One query."""
    rows = can_be_named(seat, today, own_side=own_side).exclude(post="").select_related("party")
    found: dict[str, dict[int, Party]] = {}
    for row in sorted(rows, key=lambda row: (row.party_id != seat.party_id, row.post, row.party.position)):
        found.setdefault(row.post, {})[row.party_id] = row.party
    return [
        PostLine(post, called_post(post), language_of(called_post(post)), tuple(parties.values()))
        for post, parties in found.items()
    ]
