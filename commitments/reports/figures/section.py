"""An indicator as a section of a page: its finding, chart, targets, and the table with every value."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commitments import links
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.record import ValueRow
from commitments.models import Commission
from commitments.reports.charts import Drawing
from commitments.reports.figures.chart import indicator_chart
from commitments.reports.figures.reading import IndicatorReading
from commitments.reports.figures.sentences import amount_words, described_words
from commitments.reports.figures.wording import (
    status_words,
)
from commitments.vocabulary import language_of

# A table shows so many periods, newest first; the log has them all.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class ValueCell:
    """What one side says of one period: the value, the entry it came with, its source, and what it revised."""

    words: str
    number: int
    url: str
    revised: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    source_lang: str = ""


@dataclass(frozen=True, slots=True)
class SeriesHead:
    """What a column of the table is called by, and of statistics of a third party who publishes them, and how."""

    name: str
    described: str = ""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One period; a cell for each series of the table, None where it says nothing."""

    period: str
    cells: tuple[ValueCell | None, ...]


@dataclass(frozen=True, slots=True)
class IndicatorSection:
    anchor: str
    reading: IndicatorReading
    drawing: Drawing | None
    heads: tuple[SeriesHead, ...]
    lines: list[ValueLine]
    hidden: int  # older periods

    @property
    def periods(self) -> int:
        """How many periods a value was stated of, shown or not."""
        return len(self.lines) + self.hidden


def indicator_section(
    reading: IndicatorReading,
    rows: Sequence[ValueRow],
    commission: Commission,
    *,
    today: dt.date,
    name: str,
    is_small: bool = False,
    described: Sequence[dict[str, Any]] = (),
) -> IndicatorSection:
    """`rows` are those of its commitment, revised ones too. `name` begins the ids of the drawing.

    A small one has no table.
    """
    own = [] if is_small else [row for row in rows if row["indicator"] == reading.number]
    references = sorted({row["reference"] for row in own if row["reference"]})
    series = [(side.side, "") for side in reading.sides] + [("", reference) for reference in references]
    by_period: dict[str, dict[tuple[str, str], list[ValueRow]]] = defaultdict(lambda: defaultdict(list))
    for row in own:
        by_period[row["period"]]["" if row["reference"] else row["whose"], row["reference"]].append(row)
    periods = sorted(by_period, key=_in_order, reverse=True)
    address = links.entries(commission.slug)
    lines = [
        ValueLine(
            period_words(ValuePeriod.of_key(key)),
            tuple(_cell(by_period[key].get(one, ()), address) for one in series),
        )
        for key in periods[:SHOWN]
    ]
    return IndicatorSection(
        anchor=name,
        reading=reading,
        drawing=indicator_chart(reading, today=today, name=f"{name}-chart", is_small=is_small),
        heads=(
            *(SeriesHead(side.party.name) for side in reading.sides),
            *(_of_reference(reference, reading.number, described) for reference in references),
        ),
        lines=[line for line in lines if any(line.cells)],
        hidden=max(0, len(periods) - SHOWN),
    )


def _of_reference(reference: str, indicator: int, described: Sequence[dict[str, Any]]) -> SeriesHead:
    """Either side may have recorded it; the latest word says where it comes from."""
    said = [one for one in described if (one["indicator"], one["reference"]) == (indicator, reference)]
    return SeriesHead(reference, described_words(said[-1]) if said else "")


def _in_order(key: str) -> tuple[dt.date, dt.date]:
    period = ValuePeriod.of_key(key)
    return period.end, period.start


def _cell(rows: Sequence[ValueRow], address: links.EntryAddress) -> ValueCell | None:
    known = [row for row in rows if row["recorded_to"] is None]
    if not known:
        return None
    last = known[-1]
    return ValueCell(
        words=_words(last),
        number=last["entry_number"],
        url=address(last["entry_number"]),
        revised=tuple(_words(row) for row in rows if row is not last),
        parts=tuple(
            f"{part['name']} {amount_words({**last, **part, 'numerator': ''})}" for part in last["parts"]
        ),
        **_source_of(last),
    )


def _source_of(row: ValueRow) -> dict[str, str]:
    """That of the row, else the first one its entry names."""
    if own := row["source"]:
        is_address = own.startswith(("https://", "http://"))
        return {
            "source": own,
            "source_url": own if is_address else "",
            "source_lang": "" if is_address else language_of(own),
        }
    title = row["source_title"] or ""
    return {
        "source": title,
        "source_url": row["source_address"] or "",
        "source_lang": language_of(title) if title else "",
    }


def _words(row: ValueRow) -> str:
    return amount_words(row) if row["number"] else status_words(row["status"])
