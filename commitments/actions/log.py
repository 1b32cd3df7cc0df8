"""Appending to a commission's log: one transaction, one lock, one entry, and the projections with it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import clock
from commitments.actions import projection
from commitments.actions.errors import Conflict, RuleBroken, SubmissionReused, require
from commitments.actions.mention import announce_texts, mention_in_entry
from commitments.actions.projection import Held
from commitments.actions.projector import objects_after
from commitments.actions.proof import check_published
from commitments.actions.record import Actor, EventDraft, build, entry_row
from commitments.actions.seen import written_by
from commitments.actions.touched import touched_besides, touched_by
from commitments.models import Commission, Commitment, Entry, Evidence, LogHead, Quote, Seat, User
from commitments.models.fields import PROJECTION, State
from commitments.models.prepared import Hole, prepared
from commitments.models.readout import text_checksum

# What a commitment refers to, which its records name by codes.
REFERRED = ("meeting", "sector", "first_owner", "second_owner")


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where an entry comes from: row `row` of a file (its SHA-256 as hex), brought in with the batch `number`."""

    number: int
    row: int
    file: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What makes a repeated POST one entry: the key its form carried, and a digest of what was sent.

    `batch` is where it comes from, if not from a form.
    """

    key: str
    digest: str
    batch: ListPlace | None = None


@prepared
def _fresh(*missing: str, key: Hole, commission: Hole) -> QuerySet[Commitment]:
    rows = Commitment.objects.filter(pk=key, commission=commission).order_by()
    return rows.select_related(*missing) if missing else rows


@prepared
def _sent(
    *, author: Hole, key: Hole, about: Hole | None = None, digest: Hole | None = None
) -> QuerySet[Entry]:
    sent = Q(author=author, submission_key=key)
    if about is not None:
        # The author is named in both parts, so that each finds its rows by an index.
        sent |= Q(author=author, commitment=about, submission_digest=digest)
    return Entry.objects.filter(sent).order_by("number")


class Ledger:
    """The end of a commission's log, locked until this transaction ends.

    Everything an action reads in order to decide, it reads through here, after the lock. Everybody else who writes
    waits meanwhile, so what can be known before is known before.
    """

    def __init__(
        self,
        commission: Commission,
        *,
        by: Seat | User,
        at: dt.datetime | None = None,
        submission: Submission | None = None,
        about: Commitment | None = None,
    ) -> None:
        """Take the lock. `at` is the moment of recording; only a dated history being loaded gives one.

        `said` is then the newest entry about commitment `about` that the same author made by sending the same words.
        Raises SubmissionReused, NotAllowed for a seat that is not held on that day, RuleBroken for a commission that
        was removed, and WrongClock.
        """
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("the log is written inside a transaction")
        self.commission, self.by, self.actor, self.submission = commission, by, Actor.of(by), submission
        if at is None:
            clock.check()
        self.head, _new = LogHead.objects.select_for_update().get_or_create(
            commission=commission, defaults={"projected_as": PROJECTION}
        )
        if self.head.removed_at is not None:
            raise RuleBroken(_("This commission was removed."))
        if at is None:
            clock.check_order(self.head.last_recorded_at)
        now = at or clock.now()
        # A clock may step back by moments; the order of the log never does.
        self.at = max(now, self.head.last_recorded_at or now)
        self.today = commission.calendar.day_of(self.at)
        if isinstance(by, Seat):
            require(by.commission_id == commission.pk and by.is_held(on=self.today))
        self.batch = submission.batch if submission is not None else None
        self.repeated, self.said = self._sent_before(about)

    @property
    def latest_day(self) -> dt.date:
        """The latest day that has come where one of the sides or the commission sits."""
        zones = (self.commission.zone, *(party.zone for party in self.commission.sides))
        return max(self.at.astimezone(zone).date() for zone in zones)

    @property
    def seat(self) -> Seat:
        """The seat that acts; only administrators act without one, and not on commitments."""
        if not isinstance(self.by, Seat):
            raise TypeError("an administrator speaks for no side")
        return self.by

    def _sent_before(self, about: Commitment | None) -> tuple[Entry | None, Entry | None]:
        """The entry this very form has made already, and the newest about `about` that says the same words."""
        if self.submission is None:
            return None, None
        key, digest, author = self.submission.key, self.submission.digest, self.actor.user
        of: dict[str, Any] = (
            {} if about is None or about.pk is None else {"about": about.pk, "digest": digest}
        )
        entries = _sent(author=author.pk, key=key, **of)
        repeated = next((entry for entry in entries if entry.submission_key == key), None)
        if repeated is not None and (repeated.commission_id, repeated.submission_digest) != (
            self.commission.pk,
            digest,
        ):
            raise SubmissionReused
        return repeated, next(
            (entry for entry in reversed(entries) if entry.submission_digest == digest), None
        )

    def said_before(self, entries: QuerySet[Entry]) -> Entry | None:
        """Of these entries, the newest that the same author made by sending the same words; None without any.

        A browser that goes back fills a form that is new, and so has another key, with the words of the old one.
        """
        if self.submission is None:
            return None
        same = entries.filter(author=self.actor.user, submission_digest=self.submission.digest)
        return same.order_by("number").last()

    def fresh(self, commitment: Commitment) -> Commitment:
        """The commitment as it is now, within the commission of this log.

        What it refers to is read only where the caller's row has not read the same.
        """
        read = commitment._state.fields_cache
        missing = [name for name in REFERRED if name not in read]
        fresh = _fresh.first(*missing, key=commitment.pk, commission=self.commission.pk)
        if fresh is None:
            raise Commitment.DoesNotExist
        fresh.commission = self.commission
        for name in REFERRED:
            if (row := read.get(name)) is not None and row.pk == getattr(fresh, f"{name}_id"):
                setattr(fresh, name, row)
        return fresh

    def refuse_unseen(self, row: Commitment, seen: int | None, rests_on: set[str]) -> None:
        """Raise Conflict when somebody else wrote any of `rests_on` on the commitment after entry `seen`."""
        if seen is None or row.last_number <= seen:
            return
        newer = row.entry_set.filter(number__gt=seen).exclude(author=self.actor.user)
        entries = [entry for entry in newer.readable().order_by("number") if written_by(entry) & rests_on]
        if entries:
            raise Conflict(entries)

    def check_effective(self, day: dt.date, commitment: Commitment) -> None:
        """An effective day lies between the pledge and the day of recording, by the calendar of either side."""
        not_after(day, self.latest_day)
        not_before(day, commitment.meeting.held_on)

    def write(
        self, event: EventDraft, commitment: Commitment | None = None, *, held: Held | None = None
    ) -> Entry:
        """Append one entry and bring every projection up to it. `commitment` is unsaved where the event creates it.

        `held` are the rows of a session and its item that the caller goes on with: they are brought up to it, too.
        Raises RuleBroken where the entry rests on a source that is not published yet.
        """
        check_published(event.sources, self.today)
        first, second = self.commission.sides
        codes = (first.code, second.code)
        record, texts = build(
            event,
            self.actor,
            commission=self.commission,
            codes=codes,
            number=self.head.size,
            at=self.at,
            batch=asdict(self.batch) if self.batch is not None else None,
        )
        entry = entry_row(record, self.actor, commission=self.commission, at=self.at)
        entry.corrects, entry.translates = event.corrects, event.translates
        if self.submission is not None:
            entry.submission_key, entry.submission_digest = self.submission.key, self.submission.digest
            self.submission = None  # further events of the same form carry no key
        record = json.loads(bytes(entry.record))  # as it will be read: the rows are the same to the byte
        if commitment is not None:
            quoted = [words.words for words in event.quotes]
            changes = projection.write_entry(commitment, record, quoted=quoted)
            entry.commitment = commitment
            announce_texts(self.commission, changes.before, changes.after)
            note_statuses(entry, changes.before, changes.after, self.actor.side)
            days = self.commission.silent_after_days
            touched = set(touched_by(changes.before, changes.after, record, silent_after_days=days))
        else:
            touched = set(touched_besides(record["kind"]))
        entry.save(force_insert=True)
        texts.entry = entry
        texts.save(force_insert=True)
        if commitment is not None:
            Evidence.objects.bulk_create(evidence_rows(event, entry, commitment))
            Quote.objects.bulk_create(quote_rows(event, entry, commitment))
        else:
            rows = held or {}
            after = objects_after(record, projection.object_before(self.commission, rows))
            projection.write_objects(self.commission, after, rows)
        if isinstance(self.by, Seat) and event.translates is None:  # who is named was told by the original
            mention_in_entry(
                entry, by=self.by, day=self.today, texts=(event.note, event.reason, event.position)
            )
        self.head.touched |= dict.fromkeys(touched, self.head.size)
        self.head.size += 1
        self.head.last_recorded_at = self.at
        self.head.save(update_fields=["size", "last_recorded_at", "touched"])
        return entry


def note_statuses(entry: Entry, before: State | None, after: State, side: str) -> None:
    """Repeat on the entry what the week asks for: the side's and the agreed status, before and after."""
    entry.agreed_before = before["agreed"] if before else ""
    entry.agreed_after = after["agreed"]
    if side:
        entry.status_before = before[f"{side}_status"] if before else ""
        entry.status_after = after[f"{side}_status"]


