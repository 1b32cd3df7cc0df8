"""Building the sample: the plan's events in the order of their moments, each taken through the steps of an action."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import Model

from commitments.actions import projection, spans
from commitments.actions.log import evidence_rows, note_statuses
from commitments.actions.projector import standpoint_row, terms_row
from commitments.actions.record import Actor, Deed, build, entry_row
from commitments.actions.state import Record, advance
from commitments.management.sample import texts, words
from commitments.management.sample.plan import SIDES, Plan, Story
from commitments.management.sample.rows import Bulk, settle
from commitments.management.sample.teller import Teller
from commitments.models import (
    Body,
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
    Sector,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.fields import COMMITMENT, State
from commitments.models.readout import text_checksum
from commitments.vocabulary import Role

TABLES = (Entry, SealedText, Meeting, Readout, Commitment, Quote, Evidence, Standpoint, Terms)
TELL_EVERY = 500


class Known(projection.References):
    """Rows by their codes, from what the sample itself has made."""

    def __init__(self, commission: Commission) -> None:
        super().__init__(commission)
        self.meetings: dict[str, Meeting] = {}
        self.keys: dict[str, int] = {}  # of commitments
        self.sectors = {row.code: row for row in Sector.objects.filter(commission=commission)}
        self.bodies = {row.code: row for row in Body.objects.filter(party__commission=commission)}

    def _look_up(self, name: str, code: str) -> Model:
        if name == "meeting":
            return self.meetings[code]
        if name == "sector":
            return self.sectors[code]
        if name == "superseded_by":
            return Commitment(pk=self.keys[code])
        return self.bodies[code]


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
        self.bulk = {table: Bulk(table) for table in TABLES}
        self.first_key = self.bulk[Entry].next_key - self.head.size
        self.known = Known(commission)
        self.meetings: list[Meeting] = []
        self.states: list[State | None] = [None] * len(plan.stories)
        self.open_views: dict[tuple[int, str], Standpoint] = {}
        self.open_terms: dict[int, Terms] = {}
        self.tally: Counter[tuple[str, str, str]] = Counter()
        self.movement: Counter[tuple[dt.date, str]] = Counter()
        self.followed: list[str] = []  # codes that may be named as a successor
        self.numbers: Counter[int] = Counter()  # of codes, by year
        self.row = Commitment(commission=commission)  # stands for whichever commitment is being written

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

    def write(self, deed: Deed, actor: Actor, at: dt.datetime) -> tuple[Record, Entry]:
        """Number and build one entry; the caller adds it once it is complete."""
        record, sealed = build(
            deed, actor, commission=self.commission, codes=self.codes, number=self.head.size, at=at
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
        deed = texts.meeting_deed(meeting.slug, meeting.title, held_on)
        _record, entry = self.write(deed, self.actors["first", Role.SECRETARY], at)
        self.bulk[Entry].add(entry)
        meeting.entry = entry
        self.bulk[Meeting].add(meeting)
        self.meetings.append(meeting)
        self.known.meetings[meeting.slug] = meeting
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
        _record, entry = self.write(texts.readout_deed(readout), self.actors[side, Role.SECRETARY], at)
        self.bulk[Entry].add(entry)
        readout.entry = entry
        self.bulk[Readout].add(readout)
        for story, start, end in told:
            story.quoted.append((readout, start, end))

    def go_on(self, number: int, story: Story, step: int, at: dt.datetime) -> None:
        """The next entry of a commitment: its recording, or what its story tells."""
        before = self.states[number]
        if before is None:
            deed, actor = self.record(story, at), self.actors[story.proposed_by, Role.SECRETARY]
        else:
            teller = Teller(
                story,
                before,
                left=self.plan.updates - step,
                today=self.calendar.day_of(at),
                rng=self.rng,
            )
            act = teller.next(self.successor(story))
            deed, actor = act.deed, self.actors[act.side, act.role]
        if deed.corrects is not None:
            deed.corrects.pk = self.first_key + deed.corrects.number
        record, entry = self.write(deed, actor, at)
        after = advance(before, record, self.calendar.zone)
        self.states[number] = after
        self.row.pk, self.row.code = story.pk, story.code
        entry.commitment_id = story.pk
        entry.corrects = deed.corrects
        note_statuses(entry, before, after, actor.side)
        self.bulk[Entry].add(entry)
        for evidence in evidence_rows(deed, entry, self.row):
            self.bulk[Evidence].add(evidence)
        if before is None:
            self.quote(story, entry)
        self.project(story, before, after, record, at)

    def record(self, story: Story, at: dt.datetime) -> Deed:
        meeting = self.meetings[story.meeting]
        year = meeting.held_on.year
        self.numbers[year] += 1
        width = max(2, len(str(len(self.plan.stories))))
        story.code = f"{self.commission.code_prefix}-{year}-{self.numbers[year]:0{width}}"
        story.pk = self.known.keys[story.code] = self.bulk[Commitment].take_key()
        if story.fate == "moving":
            self.followed.append(story.code)
        return texts.recorded_deed(story, meeting.slug, meeting.held_on, self.bodies)

    def quote(self, story: Story, entry: Entry) -> None:
        said = []
        for readout, start, end in story.quoted:
            quoted = readout.text[start:end]
            said.append(quoted)
            self.bulk[Quote].add(
                Quote(
                    readout_id=readout.pk,
                    commitment_id=story.pk,
                    start=start,
                    end=end,
                    words=quoted,
                    sha256=text_checksum(quoted),
                    entry_id=entry.pk,
                )
            )
        story.quoted.clear()
        title = story.phrase.title(story.language)
        statement = story.phrase.statement(story.language, story.performed_by)
        story.search_tokens = words.search_tokens(story.code, title, statement, *said)

    def successor(self, story: Story) -> str | None:
        if story.fate != "superseded" or not self.followed:
            return None
        return self.rng.choice(self.followed)

    # --- what follows from it

    def project(
        self, story: Story, before: State | None, after: State, record: Record, at: dt.datetime
    ) -> None:
        corrected, side = spans.corrected_number(record), record["actor"]["side"]
        for span in spans.new_spans(before, after, record):
            ended = self.open_views.get((story.pk, span.whose))
            if ended is not None:
                ended.is_corrected = span.whose == side and ended.entry_number == corrected
                ended.recorded_to = at
                self.bulk[Standpoint].add(ended)
            self.open_views[story.pk, span.whose] = projection.standpoint_of(
                self.row, span.whose, span.entry_number, standpoint_row(span)
            )
        if spans.terms_changed(before, after):
            if before is not None:
                self.open_terms[story.pk].recorded_to = at
                self.bulk[Terms].add(self.open_terms[story.pk])
            self.open_terms[story.pk] = projection.terms_of(
                self.row, terms_row(after, record), record["seq"], self.known
            )
        for whose, sector, status, step in spans.tally_changes(before, after):
            self.tally[whose, sector, status] += step
        for status, step in spans.movements(before, after):
            self.movement[spans.week_of(record, self.calendar), status] += step

    def finish(self) -> None:
        """What is still open, the commitments themselves, and the counts."""
        for story, state in zip(self.plan.stories, self.states, strict=True):
            if state is not None:
                self.bulk[Commitment].add(self.commitment(story, state))
        for standpoint in self.open_views.values():
            self.bulk[Standpoint].add(standpoint)
        for terms in self.open_terms.values():
            self.bulk[Terms].add(terms)
        for bulk in self.bulk.values():
            bulk.flush()
        Tally.objects.bulk_create(
            Tally(
                commission=self.commission,
                whose=whose,
                sector=self.known.sectors[sector],
                status=status,
                count=count,
            )
            for (whose, sector, status), count in self.tally.items()
        )
        Movement.objects.bulk_create(
            Movement(commission=self.commission, week=week, status=status, delta=delta)
            for (week, status), delta in self.movement.items()
        )
        self.head.save()
        settle([*TABLES, Tally, Movement])

    def commitment(self, story: Story, state: State) -> Commitment:
        values: dict[str, Any] = {
            name: COMMITMENT.column_value(name, state[name], self.known.get) for name in COMMITMENT.columns
        }
        return Commitment(
            pk=story.pk,
            commission=self.commission,
            code=story.code,
            search_tokens=story.search_tokens,
            **values,
        )
