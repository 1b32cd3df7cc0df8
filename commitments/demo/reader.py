"""Reading the demonstration's data files into rows, checked: a mistake raises DataError, which names the row."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from commitments.demo import accounts
from commitments.demo.rows import (
    BodyRow,
    CommissionRow,
    CommitmentRow,
    DueRow,
    EntryRow,
    MeetingRow,
    OwnerRow,
    PartyRow,
    QuoteRow,
    ReadoutRow,
    RegisterRows,
    SectorRow,
    SourceRow,
)
from commitments.vocabulary import (
    LANGUAGES,
    NOTE_LIMIT,
    CheckAnswer,
    DueKind,
    EvidenceClass,
    MeetingKind,
    Outlook,
    SpeechAct,
    Status,
)

FOLDER = Path(__file__).parent
KINDS = frozenset({"update", "report", "check", "redate", "confirm", "agree", "close", "reopen", "hand_over"})
# The fields each kind of entry cannot do without.
NEEDED = {
    "update": ("note",),
    "check": ("answer",),
    "redate": ("due_on", "reason"),
    "agree": ("status",),
    "close": ("status", "note"),
    "reopen": ("status", "reason"),
    "hand_over": ("body", "post"),
}

Json = dict[str, Any]
Row = TypeVar("Row")


class DataError(ValueError):
    """The data file is wrong. The message names the row and what is the matter with it."""


def load(folder: Path = FOLDER) -> RegisterRows:
    """Read and check the data. Raises DataError for the first row that does not hold together."""
    base = _read(folder / "register.json")
    commission = _commission(base["commission"])
    moment = _moment_in(commission)
    meeting = _meeting(base["meeting"], moment)
    readouts = tuple(_readout(row, folder, moment) for row in base["readouts"])
    sources = tuple(_source(row) for row in _read(folder / "sources.json"))
    rows = RegisterRows(
        commission=commission,
        parties=tuple(_build(PartyRow, row, "party") for row in base["parties"]),
        sectors=tuple(_build(SectorRow, row, "sector") for row in base["sectors"]),
        bodies=tuple(_build(BodyRow, row, "body") for row in base["bodies"]),
        meeting=meeting,
        readouts=readouts,
        commitments=tuple(
            _commitment(row, {readout.slug: readout for readout in readouts}, moment)
            for row in _read(folder / "commitments.json")
        ),
        sources=sources,
        entries=tuple(
            _entry(row, {source.id: source for source in sources}, moment)
            for row in _read(folder / "entries.json")
        ),
    )
    _check_references(rows)
    return rows


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}, line {error.lineno}: {error.msg}") from error


def _build(shape: type[Row], values: Json, name: str) -> Row:
    """A row of `shape` from exactly its fields; those with a default may be left out."""
    known = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    if unknown := set(values) - known:
        raise DataError(f"{name}: unknown {sorted(unknown)} in {values}")
    try:
        return shape(**values)
    except TypeError as error:
        raise DataError(f"{name}: {error} in {values}") from error


def _with(values: Json, name: str, **readers: Callable[[Any], Any]) -> Json:
    """`values` with some of them read; what cannot be read is named."""
    read = dict(values)
    for key, reader in readers.items():
        if values.get(key) is not None:
            try:
                read[key] = reader(values[key])
            except (KeyError, TypeError, ValueError) as error:
                raise DataError(f"{name}: {key} {values[key]!r} cannot be read ({error})") from error
    return read


def _require(condition: object, name: str, what: str) -> None:
    if not condition:
        raise DataError(f"{name}: {what}")


def _known(value: str, words: Iterable[str], name: str, what: str) -> None:
    _require(value in set(words), name, f"{what} “{value}” is not known")


def _moment_in(commission: CommissionRow) -> Callable[[str], dt.datetime]:
    return lambda text: dt.datetime.fromisoformat(text).replace(tzinfo=commission.zone)


def _commission(values: Json) -> CommissionRow:
    return _build(CommissionRow, _with(values, "commission", cutoff_time=dt.time.fromisoformat), "commission")


def _meeting(values: Json, moment: Callable[[str], dt.datetime]) -> MeetingRow:
    meeting = _build(
        MeetingRow, _with(values, "meeting", held_on=dt.date.fromisoformat, opened_at=moment), "meeting"
    )
    _known(meeting.kind, MeetingKind.values, "meeting", "kind")
    return meeting


def _readout(values: Json, folder: Path, moment: Callable[[str], dt.datetime]) -> ReadoutRow:
    name = f"readout {values.get('slug')}"
    read = _with(values, name, published_on=dt.date.fromisoformat, filed_at=moment)
    path = folder / "texts" / values["file"]
    _require(path.is_file(), name, f"there is no text {values['file']}")
    readout = _build(ReadoutRow, read | {"text": path.read_text(encoding="utf-8").strip()}, name)
    _known(readout.language, LANGUAGES, name, "language")
    return readout


def _due(values: Json, name: str) -> DueRow:
    renamed = {("from_day" if key == "from" else key): value for key, value in values.items()}
    due = _build(DueRow, _with(renamed, name, from_day=dt.date.fromisoformat, on=dt.date.fromisoformat), name)
    _known(due.kind, DueKind.values, name, "kind of due")
    _require(due.kind not in ("date", "period") or due.on, name, "its due has no day")
    _require(
        due.kind != "condition" or (due.text and due.asked and due.every_weeks),
        name,
        "its condition is not complete",
    )
    _require(due.kind != "continuing" or due.every_months, name, "how often is a report owed?")
    _require(due.kind != "event" or due.text, name, "its event has no name")
    return due


def _quote(values: Json, readouts: dict[str, ReadoutRow], name: str) -> QuoteRow:
    _known(values["readout"], readouts, name, "readout")
    text, words = readouts[values["readout"]].text, values["words"]
    found = text.count(words)
    _require(found == 1, name, f"“{words}” occurs {found} times in {values['readout']}, not once")
    start = text.index(words)
    return _build(QuoteRow, values | {"start": start, "end": start + len(words)}, name)


def _commitment(
    values: Json, readouts: dict[str, ReadoutRow], moment: Callable[[str], dt.datetime]
) -> CommitmentRow:
    name = f"commitment {values.get('code')}"
    read = _with(
        values,
        name,
        recorded_at=moment,
        due=lambda due: _due(due, name),
        owners=lambda owners: tuple(_build(OwnerRow, owner, name) for owner in owners),
        quotes=lambda quotes: tuple(_quote(quote, readouts, name) for quote in quotes),
    )
    commitment = _build(CommitmentRow, read, name)
    _known(commitment.speech_act, SpeechAct.values, name, "speech act")
    return commitment


def _source(values: Json) -> SourceRow:
    name = f"source {values.get('id')}"
    renamed = {("evidence_class" if key == "class" else key): value for key, value in values.items()}
    source = _build(SourceRow, _with({"dated": ""} | renamed, name, published_on=dt.date.fromisoformat), name)
    _known(source.evidence_class, EvidenceClass.values, name, "class")
    _known(source.language, LANGUAGES, name, "language")
    _require(source.published_on or source.dated, name, "when was it published?")
    _require(
        source.address == "" or source.address.startswith(("http://", "https://")),
        name,
        "its address is not http(s)",
    )
    return source


def _entry(values: Json, sources: dict[str, SourceRow], moment: Callable[[str], dt.datetime]) -> EntryRow:
    name = f"entry on {values.get('code')} at {values.get('recorded_at')}"
    renamed = {("commitment" if key == "code" else key): value for key, value in values.items()}
    day = dt.date.fromisoformat
    read = _with(
        renamed,
        name,
        recorded_at=moment,
        effective_on=day,
        next_on=day,
        due_on=day,
        evidence=lambda ids: tuple(sources[id] for id in ids),
    )
    entry = _build(EntryRow, read, name)
    _known(entry.kind, KINDS, name, "kind")
    _known(entry.status, ["", *Status.values], name, "status")
    _known(entry.outlook, ["", *Outlook.values], name, "outlook")
    _known(entry.answer, ["", *CheckAnswer.values], name, "answer")
    for field in NEEDED.get(entry.kind, ()):
        _require(getattr(entry, field), name, f"{entry.kind} needs {field}")
    _require(len(entry.note) <= NOTE_LIMIT, name, "its note is too long")
    return entry


def _check_references(rows: RegisterRows) -> None:
    """Every name points at something that is there, and at the side it may point at."""
    party_of = {account.email: account.party for account in accounts()}
    parties = {party.code for party in rows.parties}
    bodies = {body.code: body.party for body in rows.bodies}
    sectors = {sector.code for sector in rows.sectors}
    codes = {commitment.code for commitment in rows.commitments}
    for readout in rows.readouts:
        _require(
            party_of.get(readout.filed_by) == readout.party,
            f"readout {readout.slug}",
            "filed by another side",
        )
    for row in rows.commitments:
        name = f"commitment {row.code}"
        _known(row.sector, sectors, name, "sector")
        for side in (row.performed_by, row.beneficiary):
            _known(side, {*parties, "both"}, name, "party")
        _known(row.recorded_by, party_of, name, "account")
        for owner in row.owners:
            _require(bodies.get(owner.body) == owner.party, name, f"{owner.body} is no body of {owner.party}")
    for entry in rows.entries:
        name = f"entry on {entry.commitment} at {entry.recorded_at:%Y-%m-%dT%H:%M}"
        _known(entry.commitment, codes, name, "commitment")
        _require(party_of.get(entry.by) == entry.party, name, f"{entry.by} does not speak for {entry.party}")
        _require(
            not entry.body or bodies.get(entry.body) == entry.party,
            name,
            f"{entry.body} is no body of {entry.party}",
        )
