"""Building the sample: the plan's events in the order of their moments, each taken through the steps of an action."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from itertools import count

from django.db.models import Max

from commitments.actions import projection
from commitments.actions.log import evidence_rows, note_statuses
from commitments.actions.projector import Projector
from commitments.actions.readout import meeting_event, readout_event
from commitments.actions.record import Actor, EventDraft, build, entry_row
from commitments.actions.state import Record
from commitments.management.sample import texts, words
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

TABLES = (Entry, SealedText, Meeting, Readout, Quote, Evidence)
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
    ) -> None:
        self.commission, self.plan, self.actors, self.bodies, self.rng = commission, plan, actors, bodies, rng
        self.calendar = commission.calendar
        first, second = commission.sides
        self.codes = (first.code, second.code)
        self.head = LogHead.objects.select_for_update().get(commission=commission)
        self.bulk = {table: KeyedBulk(table) for table in TABLES}
        self.first_key = self.bulk[Entry].next_key - self.head.size
        self.made = Projector(self.calendar)
        self.meetings: list[Meeting] = []
        self.rows: dict[str, Commitment] = {}  # by code, with nothing but their keys
        self.next_key = count((Commitment.objects.aggregate(highest=Max("pk"))["highest"] or 0) + 1)
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

    def write(self, draft: EventDraft, actor: Actor, at: dt.datetime) -> tuple[Record, Entry]:
        """Number and build one entry; the caller adds it once it is complete."""
        record, sealed = build(
            draft, actor, commission=self.commission, codes=self.codes, number=self.head.size, at=at
        )
        entry = entry_row(record, actor, commission=self.commission, at=at)
        entry.pk = self.first_key + self.head.size
        sealed.entry_id = entry.pk
        self.bulk[SealedText].add(sealed)
        self.head.size += 1
        self.head.last_recorded_at = at
        return record, entry

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
        _record, entry = self.write(meeting_event(meeting), self.actors["first", Role.SECRETARY], at)
        self.bulk[Entry].add(entry)
        meeting.entry = entry
        self.bulk[Meeting].add(meeting)
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
        _record, entry = self.write(readout_event(readout), self.actors[side, Role.SECRETARY], at)
        self.bulk[Entry].add(entry)
        readout.entry = entry
        self.bulk[Readout].add(readout)
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
            draft.corrects.pk = self.first_key + draft.corrects.number
        record, entry = self.write(draft, actor, at)
        self.made.take(record)
        row = entry.commitment = self.rows[story.code]
        entry.corrects = draft.corrects
        note_statuses(entry, before, self.made.states[story.code], actor.side)
        self.bulk[Entry].add(entry)
        for evidence in evidence_rows(draft, entry, row):
            self.bulk[Evidence].add(evidence)
        if before is None:
            self.quote(story, entry)

    def record(self, story: Story, at: dt.datetime) -> EventDraft:
        meeting = self.meetings[story.meeting]
        year = meeting.held_on.year
        self.numbers[year] += 1
        width = max(2, len(str(len(self.plan.stories))))
        story.code = f"{self.commission.code_prefix}-{year}-{self.numbers[year]:0{width}}"
        self.rows[story.code] = Commitment(pk=next(self.next_key))
        if story.fate == "moving":
            self.followed.append(story.code)
        return texts.recorded_draft(story, meeting.slug, meeting.held_on, self.bodies)

    def quote(self, story: Story, entry: Entry) -> None:
        for readout, start, end in story.quoted:
            quoted = readout.text[start:end]
            self.bulk[Quote].add(
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
        for bulk in self.bulk.values():
            bulk.flush()
        keys = {code: row.pk for code, row in self.rows.items()}
        projection.write_commitments(self.commission, self.made, keys)
        projection.write_counts(self.commission, self.made)
        self.head.save()
        settle([*TABLES, Commitment, Standpoint, Terms, Tally, Movement])
