"""The whole table of roles and actions; docs/permissions.md is printed from it and tests compare every cell."""

from __future__ import annotations

from typing import TypeGuard

from commitments.models import (
    Seat,
)
from commitments.vocabulary import (
    Role,
)

READERS = frozenset({Role.OBSERVER, Role.ANALYST, Role.SECRETARY})


WRITERS = frozenset({Role.ANALYST, Role.SECRETARY})


SECRETARIES = frozenset({Role.SECRETARY})


# Every action on a commission and the roles that may take it, always for their own side.
PERMISSIONS: dict[str, frozenset[str]] = {
    "read": READERS,
    "open_meeting": WRITERS,
    "file_readout": WRITERS,
    "quote": WRITERS,
    "mark": WRITERS,
    "close_readout": WRITERS,
    "record": WRITERS,
    "log_update": WRITERS,
    "report": WRITERS,
    "check_condition": WRITERS,
    "correct": WRITERS,
    "set_steps": WRITERS,
    "say_no_news": WRITERS,
    "amend": SECRETARIES,
    "hand_over": SECRETARIES,
    "redate": SECRETARIES,
    "recognise": SECRETARIES,
    "answer_wording": SECRETARIES,
    "prepare": WRITERS,
    "propose": SECRETARIES,
    "answer_terms": SECRETARIES,
    "retract": SECRETARIES,
    "answer_request": SECRETARIES,
    "ask_again": WRITERS,
    "agree": SECRETARIES,
    "close": SECRETARIES,
    "reopen": SECRETARIES,
    "withdraw": SECRETARIES,
    "supersede": SECRETARIES,
    "call_session": SECRETARIES,
    "move_session": SECRETARIES,
    "put_items": SECRETARIES,
    "change_item": SECRETARIES,
    "take_item_off": SECRETARIES,
    "agree_agenda": SECRETARIES,
    "decide": SECRETARIES,
    "countersign": SECRETARIES,
    "withdraw_draft": SECRETARIES,
    "close_session": SECRETARIES,
    "read_private": READERS,
    "write_private": WRITERS,
    "delete_private": SECRETARIES,
    "set_criteria": SECRETARIES,
    "see_mention": READERS,
}


def may(seat: Seat | None, action: str) -> TypeGuard[Seat]:
    """Whether the role of `seat` allows `action` at all. Without a seat nothing is allowed, also to administrators."""
    return isinstance(seat, Seat) and not seat.user.is_staff and seat.role in PERMISSIONS[action]
