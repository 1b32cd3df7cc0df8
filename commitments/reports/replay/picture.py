"""What the records of a log say the tables must hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from commitments.actions import spans
from commitments.actions.session_state import OF_ITEM, advance_item, advance_session
from commitments.actions.session_state import PREFIX as SESSION
from commitments.actions.state import Record, State, advance
from commitments.models import Calendar
from commitments.models.fields import COMMITMENT, TERMS
from commitments.vocabulary import EntryKind

OF_COMMITMENT = "commitment/"


@dataclass
class Picture:
    """What the log says the tables must hold."""

    states: dict[str, State] = field(default_factory=dict)
    standpoints: dict[tuple[str, str, int], list[Any]] = field(default_factory=dict)
    terms: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    tally: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    movement: Counter[tuple[str, str]] = field(default_factory=Counter)
    quotes: dict[tuple[str, str, int, int], list[Any]] = field(default_factory=dict)
    evidence: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    others: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # meetings, readouts, sessions and seats by object
    size: int = 0
    last_recorded_at: str | None = None
    last_step: tuple[State | None, State] = (
        None,
        COMMITMENT.blank,
    )  # of the commitment the last record was about
    _open_view: dict[tuple[str, str], int] = field(default_factory=dict)
    _views: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _last_terms: dict[str, int] = field(default_factory=dict)

    def take(self, record: Record, calendar: Calendar) -> None:
        """Go one record further."""
        self.size += 1
        self.last_recorded_at = record["recorded_at"]
        if not record["object"].startswith(OF_COMMITMENT):
            self._other(record)
            return
        code, refs, number = record["object"].removeprefix(OF_COMMITMENT), record["refs"], record["seq"]
        for position, source in enumerate(refs.get("evidence", ())):
            self.evidence[number, position] = {**source, "commitment": code}
        for words in refs.get("quotes", ()):
            place = (code, words["readout"], words["start"], words["end"])
            self.quotes[place] = [
                words["sha256"],
                number,
                True,
                words.get("wording", ""),
                words.get("relation", ""),
            ]
        before = self.states.get(code)
        after = self.states[code] = advance(before, record, calendar.zone)
        self.last_step = (before, after)
        self._spans(code, before, after, record)
        for whose, sector, status, step in spans.tally_changes(before, after):
            self.tally[whose, sector, status] += step
        for status, step in spans.movements(before, after):
            self.movement[spans.week_of(record, calendar).isoformat(), status] += step

    def _other(self, record: Record) -> None:
        if record["kind"] == EntryKind.MARKED:
            self._mark(record)
            return
        if record["object"].startswith(SESSION):
            self._session(record)
            return
        row = self.others.setdefault(record["object"], {})
        row.update({name: pair[1] for name, pair in record["set"].items()})
        if record["kind"] in (EntryKind.MEETING_OPENED, EntryKind.READOUT_FILED):
            row["entry"] = record["seq"]
        if record["kind"] == EntryKind.READOUT_FILED:
            row["party"] = record["actor"]["party"]
        if record["kind"] == EntryKind.READOUT_CLOSED:
            row["closed_with"] = record["seq"]
        if record["kind"] == EntryKind.READOUT_REOPENED:
            row["closed_with"] = None

    def _session(self, record: Record) -> None:
        """What is done to an item is done to its session: it may change the agenda, or begin the session."""
        named = record["object"]
        session = named.partition(OF_ITEM)[0]
        self.others[session] = advance_session(self.others.get(session), record)
        if session != named:
            self.others[named] = advance_item(self.others.get(named), record)

    def _mark(self, record: Record) -> None:
        """A mark stands until it is taken back; its row goes then."""
        kind = record["set"]["mark"][1]
        if kind is None:
            self.others.pop(record["object"], None)
        else:
            self.others[record["object"]] = {"mark": kind, "entry": record["seq"]}

    def _correct(self, code: str, side: str, corrected: int, record: Record) -> None:
        rows = {number: self.standpoints[code, side, number] for number in self._views[code, side]}
        views = [(number, row[0], row[3] != row[2]) for number, row in rows.items()]
        for number in (corrected, *spans.carried(views, record)):
            if number in rows:
                rows[number][-1] = True

    def _spans(self, code: str, before: State | None, after: State, record: Record) -> None:
        at, corrected = record["recorded_at"], spans.corrected_number(record)
        if corrected is not None:
            self._correct(code, record["actor"]["side"], corrected, record)
        for span in spans.new_spans(before, after, record):
            if span.open:
                if (ended := self._open_view.get((code, span.whose))) is not None:
                    self.standpoints[code, span.whose, ended][3] = at
                self._open_view[code, span.whose] = span.entry_number
            self._views.setdefault((code, span.whose), []).append(span.entry_number)
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
