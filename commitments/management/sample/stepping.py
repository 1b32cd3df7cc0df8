"""Next steps in the sample: announced, moved, done and dropped, and the word that there is nothing to report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commitments.actions.steps_state import STEP_FIELDS
from commitments.management.sample import words
from commitments.management.sample.drafts import Act, Drafter
from commitments.vocabulary import EntryKind


class StepDrafter(Drafter):
    """Drafts what a side says of its own steps."""

    def _open_steps(self, side: str) -> list[dict[str, Any]]:
        return [
            {name: step[name] for name in STEP_FIELDS}
            for step in self.state["steps"]
            if step["side"] == side and not step["done_on"]
        ]

    def _new_step(self, side: str) -> dict[str, Any]:
        return {
            "number": None,
            "post": self.state[f"{side}_post"] or "Desk officer",
            "text": words.one_of("steps", self.story.language, self.rng),
            "on": self._day_ahead(),
            "done_on": None,
        }

    def _day_ahead(self) -> str:
        return (self.today + dt.timedelta(days=self.rng.randrange(7, 90))).isoformat()

    def _next_step(self, side: str) -> dict[str, Any]:
        """What was announced before is done now, and something else is announced."""
        before = self._open_steps(side)
        done = [step | {"done_on": self.today.isoformat()} for step in before]
        return {"steps": [before, [*done, self._new_step(side)]]}

    def _steps(self, side: str) -> Act | None:
        """Now and then an entry about one step alone, or about nothing at all."""
        chance = self.rng.random()
        return self._one_step(side, chance) if self.state["is_open"] and chance < 0.08 else None

    def _one_step(self, side: str, chance: float) -> Act:
        if chance < 0.015:
            return self._act(side, "say_no_news", EntryKind.NO_NEWS, {})
        mine = self._open_steps(side)[:1]
        if not mine or chance < 0.03:
            changes = {"steps": [[], [self._new_step(side)]]}
            return self._act(side, "set_steps", EntryKind.STEP_SET, changes)
        if chance < 0.045:
            changes = {"steps": [mine, [mine[0] | {"on": self._day_ahead()}]]}
            return self._act(side, "set_steps", EntryKind.STEP_MOVED, changes, reason=self._reason())
        if chance < 0.055:
            changes = {"steps": [mine, []]}
            return self._act(side, "set_steps", EntryKind.STEP_DROPPED, changes, reason=self._reason())
        changes = {"steps": [mine, [mine[0] | {"done_on": self.today.isoformat()}]]}
        return self._act(side, "set_steps", EntryKind.STEP_DONE, changes, note=self._note())
