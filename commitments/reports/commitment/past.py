"""Commitments as they were: their own records taken up to a moment, by the same steps that made them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from commitments.actions.figures_state import known_after
from commitments.actions.projection import References
from commitments.actions.projector import step_with_values
from commitments.models import Commitment, Entry
from commitments.models.entry import EntryQuerySet
from commitments.models.fields import COMMITMENT, State


def as_it_was(commitment: Commitment, moment: dt.datetime) -> Commitment | None:
    """The commitment as the register showed it at `moment`, or None when it was not recorded yet.

    The result is for reading: it is not to be saved.
    """
    references = References(commitment.commission, known=[commitment])
    return as_they_were([commitment], moment, references).get(commitment.pk)


def as_they_were(
    commitments: Sequence[Commitment], moment: dt.datetime, references: References
) -> dict[int, Commitment]:
    """Those of these commitments that were recorded at `moment`, as they were then, by primary key; in one query.

    `references` holds what their records may name.
    """
    return _folded(commitments, Entry.objects.filter(recorded_at__lte=moment), references)


def at_revisions(
    commitments: Sequence[Commitment], until: Mapping[int, int], references: References
) -> dict[int, Commitment]:
    """These commitments as an entry of each left them: `until` has its number, by primary key."""
    return _folded(commitments, Entry.objects.all(), references, until=until)


def _folded(
    commitments: Sequence[Commitment],
    entries: EntryQuerySet,
    references: References,
    *,
    until: Mapping[int, int] | None = None,
) -> dict[int, Commitment]:
    by_key = {row.pk: row for row in commitments}
    records = entries.filter(commitment__in=by_key).order_by("number")
    states: dict[int, State] = {}
    known: dict[int, list[State]] = {key: [] for key in by_key}
    for key, data in records.values_list("commitment", "record"):
        record = json.loads(bytes(data))
        if until is not None and record["seq"] > until[key]:
            continue
        zone = by_key[key].commission.zone
        states[key], given = step_with_values(states.get(key), record, zone, known[key].copy)
        known[key] = known_after(known[key], [row for _position, row in given])
    return {key: _row(by_key[key], state, references) for key, state in states.items()}


def _row(commitment: Commitment, state: State, references: References) -> Commitment:
    past = Commitment(pk=commitment.pk, commission=commitment.commission, code=commitment.code)
    for name in COMMITMENT.columns:
        setattr(past, name, COMMITMENT.column_value(name, state[name], references.get))
    return past
