"""From records to rows, once and for all uses: an action writes the rows of one entry by it, `rebuild_projections`
those of all, and `verify_projections` compares. Pure: it takes records and reads no table.

Rows are plain dicts named after columns, in the values of records.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from commitments.actions import figures_state, spans
from commitments.actions.session_state import OF_ITEM, advance_item, advance_session
from commitments.actions.session_state import PREFIX as OF_SESSION
from commitments.actions.state import Record, advance, settle_figures
from commitments.actions.touched import touched_besides, touched_by
from commitments.models import Calendar
from commitments.models.fields import COMMITMENT, TERMS, State, search_texts
from commitments.models.search import tokens
from commitments.models.settings_of import OF_PARTY_SETTLED, OTHER_NAMES, SETTINGS, rows_with
from commitments.vocabulary import EntryKind

OF_COMMITMENT, OF_MARK, OF_READOUT, OF_SEAT = "commitment/", "mark/", "readout/", "seat/"


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What one record does to the rows of its commitment."""

    before: State | None
    after: State
    begun: tuple[spans.Span, ...]  # each open one ends the open one of the same `whose`
    wrong: tuple[int, ...]  # entries whose views, of the side that speaks, are no longer what is known
    terms: State | None  # of the period that begins, if one does; it ends the one before
    tally: tuple[tuple[str, str, str, int], ...]  # whose, code of the sector, status, one more or less
    movement: tuple[tuple[dt.date, str, int], ...]  # Monday of the week, status, one more or less
    values: tuple[
        tuple[int, State], ...
    ]  # position in the record; each ends the known one of its series and period


def step_with_values(
    before: State | None, record: Record, zone: dt.tzinfo, known: Callable[[], Iterable[State]]
) -> tuple[State, tuple[tuple[int, State], ...]]:
    """The state after a record, and the values it states. `known` gives those known before, where they are asked for."""
    after, given = advance(before, record, zone), tuple(figures_state.new_values(record))
    if figures_state.is_touched(before, after, record):
        known_now = figures_state.known_after(known(), [row for _position, row in given])
        after |= figures_state.summary(after, known_now, record)
        settle_figures(after, before, record, zone)
    return after, given


def row_changes(
    before: State | None,
    record: Record,
    calendar: Calendar,
    views: Callable[[], spans.Views],
    known: Callable[[], Iterable[State]],
) -> RowChanges:
    """The step of one record. `views` gives those of the side that speaks; only a correction asks for them."""
    after, values = step_with_values(before, record, calendar.zone, known)
    corrected = spans.corrected_number(record)
    seen = () if corrected is None else views()
    wrong = () if corrected is None else (corrected, *spans.carried(seen, record))
    moved = tuple(spans.movements(before, after))
    return RowChanges(
        before=before,
        after=after,
        begun=tuple(spans.new_spans(before, after, record, seen)),
        wrong=wrong,
        terms=terms_row(after, record) if spans.terms_changed(before, after) else None,
        tally=tuple(spans.tally_changes(before, after)),
        movement=tuple((spans.week_of(record, calendar), status, step) for status, step in moved),
        values=values,
    )


def standpoint_row(span: spans.Span) -> State:
    return {
        "status": span.status,
        "outlook": span.outlook,
        "position": span.position,
        "recorded_from": span.recorded_from,
        "recorded_to": None if span.open else span.recorded_from,
        "effective_from": span.effective_from,
        "is_corrected": False,
    }


def terms_row(after: State, record: Record) -> State:
    return {
        "recorded_from": record["recorded_at"],
        "recorded_to": None,
        **{name: after[name] for name in TERMS},
    }


def search_tokens(code: str, state: State, quoted: Iterable[str]) -> str:
    """The words a commitment is found by. `quoted` are the words of its quotes in the order they were tied to it."""
    return tokens(code, *search_texts(state), *quoted)


def objects_after(record: Record, before: Callable[[str], State | None]) -> dict[str, State | None]:
    """What a record that is about no commitment makes of its object, and of what it belongs to. None: it is no more."""
    named, kind, number = record["object"], record["kind"], record["seq"]
    if named.startswith(OF_SESSION):
        # What is done to an item is done to its session: it may change the agenda, or begin the session.
        session = named.partition(OF_ITEM)[0]
        after: dict[str, State | None] = {session: advance_session(before(session), record)}
        if session != named:
            after[named] = advance_item(before(named), record)
        return after
    if kind == EntryKind.ACCOUNT_CHANGED:
        return {}  # accounts lie outside of the log: it only tells that somebody changed one
    if named.startswith(OF_MARK):
        mark = record["set"]["mark"][1]
        return {named: None if mark is None else {"mark": mark, "entry": number}}
    if kind == EntryKind.SEAT_CHANGED and record["set"].get("holder", [None, ""])[1] is None:
        return {named: None}  # taken away with its commission
    row = dict(before(named) or {})
    row.update({name: pair[1] for name, pair in record["set"].items()})
    match kind:
        case EntryKind.MEETING_OPENED:
            row["entry"] = number
        case EntryKind.READOUT_FILED:
            row |= {"entry": number, "party": record["actor"]["party"]}
        case EntryKind.READOUT_CLOSED:
            row["closed_with"] = number
        case EntryKind.READOUT_REOPENED:
            row["closed_with"] = None
    return {named: row}


