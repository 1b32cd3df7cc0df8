"""Requests of the sample and what is said to them, and tests that say what shows a commitment to be fulfilled."""

from __future__ import annotations

from typing import Any

from commitments.actions.criteria import merge, set_pair
from commitments.actions.request_state import is_request
from commitments.management.sample import words
from commitments.management.sample.drafts import CLASSES, Act
from commitments.management.sample.stepping import StepDrafter
from commitments.vocabulary import Answer, EntryKind, Recognition, SpeechAct

# How a request is answered, and how often. What was declined may be accepted later.
ANSWERS = {Answer.ACCEPTED: 45, Answer.READY: 35, Answer.DECLINED: 20}
KINDS = {
    Answer.ACCEPTED: EntryKind.REQUEST_ACCEPTED,
    Answer.READY: EntryKind.REQUEST_READY,
    Answer.DECLINED: EntryKind.REQUEST_DECLINED,
}


class AskingDrafter(StepDrafter):
    """Drafts what is asked, answered and demanded as proof."""

    def _request(self, side: str) -> Act | None:
        """Of a request that nobody has accepted: an answer, the same again, or a word about a step."""
        state, chance = self.state, self.rng.random()
        if not is_request(state):
            return None
        if state["performed_by"] == side:
            if chance < (0.6 if state["answer"] == Answer.NONE else 0.04):
                return self._answer_request(side)
        elif chance < 0.4 and state["answer"] in (Answer.NONE, Answer.READY):
            changes: dict[str, list[Any]] = {"asked_again": [state["asked_again"], state["asked_again"] + 1]}
            return self._act(side, "ask_again", EntryKind.ASKED_AGAIN, changes, note=self._note())
        return self._one_step(side, chance)

    def _answer_request(self, side: str) -> Act:
        answer = Answer.ACCEPTED
        if self.state["answer"] == Answer.NONE:
            answer = self.rng.choices(list(ANSWERS), list(ANSWERS.values()))[0]
        after: dict[str, Any] = {"answer": answer, "answered_on": self.today}
        if self.state["proposed_by"] != side:
            after["recognition"] = Recognition.CONFIRMED
        if answer == Answer.ACCEPTED:
            after["speech_act"] = SpeechAct.UNDERTAKING
        is_declined = answer == Answer.DECLINED
        return self._act(
            side,
            "answer_request",
            KINDS[answer],
            self._changed(after),
            note="" if is_declined else self._note(),
            reason=self._reason() if is_declined else "",
        )

    def _test(self, side: str) -> Act | None:
        """What shows that it is fulfilled, said by the side that it binds alone, once."""
        if self.state["criteria_given"] or not self._is_own_alone(side) or self.rng.random() > 0.4:
            return None
        lines = [
            {
                "kind": "done",
                "text": words.one_of("criteria", self.story.language, self.rng),
                "language": self.story.language,
                "verified": "",
                "evidence_class": self.rng.choice(CLASSES),
            }
        ]
        changes = set_pair([], merge([], lines, 0))
        return self._act(side, "set_criteria", EntryKind.CRITERIA_SET, changes)
