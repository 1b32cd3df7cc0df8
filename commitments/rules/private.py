"""What is one side’s, or one person’s, alone."""

from __future__ import annotations

from commitments.models import (
    AccountRequest,
    Mention,
    PrivateNote,
    Seat,
)
from commitments.rules.permission import READERS, SECRETARIES, WRITERS, Permission

may_read_private: Permission[None] = Permission(
    "read_private", READERS, "Read the private notes of the own side"
)
may_write_private: Permission[None] = Permission(
    "write_private", WRITERS, "Write a private note, change or delete an own one"
)
may_delete_private: Permission[None] = Permission(
    "delete_private", SECRETARIES, "Delete a private note that somebody else of the own side wrote"
)
may_see_mentions: Permission[None] = Permission(
    "see_mention", READERS, "Take a mention of the own post out of the inbox"
)


def may_change_private_note(seat: Seat | None, note: PrivateNote) -> bool:
    """One's own, while one speaks for the side it was written for: nobody's words are changed by somebody else."""
    return (
        may_write_private.allows_role(seat)
        and note.party_id == seat.party_id
        and note.author_id == seat.user_id
    )


def may_delete_private_note(seat: Seat | None, note: PrivateNote) -> bool:
    """One's own; and a secretary any of the side, who answers for it when its author has left."""
    return may_change_private_note(seat, note) or (
        may_delete_private.allows_role(seat) and note.party_id == seat.party_id
    )


def may_see_mention(seat: Seat | None, mention: Mention) -> bool:
    """Only who holds the seat that was named."""
    return may_see_mentions.allows_role(seat) and mention.seat_id == seat.pk


def may_decide_account_request(seat: Seat | None, asked: AccountRequest) -> bool:
    """A secretary of the side that an administrator asks about its seats and accounts.

    A stand-in decides nothing about themselves or about the person who is away: that person keeps the seat and decides.
    """
    return (
        isinstance(seat, Seat)
        and not seat.user.is_staff
        and seat.role in SECRETARIES
        and asked.party_id == seat.party_id
        and not _is_stand_ins_own(seat, asked)
    )


def _is_stand_ins_own(seat: Seat, asked: AccountRequest) -> bool:
    if seat.stands_in_for is None:
        return False
    return not {asked.user_id, asked.wanted.get("to")}.isdisjoint({seat.user_id, seat.stands_in_for.user_id})
