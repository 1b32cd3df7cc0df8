"""Who may do what with a commitment, a readout or an entry, by what has been said so far."""

from __future__ import annotations

from commitments.models import (
    Commitment,
    Entry,
    Readout,
    Seat,
)
from commitments.rules.permission import SECRETARIES, WRITERS, Condition, Permission
from commitments.rules.requests import is_asked, is_asking
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


def own_status(seat: Seat, commitment: Commitment) -> str:
    return commitment.of(seat.side, "status")


def their_status(seat: Seat, commitment: Commitment) -> str:
    return commitment.of(other_side(seat.side), "status")


FOLLOWED = Condition[Commitment]("it is followed", lambda seat, commitment: is_followed(commitment))
OPEN = Condition[Commitment]("it is open", lambda seat, commitment: commitment.is_open)
# Of a request there is no performance to speak of until it is accepted.
NO_REQUEST = Condition[Commitment](
    "it is no unaccepted request", lambda seat, commitment: not commitment.is_request
)
NOT_CLOSED_BY_OWN_SIDE = Condition[Commitment](
    "the own side has not closed it", lambda seat, commitment: own_status(seat, commitment) not in CLOSED
)
CLOSED_BY_OWN_SIDE = Condition[Commitment](
    "the own side has closed it", lambda seat, commitment: own_status(seat, commitment) in CLOSED
)

may_log_update = Permission(
    "log_update", WRITERS, "Log an update of the own side’s view", (FOLLOWED, NO_REQUEST)
)
may_close = Permission(
    "close",
    SECRETARIES,
    "Close: delivered, not delivered, dropped",
    (FOLLOWED, NO_REQUEST, NOT_CLOSED_BY_OWN_SIDE),
)
may_supersede = Permission(
    "supersede",
    SECRETARIES,
    "Name the commitment that takes its place",
    (FOLLOWED, NO_REQUEST, NOT_CLOSED_BY_OWN_SIDE),
)
may_reopen = Permission(
    "reopen",
    SECRETARIES,
    "Reopen what the own side has closed",
    (FOLLOWED, NO_REQUEST, CLOSED_BY_OWN_SIDE),
)
may_hand_over = Permission(
    "hand_over", SECRETARIES, "Name the body that answers for the own side", (FOLLOWED,)
)
may_quote = Permission("quote", WRITERS, "Tie words of a readout to a commitment", (FOLLOWED,))
may_set_steps = Permission(
    "set_steps", WRITERS, "Announce a next step of the own side, move it, mark it done or drop it", (OPEN,)
)
# Values go on to be published after a commitment is closed.
may_give_values = Permission(
    "give_values",
    WRITERS,
    "State values of the own side for what is counted",
    (
        FOLLOWED,
        NO_REQUEST,
        Condition("something is counted", lambda seat, commitment: bool(commitment.indicators)),
    ),
)
may_translate = Permission(
    "translate",
    WRITERS,
    "Translate its texts for the own side",
    (
        Condition[Commitment](
            "it was not withdrawn", lambda seat, commitment: commitment.recognition != Recognition.WITHDRAWN
        ),
    ),
)
may_say_no_news = Permission("say_no_news", WRITERS, "Say that there is nothing to report", (OPEN,))


def _has_another_view(seat: Seat, commitment: Commitment) -> bool:
    own, theirs = own_status(seat, commitment), their_status(seat, commitment)
    return theirs not in (Status.NOT_ASSESSED, own) and may_move(own, theirs)


may_agree = Permission(
    "agree",
    SECRETARIES,
    "Agree to the other side’s view",
    (
        FOLLOWED,
        NO_REQUEST,
        Condition(
            "the other side has a view, it is another, and the own status may become the same",
            _has_another_view,
        ),
    ),
)


def _is_asked_whether(seat: Seat, commitment: Commitment) -> bool:
    return commitment.due_kind == "condition" and commitment.asked in (seat.side, "both")


