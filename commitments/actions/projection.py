"""Writing what the projector makes to the tables: the only place that changes a projected row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import Model

from commitments.actions.figures_state import TAKEN_BACK
from commitments.actions.projector import (
    OF_MARK,
    OF_READOUT,
    Projector,
    RowChanges,
    row_changes,
    search_tokens,
    standpoint_row,
)
from commitments.actions.session_state import OF_ITEM
from commitments.actions.session_state import PREFIX as OF_SESSION
from commitments.actions.spans import SeenView, Views
from commitments.actions.state import Record
from commitments.models import (
    AgendaItem,
    Body,
    Closing,
    Commission,
    Commitment,
    Entry,
    Mark,
    Meeting,
    Movement,
    ObservedValue,
    Quote,
    Readout,
    Sector,
    Session,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.bulk import Bulk
from commitments.models.commission import Party
from commitments.models.fields import (
    COMMITMENT,
    ITEM,
    PERIOD,
    SESSION,
    STANDPOINT,
    VALUE,
    State,
    StateTable,
    code_of,
    search_texts,
)

# Rows of sessions and their items by object, as an action holds them.
Held = dict[str, Session | AgendaItem]


class References:
    """Rows by the codes records use, looked up once."""

    def __init__(
        self,
        commission: Commission,
        *,
        known: Iterable[Commitment] = (),
        keys: dict[str, int] | None = None,
    ) -> None:
        """`known` are commitments whose references are loaded already, `keys` those of commitments being written."""
        self.commission = commission
        self._found: dict[tuple[str, str], Model] = {
            ("superseded_by", code): Commitment(pk=key) for code, key in (keys or {}).items()
        }
        for commitment in known:
            for name in COMMITMENT.references:
                if (row := getattr(commitment, name)) is not None:
                    self._found[name, code_of(row)] = row

    def get(self, name: str, code: str) -> Model:
        if (name, code) not in self._found:
            self._found[name, code] = self._look_up(name, code)
        return self._found[name, code]

    def _look_up(self, name: str, code: str) -> Model:
        match name:
            case "sector":
                return Sector.objects.get(commission=self.commission, code=code)
            case "meeting":
                return Meeting.objects.get(commission=self.commission, slug=code)
            case "superseded_by" | "commitment":
                return Commitment.objects.get(commission=self.commission, code=code)
            case _:
                position = 1 if name == "first_owner" else 2
                party = Party.objects.get(commission=self.commission, position=position)
                return Body.objects.get(party=party, code=code)


def values_of(
    table: StateTable, state: State, names: Iterable[str], references: References
) -> dict[str, Any]:
    """What these columns of a row hold by a state."""
    return {name: table.column_value(name, state[name], references.get) for name in names}


def fill(row: Model, table: StateTable, state: State, names: Iterable[str], references: References) -> None:
    """Bring these columns of a row to what a state says of them."""
    for name, value in values_of(table, state, names, references).items():
        setattr(row, name, value)


# --- one entry


def write_entry(commitment: Commitment, record: Record, *, quoted: Sequence[str]) -> RowChanges:
    """Bring every row of a commitment up to a record. Unsaved: the record creates it. `quoted` are words it quotes."""
    before = None if commitment.pk is None else COMMITMENT.state_of(commitment)
    changes = row_changes(
        before,
        record,
        commitment.commission.calendar,
        views=lambda: _views(commitment, record),
        known=lambda: [] if before is None else known_values(commitment),
    )
    _write_commitment(commitment, changes, quoted)
    _write_standpoints(commitment, changes, record)
    _write_values(commitment, changes, record)
    if changes.terms is not None:
        ended = Terms.objects.filter(commitment=commitment, recorded_to__isnull=True)
        ended.update(recorded_to=dt.datetime.fromisoformat(record["recorded_at"]))
        terms_of(commitment, changes.terms, record["seq"]).save(force_insert=True)
    _count(commitment.commission, changes)
    return changes


def _views(commitment: Commitment, record: Record) -> Views:
    rows = Standpoint.objects.filter(commitment=commitment, whose=record["actor"]["side"])
    return [
        SeenView(
            row.entry_number,
            row.status,
            ruled=row.recorded_to != row.recorded_from,
            is_stated=row.effective_from is not None,
        )
        for row in rows.order_by("entry_number")
    ]


def _write_commitment(commitment: Commitment, changes: RowChanges, quoted: Sequence[str]) -> None:
    before, after = changes.before, changes.after
    changed = [name for name in COMMITMENT.columns if before is None or before[name] != after[name]]
    fill(commitment, COMMITMENT, after, changed, References(commitment.commission))
    if before is None or quoted or search_texts(before) != search_texts(after):
        held = [] if before is None else list(_quoted([commitment.pk])[commitment.pk])
        commitment.search_tokens = search_tokens(commitment.code, after, [*held, *quoted])
        changed.append("search_tokens")
    if before is None:
        commitment.save(force_insert=True)
    else:
        commitment.save(update_fields=changed)


def _quoted(commitments: Iterable[int]) -> dict[int, list[str]]:
    """The words of the quotes of commitments, in the order they were tied to them."""
    found: dict[int, list[str]] = defaultdict(list)
    quotes = Quote.objects.filter(commitment__in=commitments).order_by("pk")
    for commitment, words in quotes.values_list("commitment", "words"):
        found[commitment].append(words)
    return found


def standpoint_of(commitment: Commitment, whose: str, number: int, state: State) -> Standpoint:
    columns = values_of(STANDPOINT, state, STANDPOINT.columns, References(commitment.commission))
    return Standpoint(commitment=commitment, whose=whose, entry_number=number, **columns)


def terms_of(
    commitment: Commitment, state: State, number: int, references: References | None = None
) -> Terms:
    known = references or References(commitment.commission, known=[commitment])
    return Terms(
        commission=commitment.commission,
        commitment=commitment,
        code=commitment.code,
        entry_number=number,
        **values_of(PERIOD, state, PERIOD.columns, known),
    )


def _write_standpoints(commitment: Commitment, changes: RowChanges, record: Record) -> None:
    rows = Standpoint.objects.filter(commitment=commitment)
    if changes.wrong:
        said = rows.filter(whose=record["actor"]["side"], entry_number__in=changes.wrong)
        said.update(is_corrected=True)
    at = dt.datetime.fromisoformat(record["recorded_at"])
    for span in changes.begun:
        if span.open and changes.before is not None:
            rows.filter(whose=span.whose, recorded_to__isnull=True).update(recorded_to=at)
        row = standpoint_of(commitment, span.whose, span.entry_number, standpoint_row(span))
        row.save(force_insert=True)


def known_values(commitment: Commitment) -> list[State]:
    """The values known now, revised ones left out, as the step takes them."""
    rows = ObservedValue.objects.filter(commitment=commitment, recorded_to__isnull=True)
    return [{**VALUE.state_of(row), "entry_number": row.entry_number} for row in rows]


def value_of(commitment: Commitment, position: int, state: State) -> ObservedValue:
    row = ObservedValue(
        commission=commitment.commission,
        commitment=commitment,
        entry_number=state["entry_number"],
        position=position,
    )
    for name in VALUE.columns:
        setattr(row, name, VALUE.column_value(name, state[name], _no_reference))
    return row


def _no_reference(name: str, code: str) -> Model:
    raise ValueError(f"{name} of a value names no row: {code}")


def _write_values(commitment: Commitment, changes: RowChanges, record: Record) -> None:
    if not changes.values:
        return
    _position, first = changes.values[0]
    series = {name: first[name] for name in ("indicator", "whose", "reference")}
    revised = ObservedValue.objects.filter(
        commitment=commitment,
        recorded_to__isnull=True,
        period__in=[row["period"] for _position, row in changes.values],
        **series,
    )
    revised.update(recorded_to=dt.datetime.fromisoformat(record["recorded_at"]))
    ObservedValue.objects.bulk_create(
        value_of(commitment, position, row) for position, row in changes.values if row["status"] != TAKEN_BACK
    )


# The most frequent statements of a save, so their text is not made anew each time.
ADD_TO_TALLY = """
UPDATE commitments_tally SET count = count + %s
WHERE commission_id = %s AND whose = %s AND status = %s
AND sector_id = (SELECT id FROM commitments_sector WHERE commission_id = %s AND code = %s)
"""
ADD_TO_MOVEMENT = """
UPDATE commitments_movement SET delta = delta + %s WHERE commission_id = %s AND week = %s AND status = %s
"""


def _count(commission: Commission, changes: RowChanges) -> None:
    with connection.cursor() as cursor:
        for whose, sector, status, step in changes.tally:
            cursor.execute(ADD_TO_TALLY, [step, commission.pk, whose, status, commission.pk, sector])
            if not cursor.rowcount:
                row = Sector.objects.get(commission=commission, code=sector)
                Tally.objects.create(
                    commission=commission, whose=whose, sector=row, status=status, count=step
                )
        for week, status, step in changes.movement:
            cursor.execute(ADD_TO_MOVEMENT, [step, commission.pk, week, status])
            if not cursor.rowcount:
                Movement.objects.create(commission=commission, week=week, status=status, delta=step)


# --- what is not about one commitment


def object_before(commission: Commission, held: Held) -> Callable[[str], State | None]:
    """What the tables hold of a session or an item; of other objects the records alone tell what is projected."""

    def before(named: str) -> State | None:
        if not named.startswith(OF_SESSION):
            return None
        row = held.get(named) or _session_row(commission, named)
        return None if row is None or row.pk is None else _table_of(row).state_of(row)

    return before


def _session_row(commission: Commission, named: str) -> Session | AgendaItem | None:
    """The row of a session or an item, unsaved where there is none yet; None for an item of no session."""
    slug, is_item, number = named.removeprefix(OF_SESSION).partition(OF_ITEM)
    sessions = Session.objects.filter(commission=commission, slug=slug)
    if not is_item:
        return sessions.first() or Session(commission=commission, slug=slug)
    if (session := sessions.first()) is None:
        return None
    items = AgendaItem.objects.select_related("commitment").filter(session=session, number=int(number))
    return items.first() or AgendaItem(session=session, number=int(number))


def _table_of(row: Session | AgendaItem) -> StateTable:
    return SESSION if isinstance(row, Session) else ITEM


def write_objects(commission: Commission, states: dict[str, State | None], held: Held) -> None:
    """Bring the rows of sessions, agenda items, marks and closings to these states; None takes a row away."""
    references = References(commission)
    for named, state in sorted(states.items()):  # a session comes before its items
        if named.startswith(OF_SESSION) and state is not None:
            row = held.get(named) or _session_row(commission, named)
            if row is None:
                raise ValueError(f"{named} belongs to no session")
            fill(row, _table_of(row), state, state, references)
            row.save()
        elif named.startswith(OF_MARK):
            _write_mark(commission, named, state)
        elif named.startswith(OF_READOUT) and state is not None and "closed_with" in state:
            _write_closing(commission, named, state["closed_with"])


def _write_mark(commission: Commission, named: str, state: State | None) -> None:
    slug, _slash, place = named.removeprefix(OF_MARK).partition("/")
    start, end = place.split("-")
    readout = Readout.objects.only("pk").get(commission=commission, slug=slug)
    marks = Mark.objects.filter(readout=readout, start=int(start), end=int(end))
    if state is None:
        marks.delete()
        return
    held = {"kind": state["mark"], "entry": Entry.objects.get(commission=commission, number=state["entry"])}
    if not marks.update(**held):
        Mark.objects.create(readout=readout, start=int(start), end=int(end), **held)


def _write_closing(commission: Commission, named: str, number: int | None) -> None:
    slug = named.removeprefix(OF_READOUT)
    readout = Readout.objects.only("pk").get(commission=commission, slug=slug)
    Closing.objects.filter(readout=readout).delete()
    if number is not None:
        entry = Entry.objects.get(commission=commission, number=number)
        Closing.objects.create(readout=readout, entry=entry)


# --- many at once


def projected_rows(
    commission: Commission, made: Projector, keys: dict[str, int]
) -> dict[type[Model], Iterable[Model]]:
    """The rows of the commitments a projector has taken, by table; `keys` are their primary keys by code."""
    references, quoted = References(commission, keys=keys), _quoted(keys.values())
    rows = {}
    for code, state in made.states.items():
        tokens = search_tokens(code, state, quoted[keys[code]])
        columns = values_of(COMMITMENT, state, COMMITMENT.columns, references)
        rows[code] = Commitment(
            pk=keys[code], commission=commission, code=code, search_tokens=tokens, **columns
        )
    return {
        Commitment: rows.values(),
        Standpoint: (
            standpoint_of(rows[code], whose, number, state)
            for (code, whose, number), state in made.standpoints.items()
        ),
        Terms: (
            terms_of(rows[code], state, number, references) for (code, number), state in made.terms.items()
        ),
        ObservedValue: (
            value_of(rows[code], position, state) for (code, _number, position), state in made.values.items()
        ),
    }


def write_commitments(commission: Commission, made: Projector, keys: dict[str, int]) -> None:
    """Write the rows of the commitments a projector has taken; `keys` are their primary keys by code.

    Nothing may stand of their periods; the rows of the commitments themselves are changed or, where missing, put back.
    """
    rows = projected_rows(commission, made, keys)
    written = ["commission", "code", "search_tokens", *COMMITMENT.columns]
    Commitment.objects.bulk_create(
        cast(Iterable[Commitment], rows.pop(Commitment)),
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=written,
    )
    for table, periods in rows.items():
        Bulk(table).write(periods)


def write_counts(commission: Commission, made: Projector) -> None:
    """Write how many stand where, and how that moved. Nothing may stand of either."""
    sectors = {row.code: row for row in Sector.objects.filter(commission=commission)}
    Tally.objects.bulk_create(
        Tally(commission=commission, whose=whose, sector=sectors[sector], status=status, count=count)
        for (whose, sector, status), count in made.tally.items()
    )
    Movement.objects.bulk_create(
        Movement(commission=commission, week=week, status=status, delta=delta)
        for (week, status), delta in made.movement.items()
    )
