"""What a side has prepared and not sent: rows of the demonstration's drafts, and how each becomes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from commitments import actions
from commitments.demo.fields import Json, build, known, read_with, require
from commitments.models import Commitment, Draft, Seat
from commitments.vocabulary import Subject

Moment = Callable[[str], dt.datetime]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Terms that `by` prepared for the own side. One that was handed back says by whom, and what is to be changed."""

    commitment: str
    subject: str
    by: str
    at: dt.datetime
    terms: dict[str, Any]  # {field: value}, in the values of records
    reason: str
    cover_note: str = ""
    returned_by: str = ""
    remark: str = ""


def read_draft(values: Json, moment: Moment) -> DraftRow:
    name = f"draft on {values.get('code')} at {values.get('at')}"
    renamed = {("commitment" if key == "code" else key): value for key, value in values.items()}
    draft = build(DraftRow, read_with(renamed, name, at=moment), name)
    known(draft.subject, Subject.values, name, "subject")
    require(draft.reason, name, "it gives no reason")
    require(bool(draft.returned_by) == bool(draft.remark), name, "handed back by whom, and why?")
    return draft


def check_drafts(drafts: tuple[DraftRow, ...], party_of: dict[str, str], codes: set[str]) -> None:
    """Every commitment is there, and who prepares and who hands back speak for the same side."""
    for draft in drafts:
        name = f"draft on {draft.commitment} at {draft.at:%Y-%m-%dT%H:%M}"
        known(draft.commitment, codes, name, "commitment")
        require(party_of.get(draft.by), name, f"{draft.by} speaks for no side")
        if draft.returned_by:
            is_own = party_of.get(draft.returned_by) == party_of[draft.by]
            require(is_own, name, f"{draft.returned_by} is not of its side")


def prepare(row: DraftRow, commitment: Commitment, seats: dict[str, Seat]) -> Draft:
    """The draft as it waits for the secretary of its side, or for who prepared it."""
    draft = actions.prepare(
        commitment,
        by=seats[row.by],
        subject=row.subject,
        values=row.terms,
        reason=row.reason,
        cover_note=row.cover_note,
        at=row.at,
    )
    if row.returned_by:
        draft = actions.return_draft(draft, by=seats[row.returned_by], remark=row.remark)
    return draft
