"""What follows for a request. It is no promise until the side that was asked accepts it.

Pure, a part of the step in `actions/state.py`. Days without an answer count from the day the request was made
(`asked_on`). The oldest records name no such day; they are not requests, and keep what they meant.
"""

from __future__ import annotations

from commitments.models.fields import COMMITMENT, State
from commitments.vocabulary import STANDING, Answer, SpeechAct

CLOCK = ("asked_on", "answer", "answered_on", "asked_again")


def is_request(state: State) -> bool:
    """Whether it is a request that nobody has accepted."""
    return state["asked_on"] is not None and state["answer"] != Answer.ACCEPTED


def awaits(state: State, side: str) -> bool:
    """Whether the answer of `side` is awaited: it was asked, and has not said anything to that."""
    stands = is_request(state) and state["recognition"] in STANDING
    return stands and state["answer"] == Answer.NONE and state["performed_by"] == side


def settle(state: State) -> None:
    """What is called something else by consent of both is no request any more, and has no clock."""
    if is_request(state) and state["speech_act"] != SpeechAct.REQUEST:
        state.update({name: COMMITMENT.blank[name] for name in CLOCK})


def begin_promise(state: State) -> None:
    """Accepted: the first date of a promise is the one it was accepted with, not the one it was asked for."""
    state["first_due_on"] = state["due_on"]
