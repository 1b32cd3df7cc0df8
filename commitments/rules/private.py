"""What is one side’s, or one person’s, alone."""

from __future__ import annotations

from commitments.models import (
    Mention,
    PrivateNote,
    Seat,
)
from commitments.rules.table import may


def may_change_private_note(seat: Seat | None, note: PrivateNote) -> bool:
    """One's own, while one speaks for the side it was written for: nobody's words are changed by somebody else."""
    return may(seat, "write_private") and note.party_id == seat.party_id and note.author_id == seat.user_id


def may_delete_private_note(seat: Seat | None, note: PrivateNote) -> bool:
    """One's own; and a secretary any of the side, who answers for it when its author has left."""
    return may_change_private_note(seat, note) or (
        may(seat, "delete_private") and note.party_id == seat.party_id
    )


def may_see_mention(seat: Seat | None, mention: Mention) -> bool:
    """Only who holds the seat that was named."""
    return may(seat, "see_mention") and mention.seat_id == seat.pk