def quote_rows(event: EventDraft, entry: Entry, commitment: Commitment) -> list[Quote]:
    return [
        Quote(
            readout=words.readout,
            commitment=commitment,
            start=words.start,
            end=words.end,
            words=words.words,
            sha256=text_checksum(words.words),
            wording=words.wording,
            relation=words.relation,
            entry=entry,
        )
        for words in event.quotes
    ]


def evidence_rows(event: EventDraft, entry: Entry, commitment: Commitment) -> list[Evidence]:
    rows = []
    for position, source in enumerate(event.sources):
        row = Evidence(
            entry=entry,
            commitment=commitment,
            position=position,
            evidence_class=source.evidence_class,
            title=source.title,
            language=source.language,
            publisher=source.publisher,
            address=source.address,
            published_on=source.published_on,
            meets=sorted(source.meets),
            announces=source.announces,
        )
        if source.upload:
            row.file.name, row.file_name, row.file_type, row.file_sha256 = source.upload
        rows.append(row)
    return rows


def not_after(day: dt.date, today: dt.date) -> None:
    """Raise RuleBroken for a day that has not come yet."""
    if day > today:
        raise RuleBroken(
            {
                "effective_on": _("This day has not come yet: today is %(today)s.")
                % {"today": date_format(today)}
            }
        )


def not_before(day: dt.date, pledged_on: dt.date) -> None:
    if day < pledged_on:
        raise RuleBroken(
            {
                "effective_on": _("This is before the promise was made, on %(day)s.")
                % {"day": date_format(pledged_on)}
            }
        )
