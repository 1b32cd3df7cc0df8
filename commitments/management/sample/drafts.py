"""Drafting one event of a commitment of the sample: who acts, what it changes, and invented words for it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from commitments.actions.record import EventDraft, Source
from commitments.actions.state import State
from commitments.management.sample import words
from commitments.management.sample.plan import Story
from commitments.rules import PERMISSIONS, SECRETARIES
from commitments.vocabulary import EVIDENCE_NEEDED, WITHDRAWABLE, EntryKind, Role

CLASSES = tuple(str(one) for one in EVIDENCE_NEEDED)


@dataclass(frozen=True, slots=True)
class Act:
    """An event draft with the side and the role that act."""

    side: str
    role: str
    draft: EventDraft


def role_for(action: str, rng: random.Random) -> str:
    if PERMISSIONS[action].roles == SECRETARIES:
        return Role.SECRETARY.value
    return Role.SECRETARY.value if rng.random() < 0.15 else Role.ANALYST.value


class Drafter:
    """Drafts events on one commitment as it stands on a day."""

    def __init__(self, story: Story, state: State, *, today: dt.date, rng: random.Random) -> None:
        self.story, self.state, self.today, self.rng = story, state, today, rng

    def _act(
        self,
        side: str,
        action: str,
        kind: EntryKind,
        changes: dict[str, list[Any]],
        *,
        effective: dt.date | None = None,
        **parts: Any,
    ) -> Act:
        draft = EventDraft(
            kind=kind.value,
            object=f"commitment/{self.story.code}",
            effective_on=effective or self.today,
            changes=changes,
            **parts,
        )
        return Act(side, role_for(action, self.rng), draft)

    def _changed(self, after: dict[str, Any], side: str = "") -> dict[str, list[Any]]:
        changes = {}
        for name, new in after.items():
            old = self.state[f"{side}_{name}" if side else name]
            value = new.isoformat() if isinstance(new, dt.date) else str(new)
            if old != value:
                changes[name] = [old, value]
        return changes

    def _some_day(self) -> dt.date:
        """The day something became true: up to ten days before it is recorded, not before the pledge."""
        day = self.today - dt.timedelta(days=int(10 * self.rng.random() ** 3))
        return max(day, dt.date.fromisoformat(self.state["meeting"][:10]))

    def _note(self) -> str:
        return words.one_of("notes", self.story.language, self.rng)

    def _reason(self) -> str:
        return words.one_of("reasons", self.story.language, self.rng)

    def _is_own_alone(self, side: str) -> bool:
        return self.state["recognition"] in WITHDRAWABLE and self.state["proposed_by"] == side

    def _proof(self) -> Source:
        """An act that shows the whole test to be met, where there is one."""
        return self._source("act", meets=tuple(line["number"] for line in self.state["criteria"]))

    def _source(self, evidence_class: str = "", *, meets: tuple[int, ...] = ()) -> Source:
        number = self.rng.randrange(1_000_000)
        return Source(
            evidence_class=evidence_class or self.rng.choice(CLASSES),
            title=words.one_of("sources", self.story.language, self.rng),
            language=self.story.language,
            publisher="Gazette of the programme",
            address=f"https://example.org/programme/{number}" if self.rng.random() < 0.7 else "",
            published_on=self._some_day(),
            meets=meets,
        )
