"""Progress in figures in the sample: two indicators of a commitment, and forty values of each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commitments.actions.indicators import merge
from commitments.actions.state import VALUES
from commitments.figures.record import standing
from commitments.management.sample import words
from commitments.management.sample.drafts import Act, Drafter
from commitments.vocabulary import EntryKind, other_side
from commitments.vocabulary.figures import Combining, Direction, ValueStatus
from commitments.vocabulary.rhythm import add_months

# How many values the performer and the other side state at once, and each of them later: together forty.
FIRST, LATER = {True: 20, False: 16}, 2


class FiguresDrafter(Drafter):
    """Drafts what is counted, and the values that the sides state for it."""

    def _figures(self, side: str) -> Act | None:
        """What is counted, said by the side that it binds alone; then, in most entries, values."""
        story, state = self.story, self.state
        if not story.has_figures or not state["is_open"]:
            return None
        if not state["indicators_given"]:
            return self._count(side) if self._is_own_alone(side) else None
        if self.rng.random() < 0.3:
            return None
        wanted = [
            indicator
            for indicator in standing(state["indicators"])
            if len(story.values.get((indicator["number"], side), ())) < self._first(side) + LATER
        ]
        return self._state(side, self.rng.choice(wanted)) if wanted else None

    def _first(self, side: str) -> int:
        performer = self.story.performed_by
        return FIRST[side == (self.story.proposed_by if performer == "both" else performer)]

    def _count(self, side: str) -> Act:
        begins = dt.date.fromisoformat(self.state["meeting"][:10])
        lines = [
            self._indicator(0, Combining.FLOW, self.rng.randrange(1_000, 3_000), f"{begins.year + 1}-12-31"),
            self._indicator(1, Combining.STOCK, self.rng.randrange(90, 200), f"{begins.year + 2}-06-30"),
        ]
        changes = {"indicators": [[], merge([], lines, 0, begins)]}
        return self._act(side, EntryKind.INDICATORS_SET, changes)

    def _indicator(self, place: int, combining: Combining, target: int, by: str) -> dict[str, Any]:
        language = words.LANGUAGES.index(self.story.language)
        title, unit = (words.SAID[name][place][language] for name in ("counted", "units"))
        return {
            "title": title,
            "language": self.story.language,
            "unit": unit,
            "decimals": 0,
            "combining": combining.value,
            "direction": Direction.MORE.value,
            "every_months": 3,
            "baseline": None,
            "is_open": False,
            "targets": [{"value": str(target), "period": by}],
        }

    def _state(self, side: str, indicator: dict[str, Any]) -> Act:
        """The months that have ended, as a pasted column; later the newest, where one that was stated is revised."""
        number = indicator["number"]
        stated = self.story.values.setdefault((number, side), [])
        known = {row["period"]: row for row in stated}
        theirs = {row["period"]: row for row in self.story.values.get((number, other_side(side)), ())}
        months = range(LATER if stated else self._first(side), 0, -1)
        periods = [f"{add_months(self.today, -back):%Y-%m}" for back in months]
        rows = [self._row(period, known.get(period), theirs.get(period)) for period in periods]
        revised = [known[period] for period in periods if period in known]
        said = {"indicator": number, "title": indicator["title"], "unit": indicator["unit"], "rows": rows}
        stated += rows
        changes = {VALUES: [{"rows": revised} if revised else None, said]}
        sources = (self._source(),) if self.rng.random() < 0.5 else ()
        return self._act(side, EntryKind.VALUES_GIVEN, changes, sources=sources)

    def _row(
        self, period: str, revised: dict[str, str] | None, theirs: dict[str, str] | None
    ) -> dict[str, str]:
        """A value for a month; the sides state the same, but where they differ in all else."""
        if theirs is not None and revised is None and self.story.fate != "diverging":
            return theirs
        if revised is None and self.rng.random() < 0.03:
            return {"period": period, "status": ValueStatus.NOT_PUBLISHED.value}
        number = int(revised["number"]) if revised and "number" in revised else self.rng.randrange(80, 160)
        status = ValueStatus.FINAL if revised else ValueStatus.PROVISIONAL
        return {"period": period, "status": status.value, "number": str(number + self.rng.randrange(1, 9))}
