"""The running week as it grows: its events by section, kept in each process and carried on entry by entry.

What an entry changes are the events of its own commitment; those are made anew from its entries of the week, by the
same pure rules as those of a whole week. What figures crossed depends on the day, too, and is found anew when an entry
has touched them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left, insort
from collections import defaultdict
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet
from django.utils.translation import get_language

from commitments.models import Commission, Entry, LogHead, Week
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.weekly.events import (
    Event,
    EventTopic,
    WeekEntry,
    apart_from_lists,
    entries_of,
    events_of,
    with_words,
)
from commitments.reports.weekly.figures import crossed_question, crossed_within, take_crossings
from commitments.reports.weekly.lines import Sides
from commitments.reports.weekly.period import WeekPeriod, period_of
from commitments.reports.weekly.rows import KeptLine, PrintLine, WeekRows
from commitments.reports.weekly.section import SHOWN, SectionCount
from commitments.reports.weekly.sections import SECTIONS, SectionCounts, section_of
from commitments.vocabulary.parts import PicturePart
from commitments.vocabulary.texts import reading_side

KEPT_FOR = 24 * 60 * 60  # seconds
# A process reads the running weeks of so many commissions at once.
MOST = 8


# Clocks of threads, and of machines, are so far apart at most.
APART = dt.timedelta(minutes=1)


class WeekBook:
    """The events of a running week, all that its entries up to `size` of the log brought."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.size = self._head = -1  # of the log that it tells of, and of the log
        self.lines: dict[tuple[Any, ...], KeptLine] = {}
        self.moment: dt.datetime | None = None
        self.touched: dict[str, int] = {}
        self.last: dict[int, int] = {}  # by commitment its last entry of the week
        self._rest: list[WeekEntry] = []
        self._of_lists: list[WeekEntry] = []
        # How many of what was delivered were late, and of which (and their last entry) that is said.
        self.delivered: tuple[tuple[int, int], ...] = ()
        self.delivered_late = 0
        self._entries: dict[int, list[WeekEntry]] = defaultdict(list)
        self._events: dict[int, list[tuple[str, Event]]] = {}  # by commitment, with the key of the section
        self._order: dict[str, list[int]] = defaultdict(list)  # by section the commitments, in order
        self._by_section: dict[str, dict[int, Event]] = defaultdict(dict)
        self._figures: list[Event] = []
        self._figures_of: tuple[object, ...] = ()

    def rows_of(
        self, commission: Commission, period: WeekPeriod, sides: Sides, print_line: PrintLine
    ) -> WeekRows:
        """The lines kept for readers of this language who see the sides in this order."""
        reader = (get_language(), reading_side(), *(str(side) for side, _party in sides))
        day = (period.day, commission.silent_after_days)
        return WeekRows(self.lines, self.last, reader, day, print_line)

    def look(self, commission: Commission, week: Week) -> WeekPeriod | None:
        """Returns the week as it runs at this moment, which `carry_on` then makes the book tell of.

        None where others know more: the log has an entry of a later moment (by another clock), or a replica does not have
        one yet that is in the book.
        """
        head = _ends.first(commission=commission.pk)
        size, touched, last_at = head or (0, {}, None)
        # Now that the head was read: by one clock nothing of it lies ahead.
        period = period_of(commission, week)
        if not period.is_present or size < self.size or (last_at is not None and last_at > period.moment):
            return None
        self.touched, self.moment, self._head = touched, period.moment, size
        return period

    def questions(self, commission: Commission, period: WeekPeriod) -> list[PreparedQuestion[Any] | None]:
        """What `carry_on` asks."""
        crossed = None
        if self._figures_until(period) != self._figures_of:
            crossed = crossed_question(commission, period)
        return [self._recorded_since(commission, period), crossed]

    def _recorded_since(self, commission: Commission, period: WeekPeriod) -> PreparedQuestion[Any] | None:
        if not self.last and not self._rest:
            return in_week.of(commission=commission.pk, after=period.start, until=period.moment)
        if self._head > self.size:
            return _by_number.of(commission=commission.pk, since=max(self.size, 0), size=self._head)
        return None

    def carry_on(self, commission: Commission, period: WeekPeriod) -> None:
        """Take what was recorded since."""
        since, size = max(self.size, 0), self._head
        question = self._recorded_since(commission, period)
        new = list(entries_of(commission, question.rows() if question else []))
        for entry in new:
            size = max(size, entry.number + 1)
            if entry.commitment is None:
                self._rest.append(entry)
            else:
                self.last[entry.commitment] = entry.number
                self._entries[entry.commitment].append(entry)
        self.size = size
        for commitment in {entry.commitment for entry in new if entry.commitment is not None}:
            self._place(commitment, since)
        if len(new) > 1:
            for kept in (self._rest, self._of_lists):
                kept.sort(key=lambda entry: entry.number)
        self._find_crossings(commission, period)

    def _place(self, commitment: int, since: int) -> None:
        """Make the events of one commitment anew, and put them where they belong."""
        for key, _event in self._events.pop(commitment, ()):
            order = self._order[key]
            del order[bisect_left(order, commitment)]
            del self._by_section[key][commitment]
        single, of_lists = apart_from_lists(self._entries[commitment])
        events, rest = events_of(single)
        self._rest += [entry for entry in rest if entry.number >= since]
        self._of_lists += [entry for entry in of_lists if entry.number >= since]
        placed = [(section_of(event).key, event) for event in events if event.topic != EventTopic.FIGURES]
        self._events[commitment] = placed
        for key, event in placed:
            insort(self._order[key], commitment)
            self._by_section[key][commitment] = event

    def _find_crossings(self, commission: Commission, period: WeekPeriod) -> None:
        """The events of figures: those that entries brought, and what came about without one."""
        until = self._figures_until(period)
        if until == self._figures_of:
            return
        events: list[Event] = []
        for entries in self._entries.values():
            if any(entry.topic == EventTopic.FIGURES for entry in entries):
                found, _rest = events_of(apart_from_lists(entries)[0])
                events += [event for event in found if event.topic == EventTopic.FIGURES]
        [crossed] = crossed_within(commission, period)
        take_crossings(events, crossed)
        self._figures = sorted(events, key=lambda event: (-event.weight, event.commitment))
        self._figures_of = until

    def _figures_until(self, period: WeekPeriod) -> tuple[object, ...]:
        return self.touched.get(PicturePart.FIGURES), period.day

    @property
    def rest(self) -> list[WeekEntry]:
        """The entries without a section."""
        return self._rest + self._of_lists

    def counts(self) -> SectionCounts:
        """How many events there are in each section, and the first ones with what they were made of."""
        found: SectionCounts = defaultdict(SectionCount)
        stands = {section.key for section in SECTIONS if section.stands}
        for key, order in self._order.items():
            if not order:
                continue
            counted, events = found[key], self._by_section[key]
            counted.events = dict(events)
            if key not in stands:
                counted.total, counted.shown = len(order), order[:SHOWN]
        for event in self._figures:
            counted = found[section_of(event).key]
            counted.total += 1
            if len(counted.shown) < SHOWN:
                counted.shown.append(event.commitment)
            counted.events[event.commitment] = event
        return found


