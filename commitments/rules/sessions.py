"""Who may do what with a session of the commission and its agenda."""

from __future__ import annotations

from commitments.models import (
    AgendaItem,
    Seat,
    Session,
)
from commitments.models.session import SessionState
from commitments.rules.permission import SECRETARIES, Condition, Permission
from commitments.vocabulary import (
    other_side,
)


def _is_before_drafts(session: Session) -> bool:
    return session.state in (SessionState.DRAFTING, SessionState.AGREED)


def _has_put(seat: Seat, item: AgendaItem) -> bool:
    return seat.side == item.put_by


def _is_to_be_agreed(seat: Seat, session: Session) -> bool:
    return session.state == SessionState.DRAFTING and not session.has_agreed(seat.side)


def _is_agreed(seat: Seat, item: AgendaItem) -> bool:
    """From which day on decisions are drafted, the action knows."""
    return item.session.state in (SessionState.AGREED, SessionState.HELD)


def _is_drafted_by_other(seat: Seat, item: AgendaItem) -> bool:
    return item.draft_entry is not None and item.drafted_by == other_side(seat.side)


def _is_drafted_by_own(seat: Seat, item: AgendaItem) -> bool:
    return item.draft_entry is not None and item.drafted_by == seat.side


ON_AGENDA = Condition[AgendaItem]("the item is on the agenda", lambda seat, item: not item.is_off)
UNSIGNED = Condition[AgendaItem]("nobody has countersigned it", lambda seat, item: not item.is_signed)
BEFORE_DRAFTS = Condition[AgendaItem](
    "no decision is drafted", lambda seat, item: _is_before_drafts(item.session)
)

may_change_agenda = Permission(
    "put_items",
    SECRETARIES,
    "Put something on the agenda of a session",
    (Condition[Session]("no decision is drafted", lambda seat, session: _is_before_drafts(session)),),
)
may_change_item = Permission(
    "change_item",
    SECRETARIES,
    "Word the own side’s position on any item, and the own side’s items",
    (ON_AGENDA, BEFORE_DRAFTS),
)
# Each side words, and takes off, only what it has put on the agenda itself.
may_take_item_off = Permission(
    "take_item_off",
    SECRETARIES,
    "Take an item off the agenda",
    (Condition("the own side has put it there", _has_put), ON_AGENDA, BEFORE_DRAFTS),
)
may_agree_agenda = Permission(
    "agree_agenda",
    SECRETARIES,
    "Agree to the agenda that was shown",
    (Condition("the sides have not both agreed to it, and the own side has not yet", _is_to_be_agreed),),
)
may_decide = Permission(
    "decide",
    SECRETARIES,
    "Draft the decision of an item, once the day has come",
    (ON_AGENDA, UNSIGNED, Condition("both sides have agreed to the agenda", _is_agreed)),
)
# Who drafted a decision never countersigns it.
may_countersign = Permission(
    "countersign",
    SECRETARIES,
    "Countersign the decision that was shown",
    (Condition("the other side has drafted it", _is_drafted_by_other), UNSIGNED),
)
may_withdraw_draft = Permission(
    "withdraw_draft",
    SECRETARIES,
    "Withdraw a drafted decision",
    (Condition("the own side has drafted it", _is_drafted_by_own), UNSIGNED),
)
may_close_session = Permission(
    "close_session",
    SECRETARIES,
    "Close a session once every item is decided or carried over",
    (
        Condition[Session](
            "a decision of it is drafted", lambda seat, session: session.state == SessionState.HELD
        ),
    ),
)


def owns_item(seat: Seat | None, item: AgendaItem) -> bool:
    return may_take_item_off.allows_role(seat) and _has_put(seat, item)
