"""Who may do what with a session of the commission and its agenda."""

from __future__ import annotations

from commitments.models import (
    AgendaItem,
    Seat,
    Session,
)
from commitments.models.session import SessionState
from commitments.rules.table import may
from commitments.vocabulary import (
    other_side,
)


def may_change_agenda(seat: Seat | None, session: Session) -> bool:
    """Put something on it or change what is there: until the first decision is drafted."""
    return may(seat, "put_items") and session.state in (SessionState.DRAFTING, SessionState.AGREED)


def may_change_item(seat: Seat | None, item: AgendaItem) -> bool:
    """The own side's position on any item; what an item says, see `owns_item`."""
    return may(seat, "change_item") and not item.is_off and may_change_agenda(seat, item.session)


def owns_item(seat: Seat | None, item: AgendaItem) -> bool:
    """Each side words, and takes off, only what it has put on the agenda itself."""
    return may(seat, "take_item_off") and seat.side == item.put_by


def may_take_item_off(seat: Seat | None, item: AgendaItem) -> bool:
    return owns_item(seat, item) and may_change_item(seat, item)


def may_agree_agenda(seat: Seat | None, session: Session) -> bool:
    return (
        may(seat, "agree_agenda")
        and session.state == SessionState.DRAFTING
        and not session.has_agreed(seat.side)
    )


def may_decide(seat: Seat | None, item: AgendaItem) -> bool:
    """Draft the decision of an item that nobody has signed yet. From which day on, the action knows."""
    return (
        may(seat, "decide")
        and not item.is_off
        and not item.is_signed
        and item.session.state in (SessionState.AGREED, SessionState.HELD)
    )


def may_countersign(seat: Seat | None, item: AgendaItem) -> bool:
    """What the other side has drafted; who drafted it, never."""
    return (
        may(seat, "countersign")
        and item.draft_entry is not None
        and not item.is_signed
        and item.drafted_by == other_side(seat.side)
    )


def may_withdraw_draft(seat: Seat | None, item: AgendaItem) -> bool:
    return (
        may(seat, "withdraw_draft")
        and item.draft_entry is not None
        and not item.is_signed
        and item.drafted_by == seat.side
    )


def may_close_session(seat: Seat | None, session: Session) -> bool:
    return may(seat, "close_session") and session.state == SessionState.HELD