def _reports(seat: Seat, commitment: Commitment) -> bool:
    return commitment.due_kind == "continuing" and commitment.performed_by in (seat.side, "both")


may_check_condition = Permission(
    "check_condition",
    WRITERS,
    "Answer whether a condition is met",
    (OPEN, Condition("it is due on a condition about which the own side is asked", _is_asked_whether)),
)
may_report = Permission(
    "report",
    WRITERS,
    "File a periodic report",
    (OPEN, Condition("it is continuing and the own side performs it", _reports)),
)


# --- whether the sides recognise it


def _is_proposed_to(seat: Seat, commitment: Commitment) -> bool:
    is_unconfirmed = commitment.recognition in (Recognition.PROPOSED, Recognition.ONE_SIDED)
    return commitment.proposed_by != seat.side and is_unconfirmed


def _is_offered_words(seat: Seat, commitment: Commitment) -> bool:
    is_unconfirmed = commitment.recognition in (Recognition.PROPOSED, Recognition.ONE_SIDED)
    return bool(commitment.offered_by) and commitment.offered_by != seat.side and is_unconfirmed


PROPOSED_TO_OWN_SIDE = Condition("the other side proposed it and nobody confirmed it", _is_proposed_to)

# What was declined may be confirmed later. Who is asked for something answers the request, which confirms it as well.
may_recognise = Permission(
    "recognise",
    SECRETARIES,
    "Confirm a commitment, offer another wording, or decline it",
    (
        PROPOSED_TO_OWN_SIDE,
        Condition(
            "it is no request to the own side", lambda seat, commitment: not is_asked(seat, commitment)
        ),
    ),
)
may_note_one_sided = Permission(
    "note_one_sided",
    SECRETARIES,
    "Record a commitment as the understanding of the other side only",
    (PROPOSED_TO_OWN_SIDE,),
)
may_answer_wording = Permission(
    "answer_wording",
    SECRETARIES,
    "Accept the wording the other side offered, or keep the present one",
    (Condition("one is offered and nobody confirmed it", _is_offered_words),),
)


def is_not_noted(seat: Seat, commitment: Commitment) -> bool:
    """Whether nobody has taken note of it yet, or declined it."""
    return commitment.recognition == Recognition.PROPOSED


def is_not_declined(seat: Seat, commitment: Commitment) -> bool:
    return not commitment.is_declined()


def _is_taken_back_by(seat: Seat, commitment: Commitment) -> bool:
    """Only while nobody else is bound: by confirming it, or by closing it as well. A request: by who made it."""
    if is_asking(seat, commitment) and commitment.answer != Answer.DECLINED:
        return True
    return (
        commitment.recognition in WITHDRAWABLE
        and commitment.proposed_by == seat.side
        and not {commitment.first_status, commitment.second_status} <= CLOSED
    )


may_withdraw = Permission(
    "withdraw",
    SECRETARIES,
    "Withdraw a commitment, or a request",
    (
        Condition(
            "the own side proposed it and nobody confirmed it, nor both closed it; or it asked, and nobody accepted "
            "or declined",
            _is_taken_back_by,
        ),
    ),
)


# --- readouts and entries


def _is_own_readout(seat: Seat, readout: Readout) -> bool:
    return readout.party_id == seat.party_id


OWN_READOUT = Condition("the readout is of the own side", _is_own_readout)

may_mark = Permission(
    "mark",
    WRITERS,
    "Mark a sentence of the own side’s readout, or take the mark back, until the readout is closed",
    (OWN_READOUT,),
)
may_close_readout = Permission(
    "close_readout",
    WRITERS,
    "Close the intake of a readout once every sentence is decided, or open it again",
    (OWN_READOUT,),
)


may_correct = Permission(
    "correct", WRITERS, "Correct an entry of the own side that states a view", (FOLLOWED,)
)


def may_correct_entry(seat: Seat | None, entry: Entry) -> bool:
    """An entry of one's own side that states a view."""
    return may_correct.allows_role(seat) and entry.party_id == seat.party_id and entry.kind in VIEW_KINDS
