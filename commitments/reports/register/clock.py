"""By which time a list of the register is read (now, recorded or valid time), and the columns that hold it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from commitments.models import Commission, Quote
from commitments.reports.attestation import quotes_at, quotes_known_of
from commitments.reports.figures.known import FIGURES

# What the list shows of a past day, as known today, is in other columns (`as_known_today`).
KNOWN = {
    "first_status": "known_first",
    "second_status": "known_second",
    "agreed": "known_agreed",
    "is_open": "known_open",
    "owed_on": "known_owed_on",
    "first_owed_on": "known_first_owed_on",
    "second_owed_on": "known_second_owed_on",
    **{name: f"known_{name}" for name in FIGURES},
}


@dataclass(frozen=True, slots=True)
class ListClock:
    """Rows of now (`Commitment`), or of a past day (`Terms`): as recorded by its end, or as known today about it."""

    commission: Commission
    as_of: dt.date | None = None
    known_today: bool = False

    @property
    def is_past(self) -> bool:
        return self.as_of is not None

    @property
    def day(self) -> dt.date:
        return self.as_of or self.commission.today()

    @property
    def moment(self) -> dt.datetime | None:
        """The end of the past day; None for now."""
        return None if self.as_of is None else self.commission.calendar.end_of_day(self.as_of)

    @property
    def quotes(self) -> QuerySet[Quote]:
        """The quotes that count by this clock."""
        if self.as_of is not None and self.known_today:
            return quotes_known_of(self.as_of)
        return quotes_at(self.moment)

    @property
    def key(self) -> str:
        """The column that holds the key of the commitment."""
        return "commitment" if self.is_past else "pk"

    def column(self, name: str) -> str:
        """The column that holds `name` by this clock."""
        if name == "last_number" and self.is_past:
            return "heard_at"  # the number of the last entry is the present one's
        return KNOWN.get(name, name) if self.known_today else name

    def where(self, **conditions: Any) -> Q:
        """Lookups of columns (`figures_share__lt`) as a condition on those that hold them by this clock."""
        parted = ((*lookup.partition("__"), value) for lookup, value in conditions.items())
        return Q(**{f"{self.column(name)}{dash}{rest}": value for name, dash, rest, value in parted})

    def of_commitment(self, name: str) -> str:
        """The column of a name that only the commitment has, and that never changes."""
        return f"commitment__{name}" if self.is_past else name


def silent_since(commission: Commission, day: dt.date) -> dt.datetime:
    """The moment before which a side's last word counts as silence on `day`."""
    return commission.calendar.silent_before(day, commission.silent_after_days)
