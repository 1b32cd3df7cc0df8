"""The shapes of the demonstration's data: frozen rows, in the words of the data files.

Parties are named by code ("BY", "CN"; "both" where both act or benefit). Days are dates, moments carry the
commission's time zone. Empty text and None mean that a row does not say it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from commitments.demo.drafts import DraftRow
from commitments.demo.sessions import SessionRow


@dataclass(frozen=True, slots=True)
class CommissionRow:
    slug: str
    prefix: str  # of codes: BY-CN
    name: str
    time_zone: str
    cutoff_weekday: int  # ISO: 5 is Friday
    cutoff_time: dt.time
    silent_after_days: int
    # The ladder of reminders: nobody is written to before `manage.py remind` is run.
    remind_silent_days: int = 150
    remind_owed_days: int = 14
    remind_secretary_days: int = 30

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class PartyRow:
    code: str
    position: int  # 1: first side, 2: second side
    name: str  # as in a sentence: Belarus
    formal_name: str
    language: str  # authentic language
    also_called: tuple[str, ...] = ()  # other names in readouts, in any language


@dataclass(frozen=True, slots=True)
class SectorRow:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    party: str
    code: str  # unique over both parties: BY-MOH
    name: str
    short_name: str  # for tables


@dataclass(frozen=True, slots=True)
class MeetingRow:
    slug: str
    kind: str
    title: str
    held_on: dt.date
    about: str
    opened_by: str  # e-mail address of an account
    opened_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReadoutRow:
    """A readout. `file` lies in `texts/`; `text` is its content as a register keeps it: without the last line break."""

    slug: str
    meeting: str
    party: str
    language: str
    publisher: str
    address: str
    published_on: dt.date
    is_summary: bool
    file: str
    text: str
    filed_by: str  # e-mail address of an account
    filed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class DueRow:
    """When something is owed. `asked` and `every_weeks` belong to a condition, `every_months` to continuing."""

    kind: str
    from_day: dt.date | None = None
    on: dt.date | None = None
    text: str = ""
    asked: str = ""  # BY, CN or both
    every_weeks: int | None = None
    every_months: int | None = None


@dataclass(frozen=True, slots=True)
class OwnerRow:
    party: str
    body: str
    post: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Exact words of a readout; they occur in it once. `start` and `end` count code points of its text.

    `wording` tells how firmly they promise; `relation` what they do to a commitment that an earlier meeting made.
    """

    readout: str
    words: str
    start: int
    end: int
    wording: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class FurtherQuoteRow:
    """Words of a later readout, tied to a commitment that is there already."""

    commitment: str
    quote: QuoteRow
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A sentence that makes no commitment, and what it is instead, decided by the side that filed the readout."""

    readout: str
    words: str
    start: int
    end: int
    kind: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """The moment the side that filed a readout says that every sentence of it has been decided."""

    readout: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """What was promised at a meeting, recorded (and so proposed) by the side of `recorded_by`."""

    code: str
    title: str
    statement: str
    speech_act: str
    performed_by: str
    beneficiary: str
    sector: str
    due: DueRow
    owners: tuple[OwnerRow, ...]  # first side, second side
    meeting: str  # that of the readouts it is quoted from
    quotes: tuple[QuoteRow, ...]
    recorded_by: str
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What an entry rests on. `dated` says in words when it was published where the day is not known.

    An entry says of its source which criteria it shows to be met, or that it only announces what is to come.
    """

    id: str
    evidence_class: str
    title: str
    title_seen: bool  # False: the title describes the page, the page's own was not seen
    language: str  # of the title as given here
    publisher: str
    published_on: dt.date | None
    dated: str
    address: str  # empty where only a doubtful copy was seen
    meets: tuple[int, ...] = ()
    announces: bool = False


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One line of a test. Its number follows from the entries before it."""

    kind: str  # done or failed
    text: str
    language: str
    evidence_class: str
    verified: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing said or done, for one side, by one account.

    kind       fields beside the common ones
    update     note; status, outlook, reason, waits_on, next_step, next_on, post of the step where they change. A side that has closed the
               commitment may still add a note; it then gives neither status nor outlook.
    report     note; empty: nothing to report
    step       next_step, next_on, post (the owner's where empty), note
    step_done  next_step: the text of the step; note
    step_moved  next_step: the text of the step; next_on, reason
    step_dropped  next_step: the text of the step; reason
    no_news    note
    check      answer: "not_yet" or "met"; note
    redate     due_on, reason, note
    confirm    note
    note_one_sided  note
    decline    reason
    reword     statement, reason
    accept_wording  note; takes over what the other side offers at that moment
    agree      status: what the other side holds at that moment; note
    close      status, note; for "delivered" evidence
    reopen     status, reason, note
    hand_over  body, post, note
    propose    subject, terms, reason, prepared_by; cover_note, which stays with the side
    counter    the same; it answers the other side's open proposal on the subject
    accept     subject of the other side's open proposal; note
    turn_down  subject, reason
    retract    subject, reason
    criteria   criteria: the whole test from now on; note
    accept_request  note; due_on where another day is named than the one asked for
    ready      note
    decline_request  reason
    ask_again  note
    """

    commitment: str
    kind: str
    party: str
    by: str
    recorded_at: dt.datetime
    effective_on: dt.date
    status: str = ""  # empty: as before
    outlook: str = ""  # empty: as before
    reason: str = ""
    note: str = ""
    # In an update: None says nothing; a step is announced, and what the side had announced before is done by then
    # (not with keeps_steps); empty: done, and nothing is announced.
    next_step: str | None = None
    next_on: dt.date | None = None
    keeps_steps: bool = False
    waits_on: str = ""  # where it is blocked, whose move it is: a party, "both" or "else"
    answer: str = ""
    due_on: dt.date | None = None
    body: str = ""
    post: str = ""
    statement: str = ""
    subject: str = ""
    terms: dict[str, Any] | None = None  # {field: value}, in the values of records
    prepared_by: str = ""
    cover_note: str = ""
    criteria: tuple[CriterionRow, ...] = ()
    evidence: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivateNoteRow:
    """What the side of `by` noted on a commitment for itself. With `tell` an entry says that it exists, and no more."""

    commitment: str
    text: str
    by: str
    at: dt.datetime
    tell: bool = False


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """Everything. Meetings and commitments come in order, entries in the order they were recorded."""

    commission: CommissionRow
    parties: tuple[PartyRow, ...]
    sectors: tuple[SectorRow, ...]
    bodies: tuple[BodyRow, ...]
    meetings: tuple[MeetingRow, ...]
    readouts: tuple[ReadoutRow, ...]
    commitments: tuple[CommitmentRow, ...]
    quotes: tuple[FurtherQuoteRow, ...]
    marks: tuple[MarkRow, ...]
    closings: tuple[ClosingRow, ...]
    sources: tuple[SourceRow, ...]
    entries: tuple[EntryRow, ...]
    private_notes: tuple[PrivateNoteRow, ...]
    drafts: tuple[DraftRow, ...]
    sessions: tuple[SessionRow, ...]

    def side_of(self, code: str) -> str:
        """ "first", "second" or "both" for a party's code or "both"."""
        places = {party.code: ("first", "second")[party.position - 1] for party in self.parties}
        return "both" if code == "both" else places[code]
