"""Drafting one event of a commitment of the sample: who acts, what it changes, and invented words for it."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any, NamedTuple

from commitments.actions.record import EventDraft, Source
from commitments.actions.state import State
from commitments.actions.steps_state import STEP_FIELDS
from commitments.management.sample import words
from commitments.management.sample.plan import Story
from commitments.models.fields import as_recorded
from commitments.vocabulary import EVIDENCE_NEEDED, STEP_KINDS, WITHDRAWABLE, EntryKind, Role

CLASSES = tuple(str(one) for one in EVIDENCE_NEEDED)
# What analysts write, too; all else is for secretaries.
EVERYDAY = STEP_KINDS | {
    EntryKind.UPDATED,
    EntryKind.CHECKED,
    EntryKind.REPORTED,
    EntryKind.CORRECTED,
    EntryKind.VALUES_GIVEN,
    EntryKind.ASKED_AGAIN,
}


class Act(NamedTuple):
    """An event draft with the side and the role that act."""

    side: str
    role: str
    draft: EventDraft


class Drafter:
    """Drafts events on one commitment as it stands on a day."""

    def __init__(self, story: Story, state: State, *, today: dt.date, rng: random.Random) -> None:
        self.story, self.state, self.today, self.rng = story, state, today, rng

    def _act(self, side: str, kind: EntryKind, changes: dict[str, list[Any]], **parts: Any) -> Act:
        """`parts` are those of an event draft; without a day it is of today."""
        by_analyst = kind in EVERYDAY and self.rng.random() > 0.15
        parts = {"effective_on": self.today} | parts
        draft = EventDraft(kind=kind.value, object=f"commitment/{self.story.code}", changes=changes, **parts)
        return Act(side, (Role.ANALYST if by_analyst else Role.SECRETARY).value, draft)

    def _changed(self, side: str = "", **after: Any) -> dict[str, list[Any]]:
        pairs = {
            name: [self.state[f"{side}_{name}" if side else name], as_recorded(new)]
            for name, new in after.items()
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def _some_day(self) -> dt.date:
        """The day something became true: up to ten days before it is recorded, not before the pledge."""
        day = self.today - dt.timedelta(days=int(10 * self.rng.random() ** 3))
        return max(day, dt.date.fromisoformat(self.state["meeting"][:10]))

    def _say(self, what: str) -> str:
        """One of the sentences there are for it."""
        return words.one_of(what, self.story.language, self.rng)

    def _is_own_alone(self, side: str) -> bool:
        return self.state["recognition"] in WITHDRAWABLE and self.state["proposed_by"] == side

    def _source(self, evidence_class: str = "", *, meets: tuple[int, ...] = ()) -> Source:
        number = self.rng.randrange(1_000_000)
        return Source(
            evidence_class=evidence_class or self.rng.choice(CLASSES),
            title=self._say("sources"),
            language=self.story.language,
            publisher="Gazette of the programme",
            address=f"https://example.org/programme/{number}" if self.rng.random() < 0.7 else "",
            published_on=self._some_day(),
            meets=meets,
        )

    # --- next steps: announced, moved, done and dropped, and the word that there is nothing to report

    def _open_steps(self, side: str) -> list[dict[str, Any]]:
        return [
            {name: step[name] for name in STEP_FIELDS}
            for step in self.state["steps"]
            if step["side"] == side and not step["done_on"]
        ]

    def _new_step(self, side: str) -> dict[str, Any]:
        post = self.state[f"{side}_post"] or "Desk officer"
        return {"number": None, "post": post, "text": self._say("steps"), "done_on": None} | self._later()

    def _done(self) -> dict[str, str]:
        return {"done_on": self.today.isoformat()}

    def _later(self) -> dict[str, str]:
        return {"on": (self.today + dt.timedelta(days=self.rng.randrange(7, 90))).isoformat()}

    def _next_step(self, side: str) -> dict[str, Any]:
        """What was announced before is done now, and something else is announced."""
        before = self._open_steps(side)
        return {"steps": [before, [*(step | self._done() for step in before), self._new_step(side)]]}

    def _steps(self, side: str) -> Act | None:
        """Now and then an entry about one step alone, or about nothing at all."""
        chance = self.rng.random()
        return self._one_step(side, chance) if self.state["is_open"] and chance < 0.08 else None

    def _one_step(self, side: str, chance: float) -> Act:
        if chance < 0.015:
            return self._act(side, EntryKind.NO_NEWS, {})
        mine = self._open_steps(side)[:1]
        if not mine or chance < 0.03:
            return self._act(side, EntryKind.STEP_SET, {"steps": [[], [self._new_step(side)]]})
        if chance < 0.045:
            moved = {"steps": [mine, [mine[0] | self._later()]]}
            return self._act(side, EntryKind.STEP_MOVED, moved, reason=self._say("reasons"))
        if chance < 0.055:
            return self._act(side, EntryKind.STEP_DROPPED, {"steps": [mine, []]}, reason=self._say("reasons"))
        done = {"steps": [mine, [mine[0] | self._done()]]}
        return self._act(side, EntryKind.STEP_DONE, done, note=self._say("notes"))
