"""The next entry of a commitment of the sample: drawn, but only from what the rules of the register allow then."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from commitments.actions.request_state import is_request
from commitments.actions.state import PROPOSAL, State
from commitments.management.sample.drafts import Act
from commitments.management.sample.figures import FiguresDrafter
from commitments.management.sample.plan import Story
from commitments.models import Entry
from commitments.vocabulary import (
    CLOSED,
    MOVES,
    NEEDS_REASON,
    DueKind,
    EntryKind,
    Outlook,
    Recognition,
    Status,
    Subject,
    may_move,
    other_side,
)

# Where an open commitment goes next, when it moves at all.
NEXT = {
    Status.NOT_STARTED: 3,
    Status.IN_PROGRESS: 10,
    Status.BLOCKED: 2,
    Status.CONTINUING: 3,
    Status.PART: 4,
}
OUTLOOKS = {Outlook.ON_TRACK: 60, Outlook.NO_VIEW: 15, Outlook.AT_RISK: 17, Outlook.OFF_TRACK: 8}


class Teller(FiguresDrafter):
    """Tells one commitment's story on, an entry at a time."""

    def __init__(self, story: Story, state: State, *, left: int, today: dt.date, rng: random.Random) -> None:
        """`left` is how many entries follow this one."""
        super().__init__(story, state, today=today, rng=rng)
        self.left = left

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
            return self._withdraw() if self.left == 0 else None
        if is_request(state):
            return None
        if story.fate == "diverging" and self.left <= 1:
            return self._update("first" if self.left else "second", diverging=True)
        if story.fate == "superseded" and successor and self.left <= 1:
            return self._supersede("first" if self.left else "second", successor)
        if story.fate not in ("delivered", "not_delivered", "dropped") or self.left > 1:
            return None
        if self.left == 1:
            speaker = other_side(closes) if story.fate == "not_delivered" else closes
            return self._close(speaker, story.fate) if state[f"{speaker}_status"] not in CLOSED else None
        for side in ("first", "second"):
            if state[f"{side}_status"] in CLOSED:
                return self._agree(other_side(side))
        return None

    def _withdraw(self) -> Act | None:
        if self.state["recognition"] not in (Recognition.PROPOSED, Recognition.ONE_SIDED):
            return None
        changes = self._changed({"recognition": Recognition.WITHDRAWN})
        return self._act(
            self.story.proposed_by, "withdraw", EntryKind.WITHDRAWN, changes, reason=self._reason()
        )

    def _close(self, side: str, fate: str) -> Act:
        status = Status(fate)
        if status == Status.NOT_DELIVERED and not self._has_failed():
            status = Status.DROPPED
        return self._act(
            side,
            "close",
            EntryKind.CLOSED,
            self._changed({"status": status, "outlook": Outlook.NO_VIEW}, side),
            note=self._note(),
            reason="" if status == Status.DELIVERED else self._reason(),
            sources=(self._proof(),) if status == Status.DELIVERED else (),
            effective=self._some_day(),
        )

    def _has_failed(self) -> bool:
        return self.state["due_on"] is not None and self.state["due_on"] < self.today.isoformat()

    def _supersede(self, side: str, successor: str) -> Act | None:
        if self.state[f"{side}_status"] in CLOSED:
            return None
        changes = self._changed({"status": Status.SUPERSEDED, "outlook": Outlook.NO_VIEW}, side)
        changes |= self._changed({"superseded_by": self.state["superseded_by"] or successor})
        return self._act(side, "supersede", EntryKind.SUPERSEDED, changes, note=self._note())

    # --- answers to what is asked

    def _answer(self, side: str) -> Act | None:
        state, rng = self.state, self.rng
        asked = state["recognition"] == Recognition.PROPOSED and state["proposed_by"] != side
        if asked and self.story.fate != "withdrawn" and rng.random() < 0.6:
            return self._recognise(side)
        proposal = state["proposals"].get(Subject.DUE)
        if proposal is not None and proposal["side"] != side and rng.random() < 0.6:
            return self._answer_terms(side, proposal)
        if state[f"{side}_status"] in CLOSED:
            return self._reopen(side)
        theirs = state[f"{other_side(side)}_status"]
        if (
            theirs not in (Status.NOT_ASSESSED, state[f"{side}_status"])
            and theirs not in CLOSED
            and may_move(state[f"{side}_status"], theirs)
            and rng.random() < (0.1 if self.story.fate == "diverging" else 0.6)
        ):
            return self._agree(side)
        return self._check(side) or self._report(side)

    def _recognise(self, side: str) -> Act:
        if self.rng.random() < 0.93:
            changes = self._changed({"recognition": Recognition.CONFIRMED})
            return self._act(side, "recognise", EntryKind.CONFIRMED, changes)
        changes = self._changed({"recognition": Recognition.ONE_SIDED})
        return self._act(side, "recognise", EntryKind.DECLINED, changes, reason=self._reason())

    def _agree(self, side: str) -> Act:
        theirs = self.state[f"{other_side(side)}_status"]
        return self._act(side, "agree", EntryKind.AGREED, self._changed({"status": theirs}, side))

    def _reopen(self, side: str) -> Act:
        changes = self._changed({"status": Status.IN_PROGRESS}, side)
        return self._act(
            side, "reopen", EntryKind.REOPENED, changes, reason=self._reason(), effective=self._some_day()
        )

    def _check(self, side: str) -> Act | None:
        state = self.state
        if (
            not state["is_open"]
            or state["due_kind"] != DueKind.CONDITION
            or state["condition_met_on"]
            or state["asked"] not in (side, "both")
            or self.rng.random() > 0.35
        ):
            return None
        after: dict[str, Any] = {}
        if self.rng.random() < 0.12:
            due = self.today + dt.timedelta(days=self.rng.randrange(30, 400))
            after |= {"condition_met_on": self.today, "due_on": due}
        changes = self._changed({"checked_on": self.today}, side) | self._changed(after)
        return self._act(side, "check_condition", EntryKind.CHECKED, changes, note=self._note())

    def _report(self, side: str) -> Act | None:
        state = self.state
        if (
            not state["is_open"]
            or state["due_kind"] != DueKind.CONTINUING
            or state["performed_by"] not in (side, "both")
            or self.rng.random() > 0.35
        ):
            return None
        changes = self._changed({"reported_on": self.today}, side)
        return self._act(side, "report", EntryKind.REPORTED, changes, note=self._note())

    # --- terms, corrections, and plain updates

    def _redate(self, side: str, moved: dt.date) -> Act | None:
        """At once while it binds the own side alone; by consent once both have confirmed it."""
        state, terms = self.state, self._changed({"due_on": moved})
        if self._is_own_alone(side):
            return self._act(side, "redate", EntryKind.REDATED, terms, reason=self._reason())
        if state["recognition"] != Recognition.CONFIRMED or Subject.DUE in state["proposals"]:
            return None
        put = {PROPOSAL: [None, {"subject": Subject.DUE.value, "terms": terms}]}
        return self._act(side, "propose", EntryKind.TERMS_PROPOSED, put, reason=self._reason())

    def _answer_terms(self, side: str, proposal: dict[str, Any]) -> Act:
        taken = {PROPOSAL: [{"subject": Subject.DUE.value, "number": proposal["number"]}, None]}
        if self.rng.random() < 0.7:
            changes = self._changed({name: pair[1] for name, pair in proposal["terms"].items()}) | taken
            return self._act(side, "answer_terms", EntryKind.REDATED, changes, note=self._note())
        return self._act(side, "answer_terms", EntryKind.TURNED_DOWN, taken, reason=self._reason())

    def _terms(self, side: str) -> Act | None:
        chance, state = self.rng.random(), self.state
        if chance < 0.05 and state["is_open"] and state["due_on"] and state["due_kind"] != DueKind.CONTINUING:
            moved = dt.date.fromisoformat(state["due_on"]) + dt.timedelta(days=self.rng.randrange(20, 180))
            return self._redate(side, moved)
        if 0.05 <= chance < 0.07:
            post = self.rng.choice(("Head of department", "Deputy director", "Project lead", "Desk officer"))
            changes = self._changed({"post": post}, side)
            return self._act(side, "hand_over", EntryKind.HANDED_OVER, changes) if changes else None
        if 0.07 <= chance < 0.08 and self._is_own_alone(side):
            changes = self._changed({"speech_act": "undertaking", "beneficiary": "both"})
            return (
                self._act(side, "amend", EntryKind.AMENDED, changes, reason=self._reason())
                if changes
                else None
            )
        if 0.08 <= chance < 0.09 and self.story.fate == "moving":
            return self._close(side, "delivered")  # too early, as the reopening that follows will say
        return None

    def _correction(self, side: str) -> Act | None:
        """Of the side's latest word, where it was a view."""
        state = self.state
        number, status = state[f"{side}_entry"], state[f"{side}_status"]
        if number is None or status == Status.NOT_ASSESSED or self.rng.random() > 0.02:
            return None
        right = self.rng.choice((Status(status), Status.IN_PROGRESS))
        changes = {
            "status": [status, right.value],
            "outlook": [state[f"{side}_outlook"], Outlook.NO_VIEW.value],
        }
        return self._act(
            side,
            "correct",
            EntryKind.CORRECTED,
            changes,
            note=self._note(),
            corrects=Entry(number=number),
            effective=self._some_day(),
        )

    def _update(self, side: str, *, diverging: bool = False) -> Act:
        state, rng = self.state, self.rng
        before = state[f"{side}_status"]
        status = before
        if before == Status.NOT_ASSESSED or diverging or rng.random() < 0.3:
            allowed = {to: NEXT[to] for to in NEXT if to in MOVES[before]}
            if diverging:
                allowed.pop(Status(state[f"{other_side(side)}_status"]), None)
            if self.story.fate == "blocked" and Status.BLOCKED in allowed:
                allowed[Status.BLOCKED] = 40
            status = rng.choices(list(allowed), list(allowed.values()))[0]
        if before in CLOSED:
            return self._reopen(side)
        after: dict[str, Any] = {"status": status}
        reason = ""
        if rng.random() < 0.5:
            after["outlook"] = rng.choices(list(OUTLOOKS), list(OUTLOOKS.values()))[0]
            reason = self._reason() if after["outlook"] in NEEDS_REASON else ""
        steps: dict[str, Any] = {}
        if rng.random() < 0.25:
            steps = self._next_step(side)
        return self._act(
            side,
            "log_update",
            EntryKind.UPDATED,
            self._changed(after, side) | steps,
            note=self._note(),
            reason=reason,
            position=self._reason() if status != before else "",
            sources=(self._source(),) if rng.random() < 0.35 else (),
            effective=self._some_day(),
        )
