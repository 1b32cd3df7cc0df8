"""Comparing what the log says with what the tables of commitments hold, one table after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

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
from commitments.models.fields import COMMITMENT, PERIOD, STANDPOINT, VALUE, StateTable
from commitments.reports.replay.compare import code_of, differences, rows_compared
from commitments.reports.replay.part import Part
from commitments.reports.replay.recorded import RecordedRows


def _places(table: StateTable, before: int = 0, *, but: tuple[str, ...] = ()) -> list[int]:
    """Where the references are in a row of a table."""
    return [
        before + place
        for place, name in enumerate(table.columns)
        if name in table.references and name not in but
    ]


SUPERSEDED = COMMITMENT.columns.index("superseded_by")
STATES = (*COMMITMENT.columns, "search_tokens")
COMMITMENTS, STANDPOINTS = RecordedRows(Commitment, STATES), RecordedRows(Standpoint, STANDPOINT.columns)
PERIODS, VALUES = (
    RecordedRows(Terms, PERIOD.columns),
    RecordedRows(ObservedValue, (*VALUE.columns, "entry_number")),
)
OF_COMMITMENTS = _places(COMMITMENT, but=("superseded_by",))
OF_PERIODS = _places(PERIOD)


def states(part: Part, made: Projector) -> Iterator[str]:
    """The columns of commitments, and the words they are found by: those of the log and of their quotes."""
    quoted = defaultdict(list)
    quotes = Quote.objects.filter(commitment__in=part.keys).order_by("pk")
    for key, words in quotes.values_list("commitment", "words"):
        quoted[part.code(key)].append(words)
    found: dict[str, list[Any]] = {}
    rows = Commitment.objects.filter(pk__in=part.keys)
    for key, by, by_commission, *row in COMMITMENTS.read(
        rows, "pk", "superseded_by__code", "superseded_by__commission"
    ):
        is_ours = by is None or by_commission == part.commission.pk
        row[SUPERSEDED] = by if is_ours else f"{by} of another side or commission"
        found[part.code(key)] = part.register.codes.put_into(row, STATES, OF_COMMITMENTS)
    expected = {
        code: state | {"search_tokens": search_tokens(code, state, quoted[code])}
        for code, state in made.states.items()
    }
    for code in expected.keys() & found.keys():
        held = dict(zip(STATES, found.pop(code), strict=True))
        made_of = expected.pop(code)
        for name in STATES:
            if made_of[name] != held[name]:
                yield (
                    f"commitment {(code, name)}: the log makes {made_of[name]!r}, the table holds {held[name]!r}"
                )
    yield from rows_compared("commitment", expected, found.items(), STATES)


def standpoints(part: Part, made: Projector) -> Iterator[str]:
    rows = STANDPOINTS.read(
        Standpoint.objects.filter(commitment__in=part.keys), "commitment", "whose", "entry_number"
    )
    found = (((part.code(key), whose, number), row) for key, whose, number, *row in rows)
    yield from rows_compared("standpoint", made.standpoints, found, STANDPOINT.columns)


def terms(part: Part, made: Projector) -> Iterator[str]:
    """Periods of terms: there is one for most entries of the log."""

    def found() -> Iterator[tuple[tuple[str, int], list[Any]]]:
        rows = Terms.objects.filter(commitment__in=part.keys)
        for key, of, code, number, *row in PERIODS.read(
            rows, "commitment", "commission", "code", "entry_number"
        ):
            is_of = (of, code) == (part.commission.pk, part.code(key))
            told = part.register.codes.put_into(row, PERIOD.columns, OF_PERIODS)
            yield (part.code(key) if is_of else f"{code} of another commitment", number), told

    yield from rows_compared("terms", made.terms, found(), PERIOD.columns)


def values(part: Part, made: Projector) -> Iterator[str]:
    def found() -> Iterator[tuple[tuple[str, int, int], list[Any]]]:
        rows = ObservedValue.objects.filter(commitment__in=part.keys)
        for key, of, number, position, *row in VALUES.read(
            rows, "commitment", "commission", "entry_number", "position"
        ):
            code = part.code(key) if of == part.commission.pk else f"{part.code(key)} of another commission"
            yield (code, number, position), row

    yield from rows_compared("value", made.values, found(), (*VALUE.columns, "entry_number"))


def strays(commission: Commission) -> Iterator[str]:
    """Rows that are said to be of this commission and belong to commitments of another one."""
    for what, table in (("terms", Terms), ("value", ObservedValue)):
        rows = table.objects.filter(commission=commission).exclude(commitment__commission=commission)
        for code, number in rows.values_list("commitment__code", "entry_number").order_by("pk"):
            yield f"{what} {(f'{code} of another commission', number)}: not in the log"


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
