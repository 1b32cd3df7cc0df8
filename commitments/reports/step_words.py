"""Next steps in words: in the sentences of the log, and as the page of a commitment lists them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import typography
from commitments.models import Commitment, Entry, Party, Seat
from commitments.reports.texts import step_of
from commitments.vocabulary import EntryKind
from commitments.vocabulary.other_names import called_post


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: what, whose, by when, and whether it was done or is late."""

    number: int
    text: str
    lang: str
    party: Party
    post: str
    on: dt.date | None
    done_on: dt.date | None
    done_with: int | None
    days_late: int
    is_own: bool

    @property
    def is_open(self) -> bool:
        return self.done_on is None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of both sides: what is open by its date, and what was done, the latest first."""

    open: list[StepLine]
    done: list[StepLine]

    @property
    def any(self) -> bool:
        return bool(self.open or self.done)

    @property
    def own_open(self) -> list[StepLine]:
        return [line for line in self.open if line.is_own]


def steps_of(commitment: Commitment, seat: Seat, *, day: dt.date) -> Steps:
    """The steps of a commitment as seen on `day` by the side of `seat`."""
    parties = dict(seat.sides)
    lines = [_line(step, parties, seat, commitment, day) for step in commitment.steps]
    waiting = [line for line in lines if line.is_open]
    done = [line for line in lines if not line.is_open]
    return Steps(
        open=sorted(waiting, key=lambda line: (line.on is None, line.on or day, line.number)),
        done=sorted(done, key=lambda line: (line.done_on, line.number), reverse=True),
    )


def _line(
    step: dict[str, Any], parties: dict[str, Party], seat: Seat, commitment: Commitment, day: dt.date
) -> StepLine:
    on, done_on = (dt.date.fromisoformat(step[key]) if step[key] else None for key in ("on", "done_on"))
    is_late = commitment.is_open and done_on is None and on is not None and on < day
    text = step_of(commitment, step)
    return StepLine(
        number=step["number"],
        text=text,
        lang=text.lang,
        party=parties[step["side"]],
        post=called_post(step["post"]),
        on=on,
        done_on=done_on,
        done_with=step["done_with"],
        days_late=(day - on).days if is_late and on else 0,
        is_own=step["side"] == seat.side,
    )


def step_words(step: dict[str, Any]) -> str:
    """ "Letter to the ministry, by 3 March 2021 (Analyst, Ministry of Health)", or when it was done."""
    words = {"text": step["text"], "post": called_post(step["post"])}
    if step["done_on"]:
        return _("%(text)s, done on %(day)s (%(post)s)") % (words | {"day": _day(step["done_on"])})
    if step["on"]:
        return _("%(text)s, by %(day)s (%(post)s)") % (words | {"day": _day(step["on"])})
    return _("%(text)s (%(post)s)") % words


def changed_steps(steps: Iterable[dict[str, Any]] | str) -> str:
    """The touched steps of an entry, on one side of its change; or the text of one as it is being written."""
    if isinstance(steps, str):
        return steps
    return typography.clauses(step_words(step) for step in steps) or "–"


def step_sentence(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of an entry about one step, or of a word that says there is nothing to report."""
    if entry.kind == EntryKind.NO_NEWS:
        return _("%(party)s has nothing to report on %(title)s.") % words
    before, after = entry.changes.get("steps", [[], []])
    (step,) = (after or before)[:1] or [{"text": "", "on": None, "done_on": None}]
    words = words | {"text": step["text"], "day": _day(step["done_on"] or step["on"])}
    match entry.kind:
        case EntryKind.STEP_SET if step["on"]:
            return _("%(party)s announced a step on %(title)s by %(day)s: %(text)s") % words
        case EntryKind.STEP_SET:
            return _("%(party)s announced a step on %(title)s: %(text)s") % words
        case EntryKind.STEP_MOVED:
            return _("%(party)s moved a step on %(title)s to %(day)s: %(text)s") % words
        case EntryKind.STEP_DONE:
            return _("%(party)s did a step on %(title)s: %(text)s") % words
        case _:
            return _("%(party)s dropped a step on %(title)s: %(text)s") % words


def _day(value: str | None) -> str:
    return date_format(dt.date.fromisoformat(value)) if value else ""
