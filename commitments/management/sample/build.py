"""Building the sample: the plan's turns in their order, each taken through the steps of an action."""

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
from commitments.management.sample.drafts import Act
from commitments.management.sample.plan import SIDES, Plan, PlannedMeeting, Story
from commitments.management.sample.rows import settle
from commitments.management.sample.setting import Seats
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
BRING_KEYS = {Entry, Commitment}
TELL_EVERY = 500


class Builder:
    """Writes one commission's log and everything that follows from it."""

    def __init__(
        self, commission: Commission, plan: Plan, seats: Seats, rng: random.Random, copies: int = 1
    ) -> None:
        """Each commitment of the plan is written `copies` times."""
        self.commission, self.plan, self.rng = commission, plan, rng
        self.actors = {place: Actor.of(seat) for place, seat in seats.items()}
        self.calendar = commission.calendar
        first, second = commission.sides
        self.codes = (first.code, second.code)
        self.head = LogHead.objects.select_for_update().get(commission=commission)
        self.width = max(2, len(str(len(plan.stories) * copies)))
        codes = re.compile(rf"{re.escape(commission.code_prefix)}-\d{{4}}-\d{{{self.width}}}")
        self.copying = Copying(copies, codes, apart=len(plan.stories))
        self.bulk: dict[type[Model], CopyingBulk] = {
            table: CopyingBulk(table, self.copying, brings_keys=table in BRING_KEYS) for table in COPIED
        }
        self.single = {table: KeyedBulk(table) for table in (Meeting, Readout)}
        self.first_key = next_key(Entry) - self.head.size
        self.made = Projector(self.calendar)
        self.rows: dict[str, Commitment] = {}  # by code, with nothing but their keys
        self.next_keys = count(next_key(Commitment), copies)
        self.followed: list[str] = []  # codes that may be named as a successor
        self.numbers: Counter[int] = Counter()  # of codes, by year

    def run(self, tell: Callable[[int, int], None]) -> None:
        """Write everything; `tell` hears how many turns of how many are done."""
        for done, (at, turn) in enumerate(self.plan.turns):
            if done % TELL_EVERY == 0:
                tell(done, len(self.plan.turns))
            if isinstance(turn, PlannedMeeting):
                self.meet(turn)
            elif turn.code:
                self.go_on(turn, at)
            else:
                self.record(turn, at)
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

    def meet(self, planned: PlannedMeeting) -> None:
        """A session, and what each side published about it the same evening."""
        held_on = self.calendar.day_of(planned.at)
        planned.row = meeting = Meeting(
            commission=self.commission,
            slug=f"{held_on}-session-{planned.number}",  # the number keeps several of one day apart
            kind="session",
            title=f"Session {planned.number} of the programme",
            held_on=held_on,
        )
        self.add(meeting, meeting_event(meeting), "first", planned.at)
        for party, side, language in zip(self.commission.sides, SIDES, planned.languages, strict=True):
            text, told = texts.compose(planned, side, language, self.rng)
            readout = Readout(
                commission=self.commission,
                meeting=meeting,
                party=party,
                slug=f"{meeting.slug}-{party.code.lower()}-{language}",
                language=language,
                publisher=f"Government of {words.PARTIES[side]['en']}",
                published_on=held_on,
                text=text,
                sha256=text_checksum(text),
            )
            self.add(readout, readout_event(readout), side, planned.at)
            for story in told:
                sentence = texts.statement(story, language)
                start = text.index(sentence)
                story.quoted.append((readout, start, start + len(sentence) - 1))  # without its full stop

    def add(self, row: Meeting | Readout, draft: EventDraft, side: str, at: dt.datetime) -> None:
        """What is there once, with its entry."""
        _record, row.entry = self.write(draft, self.actors[side, Role.SECRETARY], at, 1)
        self.bulk[Entry].add(row.entry)
        self.single[type(row)].add(row)

    def record(self, story: Story, at: dt.datetime) -> None:
        """The first entry of a commitment, and the words it quotes."""
        year = story.meeting.row.held_on.year
        self.numbers[year] += 1
        story.code = f"{self.commission.code_prefix}-{year}-{self.numbers[year]:0{self.width}}"
        row = self.rows[story.code] = Commitment(pk=Shifted(next(self.next_keys)))
        if story.fate == "moving":
            self.followed.append(story.code)
        secretary = Act(story.proposed_by, Role.SECRETARY, texts.recorded_draft(story))
        entry = self.tell(story, secretary, at)
        for readout, start, end in story.quoted:
            quoted = readout.text[start:end]
            self.bulk[Quote].add_copies(
                Quote(
                    readout_id=readout.pk,
                    commitment=row,
                    start=start,
                    end=end,
                    words=quoted,
                    sha256=text_checksum(quoted),
                    entry_id=entry.pk,
                )
            )

    def go_on(self, story: Story, at: dt.datetime) -> None:
        """The next entry of a commitment, as its story tells."""
        story.left -= 1
        replaced = story.fate == "superseded" and self.followed
        teller = Teller(story, self.made.states[story.code], today=self.calendar.day_of(at), rng=self.rng)
        self.tell(story, teller.next(self.rng.choice(self.followed) if replaced else None), at)

    def tell(self, story: Story, act: Act, at: dt.datetime) -> Entry:
        draft, before = act.draft, self.made.states.get(story.code)
        if draft.corrects is not None:
            draft.corrects.pk = self.key_of(draft.corrects.number)
        record, entry = self.write(draft, self.actors[act.side, act.role], at, self.copying.copies)
        self.made.take(record)
        row = entry.commitment = self.rows[story.code]
        entry.corrects = draft.corrects
        note_statuses(entry, before, self.made.states[story.code], act.side)
        self.bulk[Entry].add_copies(entry, record)
        for evidence in evidence_rows(draft, entry, row):
            self.bulk[Evidence].add_copies(evidence)
        return entry

    # --- what follows from it

    def finish(self) -> None:
        """The rows that follow from the records, as every rebuilding makes them."""
        for bulk in (*self.single.values(), *self.bulk.values()):
            bulk.flush()
        keys = {code: row.pk for code, row in self.rows.items()}
        for table, rows in projection.projected_rows(self.commission, self.made, keys).items():
            self.bulk[table].write_copies(rows)
        every: tuple[Counter[Any], ...] = (self.made.tally, self.made.movement)
        for counts in every:
            for key in counts:
                counts[key] *= self.copying.copies
        projection.write_counts(self.commission, self.made)
        self.head.touched = dict.fromkeys(PicturePart, self.head.size - 1)
        self.head.save()
        settle([*self.bulk, *self.single, Tally, Movement])


def next_key(table: type[Model]) -> int:
    return (table._default_manager.aggregate(highest=Max("pk"))["highest"] or 0) + 1
