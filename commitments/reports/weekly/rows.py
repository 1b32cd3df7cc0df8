"""The lines of the running week as a page prints them: each is kept until an entry on its commitment, or another day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commitments.reports.weekly.lines import WeekLine
from commitments.reports.weekly.section import WeekSection

# How a page prints a line of a section, by the key of the section.
PrintLine = Callable[[str, WeekLine], str]
# So many lines are kept for a running week, in all languages and orders of the sides.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class KeptLine:
    """`stamp` names what the line was written from, `order` its place among the others of its section."""

    stamp: tuple[Any, ...]
    order: Any
    text: str


class WeekRows:
    """The lines of one answer: those that are kept, and those written for it.

    `kept` is shared by all readers, `last` has the last entry of each commitment; both may grow meanwhile, so what a
    line is written from is named before it is read. A look that began before an entry leaves no line of it behind:
    `known` is the size of the log that it tells of.
    """

    known = 0

    def __init__(
        self,
        kept: dict[tuple[Any, ...], KeptLine],
        last: Mapping[int, int],
        reader: tuple[Any, ...],
        day: tuple[Any, ...],
        print_line: PrintLine,
    ) -> None:
        self.kept, self.last, self.reader, self.day, self.print_line = kept, last, reader, day, print_line
        self.lines: dict[tuple[str, int], KeptLine] = {}
        self.stamps: dict[tuple[str, int], tuple[Any, ...]] = {}

    def missing(self, section: str, shown: Iterable[int]) -> list[int]:
        """The commitments of a section whose lines have to be written."""
        found = []
        for key in shown:
            stamp = (*self.day, self.last.get(key, 0))
            line = self.kept.get((*self.reader, section, key))
            if line is not None and line.stamp == stamp:
                self.lines[section, key] = line
            else:
                self.stamps[section, key] = stamp
                found.append(key)
        return found

    def keep(self, section: str, key: int, order: Any, line: WeekLine) -> None:
        if len(self.kept) >= MOST:
            self.kept.clear()
        stamp = self.stamps[section, key]
        made = self.lines[section, key] = KeptLine(stamp, order, self.print_line(section, line))
        if stamp[-1] < self.known:
            self.kept[*self.reader, section, key] = made

    def printed(self, section: WeekSection, shown: list[int]) -> tuple[str, ...]:
        """The lines of a section in its order."""
        lines = {key: self.lines[section.key, key] for key in shown}
        if section.order is not None:
            return tuple(lines[key].text for key in sorted(shown, key=lambda key: (lines[key].order, key)))
        return tuple(lines[key].text for key in (sorted(shown) if section.stands else shown))
