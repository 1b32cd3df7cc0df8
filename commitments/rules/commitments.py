"""Who may do what with a commitment, a readout or an entry, by what has been said so far."""

from __future__ import annotations

from commitments.models import (
    Commitment,
    Entry,
    Readout,
    Seat,
)
from commitments.rules.requests import is_asked, is_asking
from commitments.rules.table import may
from commitments.vocabulary import (
    CLOSED,
    STANDING,
    VIEW_KINDS,
    WITHDRAWABLE,
    Answer,
    Recognition,
    Status,
    may_move,
    other_side,
)


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


def may_set_steps(seat: Seat | None, commitment: Commitment) -> bool:
    """Announce, move, do or drop a step: always one of the own side."""
    return may(seat, "set_steps") and commitment.is_open


def may_say_no_news(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "say_no_news") and commitment.is_open
