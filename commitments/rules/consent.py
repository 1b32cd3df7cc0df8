"""Who changes what both sides share: alone while nobody else is bound, by proposal and acceptance afterwards."""

from __future__ import annotations

from commitments.models import (
    Commitment,
    Draft,
    Seat,
)
from commitments.rules.commitments import is_followed
from commitments.rules.table import may
from commitments.vocabulary import (
    WITHDRAWABLE,
    Recognition,
)


def is_own_alone(seat: Seat, commitment: Commitment) -> bool:
    """The own side proposed it, and nobody else has bound themselves to it: its terms need no consent yet."""
    return commitment.recognition in WITHDRAWABLE and commitment.proposed_by == seat.side


def may_redate(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "redate") and commitment.is_open and is_own_alone(seat, commitment)


def may_amend(seat: Seat | None, commitment: Commitment) -> bool:
    return may(seat, "amend") and is_followed(commitment) and is_own_alone(seat, commitment)


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


def may_set_criteria(seat: Seat | None, commitment: Commitment) -> bool:
    """The side that proposed it, as long as the other has not bound itself to it; afterwards both have to consent."""
    return may(seat, "set_criteria") and commitment.is_open and is_own_alone(seat, commitment)
