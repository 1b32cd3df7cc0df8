"""Comparing what the log says with what the tables of commitments hold, one table after the other."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from commitments.models import Commission, Commitment, Movement, Standpoint, Tally, Terms
from commitments.models.canonical import moment
from commitments.models.fields import COMMITMENT, TERMS, as_recorded
from commitments.reports.replay.compare import code_of, differences
from commitments.reports.replay.picture import Picture


def states(commission: Commission, picture: Picture) -> Iterator[str]:
    rows = Commitment.objects.filter(commission=commission).select_related(
        "meeting", "sector", "first_owner__party", "second_owner__party", "superseded_by"
    )
    found = {}
    for row in rows.iterator(chunk_size=2000):
        for name, value in COMMITMENT.state_of(row).items():
            found[row.code, name] = code_of(row, name, commission) if name in COMMITMENT.references else value
    expected = {
        (code, name): state[name] for code, state in picture.states.items() for name in COMMITMENT.columns
    }
    yield from differences("commitment", expected, found)


def standpoints(commission: Commission, picture: Picture) -> Iterator[str]:
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
    yield from differences("standpoint", picture.standpoints, found)


def terms(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {}
    rows = Terms.objects.filter(
        Q(commission=commission) | Q(commitment__commission=commission)
    ).select_related("commitment", "sector", "first_owner__party", "second_owner__party")
    for row in rows.iterator(chunk_size=2000):
        values = []
        for name in TERMS:
            value = code_of(row, name, commission) if name in COMMITMENT.references else getattr(row, name)
            values.append(as_recorded(value))
        until = moment(row.recorded_to) if row.recorded_to else None
        is_of = (row.commission_id, row.code) == (commission.pk, row.commitment.code)
        key = (row.commitment.code if is_of else f"{row.code} of another commitment", row.entry_number)
        found[key] = [moment(row.recorded_from), until, *values]
    yield from differences("terms", picture.terms, found)


def counts(commission: Commission, picture: Picture) -> Iterator[str]:
    tally = {
        (row.whose, code_of(row, "sector", commission), row.status): row.count
        for row in Tally.objects.filter(commission=commission).exclude(count=0).select_related("sector")
    }
    yield from differences("count", {key: n for key, n in picture.tally.items() if n}, tally)
    movement = {
        (row.week.isoformat(), row.status): row.delta
        for row in Movement.objects.filter(commission=commission).exclude(delta=0)
    }
    yield from differences("movement", {key: n for key, n in picture.movement.items() if n}, movement)
