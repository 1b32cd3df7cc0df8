"""How one commitment stands after each of its entries, worked out a second time: from records alone.

As docs/definitions.md says it. See facts.py, which takes the entries in.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]

SIDES = ("first", "second")
CLOSED = ("delivered", "not_delivered", "dropped", "superseded")
# A side that has said one of these expects the next one.
EXPECTS_PROGRESS = ("not_started", "in_progress", "blocked", "part")
RHYTHM = ("due_kind", "every_weeks", "every_months")


def agreed_of(first: str, second: str) -> str:
    if first == second:
        return first
    return "one_side" if "not_assessed" in (first, second) else "differ"


@dataclass(frozen=True)
class View:
    """What both sides say after an entry."""

    status: tuple[str, str] = ("not_assessed", "not_assessed")
    outlook: tuple[str, str] = ("no_view", "no_view")

    @property
    def agreed(self) -> str:
        return agreed_of(*self.status)

    def with_(self, side: str, name: str, value: str) -> View:
        pair = list(getattr(self, name))
        pair[SIDES.index(side)] = value
        changed = {"status": self.status, "outlook": self.outlook, name: tuple(pair)}
        if changed["status"][SIDES.index(side)] in CLOSED:
            outlook = list(changed["outlook"])
            outlook[SIDES.index(side)] = "no_view"
            changed["outlook"] = tuple(outlook)
        return View(**changed)


@dataclass
class Fact:
    """One commitment, as the entries taken in so far leave it. Days are those of the commission."""

    code: str
    recorded_on: dt.date
    terms: dict[str, Any] = field(default_factory=dict)
    view: View = View()
    words: dict[str, dt.date] = field(default_factory=dict)  # by side, the day of its last word
    owed: dict[str, dt.date] = field(default_factory=dict)
    rhythm_from: dt.date | None = None
    is_owed_by_rhythm: bool = False
    missed: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(SIDES, 0)
    )  # by rhythms and filings of before
    filed: set[tuple[str, str]] = field(default_factory=set)  # side, and the kind of what it filed
    redated: tuple[int, int] = (0, 0)
    differ_since: dt.date | None = None
    # By side: the entry that began its status, the day it has been true, and the day the side itself states for it.
    begun: dict[str, int] = field(default_factory=dict)
    true_on: dict[str, dt.date] = field(default_factory=dict)
    stated_on: dict[str, dt.date] = field(default_factory=dict)
    first_due: dt.date | None = None

    # --- what follows

    @property
    def is_request(self) -> bool:
        asked = bool(self.terms.get("asked_on")) and self.terms["speech_act"] == "request"
        return asked and self.terms.get("answer") != "accepted"

    @property
    def is_counted(self) -> bool:
        return self.terms["recognition"] != "withdrawn"

    @property
    def is_open(self) -> bool:
        return self.is_counted and not self.is_request and self.view.agreed not in CLOSED

    @property
    def differs(self) -> bool:
        return self.is_open and self.view.agreed == "differ"

    def awaits(self, answer: str) -> bool:
        """A request that stands with this answer; "": with none."""
        return self.is_request and self.is_counted and (self.terms.get("answer") or "") == answer

    def days_late(self, day: dt.date) -> dict[str, int]:
        """By side, for how many days it has been late with what it owes."""
        return {side: (day - on).days for side, on in self.owed.items() if on < day}

    def missed_by(self, day: dt.date) -> dict[str, int]:
        """By side that owes by rhythm, how many of its days passed without a report or an answer."""
        if not self.is_owed_by_rhythm:
            return {}
        return {
            side: self.missed[side] + sum(on <= one < day for one in self._rhythm())
            for side, on in self.owed.items()
        }

    def never_filed(self, side: str) -> bool:
        """Whether a side has owed by the rhythm from its beginning and filed nothing."""
        kind = "reported" if self.terms["due_kind"] == "continuing" else "checked"
        _begin, first = itertools.islice(self._rhythm(), 2)
        return (side, kind) not in self.filed and not self.missed[side] and self.owed[side] == first

    def silent_for(self, day: dt.date, limit: int) -> dict[str, int]:
        """By side, for how many days it has said nothing, where these are more than the limit."""
        if not self.is_open:
            return {}
        days = {side: (day - self.words.get(side, self.recorded_on)).days for side in SIDES}
        return {side: number for side, number in days.items() if number > limit}

    def days_without_progress(self, day: dt.date, limit: int) -> int:
        """For how long the longer of the two has stated no progress, where it is more than the limit; else 0."""
        if not self.is_open:
            return 0
        sides = zip(SIDES, self.view.status, strict=True)
        found = [(day - self.true_on[side]).days for side, status in sides if status in EXPECTS_PROGRESS]
        return max((number for number in found if number > limit), default=0)

    def delivered_after(self) -> tuple[int, int] | None:
        """How many days after the day promised last and first; None for what is not delivered or had no day."""
        due = self.terms.get("due_on")
        if self.view.agreed != "delivered" or not due or self.first_due is None:
            return None
        performers = SIDES if self.terms["performed_by"] == "both" else (self.terms["performed_by"],)
        on = max(self.stated_on[side] for side in performers)
        return (on - dt.date.fromisoformat(due)).days, (on - self.first_due).days

    # --- one entry more

    def take(self, record: Record, day: dt.date) -> None:
        kind, side = record["kind"], record["actor"]["side"]
        passed = [on for on in self._rhythm() if on < day] if self.is_owed_by_rhythm else []
        view, before = self.view, self.view.agreed
        for key, (old, new) in record["set"].items():
            whose, _, name = key.partition("_") if key.startswith(SIDES) else (side, "", key)
            if kind == "corrected" and old is None:
                continue  # about the past alone
            if name in ("status", "outlook"):
                view = view.with_(whose, name, new)
            elif key not in ("proposal", "steps", "reported_on", "checked_on"):
                self.terms[key] = new
            if key == "due_on" and old and new and kind != "request_accepted":
                moved = dt.date.fromisoformat(new) - dt.date.fromisoformat(old)
                self.redated = (self.redated[0] + 1, self.redated[1] + moved.days)
        self._note_days(record, side, self.view, view)
        self.view = view
        if kind == "request_accepted" or self.first_due is None:
            due = self.terms.get("due_on")
            self.first_due = dt.date.fromisoformat(due) if due else None
        if view.agreed != before:
            self.differ_since = day if view.agreed == "differ" else None
        for speaker in SIDES if kind == "decided" else (side,):
            self.words[speaker] = day
        if kind in ("reported", "checked"):
            self.filed.add((side, kind))
        self._owe(record, side, day, passed)

    def _note_days(self, record: Record, side: str, before: View, after: View) -> None:
        on = dt.date.fromisoformat(record["effective_on"])
        corrects = record["refs"].get("corrects") if record["kind"] == "corrected" else None
        for place, one in enumerate(SIDES):
            if before.status[place] != after.status[place] or (corrects and self.begun.get(one) == corrects):
                self.begun[one], self.true_on[one] = record["seq"], on
                # Who takes over the view of the other side states no day.
                is_taken_over = record["kind"] == "agreed" and one == side
                self.stated_on[one] = self.stated_on[SIDES[1 - place]] if is_taken_over else on

    def _owe(self, record: Record, side: str, day: dt.date, passed: list[dt.date]) -> None:
        """`passed` are the days of the rhythm of before the entry that had passed."""
        terms, kind, had = self.terms, record["kind"], self.owed if self.is_owed_by_rhythm else {}
        is_asked = terms["due_kind"] == "condition" and not terms.get("condition_met_on")
        whose = terms["asked"] if is_asked else terms["performed_by"]
        owing = [one for one in SIDES if self.is_open and whose in (one, "both")]
        is_anew = kind in ("recorded", "request_accepted") or bool(set(RHYTHM) & set(record["set"]))
        if is_anew:
            for one, on in had.items():
                self.missed[one] += sum(on <= other for other in passed)
            self.rhythm_from = day
        self.is_owed_by_rhythm = is_asked or terms["due_kind"] == "continuing"
        if not self.is_owed_by_rhythm:
            due = terms.get("due_on")
            self.owed = {one: dt.date.fromisoformat(due) for one in owing if due}
            return
        self.owed = {}
        for one in owing:
            if is_anew or one not in had:
                self.owed[one] = next(on for on in self._rhythm() if on > max(day, self.rhythm_from))
            elif one == side and kind in ("reported", "checked"):
                filed = dt.date.fromisoformat(record["effective_on"])
                self.owed[one] = max(had[one], self._owed_after(filed))
                skipped = sum(had[one] <= on < self.owed[one] for on in self._rhythm())
                self.missed[one] += max(0, skipped - 1)  # it is filed for one of them
            else:
                self.owed[one] = had[one]

    def _rhythm(self) -> Iterator[dt.date]:
        """The day it begins, on which nothing is owed, and the days on which something is."""
        start = self.rhythm_from
        for number in range(60):
            if self.terms["due_kind"] == "condition":
                yield start + dt.timedelta(weeks=number * self.terms["every_weeks"])
                continue
            years, month = divmod(start.month - 1 + number * self.terms["every_months"], 12)
            last = calendar.monthrange(start.year + years, month + 1)[1]
            yield dt.date(start.year + years, month + 1, min(start.day, last))

    def _owed_after(self, filed: dt.date) -> dt.date:
        """What is filed is for the nearest day of the rhythm, the earlier of two: the one after that is owed next."""
        days = list(self._rhythm())
        nearest = min(days, key=lambda on: (abs((on - filed).days), on))
        return days[days.index(nearest) + 1]
