"""Building the demonstration: the rows of its data files become actions, in the order they were recorded.

Everything happens in one transaction: after a killed run there is either the whole demonstration or nothing of it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from commitments import actions
from commitments.demo import Account, accounts
from commitments.demo.acts import replay
from commitments.demo.drafts import DraftRow, prepare
from commitments.demo.rows import (
    ClosingRow,
    CommitmentRow,
    DueRow,
    EntryRow,
    FurtherQuoteRow,
    MarkRow,
    MeetingRow,
    PrivateNoteRow,
    QuoteRow,
    ReadoutRow,
    RegisterRows,
)
from commitments.demo.sessions import steps_of
from commitments.models import Body, Commission, Commitment, Meeting, Party, Readout, Seat, Sector, User

# Called with a phrase and, while something is counted, how many are done of how many.
Tell = Callable[[str, int, int], None]

OPENING, FILING, RECORDING = "Opening the meeting", "Filing readouts", "Recording commitments"
REPLAYING = "Replaying what became of them"

SEATED_BEFORE = dt.timedelta(days=1)  # the committee was there before the first meeting it follows up


class SlugTaken(Exception):
    """A commission of this address exists and is not the demonstration."""


def is_built(rows: RegisterRows) -> bool:
    """Whether the demonstration is there. Raises SlugTaken when something else has its address."""
    found = Commission.objects.filter(slug=rows.commission.slug).first()
    if found is not None and not found.is_demonstration:
        raise SlugTaken(rows.commission.slug)
    return found is not None


@transaction.atomic
def build(rows: RegisterRows, *, tell: Tell) -> Commission:
    """Make the whole demonstration and return its commission. `tell` hears of every step."""
    commission = _commission(rows)
    return _Loader(rows, commission, tell).load()


def _commission(rows: RegisterRows) -> Commission:
    row = rows.commission
    commission = Commission.objects.create(
        slug=row.slug,
        code_prefix=row.prefix,
        name=row.name,
        time_zone=row.time_zone,
        cutoff_weekday=row.cutoff_weekday,
        cutoff_time=row.cutoff_time,
        silent_after_days=row.silent_after_days,
        remind_silent_days=row.remind_silent_days,
        remind_owed_days=row.remind_owed_days,
        remind_secretary_days=row.remind_secretary_days,
        is_demonstration=True,
    )
    parties = {
        party.code: Party.objects.create(
            commission=commission,
            position=party.position,
            code=party.code,
            name=party.name,
            language=party.language,
            also_called="\n".join(party.also_called),
        )
        for party in rows.parties
    }
    Sector.objects.bulk_create(
        Sector(commission=commission, code=sector.code, name=sector.name, position=position)
        for position, sector in enumerate(rows.sectors, start=1)
    )
    Body.objects.bulk_create(
        Body(party=parties[body.party], code=body.code, name=body.name, short_name=body.short_name)
        for body in rows.bodies
    )
    return commission


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that was done at a moment, and what it is called while people wait for it."""

    at: dt.datetime
    phrase: str
    do: Callable[[], object]


