"""The values of commitments as they were known at a moment, in one query however many commitments there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from commitments.actions.duty_state import owing_performers
from commitments.figures.record import Indicator, ValueRow, standing
from commitments.models import Commitment, Entry, ObservedValue, Seat
from commitments.models.canonical import moment as as_moment
from commitments.reports.figures.reading import read_indicator
from commitments.reports.figures.section import IndicatorSection, indicator_section
from commitments.vocabulary import EntryKind

# The entries that may say what is counted.
SETTING = (EntryKind.RECORDED, EntryKind.INDICATORS_SET)

COLUMNS = (
    "commitment",
    "entry_number",
    "position",
    "indicator",
    "whose",
    "reference",
    "period",
    "number",
    "qualifier",
    "status",
    "parts",
    "effective_on",
    "recorded_from",
    "recorded_to",
)


def known_rows(keys: Collection[int], until: dt.datetime | None = None) -> dict[int, list[ValueRow]]:
    """Every value recorded by a moment for these commitments, revised ones too, in the order of the log."""
    rows = ObservedValue.objects.filter(commitment__in=keys).order_by("entry_number", "position")
    if until is not None:
        rows = rows.filter(recorded_from__lte=until)
    found: dict[int, list[ValueRow]] = defaultdict(list)
    for row in rows.values(*COLUMNS):
        row["effective_on"] = row["effective_on"].isoformat()
        ended = row["recorded_to"]
        row["recorded_from"] = as_moment(row["recorded_from"])
        row["recorded_to"] = as_moment(ended) if ended and (until is None or ended <= until) else None
        found[row["commitment"]].append(row)
    return found


def indicators_at(keys: Collection[int], until: dt.datetime) -> dict[int, list[Indicator]]:
    """What was counted of commitments at a moment: as the last entry by then that changed it says."""
    entries = Entry.objects.filter(
        commitment__in=keys, kind__in=SETTING, recorded_at__lte=until, changes__has_key="indicators"
    ).order_by("number")
    return {key: changes["indicators"][1] for key, changes in entries.values_list("commitment", "changes")}


def of_commitments(
    commitments: Collection[Commitment],
    seat: Seat,
    *,
    today: dt.date,
    until: dt.datetime | None = None,
    is_small: bool = False,
) -> dict[int, list[IndicatorSection]]:
    """What is counted of each commitment, by its primary key; the sides stand in the order of the reader's seat.

    As it was known at `until`; None: as it is known now.
    """
    keys = [commitment.pk for commitment in commitments if commitment.indicators]
    counted = (
        {commitment.pk: commitment.indicators for commitment in commitments if commitment.indicators}
        if until is None
        else indicators_at(keys, until)
    )
    rows = known_rows(counted, until) if counted else {}
    return {
        commitment.pk: [
            indicator_section(
                read_indicator(
                    indicator,
                    rows.get(commitment.pk, ()),
                    seat.sides,
                    today=today,
                    owing=owing_performers({"performed_by": commitment.performed_by}),
                    is_open=commitment.is_open,
                ),
                rows.get(commitment.pk, ()),
                seat.commission,
                today=today,
                name=f"figure-{commitment.code}-{indicator['number']}",
                is_small=is_small,
            )
            for indicator in standing(counted[commitment.pk])
        ]
        for commitment in commitments
        if commitment.pk in counted
    }


def of_commitment(
    commitment: Commitment, seat: Seat, *, today: dt.date, until: dt.datetime | None = None
) -> list[IndicatorSection]:
    """What is counted of one commitment, as it was known at a moment."""
    return of_commitments([commitment], seat, today=today, until=until).get(commitment.pk, [])
