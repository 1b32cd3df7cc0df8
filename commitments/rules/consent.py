"""Who changes what both sides share: alone while nobody else is bound, by proposal and acceptance afterwards."""

from __future__ import annotations

from commitments.models import (
    Commitment,
    Draft,
    Seat,
)
from commitments.rules.commitments import FOLLOWED, OPEN
from commitments.rules.permission import SECRETARIES, WRITERS, Condition, Permission
from commitments.vocabulary import (
    WITHDRAWABLE,
    Recognition,
)


def is_own_alone(seat: Seat, commitment: Commitment) -> bool:
    """The own side proposed it, and nobody else has bound themselves to it: its terms need no consent yet."""
    return commitment.recognition in WITHDRAWABLE and commitment.proposed_by == seat.side


def needs_consent(commitment: Commitment) -> bool:
    """Both sides have confirmed it and it goes on: what they share changes by proposal and acceptance only."""
    return commitment.recognition == Recognition.CONFIRMED and commitment.is_open


def _is_proposed_to(seat: Seat, commitment: Commitment) -> bool:
    return any(proposal["side"] != seat.side for proposal in commitment.proposals.values())


def _has_proposed(seat: Seat, commitment: Commitment) -> bool:
    return any(proposal["side"] == seat.side for proposal in commitment.proposals.values())


OWN_ALONE = Condition("the own side proposed it and nobody confirmed it", is_own_alone)
NEEDS_CONSENT = Condition[Commitment](
    "it is open and both sides confirmed it", lambda seat, commitment: needs_consent(commitment)
)

may_redate = Permission("redate", SECRETARIES, "Give another date", (OPEN, OWN_ALONE))
may_amend = Permission("amend", SECRETARIES, "Amend the wording of a commitment", (FOLLOWED, OWN_ALONE))
may_set_criteria = Permission(
    "set_criteria",
    SECRETARIES,
    "Say what shows that a commitment is fulfilled or has failed",
    (OPEN, OWN_ALONE),
)
may_set_indicators = Permission(
    "set_indicators",
    SECRETARIES,
    "Say what is counted, and which figures were promised",
    (OPEN, OWN_ALONE),
)
may_prepare = Permission(
    "prepare",
    WRITERS,
    "Prepare a proposal on terms for the own secretary; change or delete an own draft",
    (NEEDS_CONSENT,),
)
may_propose = Permission(
    "propose",
    SECRETARIES,
    "Send a proposal that somebody else of the side prepared, where none on this is on the table; or hand it back",
    (NEEDS_CONSENT,),
)
may_answer_terms = Permission(
    "answer_terms",
    SECRETARIES,
    "Accept, counter or decline the other side’s proposal, which another person made",
    (Condition("one is on the table", _is_proposed_to),),
)
may_retract = Permission(
    "retract",
    SECRETARIES,
    "Withdraw a proposal of the own side",
    (Condition("it is on the table", _has_proposed),),
)


def may_send(seat: Seat | None, draft: Draft) -> bool:
    """Of the own side, and not prepared by the same person where the commission wants four eyes."""
    return (
        may_propose.allows_role(seat)
        and draft.party_id == seat.party_id
        and (not seat.commission.four_eyes or draft.author_id != seat.user_id)
    )


def may_change_draft(seat: Seat | None, draft: Draft) -> bool:
    """One's own: nobody's words are changed by somebody else."""
    return (
        may_prepare.allows_role(seat)
        and draft.party_id == seat.party_id
        and draft.author_id == seat.user_id
        and draft.sent_with is None
    )


def may_return_draft(seat: Seat | None, draft: Draft) -> bool:
    return (
        may_propose.allows_role(seat)
        and draft.party_id == seat.party_id
        and draft.author_id != seat.user_id
        and draft.sent_with is None
    )


def may_delete_draft(seat: Seat | None, draft: Draft) -> bool:
    """One's own; and a secretary any of the side."""
    return may_change_draft(seat, draft) or may_return_draft(seat, draft)
