"""Building the sample: the plan's events in the order of their moments, each taken through the steps of an action."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db.models import Max, Model

from commitments.actions import projection
from commitments.actions.log import evidence_rows, note_statuses
from commitments.actions.projector import Projector
from commitments.actions.readout import meeting_event, readout_event
from commitments.actions.record import Actor, EventDraft, build, entry_row
from commitments.actions.state import Record
from commitments.management.sample import texts, words
from commitments.management.sample.copies import Copying, CopyingBulk, Shifted
from commitments.management.sample.plan import SIDES, Plan, Story
from commitments.management.sample.rows import settle
from commitments.management.sample.teller import Teller
from commitments.models import (
    Commission,
    Commitment,
    Entry,
    Evidence,
    LogHead,
    Meeting,
    Movement,
    ObservedValue,
    Quote,
    Readout,
    SealedText,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.bulk import KeyedBulk
from commitments.models.readout import text_checksum
from commitments.vocabulary import Role
from commitments.vocabulary.parts import PicturePart

COPIED = (Entry, SealedText, Quote, Evidence, Commitment, Standpoint, Terms, ObservedValue)
TELL_EVERY = 500


class Builder:
    """Writes one commission's log and everything that follows from it."""

    def __init__(
        self,
        commission: Commission,
        plan: Plan,
        actors: dict[tuple[str, str], Actor],
        bodies: dict[str, list[str]],
        rng: random.Random,
        copies: int = 1,
    ) -> None:
        """Each commitment of the plan is written `copies` times."""
        self.commission, self.plan, self.actors, self.bodies, self.rng = commission, plan, actors, bodies, rng
        self.calendar = commission.calendar
        first, second = commission.sides
        self.codes = (first.code, second.code)
        self.head = LogHead.objects.select_for_update().get(commission=commission)
        self.width = max(2, len(str(len(plan.stories) * copies)))
        codes = re.compile(rf"{re.escape(commission.code_prefix)}-\d{{4}}-\d{{{self.width}}}")
        self.copying = Copying(copies, codes, apart=len(plan.stories))
        brought = {Entry, Commitment}  # these rows bring their keys
        self.bulk: dict[type[Model], CopyingBulk] = {
            table: CopyingBulk(table, self.copying, brings_keys=table in brought) for table in COPIED
        }
        self.single = {table: KeyedBulk(table) for table in (Meeting, Readout)}
        self.first_key = next_key(Entry) - self.head.size
        self.made = Projector(self.calendar)
        self.meetings: list[Meeting] = []
        self.rows: dict[str, Commitment] = {}  # by code, with nothing but their keys
        self.next_keys = count(next_key(Commitment), copies)
        self.followed: list[str] = []  # codes that may be named as a successor
        self.numbers: Counter[int] = Counter()  # of codes, by year

    def run(self, tell: Callable[[int, int], None]) -> None:
        """Write everything; `tell` hears how many events of how many are done."""
        plan = self.plan
        for done, event in enumerate(plan.order):
            if done % TELL_EVERY == 0:
                tell(done, len(plan.order))
            at = dt.datetime.fromtimestamp(plan.moments[event], dt.UTC)
            if event >= plan.first_meeting_event:
                self.meet(event - plan.first_meeting_event, at)
            else:
                number, step = divmod(event, plan.updates + 1)
                self.go_on(number, plan.stories[number], step, at)
        self.finish()

    # --- the log

    def write(self, draft: EventDraft, actor: Actor, at: dt.datetime, copies: int) -> tuple[Record, Entry]:
        """Number and build one entry, with room for its copies; the caller adds it once it is complete."""
        number = self.head.size if copies == 1 else Shifted(self.head.size)
        record, sealed = build(
            draft, actor, commission=self.commission, codes=self.codes, number=number, at=at
        )
        entry = entry_row(record, actor, commission=self.commission, at=at)
        entry.pk = self.key_of(number)
        sealed.entry_id = entry.pk
        add = self.bulk[SealedText].add if copies == 1 else self.bulk[SealedText].add_copies
        add(sealed)
        self.head.size += copies
        self.head.last_recorded_at = at
        return record, entry

    def key_of(self, number: int) -> int:
        """The key of the row of an entry."""
        return type(number)(self.first_key + number)

    def meet(self, number: int, at: dt.datetime) -> None:
        """A session, and what each side published about it the same evening."""
        held_on = self.calendar.day_of(at)
        # The number keeps several sessions of one day apart.
        meeting = Meeting(
            commission=self.commission,
            slug=f"{held_on}-session-{number + 1}",
            kind="session",
            title=f"Session {number + 1} of the programme",
            held_on=held_on,
        )
        _record, entry = self.write(meeting_event(meeting), self.actors["first", Role.SECRETARY], at, 1)
        self.bulk[Entry].add(entry)
        meeting.entry = entry
        self.single[Meeting].add(meeting)
        self.meetings.append(meeting)
        for place, side in enumerate(SIDES):
            self.file(meeting, number, place, side, at)

    def file(self, meeting: Meeting, number: int, place: int, side: str, at: dt.datetime) -> None:
        text, told = texts.compose(self.plan, number, place, meeting.held_on.isoformat(), self.rng)
        party = self.commission.sides[place]
        language = self.plan.languages[number][place]
        readout = Readout(
            commission=self.commission,
            meeting=meeting,
            party=party,
            slug=f"{meeting.slug}-{party.code.lower()}-{language}",
            language=language,
            publisher=f"Government of {words.PARTIES[side]['en']}",
            published_on=meeting.held_on,
            text=text,
            sha256=text_checksum(text),
        )
        _record, entry = self.write(readout_event(readout), self.actors[side, Role.SECRETARY], at, 1)
        self.bulk[Entry].add(entry)
        readout.entry = entry
        self.single[Readout].add(readout)
        for story, start, end in told:
            story.quoted.append((readout, start, end))

    def go_on(self, number: int, story: Story, step: int, at: dt.datetime) -> None:
        """The next entry of a commitment: its recording, or what its story tells."""
        before = self.made.states.get(story.code)
        if before is None:
            draft, actor = self.record(story, at), self.actors[story.proposed_by, Role.SECRETARY]
        else:
            teller = Teller(
                story,
                before,
                left=self.plan.updates - step,
                today=self.calendar.day_of(at),
                rng=self.rng,
            )
            act = teller.next(self.successor(story))
            draft, actor = act.draft, self.actors[act.side, act.role]
        if draft.corrects is not None:
            draft.corrects.pk = self.key_of(draft.corrects.number)
        record, entry = self.write(draft, actor, at, self.copying.copies)
        self.made.take(record)
        row = entry.commitment = self.rows[story.code]
        entry.corrects = draft.corrects
        note_statuses(entry, before, self.made.states[story.code], actor.side)
        self.bulk[Entry].add_copies(entry, record)
        for evidence in evidence_rows(draft, entry, row):
            self.bulk[Evidence].add_copies(evidence)
        if before is None:
            self.quote(story, entry)

    def record(self, story: Story, at: dt.datetime) -> EventDraft:
        meeting = self.meetings[story.meeting]
        year = meeting.held_on.year
        self.numbers[year] += 1
        story.code = f"{self.commission.code_prefix}-{year}-{self.numbers[year]:0{self.width}}"
        self.rows[story.code] = Commitment(pk=Shifted(next(self.next_keys)))
        if story.fate == "moving":
            self.followed.append(story.code)
        return texts.recorded_draft(story, meeting.slug, meeting.held_on, self.bodies)

    def quote(self, story: Story, entry: Entry) -> None:
        for readout, start, end in story.quoted:
            quoted = readout.text[start:end]
            self.bulk[Quote].add_copies(
                Quote(
                    readout_id=readout.pk,
                    commitment=self.rows[story.code],
                    start=start,
                    end=end,
                    words=quoted,
                    sha256=text_checksum(quoted),
                    entry_id=entry.pk,
                )
            )
        story.quoted.clear()

    def successor(self, story: Story) -> str | None:
        if story.fate != "superseded" or not self.followed:
            return None
        return self.rng.choice(self.followed)

    # --- what follows from it

    def finish(self) -> None:
        """The rows that follow from the records, as every rebuilding makes them."""
        for bulk in (*self.single.values(), *self.bulk.values()):
            bulk.flush()
        keys = {code: row.pk for code, row in self.rows.items()}
        for table, rows in projection.projected_rows(self.commission, self.made, keys).items():
            self.bulk[table].write_copies(rows)
        for counts in (self.made.tally, self.made.movement):
            _multiply(counts, self.copying.copies)
        projection.write_counts(self.commission, self.made)
        self.head.touched = dict.fromkeys(PicturePart, self.head.size - 1)
        self.head.save()
        settle([*self.bulk, *self.single, Tally, Movement])


def _multiply(counts: Counter[Any], times: int) -> None:
    for key in counts:
        counts[key] *= times


def next_key(table: type[Model]) -> int:
    return (table._default_manager.aggregate(highest=Max("pk"))["highest"] or 0) + 1
