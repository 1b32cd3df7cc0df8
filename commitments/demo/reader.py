"""Reading the demonstration's data files into rows, checked: a mistake raises DataError, which names the row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from commitments.demo.drafts import read_draft
from commitments.demo.fields import DataError, Json, build, known, read_file, read_with, require
from commitments.demo.references import check_references
from commitments.demo.rows import (
    BodyRow,
    ClosingRow,
    CommissionRow,
    CommitmentRow,
    CriterionRow,
    DueRow,
    EntryRow,
    FurtherQuoteRow,
    MarkRow,
    MeetingRow,
    OwnerRow,
    PartyRow,
    PrivateNoteRow,
    QuoteRow,
    ReadoutRow,
    RegisterRows,
    SectorRow,
    SourceRow,
)
from commitments.demo.sessions import read_session
from commitments.vocabulary import (
    LANGUAGES,
    NOTE_LIMIT,
    SENTENCE_MARKS,
    CheckAnswer,
    CriterionKind,
    DueKind,
    EvidenceClass,
    MeetingKind,
    Outlook,
    Relation,
    SpeechAct,
    Status,
    Subject,
    Wording,
)

__all__ = ["FOLDER", "DataError", "load"]

FOLDER = Path(__file__).parent
RECOGNITIONS = frozenset({"confirm", "note_one_sided", "decline", "reword", "accept_wording"})
CONSENT = frozenset({"propose", "counter", "accept", "turn_down", "retract"})
VIEWS = frozenset({"update", "report", "check", "agree", "close", "reopen"})
STEPS = frozenset({"step", "step_done", "step_moved", "step_dropped", "no_news"})
ANSWERS = frozenset({"accept_request", "ready", "decline_request"})
KINDS = RECOGNITIONS | CONSENT | VIEWS | STEPS | ANSWERS | {"redate", "hand_over", "criteria", "ask_again"}
# The fields each kind of entry cannot do without.
NEEDED = {
    "update": ("note",),
    "check": ("answer",),
    "redate": ("due_on", "reason"),
    "agree": ("status",),
    "close": ("status", "note"),
    "reopen": ("status", "reason"),
    "hand_over": ("body", "post"),
    "criteria": ("criteria",),
    "step": ("next_step",),
    "step_done": ("next_step",),
    "step_moved": ("next_step", "next_on"),
    "step_dropped": ("next_step", "reason"),
    "note_one_sided": ("note",),
    "decline": ("reason",),
    "reword": ("statement", "reason"),
    "propose": ("subject", "terms", "reason", "prepared_by"),
    "counter": ("subject", "terms", "reason", "prepared_by"),
    "accept": ("subject",),
    "turn_down": ("subject", "reason"),
    "retract": ("subject",),
    "decline_request": ("reason",),
    "ask_again": ("note",),
}

Moment = Callable[[str], dt.datetime]
Readouts = dict[str, ReadoutRow]


def load(folder: Path = FOLDER) -> RegisterRows:
    """Read and check the data. Raises DataError for the first row that does not hold together."""
    base = read_file(folder / "register.json")
    commission = _commission(base["commission"])
    moment = _moment_in(commission)
    readouts = {row["slug"]: _readout(row, folder, moment) for row in base["readouts"]}
    sources = {row["id"]: _source(row) for row in read_file(folder / "sources.json")}
    rows = RegisterRows(
        commission=commission,
        parties=tuple(build(PartyRow, row, "party") for row in base["parties"]),
        sectors=tuple(build(SectorRow, row, "sector") for row in base["sectors"]),
        bodies=tuple(build(BodyRow, row, "body") for row in base["bodies"]),
        meetings=tuple(_meeting(row, moment) for row in base["meetings"]),
        readouts=tuple(readouts.values()),
        commitments=tuple(
            _commitment(row, readouts, moment) for row in read_file(folder / "commitments.json")
        ),
        quotes=tuple(_further_quote(row, readouts, moment) for row in read_file(folder / "quotes.json")),
        marks=tuple(_mark(row, readouts, moment) for row in read_file(folder / "marks.json")),
        closings=tuple(_closing(row, readouts, moment) for row in base["closings"]),
        sources=tuple(sources.values()),
        entries=tuple(_entry(row, sources, moment) for row in read_file(folder / "entries.json")),
        private_notes=tuple(_private_note(row, moment) for row in read_file(folder / "private_notes.json")),
        drafts=tuple(read_draft(row, moment) for row in read_file(folder / "drafts.json")),
        sessions=tuple(read_session(row, moment) for row in read_file(folder / "sessions.json")),
    )
    check_references(rows)
    return rows


def _moment_in(commission: CommissionRow) -> Moment:
    return lambda text: dt.datetime.fromisoformat(text).replace(tzinfo=commission.zone)


def _commission(values: Json) -> CommissionRow:
    return build(
        CommissionRow, read_with(values, "commission", cutoff_time=dt.time.fromisoformat), "commission"
    )


def _meeting(values: Json, moment: Moment) -> MeetingRow:
    name = f"meeting {values.get('slug')}"
    read = read_with(values, name, held_on=dt.date.fromisoformat, opened_at=moment)
    meeting = build(MeetingRow, read, name)
    known(meeting.kind, MeetingKind.values, name, "kind")
    return meeting


def _readout(values: Json, folder: Path, moment: Moment) -> ReadoutRow:
    name = f"readout {values.get('slug')}"
    read = read_with(values, name, published_on=dt.date.fromisoformat, filed_at=moment)
    path = folder / "texts" / values["file"]
    require(path.is_file(), name, f"there is no text {values['file']}")
    readout = build(ReadoutRow, read | {"text": path.read_text(encoding="utf-8").strip()}, name)
    known(readout.language, LANGUAGES, name, "language")
    return readout


def _due(values: Json, name: str) -> DueRow:
    renamed = {("from_day" if key == "from" else key): value for key, value in values.items()}
    due = build(
        DueRow, read_with(renamed, name, from_day=dt.date.fromisoformat, on=dt.date.fromisoformat), name
    )
    known(due.kind, DueKind.values, name, "kind of due")
    require(due.kind not in ("date", "period") or due.on, name, "its due has no day")
    require(
        due.kind != "condition" or (due.text and due.asked and due.every_weeks),
        name,
        "its condition is not complete",
    )
    require(due.kind != "continuing" or due.every_months, name, "how often is a report owed?")
    require(due.kind != "event" or due.text, name, "its event has no name")
    return due


def _found(values: Json, readouts: Readouts, name: str) -> Json:
    """`values` with the place of their words, which stand exactly once in the readout."""
    known(values["readout"], readouts, name, "readout")
    text, words = readouts[values["readout"]].text, values["words"]
    found = text.count(words)
    require(found == 1, name, f"“{words}” occurs {found} times in {values['readout']}, not once")
    start = text.index(words)
    return values | {"start": start, "end": start + len(words)}


def _quote(values: Json, readouts: Readouts, name: str) -> QuoteRow:
    quote = build(QuoteRow, _found(values, readouts, name), name)
    known(quote.wording, Wording.values, name, "wording")
    known(quote.relation, ["", *Relation.values], name, "relation")
    return quote


def _further_quote(values: Json, readouts: Readouts, moment: Moment) -> FurtherQuoteRow:
    name = f"further quote for {values.get('code')} at {values.get('at')}"
    read = read_with(values, name, at=moment)
    commitment, by, at = read.pop("code"), read.pop("by"), read.pop("at")
    quote = _quote(read, readouts, name)
    require(quote.relation, name, "what do these words do to the commitment?")
    return FurtherQuoteRow(commitment, quote, by, at)


def _mark(values: Json, readouts: Readouts, moment: Moment) -> MarkRow:
    name = f"mark in {values.get('readout')} at {values.get('at')}"
    mark = build(MarkRow, _found(read_with(values, name, at=moment), readouts, name), name)
    known(mark.kind, SENTENCE_MARKS, name, "kind")
    return mark


def _closing(values: Json, readouts: Readouts, moment: Moment) -> ClosingRow:
    name = f"closing of {values.get('readout')}"
    closing = build(ClosingRow, read_with(values, name, at=moment), name)
    known(closing.readout, readouts, name, "readout")
    return closing


def _commitment(values: Json, readouts: Readouts, moment: Moment) -> CommitmentRow:
    name = f"commitment {values.get('code')}"
    read = read_with(
        values,
        name,
        recorded_at=moment,
        due=lambda due: _due(due, name),
        owners=lambda owners: tuple(build(OwnerRow, owner, name) for owner in owners),
        quotes=lambda quotes: tuple(_quote(quote, readouts, name) for quote in quotes),
    )
    require(read["quotes"], name, "it is quoted from no readout")
    meetings = {readouts[quote.readout].meeting for quote in read["quotes"]}
    require(
        len(meetings) == 1, name, f"it is quoted from {len(meetings)} meetings; later words are quotes.json"
    )
    commitment = build(CommitmentRow, read | {"meeting": meetings.pop()}, name)
    known(commitment.speech_act, SpeechAct.values, name, "speech act")
    return commitment


def _source(values: Json) -> SourceRow:
    name = f"source {values.get('id')}"
    renamed = {("evidence_class" if key == "class" else key): value for key, value in values.items()}
    source = build(
        SourceRow, read_with({"dated": ""} | renamed, name, published_on=dt.date.fromisoformat), name
    )
    known(source.evidence_class, EvidenceClass.values, name, "class")
    known(source.language, LANGUAGES, name, "language")
    require(source.published_on or source.dated, name, "when was it published?")
    require(
        source.address == "" or source.address.startswith(("http://", "https://")),
        name,
        "its address is not http(s)",
    )
    return source


def _entry(values: Json, sources: dict[str, SourceRow], moment: Moment) -> EntryRow:
    name = f"entry on {values.get('code')} at {values.get('recorded_at')}"
    renamed = {("commitment" if key == "code" else key): value for key, value in values.items()}
    day = dt.date.fromisoformat
    read = read_with(
        renamed,
        name,
        recorded_at=moment,
        effective_on=day,
        next_on=day,
        due_on=day,
        evidence=lambda given: tuple(_evidence(one, sources) for one in given),
        criteria=lambda lines: tuple(_criterion(line, name) for line in lines),
    )
    entry = build(EntryRow, read, name)
    known(entry.kind, KINDS, name, "kind")
    known(entry.status, ["", *Status.values], name, "status")
    known(entry.outlook, ["", *Outlook.values], name, "outlook")
    known(entry.subject, ["", *Subject.values], name, "subject")
    known(entry.answer, ["", *CheckAnswer.values], name, "answer")
    for field in NEEDED.get(entry.kind, ()):
        require(getattr(entry, field), name, f"{entry.kind} needs {field}")
    require(len(entry.note) <= NOTE_LIMIT, name, "its note is too long")
    return entry


def _evidence(given: str | Json, sources: dict[str, SourceRow]) -> SourceRow:
    """A source by its id alone, or with what the entry says of it."""
    claims: Json = {"id": given} if isinstance(given, str) else given
    source = sources[claims["id"]]
    return replace(source, meets=tuple(claims.get("meets", ())), announces=claims.get("announces", False))


def _criterion(values: Json, name: str) -> CriterionRow:
    renamed = {("evidence_class" if key == "class" else key): value for key, value in values.items()}
    criterion = build(CriterionRow, renamed, name)
    known(criterion.kind, CriterionKind.values, name, "kind of criterion")
    known(criterion.language, LANGUAGES, name, "language of a criterion")
    known(criterion.evidence_class, EvidenceClass.values, name, "class of evidence")
    return criterion


def _private_note(values: Json, moment: Moment) -> PrivateNoteRow:
    name = f"private note on {values.get('code')} at {values.get('at')}"
    renamed = {("commitment" if key == "code" else key): value for key, value in values.items()}
    note = build(PrivateNoteRow, read_with(renamed, name, at=moment), name)
    require(0 < len(note.text) <= NOTE_LIMIT, name, "it is empty or too long")
    return note