class _Loader:
    """What the rows name, looked up once while they are replayed."""

    def __init__(self, rows: RegisterRows, commission: Commission, tell: Tell) -> None:
        self.rows, self.commission, self.tell = rows, commission, tell
        self.sectors = {sector.code: sector for sector in commission.sector_set.all()}
        self.bodies = {body.code: body for body in Body.objects.filter(party__commission=commission)}
        self.seats: dict[str, Seat] = {}
        self.meetings: dict[str, Meeting] = {}
        self.readouts: dict[str, Readout] = {}

    def load(self) -> Commission:
        """Everything in the order it happened: one meeting is still being taken in when the next thing happens."""
        self.seat_everybody()
        steps = sorted(self.steps(), key=lambda step: step.at)
        totals, done = Counter(step.phrase for step in steps), Counter[str]()
        for step in steps:
            self.tell(step.phrase, done[step.phrase], totals[step.phrase])
            step.do()
            done[step.phrase] += 1
        return self.commission

    def steps(self) -> Iterator[_Step]:
        """What the rows say. Only the intake of the first meeting comes before there is anything to replay."""
        rows = self.rows
        first = min(rows.meetings, key=lambda meeting: meeting.held_on).slug
        for meeting in rows.meetings:
            is_first = meeting.slug == first
            opening, filing, recording = (OPENING, FILING, RECORDING) if is_first else (REPLAYING,) * 3
            yield _Step(meeting.opened_at, opening, partial(self.open_meeting, meeting))
            for readout in rows.readouts:
                if readout.meeting == meeting.slug:
                    yield _Step(readout.filed_at, filing, partial(self.file, readout))
            for row in rows.commitments:
                if row.meeting == meeting.slug:
                    yield _Step(row.recorded_at, recording, partial(self.record, row))
        yield from (_Step(row.at, REPLAYING, partial(self.quote, row)) for row in rows.quotes)
        yield from (_Step(row.at, REPLAYING, partial(self.mark, row)) for row in rows.marks)
        yield from (_Step(row.at, REPLAYING, partial(self.close, row)) for row in rows.closings)
        yield from (_Step(row.recorded_at, REPLAYING, partial(self.replay, row)) for row in rows.entries)
        yield from (_Step(row.at, REPLAYING, partial(self.note, row)) for row in rows.private_notes)
        yield from (_Step(row.at, REPLAYING, partial(self.prepare, row)) for row in rows.drafts)
        for session in rows.sessions:
            for at, act in steps_of(session, self.commission, self.seats):
                yield _Step(at, REPLAYING, act)

    def seat_everybody(self) -> None:
        """Accounts first, then their seats, appointed by the administrator the day before the first meeting."""
        appointed_on = min(meeting.held_on for meeting in self.rows.meetings) - SEATED_BEFORE
        appointed_at = dt.datetime.combine(appointed_on, dt.time(9), self.commission.zone)
        people = accounts()
        users = {}
        parties = {party.code: party for party in self.commission.sides}
        for done, account in enumerate(people):
            self.tell("Making accounts", done, len(people))
            users[account.email] = _user(account)
        administrator = next(user for user in users.values() if user.is_staff)
        for account in people:
            if not account.party:
                continue
            seat = Seat(
                user=users[account.email],
                commission=self.commission,
                party=parties[account.party],
                role=account.role,
                post=account.post,
                held_from=appointed_on,
            )
            actions.keep_seat(seat, by=administrator, at=appointed_at)
            self.seats[account.email] = seat

    def open_meeting(self, row: MeetingRow) -> None:
        self.meetings[row.slug] = actions.open_meeting(
            self.commission,
            by=self.seats[row.opened_by],
            kind=row.kind,
            title=row.title,
            held_on=row.held_on,
            at=row.opened_at,
        )

    def file(self, row: ReadoutRow) -> None:
        self.readouts[row.slug] = actions.file_readout(
            self.meetings[row.meeting],
            by=self.seats[row.filed_by],
            language=row.language,
            publisher=row.publisher,
            published_on=row.published_on,
            text=row.text,
            address=row.address,
            is_summary=row.is_summary,
            at=row.filed_at,
        )

    def record(self, row: CommitmentRow) -> None:
        owners = {
            self.rows.side_of(owner.party): actions.Owner(self.bodies[owner.body], owner.post)
            for owner in row.owners
        }
        actions.record(
            self.meetings[row.meeting],
            by=self.seats[row.recorded_by],
            title=row.title,
            statement=row.statement,
            language="en",
            speech_act=row.speech_act,
            performed_by=self.rows.side_of(row.performed_by),
            beneficiary=self.rows.side_of(row.beneficiary),
            sector=self.sectors[row.sector],
            due=self.due(row.due),
            quotes=tuple(self.words(quote) for quote in row.quotes),
            first_owner=owners.get("first", actions.Owner()),
            second_owner=owners.get("second", actions.Owner()),
            at=row.recorded_at,
        )

    def due(self, row: DueRow) -> actions.Due:
        return actions.Due(
            kind=row.kind,
            from_day=row.from_day,
            on=row.on,
            text=row.text,
            asked=self.rows.side_of(row.asked) if row.asked else "",
            every_weeks=row.every_weeks,
            every_months=row.every_months,
        )

    def words(self, row: QuoteRow) -> actions.Words:
        readout = self.readouts[row.readout]
        return actions.Words(readout, row.start, row.end, row.words, row.wording, row.relation)

    def quote(self, row: FurtherQuoteRow) -> None:
        words = self.words(row.quote)
        actions.quote(self.commitment(row.commitment), by=self.seats[row.by], words=words, at=row.at)

    def mark(self, row: MarkRow) -> None:
        words = actions.Words(self.readouts[row.readout], row.start, row.end, row.words)
        actions.mark(words, by=self.seats[row.by], kind=row.kind, at=row.at)

    def close(self, row: ClosingRow) -> None:
        actions.close_readout(self.readouts[row.readout], by=self.seats[row.by], at=row.at)

    def replay(self, row: EntryRow) -> None:
        preparer = self.seats[row.prepared_by] if row.prepared_by else None
        replay(row, self.commitment(row.commitment), self.seats[row.by], preparer=preparer)

    def note(self, row: PrivateNoteRow) -> None:
        actions.write_private_note(
            self.commitment(row.commitment),
            by=self.seats[row.by],
            text=row.text,
            tell=row.tell,
            at=row.at,
        )

    def prepare(self, row: DraftRow) -> None:
        prepare(row, self.commitment(row.commitment), self.seats)

    def commitment(self, code: str) -> Commitment:
        return Commitment.objects.select_related("commission").get(commission=self.commission, code=code)


def _user(account: Account) -> User:
    """The account, as the sign-in page shows it. One that exists is used as it is."""
    if found := User.objects.filter(email=account.email).first():
        return found
    create = User.objects.create_user if account.party else User.objects.create_superuser
    return create(account.email, account.password, full_name=account.full_name)
