"""A commitment as it was: its own records taken up to a moment, by the same steps that made it."""

from __future__ import annotations

import datetime as dt
import json

from commitments.actions.figures_state import known_after
from commitments.actions.projection import References
from commitments.actions.projector import step_with_values
from commitments.models import Commitment, Entry
from commitments.models.fields import COMMITMENT, State


def as_it_was(commitment: Commitment, moment: dt.datetime) -> Commitment | None:
    """The commitment as the register showed it at `moment`, or None when it was not recorded yet.

    The result is for reading: it is not to be saved.
    """
    records = Entry.objects.filter(commitment=commitment, recorded_at__lte=moment).order_by("number")
    state: State | None = None
    known: list[State] = []
    for data in records.values_list("record", flat=True):
        record = json.loads(bytes(data))
        state, given = step_with_values(state, record, commitment.commission.zone, known.copy)
        known = known_after(known, [row for _position, row in given])
    if state is None:
        return None
    references = References(commitment.commission, known=commitment)
    past = Commitment(pk=commitment.pk, commission=commitment.commission, code=commitment.code)
    for name in COMMITMENT.columns:
        setattr(past, name, COMMITMENT.column_value(name, state[name], references.get))
    return past
