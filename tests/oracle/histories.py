"""Random histories of a commission, told through the actions at moments where clocks go wrong, if they ever do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from commitments.actions import Conflict, NotAllowed, RuleBroken
from commitments.models import Commitment, Entry
from tests.actions.acts import ACTS, Pen
from tests.actions.test_story import may
from tests.oracle.facts import Told
from tests.people import World, build_world, moment

STEPS = 45
RECORDED_FIRST = 3
SILENT_AFTER = 20  # days, so that a history of some weeks has silent sides
# What is said of the performance comes about often enough to part, to agree, to be taken back, and corrected again.
ABOUT_VIEWS = (
    "log_update",
    "agree",
    "close",
    "reopen",
    "correct",
    "correct",
    "supersede",
    "report",
    "say_no_news",
)
NAMES = (*sorted(ACTS), *ABOUT_VIEWS * 4, *["log_update"] * 16)
A_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """Where a commission sits, when its week ends, and the day on which its history begins."""

    zone: str
    weekday: int
    time: dt.time
    begins: dt.date


# Over the days on which clocks change; two of the cut-offs lie in the hour that is skipped or shown twice.
PLACES = {
    "berlin-spring": Place("Europe/Berlin", 7, dt.time(2, 30), dt.date.fromisoformat("2021-03-04")),
    "berlin-autumn": Place("Europe/Berlin", 7, dt.time(2, 30), dt.date.fromisoformat("2021-10-04")),
    "new-york-spring": Place("America/New_York", 5, dt.time(23, 59, 59), dt.date.fromisoformat("2021-02-19")),
    "new-york-autumn": Place("America/New_York", 7, dt.time(1, 30), dt.date.fromisoformat("2021-10-14")),
}


class Dice(Pen):
    """Writes what fits, by throws that are the same for one seed."""

    def __init__(self, random: Random, world: World, by: Any = None, row: Any = None) -> None:
        super().__init__(random, world, by, row, rogue=False)

    def one_of(self, fitting: Any, anything: Any = None) -> Any:
        return self.data.choice(list(fitting))

    def number(self, least: int, most: int) -> int:
        return self.data.randint(least, most)

    def some_of(self, choices: Sequence[Any]) -> list[Any]:
        return self.data.sample(choices, self.data.randint(0, min(3, len(choices))))


def tell(seed: int, place: Place) -> tuple[World, Told]:
    """A world with a history, and its records. Wants a transaction that is rolled back."""
    random = Random(f"{seed} {place}")  # noqa: S311 (no secret)
    world = build_world(
        time_zone=place.zone,
        cutoff_weekday=place.weekday,
        cutoff_time=place.time,
        silent_after_days=SILENT_AFTER,
    )
    rules = Told([], ZoneInfo(place.zone), place.weekday, place.time, SILENT_AFTER)
    world.clock.now = moment(place.begins.isoformat())
    for step in range(STEPS):
        world.clock.now = _next_moment(random, rules, world.clock.now)
        _somebody_acts(random, world, "record" if step < RECORDED_FIRST else random.choice(NAMES))
    return world, told(world, rules)


def _somebody_acts(random: Random, world: World, name: str) -> None:
    rows = Commitment.objects.filter(commission=world.commission).select_related("meeting", "superseded_by")
    pairs = [(seat, row) for seat in world.seats for row in rows.order_by("code") if may(name, seat, row)]
    if pairs:
        pen = Dice(random, world, *random.choice(pairs))
        act, on, fields = ACTS[name](pen)
        try:
            act(on, by=pen.by, at=world.clock.now, **fields)
        except (RuleBroken, NotAllowed, Conflict):
            return  # as it happens to people, too


def told(world: World, rules: Told) -> Told:
    """What the log holds now."""
    entries = Entry.objects.filter(commission=world.commission).order_by("number")
    records = [json.loads(bytes(record)) for record in entries.values_list("record", flat=True)]
    return Told(records, rules.zone, rules.weekday, rules.time, rules.limit)


def _next_moment(random: Random, rules: Told, now: dt.datetime) -> dt.datetime:
    """Some hours later; or the next cut-off or the end of the day, to the microsecond or one beside it."""
    day = rules.day_of(now)
    monday = day - dt.timedelta(days=day.weekday())
    cutoffs = [rules.cutoff(monday + dt.timedelta(weeks=n)) for n in (0, 1)]
    match random.choice(["later", "later", "later", "at once", "cut-off", "cut-off", "midnight"]):
        case "later":
            return now + dt.timedelta(hours=random.randint(1, 40))
        case "at once":
            return now
        case "cut-off":
            at = next((one for one in cutoffs if one - A_MICROSECOND >= now), cutoffs[1])
        case _:
            at = rules.end_of(day)
    return max(now, at + random.choice([-1, 0, 1]) * A_MICROSECOND)
