"""Which parts of the pictures of the register an entry touches: a part stays as it was drawn until one does. Pure.

A part is touched where a commitment that it shows or counts, before or after the entry, changes in what it shows of
it. Whatever depends on the day besides is drawn anew each day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commitments.actions.state import Record
from commitments.models.fields import TERMS, State
from commitments.vocabulary import SIDES, Agreed, EntryKind, Need
from commitments.vocabulary.parts import PicturePart

# What is about names, settings and removed texts may be in any part.
OF_ALL = frozenset(
    {
        EntryKind.NAMED,
        EntryKind.SETTINGS_CHANGED,
        EntryKind.SEAT_CHANGED,
        EntryKind.ACCOUNT_CHANGED,
        EntryKind.REDACTED,
    }
)


def _of_sides(*names: str) -> tuple[str, ...]:
    return tuple(f"{side.value}_{name}" for name in names for side in SIDES)


NEEDS, WORDS_AT = _of_sides("need"), _of_sides("word_at")
REQUESTED = ("asked_on", "answer", "answered_on")
COUNTED = ("is_counted", "sector", "agreed", *_of_sides("status"), *REQUESTED)
FIGURES = tuple(name for name in TERMS if "figures" in name)
# Of the terms, all that words about a day may be made of.
OF_VIEWS = _of_sides("status", "since", "true_on", "need", "next_on", "post", "owner")
DUE = tuple(name for name in TERMS if name not in (*OF_VIEWS, *FIGURES, "move", "test"))


@dataclass(frozen=True, slots=True)
class TouchRule:
    """Of which commitments a part tells, and which of their columns."""

    tells_of: Callable[[State], bool]
    columns: frozenset[str]


def _is_late_or_due(state: State) -> bool:
    return bool(state["is_open"] and state["owed_on"])


def _is_request(state: State) -> bool:
    return state["asked_on"] is not None or any(state[name] == Need.REQUEST for name in NEEDS)


def _tasks_of(side: str) -> TouchRule:
    days = tuple(f"{side}_{name}" for name in ("owed_on", "next_on", "figures_owed_on"))
    own = (f"{side}_need_at", f"{side}_next_step")
    return TouchRule(
        lambda state: state[f"{side}_need"] != Need.NOTHING or any(state[name] for name in days),
        frozenset({*(name for name in TERMS if name != "figures_told"), *own, "offered_by", "proposals"}),
    )


RULES = {
    PicturePart.COUNTS: TouchRule(lambda state: state["is_counted"], frozenset(COUNTED)),
    PicturePart.LATE: TouchRule(_is_late_or_due, frozenset(DUE)),
    PicturePart.DIFFERING: TouchRule(
        lambda state: state["agreed"] == Agreed.DIFFER,
        frozenset(
            {
                *(
                    "title",
                    "titles",
                    "sector",
                    "is_counted",
                    "is_open",
                    "agreed",
                    "agreed_since",
                    "agreed_true_on",
                ),
                *("agreed_view", *_of_sides("status", "view", "position"), *REQUESTED),
            }
        ),
    ),
    PicturePart.REQUESTS: TouchRule(
        _is_request, frozenset({*REQUESTED, "is_counted", "recognition", *NEEDS})
    ),
    PicturePart.FIGURES: TouchRule(
        lambda state: state["figures_count"] > 0,
        frozenset(
            {
                *(*FIGURES, "series", "title", "titles", "indicators", "counted_titles"),
                *("is_counted", "is_open", "recognition", "sector"),
            }
        ),
    ),
    PicturePart.FIRST_TASKS: _tasks_of("first"),
    PicturePart.SECOND_TASKS: _tasks_of("second"),
}
WORDS = frozenset({"title", "titles", "is_open", "is_counted", *_of_sides("word_at")})


def touched_by(
    before: State | None, after: State, record: Record, *, silent_after_days: int
) -> Iterator[PicturePart]:
    """The parts touched by an entry about a commitment."""
    states = [after] if before is None else [before, after]

    changed = set(after) if before is None else {name for name in after if before[name] != after[name]}
    for part, rule in RULES.items():
        if not changed.isdisjoint(rule.columns) and any(map(rule.tells_of, states)):
            yield part
    if record["kind"] == EntryKind.TRANSLATED and after["agreed"] == Agreed.DIFFER:
        yield PicturePart.DIFFERING  # it may be of a position
    if record["kind"] == EntryKind.VALUES_GIVEN:
        yield PicturePart.FIGURES
    if not changed.isdisjoint(WORDS):
        # Who is silent is so from a midnight on: whoever will be by the next two counts, wherever the commission sits.
        since = dt.datetime.fromisoformat(record["recorded_at"]) + dt.timedelta(days=2 - silent_after_days)
        if any(_may_be_silent(state, since) for state in states):
            yield PicturePart.SILENT


def _may_be_silent(state: State, since: dt.datetime) -> bool:
    earliest = min(state[name] for name in WORDS_AT)
    return bool(state["is_open"]) and dt.datetime.fromisoformat(earliest) < since


def touched_besides(kind: str) -> tuple[PicturePart, ...]:
    """The parts touched by an entry of this kind that is about no commitment."""
    return tuple(PicturePart) if kind in OF_ALL else (PicturePart.MEETINGS,)
