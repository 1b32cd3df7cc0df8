"""Who answers a request, and who asks again."""

from __future__ import annotations

from commitments.models import (
    Commitment,
    Seat,
)
from commitments.rules.table import may
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
