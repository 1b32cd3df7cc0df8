"""Building the demonstration: the rows of its data files become actions, in the order they were recorded.

Everything happens in one transaction: after a killed run there is either the whole demonstration or nothing of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from commitments import actions
from commitments.demo import Account, accounts
from commitments.demo.rows import CommitmentRow, DueRow, EntryRow, RegisterRows, SourceRow
from commitments.models import (
    Body,
    Commission,
    Commitment,
    Entry,
    Meeting,
    Party,
    Readout,
    Seat,
    Sector,
    User,
)

# Called with a phrase and, while something is counted, how many are done of how many.
Tell = Callable[[str, int, int], None]

SEATED_BEFORE = dt.timedelta(days=1)  # the committee was there before the meeting it follows up


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


class _Loader:
    """What the rows name, looked up once while they are replayed."""

    def __init__(self, rows: RegisterRows, commission: Commission, tell: Tell) -> None:
        self.rows, self.commission, self.tell = rows, commission, tell
        self.parties = {party.code: party for party in commission.party_set.all()}
        self.sectors = {sector.code: sector for sector in commission.sector_set.all()}
        self.bodies = {body.code: body for body in Body.objects.filter(party__commission=commission)}
        self.seats: dict[str, Seat] = {}
        self.readouts: dict[str, Readout] = {}

    def load(self) -> Commission:
        self.seat_everybody()
        meeting = self.file_readouts()
        for done, row in enumerate(self.rows.commitments):
            self.tell("Recording commitments", done, len(self.rows.commitments))
            self.record(row, meeting)
        for done, entry in enumerate(self.rows.entries):
            self.tell("Replaying what became of them", done, len(self.rows.entries))
            self.replay(entry)
        return self.commission

    def seat_everybody(self) -> None:
        """Accounts first, then their seats, appointed by the administrator the day before the meeting."""
        first = min(readout.filed_at for readout in self.rows.readouts)
        appointed_at = dt.datetime.combine(
            self.rows.meeting.held_on - SEATED_BEFORE, dt.time(9), self.commission.zone
        )
        people = accounts()
        users = {}
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
                party=self.parties[account.party],
                role=account.role,
                post=account.post,
                held_from=min(appointed_at, first).date(),
            )
            actions.keep_seat(seat, by=administrator, at=appointed_at)
            self.seats[account.email] = seat

    def file_readouts(self) -> Meeting:
        rows = sorted(self.rows.readouts, key=lambda row: row.filed_at)
        meeting = actions.open_meeting(
            self.commission,
            by=self.seats[rows[0].filed_by],
            kind=self.rows.meeting.kind,
            title=self.rows.meeting.title,
            held_on=self.rows.meeting.held_on,
            at=rows[0].filed_at,
        )
        for done, row in enumerate(rows):
            self.tell("Filing readouts", done, len(rows))
            self.readouts[row.slug] = actions.file_readout(
                meeting,
                by=self.seats[row.filed_by],
                language=row.language,
                publisher=row.publisher,
                published_on=row.published_on,
                text=row.text,
                address=row.address,
                is_summary=row.is_summary,
                at=row.filed_at,
            )
        return meeting

    def record(self, row: CommitmentRow, meeting: Meeting) -> None:
        owners = {
            self.rows.side_of(owner.party): actions.Owner(self.bodies[owner.body], owner.post)
            for owner in row.owners
        }
        actions.record(
            meeting,
            by=self.seats[row.recorded_by],
            title=row.title,
            statement=row.statement,
            language="en",
            speech_act=row.speech_act,
            performed_by=self.rows.side_of(row.performed_by),
            beneficiary=self.rows.side_of(row.beneficiary),
            sector=self.sectors[row.sector],
            due=self.due(row.due),
            quotes=tuple(
                actions.Words(self.readouts[quote.readout], quote.start, quote.end, quote.words)
                for quote in row.quotes
            ),
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

    def replay(self, row: EntryRow) -> Entry:
        commitment = Commitment.objects.select_related("commission").get(
            commission=self.commission, code=row.commitment
        )
        act, fields = getattr(self, f"_{row.kind}")(row, commitment)
        return act(commitment, by=self.seats[row.by], at=row.recorded_at, **fields)

    def _update(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.log_update, {
            "status": row.status or commitment.of(self.rows.side_of(row.party), "status"),
            "outlook": row.outlook or None,
            "reason": row.reason,
            "note": row.note,
            "next_step": row.next_step,
            "next_on": row.next_on,
            "effective_on": row.effective_on,
            "sources": sources(row),
        }

    def _report(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.file_report, {
            "effective_on": row.effective_on,
            "note": row.note,
            "sources": sources(row),
        }

    def _check(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.check_condition, {
            "answer": row.answer,
            "effective_on": row.effective_on,
            "note": row.note,
            "due_on": row.due_on,
            "sources": sources(row),
        }

    def _redate(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.redate, {
            "due_on": row.due_on,
            "reason": row.reason,
            "effective_on": row.effective_on,
            "note": row.note,
            "sources": sources(row),
        }

    def _confirm(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.confirm, {"note": row.note}

    def _agree(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.agree, {"note": row.note, "shown": row.status}

    def _close(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.close, {
            "status": row.status,
            "effective_on": row.effective_on,
            "note": row.note,
            "reason": row.reason,
            "sources": sources(row),
        }

    def _reopen(self, row: EntryRow, commitment: Commitment) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.reopen, {
            "status": row.status,
            "reason": row.reason,
            "effective_on": row.effective_on,
            "note": row.note,
        }

    def _hand_over(
        self, row: EntryRow, commitment: Commitment
    ) -> tuple[Callable[..., Entry], dict[str, Any]]:
        return actions.hand_over, {
            "owner": actions.Owner(self.bodies[row.body], row.post),
            "note": row.note,
        }


def _user(account: Account) -> User:
    """The account, as the sign-in page shows it. One that exists is used as it is."""
    if found := User.objects.filter(email=account.email).first():
        return found
    create = User.objects.create_user if account.party else User.objects.create_superuser
    return create(account.email, account.password, full_name=account.full_name)


def sources(row: EntryRow) -> tuple[actions.Source, ...]:
    return tuple(_source(source) for source in row.evidence)


def _source(row: SourceRow) -> actions.Source:
    # A source without a day says when in words; the title is where its reader looks for them.
    title = row.title if row.published_on else f"{row.title} ({row.dated})"
    return actions.Source(
        evidence_class=row.evidence_class,
        title=title,
        language=row.language,
        publisher=row.publisher,
        address=row.address,
        published_on=row.published_on,
    )
