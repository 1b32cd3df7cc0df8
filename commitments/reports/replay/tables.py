"""Comparing what the log says with what the tables of commitments hold, one table after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q

from commitments.actions.projector import Projector, search_tokens
from commitments.models import (
    Commission,
    Commitment,
    Movement,
    ObservedValue,
    Quote,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.fields import COMMITMENT, PERIOD, STANDPOINT, VALUE, as_recorded
from commitments.reports.replay.compare import code_of, codes_of_rows, differences


def states(commission: Commission, made: Projector) -> Iterator[str]:
    """The columns of commitments, and the words they are found by: those of the log and of their quotes."""
    rows = Commitment.objects.filter(commission=commission).select_related(
        "meeting", "sector", "first_owner__party", "second_owner__party", "superseded_by"
    )
    quotes = Quote.objects.filter(commitment__commission=commission).order_by("pk")
    quoted = defaultdict(list)
    for code, words in quotes.values_list("commitment__code", "words"):
        quoted[code].append(words)
    found = {}
    for row in rows.iterator(chunk_size=2000):
        for name, value in COMMITMENT.state_of(row).items():
            is_row = name in COMMITMENT.references
            found[row.code, name] = code_of(row, name, commission) if is_row else value
        found[row.code, "search_tokens"] = row.search_tokens
    expected: dict[tuple[str, str], Any] = {}
    for code, state in made.states.items():
        expected |= {(code, name): state[name] for name in COMMITMENT.columns}
        expected[code, "search_tokens"] = search_tokens(code, state, quoted[code])
    yield from differences("commitment", expected, found)


def standpoints(commission: Commission, made: Projector) -> Iterator[str]:
    rows = (
        Standpoint.objects.filter(commitment__commission=commission)
        .select_related("commitment")
        .only("whose", "entry_number", *STANDPOINT.columns, "commitment__code")
    )
    found = {
        (row.commitment.code, row.whose, row.entry_number): STANDPOINT.state_of(row)
        for row in rows.iterator(chunk_size=2000)
    }
    yield from differences("standpoint", made.standpoints, found)


def terms(commission: Commission, made: Projector) -> Iterator[str]:
    """Periods of terms, read as plain values: there is one for most entries of the log."""
    codes, found = codes_of_rows(commission), {}
    readers = [
        (name, partial(_code, codes, name) if name in PERIOD.references else as_recorded)
        for name in PERIOD.columns
    ]
    periods = Terms.objects.filter(Q(commission=commission) | Q(commitment__commission=commission))
    rows = periods.values_list("commission", "code", "commitment__code", "entry_number", *PERIOD.columns)
    for of, code, present_code, number, *values in rows.iterator(chunk_size=2000):
        is_of = (of, code) == (commission.pk, present_code)
        key = (present_code if is_of else f"{code} of another commitment", number)
        found[key] = {name: said(value) for (name, said), value in zip(readers, values, strict=True)}
    yield from differences("terms", made.terms, found)


def _code(codes: dict[tuple[str, int], str], name: str, key: int | None) -> str | None:
    return None if key is None else codes.get((name, key), f"no row {key}")


def values(commission: Commission, made: Projector) -> Iterator[str]:
    rows = (
        ObservedValue.objects.filter(Q(commission=commission) | Q(commitment__commission=commission))
        .select_related("commitment")
        .only(
            *("commission", "entry_number", "position", *VALUE.columns),
            *("commitment__code", "commitment__commission"),
        )
    )
    found = {}
    for row in rows.iterator(chunk_size=2000):
        is_of = row.commission_id == row.commitment.commission_id == commission.pk
        code = row.commitment.code if is_of else f"{row.commitment.code} of another commission"
        state = {**VALUE.state_of(row), "entry_number": row.entry_number}
        found[code, row.entry_number, row.position] = state
    yield from differences("value", made.values, found)


def counts(commission: Commission, made: Projector) -> Iterator[str]:
    tally = {
        (row.whose, code_of(row, "sector", commission), row.status): row.count
        for row in Tally.objects.filter(commission=commission).exclude(count=0).select_related("sector")
    }
    yield from differences("count", {key: n for key, n in made.tally.items() if n}, tally)
    movement = {
        (row.week, row.status): row.delta
        for row in Movement.objects.filter(commission=commission).exclude(delta=0)
    }
    yield from differences("movement", {key: n for key, n in made.movement.items() if n}, movement)
