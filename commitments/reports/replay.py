"""Replaying the log: every projection rebuilt from the records alone, and compared with what the tables hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from commitments.actions import spans
from commitments.actions.projection import STATE_FIELDS, state_of
from commitments.actions.record import moment
from commitments.actions.state import TERMS, Record, State, advance
from commitments.models import (
    Calendar,
    Commission,
    Commitment,
    Entry,
    Evidence,
    LogHead,
    Movement,
    Quote,
    Readout,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.canonical import canonical, leaf_hash, seal

COMMITMENT = "commitment/"


@dataclass
class Picture:
    """What the log says the tables must hold."""

    states: dict[str, State] = field(default_factory=dict)
    standpoints: dict[tuple[str, str, int], list[Any]] = field(default_factory=dict)
    terms: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    tally: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    movement: Counter[tuple[str, str]] = field(default_factory=Counter)
    quotes: set[tuple[str, str, int, int, str]] = field(default_factory=set)
    evidence: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    readouts: dict[str, str] = field(default_factory=dict)
    size: int = 0
    _open_view: dict[tuple[str, str], int] = field(default_factory=dict)
    _last_terms: dict[str, int] = field(default_factory=dict)

    def take(self, record: Record, calendar: Calendar) -> None:
        """Go one record further."""
        self.size += 1
        refs, number = record["refs"], record["seq"]
        for position, source in enumerate(refs.get("evidence", ())):
            self.evidence[number, position] = source
        if record["object"].startswith("readout/"):
            self.readouts[record["object"].removeprefix("readout/")] = record["set"]["sha256"][1]
        if not record["object"].startswith(COMMITMENT):
            return
        code = record["object"].removeprefix(COMMITMENT)
        for words in refs.get("quotes", ()):
            self.quotes.add((code, words["readout"], words["start"], words["end"], words["sha256"]))
        before = self.states.get(code)
        after = self.states[code] = advance(before, record)
        self._spans(code, before, after, record)
        for whose, sector, status, step in spans.tally_changes(before, after):
            self.tally[whose, sector, status] += step
        for status, step in spans.movements(before, after):
            self.movement[spans.week_of(record, calendar).isoformat(), status] += step

    def _spans(self, code: str, before: State | None, after: State, record: Record) -> None:
        at, corrected = record["recorded_at"], spans.corrected_number(record)
        corrected_row = self.standpoints.get((code, record["actor"]["side"], corrected or -1))
        if corrected is not None and corrected_row is not None:
            corrected_row[-1] = True
        for span in spans.new_spans(before, after, record):
            if span.open:
                if (ended := self._open_view.get((code, span.whose))) is not None:
                    self.standpoints[code, span.whose, ended][3] = at
                self._open_view[code, span.whose] = span.entry_number
            self.standpoints[code, span.whose, span.entry_number] = [
                span.status,
                span.outlook,
                span.recorded_from,
                None if span.open else at,
                span.effective_from,
                False,
            ]
        if spans.terms_changed(before, after):
            if before is not None:
                self.terms[code, self._last_terms[code]][1] = at
            self.terms[code, record["seq"]] = [at, None, *(after[name] for name in TERMS)]
            self._last_terms[code] = record["seq"]


def records_of(commission: Commission) -> Iterator[tuple[Entry, Record]]:
    entries = Entry.objects.filter(commission=commission).select_related("texts").order_by("number")
    for entry in entries.iterator(chunk_size=2000):
        yield entry, json.loads(bytes(entry.record))


def entry_problems(entry: Entry, record: Record, number: int) -> Iterator[str]:
    """What is wrong with one row of the log by itself."""
    data = bytes(entry.record)
    if entry.number != number or record["seq"] != number:
        yield f"entry {number} is missing or out of order"
    if canonical(record) != data:
        yield f"entry {number}: the record is not in canonical form"
    if leaf_hash(data) != bytes(entry.leaf):
        yield f"entry {number}: the leaf is not the hash of the record"
    texts = entry.texts
    for name, sealed in record["sealed"].items():
        value, salt = getattr(texts, name), getattr(texts, f"{name}_salt")
        if value is not None and seal(value, bytes(salt)) != sealed:
            yield f"entry {number}: the {name} is not the one the record seals"
    if entry.kind != record["kind"] or moment(entry.recorded_at) != record["recorded_at"]:
        yield f"entry {number}: the row does not repeat its record"


def problems(commission: Commission) -> Iterator[str]:
    """Every difference between the log of a commission and its projections, one sentence each. None: all is well."""
    picture = Picture()
    for number, (entry, record) in enumerate(records_of(commission)):
        yield from entry_problems(entry, record, number)
        picture.take(record, commission.calendar)
    head = LogHead.objects.filter(commission=commission).first()
    if picture.size != (head.size if head else 0):
        yield f"the log holds {picture.size} entries, its head says {head.size if head else 0}"
    for compare in (_states, _standpoints, _terms, _counts, _sources):
        yield from compare(commission, picture)


def _differences(what: str, expected: dict, found: dict) -> Iterator[str]:
    for key in expected.keys() - found.keys():
        yield f"{what} {key}: missing"
    for key in found.keys() - expected.keys():
        yield f"{what} {key}: not in the log"
    for key in expected.keys() & found.keys():
        if expected[key] != found[key]:
            yield f"{what} {key}: the log makes {expected[key]!r}, the table holds {found[key]!r}"


def _states(commission: Commission, picture: Picture) -> Iterator[str]:
    rows = Commitment.objects.filter(commission=commission).select_related(
        "meeting", "sector", "first_owner", "second_owner", "superseded_by"
    )
    found = {}
    for row in rows.iterator(chunk_size=2000):
        for name, value in state_of(row).items():
            found[row.code, name] = value
    expected = {(code, name): state[name] for code, state in picture.states.items() for name in STATE_FIELDS}
    yield from _differences("commitment", expected, found)


def _standpoints(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {
        (row.commitment.code, row.whose, row.entry_number): [
            row.status,
            row.outlook,
            moment(row.recorded_from),
            moment(row.recorded_to) if row.recorded_to else None,
            row.effective_from.isoformat(),
            row.is_corrected,
        ]
        for row in Standpoint.objects.filter(commitment__commission=commission)
        .select_related("commitment")
        .iterator(chunk_size=2000)
    }
    yield from _differences("standpoint", picture.standpoints, found)


def _terms(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {}
    rows = Terms.objects.filter(commitment__commission=commission).select_related(
        "commitment", "sector", "first_owner", "second_owner"
    )
    for row in rows.iterator(chunk_size=2000):
        values = []
        for name in TERMS:
            value = getattr(row, name)
            value = value.code if hasattr(value, "code") else value
            values.append(value.isoformat() if hasattr(value, "isoformat") else value)
        until = moment(row.recorded_to) if row.recorded_to else None
        found[row.commitment.code, row.entry_number] = [moment(row.recorded_from), until, *values]
    yield from _differences("terms", picture.terms, found)


def _counts(commission: Commission, picture: Picture) -> Iterator[str]:
    tally = {
        (row.whose, row.sector.code, row.status): row.count
        for row in Tally.objects.filter(commission=commission).exclude(count=0).select_related("sector")
    }
    yield from _differences("count", {key: n for key, n in picture.tally.items() if n}, tally)
    movement = {
        (row.week.isoformat(), row.status): row.delta
        for row in Movement.objects.filter(commission=commission).exclude(delta=0)
    }
    yield from _differences("movement", {key: n for key, n in picture.movement.items() if n}, movement)


def _sources(commission: Commission, picture: Picture) -> Iterator[str]:
    quotes = {
        (row.commitment.code, row.readout.slug, row.start, row.end, row.sha256): row.holds()
        for row in Quote.objects.filter(commitment__commission=commission).select_related(
            "commitment", "readout"
        )
    }
    yield from _differences("quote", dict.fromkeys(picture.quotes, True), quotes)
    evidence = {
        (row.entry.number, row.position): {
            "class": row.evidence_class,
            "title": row.title,
            "language": row.language,
            "publisher": row.publisher,
            "address": row.address,
            "published_on": row.published_on.isoformat() if row.published_on else None,
            "file": row.file_sha256 or None,
        }
        for row in Evidence.objects.filter(entry__commission=commission).select_related("entry")
    }
    yield from _differences("evidence", picture.evidence, evidence)
    readouts = {row.slug: row.sha256 for row in Readout.objects.filter(commission=commission)}
    yield from _differences("readout", picture.readouts, readouts)
