"""What happened in a week: its entries, and the events they make, each entry in exactly one of them.

An event is what a week brought to one commitment in one respect (its topic), told by the state before and after. The
declarations of `sections.py` say which section an event belongs to. Pure, but for the one query that reads entries.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from django.db.models import (
    BinaryField,
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)

from commitments.actions.batch import undone_batch
from commitments.actions.state import PROPOSAL
from commitments.figures.crossing import FiguresCrossing
from commitments.models import Commission, Entry, Terms
from commitments.models.commitment import IS_REQUEST
from commitments.vocabulary import (
    ANSWER_KINDS,
    CONSENT,
    RECOGNITION_KINDS,
    SIDES,
    TERMS_KINDS,
    VIEW_KINDS,
    EntryKind,
)

READ_AT_ONCE = 2_000


class EventTopic(StrEnum):
    """In what respect something happened. A commitment has at most one event of each in a week."""

    PERFORMANCE = "performance"
    DATE = "date"
    RECOGNITION = "recognition"
    TERMS = "terms"
    REQUEST = "request"
    DECISION = "decision"
    ADDITION = "addition"
    FIGURES = "figures"
    OTHER = "other"


TOPICS: dict[str, EventTopic] = {
    **dict.fromkeys((*VIEW_KINDS, EntryKind.NO_NEWS, EntryKind.WITHDRAWN), EventTopic.PERFORMANCE),
    **dict.fromkeys(RECOGNITION_KINDS, EventTopic.RECOGNITION),
    **dict.fromkeys(TERMS_KINDS, EventTopic.TERMS),
    **dict.fromkeys((*ANSWER_KINDS, EntryKind.ASKED_AGAIN), EventTopic.REQUEST),
    EntryKind.REDATED: EventTopic.TERMS,
    EntryKind.RECORDED: EventTopic.ADDITION,
    EntryKind.DECIDED: EventTopic.DECISION,
    EntryKind.VALUES_GIVEN: EventTopic.FIGURES,
}


class WeekEntry(NamedTuple):
    """An entry, with what the week needs of it. `side` is whose entry it is, empty for an administrator's."""

    number: int
    commitment: int | None
    kind: str
    side: str
    status_before: str
    status_after: str
    agreed_before: str
    agreed_after: str
    changes: dict[str, Any]
    effective_on: dt.date
    is_request: bool  # of a withdrawal: that of a request
    is_empty: bool  # a report without a word
    place: int = 0  # of its week among those that are read together
    batch: int | None = None  # the list that it was brought in with
    undone_batch: int | None = None  # the list that was taken back with it

    @property
    def topic(self) -> EventTopic:
        if self.kind in (EntryKind.REDATED, EntryKind.DECIDED) and "due_on" in self.changes:
            return EventTopic.DATE
        if self.kind == EntryKind.DECIDED and any(f"{side}_status" in self.changes for side in SIDES):
            return EventTopic.PERFORMANCE
        if self.is_request or (self.kind == EntryKind.RECORDED and "asked_on" in self.changes):
            return EventTopic.REQUEST
        return TOPICS.get(self.kind, EventTopic.OTHER)

    @property
    def is_nothing(self) -> bool:
        """A word of a side that there is nothing to report."""
        return self.kind == EntryKind.NO_NEWS or (self.kind == EntryKind.REPORTED and self.is_empty)

    @property
    def answers(self) -> int | None:
        """The number of the proposal this entry answers or takes back."""
        before = self.changes.get(PROPOSAL, (None, None))[0]
        return before["number"] if before else None

    @property
    def is_consent(self) -> bool:
        """Whether it accepts what the other side has proposed, so that it holds."""
        return self.kind in CONSENT.values() and PROPOSAL in self.changes

    def statuses(self) -> Iterator[tuple[str, str, str]]:
        """(side, before, after) for each side whose present view it states; a correction of the past states none."""
        if self.kind == EntryKind.DECIDED:
            for side in SIDES:
                if pair := self.changes.get(f"{side.value}_status"):
                    yield side.value, *pair
        elif self.kind in VIEW_KINDS and self.changes.get("status", ("", ""))[0] is not None:
            yield self.side, self.status_before, self.status_after

    def outlooks(self) -> Iterator[tuple[str, str, str]]:
        """The same of the outlook, where it is written."""
        for side in (s.value for s in SIDES):
            name = f"{side}_outlook" if self.kind == EntryKind.DECIDED else "outlook"
            own = self.kind == EntryKind.DECIDED or (self.kind in VIEW_KINDS and side == self.side)
            pair = self.changes.get(name) if own else None
            if pair and pair[0] is not None:
                yield side, *pair


@dataclass(slots=True)
class Event:
    """What a week brought to one commitment in one respect: its entries in order, and the course of what they changed.

    A course begins with what held before the week and ends with what holds after it, e.g. ["not_started", "part"];
    nothing stands in it twice in a row. One of one value did not change.
    """

    topic: EventTopic
    commitment: int
    entries: list[WeekEntry] = field(default_factory=list)
    statuses: dict[str, list[str]] = field(default_factory=dict)
    outlooks: dict[str, list[str]] = field(default_factory=dict)
    agreed: list[str] = field(default_factory=list)
    crossings: list[FiguresCrossing] = field(default_factory=list)  # what its figures changed

    @property
    def weight(self) -> int:
        """What is told first among events of one section: the figures that are furthest off."""
        return self.crossings[0].weight if self.crossings else 0

    @property
    def last(self) -> WeekEntry:
        return self.entries[-1]

    @property
    def has_moved(self) -> bool:
        """Whether the status or the outlook of a side changed within the week, even if it came back to what it was."""
        return any(len(course) > 1 for course in (*self.statuses.values(), *self.outlooks.values()))

    @property
    def dates(self) -> list[tuple[str | None, str | None]]:
        """The days it was due on, before and after each entry that changed it, as records write them."""
        return [tuple(one.changes["due_on"]) for one in self.entries if "due_on" in one.changes]

    def has(self, *kinds: str) -> bool:
        return any(entry.kind in kinds for entry in self.entries)

    def follow(self) -> Event:
        """With the courses that its entries make."""
        for entry in self.entries:
            for side, before, after in entry.statuses():
                went_on(self.statuses.setdefault(side, [before]), after)
            for side, before, after in entry.outlooks():
                went_on(self.outlooks.setdefault(side, [before]), after)
            if entry.kind != EntryKind.RECORDED:
                self.agreed = self.agreed or [entry.agreed_before]
                went_on(self.agreed, entry.agreed_after)
        return self


