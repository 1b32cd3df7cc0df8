"""Who answers a request, and who asks again."""

from __future__ import annotations

from commitments.models import (
    Commitment,
    Seat,
)
from commitments.rules.permission import SECRETARIES, WRITERS, Condition, Permission
from commitments.vocabulary import (
    STANDING,
    Answer,
    other_side,
)


def is_asked(seat: Seat | None, commitment: Commitment) -> bool:
    """Whether it is a request that stands, made to the side of `seat`."""
    stands = commitment.is_request and commitment.recognition in STANDING
    return stands and seat is not None and commitment.performed_by == seat.side


def is_asking(seat: Seat | None, commitment: Commitment) -> bool:
    """Whether it is a request that stands, made by the side of `seat`, whoever recorded it."""
    stands = commitment.is_request and commitment.recognition in STANDING
    return stands and seat is not None and commitment.performed_by == other_side(seat.side)


# What was declined may be accepted later.
may_answer_request = Permission(
    "answer_request",
    SECRETARIES,
    "Accept a request, be ready to look into it, or decline it",
    (Condition("the own side is asked and has not accepted it", is_asked),),
)


def is_unanswered(seat: Seat, commitment: Commitment) -> bool:
    return commitment.answer == Answer.NONE


def is_not_refused(seat: Seat, commitment: Commitment) -> bool:
    """Whether the side that is asked has not declined the request."""
    return commitment.answer != Answer.DECLINED


def _may_still_come(seat: Seat, commitment: Commitment) -> bool:
    return commitment.answer in (Answer.NONE, Answer.READY)


may_ask_again = Permission(
    "ask_again",
    WRITERS,
    "Ask again",
    (
        Condition("the own side asked", is_asking),
        Condition("it is neither accepted nor declined", _may_still_come),
    ),
)
