"""The next entry of a commitment of the sample: drawn, but only from what the rules of the register allow then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commitments.actions.criteria import merge, set_pair
from commitments.actions.request_state import is_request
from commitments.actions.state import PROPOSAL
from commitments.management.sample.drafts import CLASSES, Act
from commitments.management.sample.figures import FiguresDrafter
from commitments.management.sample.words import drawn
from commitments.models import Entry
from commitments.vocabulary import (
    CLOSED,
    MOVES,
    NEEDS_REASON,
    Answer,
    DueKind,
    EntryKind,
    Outlook,
    Recognition,
    SpeechAct,
    Status,
    Subject,
    may_move,
    other_side,
)

ANSWERED: dict[str, EntryKind] = {
    Answer.ACCEPTED: EntryKind.REQUEST_ACCEPTED,
    Answer.READY: EntryKind.REQUEST_READY,
    Answer.DECLINED: EntryKind.REQUEST_DECLINED,
}


class Teller(FiguresDrafter):
    """Tells one commitment's story on, an entry at a time."""

    def next(self, successor: str | None) -> Act:
        """The next entry. `successor` is the code of another commitment, where there is one to name."""
        ending = self._ending(successor)
        if ending is not None:
            return ending
        side = self._speaker()
        return (
            self._request(side)
            or self._figures(side)
            or self._answer(side)
            or self._test(side)
            or self._terms(side)
            or self._steps(side)
            or self._correction(side)
            or self._update(side)
        )

    # --- who speaks, and endings that are settled

    def _speaker(self) -> str:
        story = self.story
        if story.fate == "one_voice" or (story.has_figures and not self.state["indicators_given"]):
            return story.proposed_by  # what is counted is said before the other side binds itself
        if self.state["recognition"] == Recognition.PROPOSED and self.rng.random() < 0.4:
            return other_side(story.proposed_by)
        return self.rng.choice(("first", "second"))

    def _ending(self, successor: str | None) -> Act | None:
        story, state = self.story, self.state
        closes = story.performed_by if story.performed_by != "both" else story.proposed_by
        if story.fate == "withdrawn":
            return self._withdraw() if story.left == 0 else None
        if is_request(state) or story.left > 1:
            return None
        if story.fate == "diverging":
            return self._update("first" if story.left else "second", diverging=True)
        if story.fate == "superseded" and successor:
            return self._supersede("first" if story.left else "second", successor)
        if story.fate not in ("delivered", "not_delivered", "dropped"):
            return None
        if story.left == 1:
            speaker = other_side(closes) if story.fate == "not_delivered" else closes
            return None if self._has_closed(speaker) else self._close(speaker, story.fate)
        closed = next(filter(self._has_closed, ("first", "second")), None)
        return self._agree(other_side(closed)) if closed else None

    def _has_closed(self, side: str) -> bool:
        return self.state[f"{side}_status"] in CLOSED

    def _withdraw(self) -> Act | None:
        if self.state["recognition"] not in (Recognition.PROPOSED, Recognition.ONE_SIDED):
            return None
        changes = self._changed(recognition=Recognition.WITHDRAWN)
        return self._act(self.story.proposed_by, EntryKind.WITHDRAWN, changes, reason=self._say("reasons"))

    def _close(self, side: str, fate: str) -> Act:
        status, day = Status(fate), self.today.isoformat()
        if status == Status.NOT_DELIVERED and (self.state["due_on"] or day) >= day:
            status = Status.DROPPED
        changes = self._changed(side, status=status, outlook=Outlook.NO_VIEW)
        parts: dict[str, Any] = {"note": self._say("notes"), "effective_on": self._some_day()}
        if status == Status.DELIVERED:
            # An act shows the whole test to be met, where there is one.
            numbers = tuple(line["number"] for line in self.state["criteria"])
            return self._act(
                side, EntryKind.CLOSED, changes, sources=(self._source("act", meets=numbers),), **parts
            )
        return self._act(side, EntryKind.CLOSED, changes, reason=self._say("reasons"), **parts)

    def _supersede(self, side: str, successor: str) -> Act | None:
        if self._has_closed(side):
            return None
        changes = self._changed(side, status=Status.SUPERSEDED, outlook=Outlook.NO_VIEW)
        changes |= self._changed(superseded_by=self.state["superseded_by"] or successor)
        return self._act(side, EntryKind.SUPERSEDED, changes, note=self._say("notes"))

    # --- answers to what is asked

    def _request(self, side: str) -> Act | None:
        """Of a request that nobody has accepted: an answer, the same again, or a word about a step."""
        state, chance = self.state, self.rng.random()
        if not is_request(state):
            return None
        if state["performed_by"] == side:
            if chance < (0.6 if state["answer"] == Answer.NONE else 0.04):
                return self._answer_request(side)
        elif chance < 0.4 and state["answer"] in (Answer.NONE, Answer.READY):
            changes = self._changed(asked_again=state["asked_again"] + 1)
            return self._act(side, EntryKind.ASKED_AGAIN, changes, note=self._say("notes"))
        return self._one_step(side, chance)

    def _answer_request(self, side: str) -> Act:
        answer = drawn("answers", self.rng) if self.state["answer"] == Answer.NONE else Answer.ACCEPTED
        changes = self._changed(answer=answer, answered_on=self.today)
        if self.state["proposed_by"] != side:
            changes |= self._changed(recognition=Recognition.CONFIRMED)
        if answer == Answer.ACCEPTED:
            changes |= self._changed(speech_act=SpeechAct.UNDERTAKING)
        if answer == Answer.DECLINED:
            return self._act(side, ANSWERED[answer], changes, reason=self._say("reasons"))
        return self._act(side, ANSWERED[answer], changes, note=self._say("notes"))

    def _answer(self, side: str) -> Act | None:
        state, rng = self.state, self.rng
        asked = state["recognition"] == Recognition.PROPOSED and state["proposed_by"] != side
        if asked and self.story.fate != "withdrawn" and rng.random() < 0.6:
            return self._recognise(side)
        proposal = state["proposals"].get(Subject.DUE)
        if proposal is not None and proposal["side"] != side and rng.random() < 0.6:
            return self._answer_terms(side, proposal)
        if self._has_closed(side):
            return self._reopen(side)
        mine, theirs = state[f"{side}_status"], state[f"{other_side(side)}_status"]
        if (
            theirs not in (Status.NOT_ASSESSED, mine, *CLOSED)
            and may_move(mine, theirs)
            and rng.random() < (0.1 if self.story.fate == "diverging" else 0.6)
        ):
            return self._agree(side)
        return self._owed(side) if state["is_open"] and rng.random() < 0.35 else None

    def _recognise(self, side: str) -> Act:
        if self.rng.random() < 0.93:
            return self._act(side, EntryKind.CONFIRMED, self._changed(recognition=Recognition.CONFIRMED))
        changes = self._changed(recognition=Recognition.ONE_SIDED)
        return self._act(side, EntryKind.DECLINED, changes, reason=self._say("reasons"))

    def _agree(self, side: str) -> Act:
        changes = self._changed(side, status=self.state[f"{other_side(side)}_status"])
        return self._act(side, EntryKind.AGREED, changes)

    def _reopen(self, side: str) -> Act:
        changes = self._changed(side, status=Status.IN_PROGRESS)
        reason, day = self._say("reasons"), self._some_day()
        return self._act(side, EntryKind.REOPENED, changes, reason=reason, effective_on=day)

    def _owed(self, side: str) -> Act | None:
        """The report that is owed, or the answer whether a condition is met."""
        state, mine = self.state, (side, "both")
        if state["due_kind"] == DueKind.CONTINUING and state["performed_by"] in mine:
            reported = self._changed(side, reported_on=self.today)
            return self._act(side, EntryKind.REPORTED, reported, note=self._say("notes"))
        if state["due_kind"] != DueKind.CONDITION or state["condition_met_on"] or state["asked"] not in mine:
            return None
        checked = self._changed(side, checked_on=self.today)
        if self.rng.random() < 0.12:
            due = self.today + dt.timedelta(days=self.rng.randrange(30, 400))
            checked |= self._changed(condition_met_on=self.today, due_on=due)
        return self._act(side, EntryKind.CHECKED, checked, note=self._say("notes"))

    # --- tests, terms, corrections, and plain updates

    def _test(self, side: str) -> Act | None:
        """What shows that it is fulfilled, said by the side that it binds alone, once."""
        if self.state["criteria_given"] or not self._is_own_alone(side) or self.rng.random() > 0.4:
            return None
        line = {
            "kind": "done",
            "text": self._say("criteria"),
            "language": self.story.language,
            "verified": "",
            "evidence_class": self.rng.choice(CLASSES),
        }
        return self._act(side, EntryKind.CRITERIA_SET, set_pair([], merge([], [line], 0)))

    def _terms(self, side: str) -> Act | None:
        chance, state = self.rng.random(), self.state
        if chance < 0.05 and state["is_open"] and state["due_on"] and state["due_kind"] != DueKind.CONTINUING:
            moved = dt.date.fromisoformat(state["due_on"]) + dt.timedelta(days=self.rng.randrange(20, 180))
            return self._redate(side, moved)
        if 0.05 <= chance < 0.07:
            post = self.rng.choice(("Head of department", "Deputy director", "Project lead", "Desk officer"))
            changes = self._changed(side, post=post)
            return self._act(side, EntryKind.HANDED_OVER, changes) if changes else None
        if 0.07 <= chance < 0.08 and self._is_own_alone(side):
            changes = self._changed(speech_act=SpeechAct.UNDERTAKING, beneficiary="both")
            reason = self._say("reasons")
            return self._act(side, EntryKind.AMENDED, changes, reason=reason) if changes else None
        if 0.08 <= chance < 0.09 and self.story.fate == "moving":
            return self._close(side, "delivered")  # too early, as the reopening that follows will say
        return None

    def _redate(self, side: str, moved: dt.date) -> Act | None:
        """At once while it binds the own side alone; by consent once both have confirmed it."""
        state, terms = self.state, self._changed(due_on=moved)
        if self._is_own_alone(side):
            return self._act(side, EntryKind.REDATED, terms, reason=self._say("reasons"))
        if state["recognition"] != Recognition.CONFIRMED or Subject.DUE in state["proposals"]:
            return None
        put = {PROPOSAL: [None, {"subject": Subject.DUE.value, "terms": terms}]}
        return self._act(side, EntryKind.TERMS_PROPOSED, put, reason=self._say("reasons"))

    def _answer_terms(self, side: str, proposal: dict[str, Any]) -> Act:
        taken = {PROPOSAL: [{"subject": Subject.DUE.value, "number": proposal["number"]}, None]}
        if self.rng.random() < 0.7:
            changes = self._changed(**{name: pair[1] for name, pair in proposal["terms"].items()}) | taken
            return self._act(side, EntryKind.REDATED, changes, note=self._say("notes"))
        return self._act(side, EntryKind.TURNED_DOWN, taken, reason=self._say("reasons"))

    def _correction(self, side: str) -> Act | None:
        """Of the side's latest word, where it was a view."""
        number, status = self.state[f"{side}_entry"], self.state[f"{side}_status"]
        if number is None or status == Status.NOT_ASSESSED or self.rng.random() > 0.02:
            return None
        right = self.rng.choice((Status(status), Status.IN_PROGRESS))
        return self._act(
            side,
            EntryKind.CORRECTED,
            {
                "status": [status, right.value],
                "outlook": [self.state[f"{side}_outlook"], Outlook.NO_VIEW.value],
            },
            note=self._say("notes"),
            corrects=Entry(number=number),
            effective_on=self._some_day(),
        )

    def _update(self, side: str, *, diverging: bool = False) -> Act:
        rng, before = self.rng, self.state[f"{side}_status"]
        if before in CLOSED:
            return self._reopen(side)
        after: dict[str, Any] = {"status": before}
        if before == Status.NOT_ASSESSED or diverging or rng.random() < 0.3:
            others = {self.state[f"{other_side(side)}_status"]} if diverging else set()
            heavy = {"blocked": 40} if self.story.fate == "blocked" else {}
            after["status"] = drawn("statuses", rng, among=MOVES[before] - others, **heavy)
        if rng.random() < 0.5:
            after["outlook"] = drawn("outlooks", rng)
        return self._act(
            side,
            EntryKind.UPDATED,
            self._changed(side, **after) | (self._next_step(side) if rng.random() < 0.25 else {}),
            note=self._say("notes"),
            reason=self._say("reasons") if after.get("outlook") in NEEDS_REASON else "",
            position=self._say("reasons") if after["status"] != before else "",
            sources=(self._source(),) if rng.random() < 0.35 else (),
            effective_on=self._some_day(),
        )
