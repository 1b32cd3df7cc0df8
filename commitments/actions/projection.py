"""Writing a state and its spans to the tables: the only place that changes a commitment's row."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Model

from commitments.actions import spans
from commitments.actions.state import Record
from commitments.models import (
    Body,
    Commission,
    Commitment,
    Meeting,
    Movement,
    Sector,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.commission import Party
from commitments.models.fields import COMMITMENT, TERMS, State, code_of


class References:
    """Rows by the codes records use, looked up once."""

    def __init__(self, commission: Commission, *, known: Commitment | None = None) -> None:
        """`known` is a commitment whose references are loaded already."""
        self.commission = commission
        self._found: dict[tuple[str, str], Model] = {}
        for name in COMMITMENT.references if known is not None else ():
            if (row := getattr(known, name)) is not None:
                self._found[name, code_of(row)] = row

    def get(self, name: str, code: str) -> Model:
        if (name, code) not in self._found:
            self._found[name, code] = self._look_up(name, code)
        return self._found[name, code]

    def _look_up(self, name: str, code: str) -> Model:
        if name == "sector":
            return Sector.objects.get(commission=self.commission, code=code)
        if name == "meeting":
            return Meeting.objects.get(commission=self.commission, slug=code)
        if name == "superseded_by":
            return Commitment.objects.get(commission=self.commission, code=code)
        position = 1 if name == "first_owner" else 2
        return Body.objects.get(
            party=Party.objects.get(commission=self.commission, position=position), code=code
        )


def write_row(commitment: Commitment, before: State | None, after: State, references: References) -> None:
    """Bring the row to `after`: insert it when there was no state before, else update what changed."""
    changed = [name for name in COMMITMENT.columns if before is None or before[name] != after[name]]
    for name in changed:
        setattr(commitment, name, COMMITMENT.column_value(name, after[name], references.get))
    if before is None:
        commitment.save(force_insert=True)
    else:
        commitment.save(update_fields=changed)


def write_beside(commitment: Commitment, before: State | None, after: State, record: Record) -> None:
    """Spans and counts, after the row itself was written."""
    at = dt.datetime.fromisoformat(record["recorded_at"])
    _write_standpoints(commitment, before, after, record, at)
    if spans.terms_changed(before, after):
        if before is not None:
            Terms.objects.filter(commitment=commitment, recorded_to__isnull=True).update(recorded_to=at)
        terms_row(commitment, after, record).save(force_insert=True)
    _write_counts(commitment, before, after, record)


def standpoint_row(commitment: Commitment, span: spans.Span) -> Standpoint:
    at = dt.datetime.fromisoformat(span.recorded_from)
    return Standpoint(
        commitment=commitment,
        whose=span.whose,
        status=span.status,
        outlook=span.outlook,
        recorded_from=at,
        recorded_to=None if span.open else at,
        effective_from=dt.date.fromisoformat(span.effective_from),
        entry_number=span.entry_number,
    )


def terms_row(commitment: Commitment, after: State, record: Record) -> Terms:
    """The terms from now on; wants the row of the commitment brought to `after` already."""
    return Terms(
        commission=commitment.commission,
        commitment=commitment,
        code=commitment.code,
        recorded_from=dt.datetime.fromisoformat(record["recorded_at"]),
        entry_number=record["seq"],
        **{name: getattr(commitment, name) for name in TERMS},
    )


def _write_standpoints(
    commitment: Commitment, before: State | None, after: State, record: Record, at: dt.datetime
) -> None:
    corrected = spans.corrected_number(record)
    if corrected is not None:
        rows = Standpoint.objects.filter(commitment=commitment, whose=record["actor"]["side"])
        views = [
            (row.entry_number, row.status, row.recorded_to != row.recorded_from)
            for row in rows.order_by("entry_number")
        ]
        wrong = [corrected, *spans.carried(views, record)]
        rows.filter(entry_number__in=wrong).update(is_corrected=True)
    for span in spans.new_spans(before, after, record):
        if span.open and before is not None:
            Standpoint.objects.filter(
                commitment=commitment, whose=span.whose, recorded_to__isnull=True
            ).update(recorded_to=at)
        standpoint_row(commitment, span).save(force_insert=True)


def _write_counts(commitment: Commitment, before: State | None, after: State, record: Record) -> None:
    commission = commitment.commission
    for whose, sector, status, step in spans.tally_changes(before, after):
        keys = {"commission": commission, "whose": whose, "sector__code": sector, "status": status}
        if not Tally.objects.filter(**keys).update(count=F("count") + step):
            del keys["sector__code"]
            sector_row = Sector.objects.get(commission=commission, code=sector)
            Tally.objects.create(**keys, sector=sector_row, count=step)
    for status, step in spans.movements(before, after):
        week = spans.week_of(record, commission.calendar)
        keys = {"commission": commission, "week": week, "status": status}
        if not Movement.objects.filter(**keys).update(delta=F("delta") + step):
            Movement.objects.create(**keys, delta=step)