@dataclass
class Projector:
    """The rows that a stream of records makes, in memory: of a whole log, or of some commitments of it."""

    calendar: Calendar
    silent_after_days: int = 180
    states: dict[str, State] = field(default_factory=dict)
    standpoints: dict[tuple[str, str, int], State] = field(default_factory=dict)
    terms: dict[tuple[str, int], State] = field(default_factory=dict)
    values: dict[tuple[str, int, int], State] = field(default_factory=dict)
    tally: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    movement: Counter[tuple[dt.date, str]] = field(default_factory=Counter)
    quotes: dict[tuple[str, str, int, int], list[Any]] = field(default_factory=dict)
    evidence: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    # meetings, readouts, marks, sessions, agenda items and seats by object
    others: dict[str, State] = field(default_factory=dict)
    redacted: set[tuple[int, str]] = field(
        default_factory=set
    )  # texts that were removed, by number of their entry
    size: int = 0
    last_recorded_at: str | None = None
    touched: dict[str, int] = field(default_factory=dict)  # by part of the pictures, the last entry
    last_step: tuple[State | None, State] = (None, COMMITMENT.blank)  # of the last record about a commitment
    _open_view: dict[tuple[str, str], int] = field(default_factory=dict)
    _views: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _last_terms: dict[str, int] = field(default_factory=dict)
    # by commitment, then by series and period
    _known: dict[str, dict[Any, State]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Go one record further."""
        self.size += 1
        self.last_recorded_at = record["recorded_at"]
        if record["kind"] == EntryKind.REDACTED:
            self._touch(touched_besides(record["kind"]), record)
            self.redacted |= {(record["set"]["entry"][1], name) for name in record["set"]["texts"][1]}
            return
        if not record["object"].startswith(OF_COMMITMENT):
            self._touch(touched_besides(record["kind"]), record)
            called = self.others.get(SETTINGS, {}).get(OTHER_NAMES, [])
            for name, row in objects_after(record, self.others.get).items():
                if row is None:
                    self.others.pop(name, None)
                else:
                    self.others[name] = row
            if record["kind"] == EntryKind.SETTINGS_CHANGED:
                self._recode_seats(record["set"])
                if OTHER_NAMES in record["set"]:
                    self.others[SETTINGS][OTHER_NAMES] = rows_with(called, record["set"][OTHER_NAMES][1])
            return
        code, side = record["object"].removeprefix(OF_COMMITMENT), record["actor"]["side"]
        self._rests_on(code, record)
        changes = row_changes(
            self.states.get(code),
            record,
            self.calendar,
            views=lambda: self._seen(code, side),
            known=lambda: self._known.get(code, {}).values(),
        )
        self.states[code] = changes.after
        days = self.silent_after_days
        self._touch(touched_by(changes.before, changes.after, record, silent_after_days=days), record)
        self.last_step = (changes.before, changes.after)
        self._keep(code, record, changes)

    def _touch(self, parts: Iterable[str], record: Record) -> None:
        number: int = record["seq"]
        for part in parts:
            self.touched[part] = max(number, self.touched.get(part, -1))

    def _recode_seats(self, changes: dict[str, list[Any]]) -> None:
        """A party may get another code while there are seats and nothing else: they go on naming their party."""
        codes = [changes[name] for name in OF_PARTY_SETTLED if name in changes]
        recoded = dict(codes)
        for named, row in self.others.items():
            if named.startswith(OF_SEAT):
                self.others[named] = row | {"party": recoded.get(row["party"], row["party"])}

    def _rests_on(self, code: str, record: Record) -> None:
        refs, number = record["refs"], record["seq"]
        for position, source in enumerate(refs.get("evidence", ())):
            self.evidence[number, position] = {**source, "commitment": code}
        for words in refs.get("quotes", ()):
            place = (code, words["readout"], words["start"], words["end"])
            read_as = words.get("wording", ""), words.get("relation", "")
            self.quotes[place] = [words["sha256"], number, True, *read_as]

    def _seen(self, code: str, side: str) -> spans.Views:
        return [
            spans.SeenView(
                number,
                row["status"],
                ruled=row["recorded_to"] != row["recorded_from"],
                is_stated=row["effective_from"] is not None,
            )
            for number in self._views[code, side]
            for row in [self.standpoints[code, side, number]]
        ]

    def _keep(self, code: str, record: Record, changes: RowChanges) -> None:
        at, number = record["recorded_at"], record["seq"]
        for wrong in changes.wrong:
            if (row := self.standpoints.get((code, record["actor"]["side"], wrong))) is not None:
                row["is_corrected"] = True
        for span in changes.begun:
            if span.open:
                if (ended := self._open_view.get((code, span.whose))) is not None:
                    self.standpoints[code, span.whose, ended]["recorded_to"] = at
                self._open_view[code, span.whose] = number
            self._views.setdefault((code, span.whose), []).append(number)
            self.standpoints[code, span.whose, number] = standpoint_row(span)
        if changes.terms is not None:
            if changes.before is not None:
                self.terms[code, self._last_terms[code]]["recorded_to"] = at
            self.terms[code, number] = changes.terms
            self._last_terms[code] = number
        known = self._known.setdefault(code, {})
        for position, row in changes.values:
            place = (figures_state.series_of(row), row["period"])
            if (revised := known.pop(place, None)) is not None:
                revised["recorded_to"] = at
            if row["status"] != figures_state.TAKEN_BACK:
                known[place] = self.values[code, number, position] = row
        for whose, sector, status, step in changes.tally:
            self.tally[whose, sector, status] += step
        for week, status, step in changes.movement:
            self.movement[week, status] += step
