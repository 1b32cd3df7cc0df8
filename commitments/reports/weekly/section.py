"""What a section of the week is: one declaration, from which placing, counting, lines and headline follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.lines import LineParts, LineWriter
from commitments.reports.weekly.material import WeekSubject

# How many lines a section shows; it always says how many there are.
SHOWN = 50


@dataclass(slots=True)
class SectionCount:
    """How many commitments are in a section of one week, and which of them are shown.

    Parts of the total: `new` differences, what was delivered `late`, and those on which the `first` and the `second`
    side are late or silent.
    """

    total: int = 0
    new: int = 0
    late: int = 0
    first: int = 0
    second: int = 0
    shown: list[int] = field(default_factory=list)
    events: dict[int, Event] = field(default_factory=dict)  # of those shown, where entries brought them here


Counts = Mapping[str, SectionCount]


def never(event: Event) -> bool:
    """For sections that no entry leads to: they tell how it stands at the end of the week."""
    return False


def always(event: Event) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class WeekSection:
    """A section of the week.

    An event belongs to the first section in the order of `sections.SECTIONS` that has its topic and holds for it.
    `line` says one commitment of it. `sentence` is its clause of the headline, with forms for one and many of `%(n)s`;
    where it has to tell more than one number, `tells` makes it from all counts. `query` asks the log, or for how it stands the register, for everything the section is about.
    """

    key: str
    heading: Promise
    mark: str
    line: Callable[[LineWriter, WeekSubject, Event], LineParts]
    sentence: Any = None
    tells: Callable[[Counts], str] | None = None
    topic: EventTopic | None = None
    holds: Callable[[Event], bool] = never
    colour: str = ""
    query: str = ""
    stands: bool = False  # it tells how it stands, whether or not an entry of the week led to it
    is_always_told: bool = False  # the headline never leaves it out
    order: Callable[[WeekSubject], Any] | None = None  # of the lines; None: as they are found

    @property
    def is_in_register(self) -> bool:
        """Whether `query` asks the register: no entry may have led to what the section is about."""
        return self.stands or self.query.startswith("figures=")

    def clause(self, counts: Counts) -> str:
        """Its sentence of the headline; empty where nothing is in it."""
        if self.tells is not None:
            return self.tells(counts)
        number = counts[self.key].total
        return wording.counting(self.sentence, number) if number else ""