@prepared
def _ends(*, commission: Hole) -> QuerySet[LogHead, Any]:
    ends = LogHead.objects.filter(commission=commission).order_by()
    return ends.values_list("size", "touched", "last_recorded_at")


@prepared
def in_week(*, commission: Hole, after: Hole, until: Hole) -> QuerySet[Entry, Any]:
    return with_words(Entry.objects.filter(commission=commission).recorded_within(after, until))


@prepared
def _by_number(*, commission: Hole, since: Hole, size: Hole) -> QuerySet[Entry, Any]:
    # By number alone: two ranges may make a database read the longer one.
    return with_words(Entry.objects.filter(commission=commission, number__gte=since, number__lt=size))


_books: dict[int, WeekBook] = {}
_numbers = itertools.count(1)


def book_of(commission: Commission, period: WeekPeriod) -> WeekBook:
    """The book of a running week, from this process where it has one. Whoever asks meanwhile waits at its lock."""
    key = f"book:{commission.picture_key}:{commission.slug}:{period.start:%Y%m%dT%H%M}"
    number = caches["pictures"].get(key)
    book = _books.get(number) if number else None
    if book is None or (book.moment and book.moment > period.moment + APART):
        book, number = WeekBook(), next(_numbers)
        _books[number] = book
        for old in sorted(_books)[:-MOST]:
            _books.pop(old, None)
        caches["pictures"].set(key, number, timeout=KEPT_FOR)
    return book