def went_on(course: list[str], after: str) -> None:
    if course[-1] != after:
        course.append(after)


def read(
    commission: Commission, entries: QuerySet[Entry], *, ends: Sequence[dt.datetime] = ()
) -> Iterator[WeekEntry]:
    """`entries` by number, in one query, a few at a time. Those after each of the moments `ends` are of the next week."""
    found = with_words(entries, ends)
    # Of several weeks there may be more than fit into memory.
    return entries_of(commission, found.iterator(chunk_size=READ_AT_ONCE) if len(ends) > 1 else found)


def entries_of(commission: Commission, rows: Iterable[Sequence[Any]]) -> Iterator[WeekEntry]:
    """Rows of `with_words` as entries."""
    return map(partial(_entry, {party.pk: str(party.side) for party in commission.sides}), rows)


def with_words(entries: QuerySet[Entry], ends: Sequence[dt.datetime] = ()) -> QuerySet[Entry, Any]:
    """What a week reads of entries, by number."""
    of_request = Terms.objects.filter(
        IS_REQUEST, commitment=OuterRef("commitment"), entry_number=OuterRef("number")
    )
    rows = entries.annotate(
        of_request=Case(
            When(kind=EntryKind.WITHDRAWN, then=Exists(of_request)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        # Whether a report came with words is told by its record, which a redaction does not change.
        words=Case(When(kind=EntryKind.REPORTED, then=F("record")), output_field=BinaryField()),
        undo_key=Case(When(kind=EntryKind.WITHDRAWN, then=F("submission_key")), output_field=CharField()),
        place=Case(
            *(When(recorded_at__lte=end, then=Value(place)) for place, end in enumerate(ends)),
            default=Value(len(ends)),
            output_field=IntegerField(),
        )
        if ends
        else Value(0),
    ).order_by("number")
    return rows.values_list(
        "number",
        "commitment",
        "kind",
        "party",
        "status_before",
        "status_after",
        "agreed_before",
        "agreed_after",
        "changes",
        "effective_on",
        "of_request",
        "words",
        "place",
        "batch",
        "undo_key",
    )


def _entry(sides: Mapping[int, str], row: Sequence[Any]) -> WeekEntry:
    number, commitment, kind, party, before, after, agreed_before, agreed_after, *others = row
    changes, effective_on, of_request, words, place, batch, undo_key = others
    return WeekEntry(
        number,
        commitment,
        kind,
        sides.get(party, ""),
        before,
        after,
        agreed_before,
        agreed_after,
        changes,
        effective_on,
        bool(of_request),
        _is_empty(words),
        place,
        batch,
        undone_batch(undo_key) if undo_key else None,
    )


def _is_empty(record: bytes | None) -> bool:
    if record is None:
        return False
    found = json.loads(bytes(record))
    return "note" not in found["sealed"] and "evidence" not in found["refs"]


def apart_from_lists(entries: Iterable[WeekEntry]) -> tuple[list[WeekEntry], list[WeekEntry]]:
    """The entries of single commitments, and those of lists that were brought in or taken back as a whole.

    What a list says of the commitments that it brought goes with it; what it changed of others are entries like any.
    """
    found = list(entries)
    brought = {entry.commitment for entry in found if entry.batch and entry.kind == EntryKind.RECORDED}
    single: list[WeekEntry] = []
    of_lists: list[WeekEntry] = []
    for entry in found:
        is_of_list = entry.undone_batch or (entry.batch and entry.commitment in brought)
        (of_lists if is_of_list else single).append(entry)
    return single, of_lists


def events_of(entries: Iterable[WeekEntry]) -> tuple[list[Event], list[WeekEntry]]:
    """The events that entries in the order of their numbers make, and the entries that make none."""
    found: dict[tuple[int, EventTopic], Event] = {}
    rest = []
    for entry in entries:
        if entry.commitment is None or entry.topic == EventTopic.OTHER:
            rest.append(entry)
            continue
        key = (entry.commitment, entry.topic)
        found.setdefault(key, Event(entry.topic, entry.commitment)).entries.append(entry)
    for (commitment, topic), event in found.items():
        if topic == EventTopic.DATE and (terms := found.get((commitment, EventTopic.TERMS))):
            _take_what_was_answered(event, terms)
    return [event.follow() for event in found.values() if event.entries], rest


def _take_what_was_answered(date: Event, terms: Event) -> None:
    """A proposal of another day that was accepted within the week belongs to the day it gave."""
    answered = {entry.answers for entry in date.entries}
    for entry in reversed(terms.entries):
        if entry.number in answered:
            answered.add(entry.answers)
            date.entries.append(entry)
    date.entries.sort(key=lambda entry: entry.number)
    terms.entries = [entry for entry in terms.entries if entry.number not in answered]
