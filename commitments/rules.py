"""Who may do what: small predicates over a seat and what it wants to touch. No HTTP, no database.

`PERMISSIONS` is the whole table of roles and actions; docs/permissions.md is printed from it and tests compare
every cell. What depends on the state of a commitment as well has a predicate of its own below.
"""

from __future__ import annotations

from typing import TypeGuard

from commitments.models import (
    AgendaItem,
    Commitment,
    Draft,
    Entry,
    Mention,
    PrivateNote,
    Readout,
    Seat,
    Session,
)
from commitments.models.session import (
    SessionState,
)
from commitments.vocabulary import (
    CLOSED,
    STANDING,
    VIEW_KINDS,
    WITHDRAWABLE,
    Answer,
    Recognition,
    Role,
    Status,
    may_move,
    other_side,
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


def is_followed(commitment: Commitment) -> bool:
    """Whether words about its performance still make sense: it stands, or is closed and can be reopened."""
    return commitment.recognition in STANDING or commitment.recognition == Recognition.SUPERSEDED


def is_performed(commitment: Commitment) -> bool:
    """Whether there is a performance to speak of: of a request only once it is accepted."""
    return is_followed(commitment) and not commitment.is_request


def own_status(seat: Seat, commitment: Commitment) -> str:
    return commitment.of(seat.side, "status")


def their_status(seat: Seat, commitment: Commitment) -> str:
    return commitment.of(other_side(seat.side), "status")


def may_log_update(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "log_update") and is_performed(commitment)


def may_agree(seat: Seat | None, commitment: Commitment) -> bool:
    """The other side has a view, mine is another, and the table knows the way from mine to theirs."""
    if not (may(seat, "agree") and is_performed(commitment)):
        return False
    own, theirs = own_status(seat, commitment), their_status(seat, commitment)
    return theirs not in (Status.NOT_ASSESSED, own) and may_move(own, theirs)


def may_close(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "close") and is_performed(commitment) and own_status(seat, commitment) not in CLOSED


def may_supersede(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "supersede") and is_performed(commitment) and own_status(seat, commitment) not in CLOSED


def may_reopen(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "reopen") and is_performed(commitment) and own_status(seat, commitment) in CLOSED


def may_check_condition(seat: Seat | None, commitment: Commitment) -> bool:
    return (
        may(seat, "check_condition")
        and commitment.is_open
        and commitment.due_kind == "condition"
        and commitment.asked in (seat.side, "both")
    )


def may_report(seat: Seat | None, commitment: Commitment) -> bool:
    """A periodic report: on something continuing, by a side that owes it."""
    return (
        may(seat, "report")
        and commitment.is_open
        and commitment.due_kind == "continuing"
        and commitment.performed_by in (seat.side, "both")
    )


def is_proposed_to(seat: Seat | None, commitment: Commitment) -> bool:
    """What the other side proposed, to a side that may say whether it recognises it."""
    return (
        may(seat, "recognise")
        and commitment.proposed_by != seat.side
        and commitment.recognition in (Recognition.PROPOSED, Recognition.ONE_SIDED)
    )


def may_recognise(seat: Seat | None, commitment: Commitment) -> bool:
    """Confirm or decline what the other side proposed. A declined one may be confirmed later.

    Who is asked for something answers the request, which says also that it was made.
    """
    return is_proposed_to(seat, commitment) and not is_asked(seat, commitment)


def may_note(seat: Seat | None, commitment: Commitment) -> bool:
    """Take note of it as the other side's understanding, which it is not yet."""
    return is_proposed_to(seat, commitment) and commitment.recognition == Recognition.PROPOSED


def may_answer_wording(seat: Seat | None, commitment: Commitment) -> bool:
    """The other side would confirm it in other words."""
    return (
        may(seat, "answer_wording")
        and bool(commitment.offered_by)
        and commitment.offered_by != seat.side
        and commitment.recognition in (Recognition.PROPOSED, Recognition.ONE_SIDED)
    )


def may_mark(seat: Seat | None, readout: Readout) -> bool:
    """Each side decides about the sentences of its own readout."""
    return may(seat, "mark") and readout.party_id == seat.party_id


def may_close_readout(seat: Seat | None, readout: Readout) -> bool:
    return may(seat, "close_readout") and readout.party_id == seat.party_id


def _is_own_alone(seat: Seat, commitment: Commitment) -> bool:
    """The own side proposed it, and nobody else has bound themselves to it: its terms need no consent yet."""
    return commitment.recognition in WITHDRAWABLE and commitment.proposed_by == seat.side


def may_redate(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "redate") and commitment.is_open and _is_own_alone(seat, commitment)


def may_amend(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "amend") and is_followed(commitment) and _is_own_alone(seat, commitment)


def needs_consent(commitment: Commitment) -> bool:
    """Both sides have confirmed it and it goes on: what they share changes by proposal and acceptance only."""
    return commitment.recognition == Recognition.CONFIRMED and commitment.is_open


def may_prepare(seat: Seat | None, commitment: Commitment) -> bool:
    """Prepare a proposal on terms for the own secretary; nobody else sees it."""
    return may(seat, "prepare") and needs_consent(commitment)


def may_propose(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "propose") and needs_consent(commitment)


def may_answer_terms(seat: Seat | None, commitment: Commitment) -> bool:
    """The other side has a proposal on the table."""
    return may(seat, "answer_terms") and any(
        proposal["side"] != seat.side for proposal in commitment.proposals.values()
    )


def may_retract(seat: Seat | None, commitment: Commitment) -> bool:
    """The own side has a proposal on the table."""
    return may(seat, "retract") and any(
        proposal["side"] == seat.side for proposal in commitment.proposals.values()
    )


def may_send(seat: Seat | None, draft: Draft) -> bool:
    """Of the own side, and not prepared by the same person where the commission wants four eyes."""
    return (
        may(seat, "propose")
        and draft.party_id == seat.party_id
        and (not seat.commission.four_eyes or draft.author_id != seat.user_id)
    )


def may_change_draft(seat: Seat | None, draft: Draft) -> bool:
    """One's own: nobody's words are changed by somebody else."""
    return (
        may(seat, "prepare")
        and draft.party_id == seat.party_id
        and draft.author_id == seat.user_id
        and draft.sent_with is None
    )


def may_return_draft(seat: Seat | None, draft: Draft) -> bool:
    return (
        may(seat, "propose")
        and draft.party_id == seat.party_id
        and draft.author_id != seat.user_id
        and draft.sent_with is None
    )


def may_delete_draft(seat: Seat | None, draft: Draft) -> bool:
    """One's own; and a secretary any of the side."""
    return may_change_draft(seat, draft) or may_return_draft(seat, draft)


def may_hand_over(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "hand_over") and is_followed(commitment)


def may_quote(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "quote") and is_followed(commitment)


def may_withdraw(seat: Seat | None, commitment: Commitment) -> bool:
    """Only who proposed it, and only while nobody else has bound themselves to it: by confirming it, or by closing.

    A request is also withdrawn by who made it, until it is accepted or declined.
    """
    if may(seat, "withdraw") and is_asking(seat, commitment) and commitment.answer != Answer.DECLINED:
        return True
    return (
        may(seat, "withdraw")
        and commitment.recognition in WITHDRAWABLE
        and commitment.proposed_by == seat.side
        and not {commitment.first_status, commitment.second_status} <= CLOSED
    )


def may_correct(seat: Seat | None, entry: Entry) -> bool:
    """An entry of one's own side that states a view."""
    return may(seat, "correct") and entry.party_id == seat.party_id and entry.kind in VIEW_KINDS


def may_change_private_note(seat: Seat | None, note: PrivateNote) -> bool:
    """One's own, while one speaks for the side it was written for: nobody's words are changed by somebody else."""
    return may(seat, "write_private") and note.party_id == seat.party_id and note.author_id == seat.user_id


def may_delete_private_note(seat: Seat | None, note: PrivateNote) -> bool:
    """One's own; and a secretary any of the side, who answers for it when its author has left."""
    return may_change_private_note(seat, note) or (
        may(seat, "delete_private") and note.party_id == seat.party_id
    )


def may_set_criteria(seat: Seat | None, commitment: Commitment) -> bool:
    """The side that proposed it, as long as the other has not bound itself to it; afterwards both have to consent."""
    return may(seat, "set_criteria") and commitment.is_open and _is_own_alone(seat, commitment)


# --- next steps and silence


def may_set_steps(seat: Seat | None, commitment: Commitment) -> bool:
    """Announce, move, do or drop a step: always one of the own side."""
    return may(seat, "set_steps") and commitment.is_open


def may_say_no_news(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "say_no_news") and commitment.is_open


# --- requests


def is_asked(seat: Seat | None, commitment: Commitment) -> bool:
    """Whether it is a request that stands, made to the side of `seat`."""
    stands = commitment.is_request and commitment.recognition in STANDING
    return stands and seat is not None and commitment.performed_by == seat.side


def is_asking(seat: Seat | None, commitment: Commitment) -> bool:
    """Whether it is a request that stands, made by the side of `seat`, whoever recorded it."""
    stands = commitment.is_request and commitment.recognition in STANDING
    return stands and seat is not None and commitment.performed_by == other_side(seat.side)


def may_answer_request(seat: Seat | None, commitment: Commitment) -> bool:
    """Accept it, be ready to look into it, or decline it. What was declined may be accepted later."""
    return may(seat, "answer_request") and is_asked(seat, commitment)


def may_be_ready(seat: Seat | None, commitment: Commitment) -> bool:
    return may_answer_request(seat, commitment) and commitment.answer == Answer.NONE


def may_decline_request(seat: Seat | None, commitment: Commitment) -> bool:
    return may_answer_request(seat, commitment) and commitment.answer != Answer.DECLINED


def may_ask_again(seat: Seat | None, commitment: Commitment) -> bool:
    """The side that asked says so once more, while it is neither accepted nor declined."""
    is_open = commitment.answer in (Answer.NONE, Answer.READY)
    return may(seat, "ask_again") and is_asking(seat, commitment) and is_open


def may_see_mention(seat: Seat | None, mention: Mention) -> bool:
    """Only who holds the seat that was named."""
    return may(seat, "see_mention") and mention.seat_id == seat.pk


# --- sessions


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
