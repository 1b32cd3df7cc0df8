"""An indicator as a section of a page: its finding, chart, targets, and the table with every value."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments import links
from commitments.figures.observation import Observation, vintage
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.record import ValueRow, observations, source_of
from commitments.figures.series import description_of
from commitments.models import Commission
from commitments.reports.charts import Drawing
from commitments.reports.figures.chart import indicator_chart
from commitments.reports.figures.origins import TargetOrigin
from commitments.reports.figures.reading import IndicatorReading, SideReading
from commitments.reports.figures.sentences import amount_words
from commitments.reports.figures.wording import number_words, qualified, status_words, with_unit
from commitments.vocabulary import language_of

# A table shows so many periods, newest first; the log has them all.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class PartOfValue:
    name: str
    lang: str
    words: str


@dataclass(frozen=True, slots=True)
class ValueCell:
    """What one side says of one period: the value, the entry it came with, its source, and what it revised."""

    words: str
    number: int
    url: str
    revised: tuple[str, ...] = ()
    parts: tuple[PartOfValue, ...] = ()
    source: str = ""
    source_url: str = ""
    source_lang: str = ""


@dataclass(frozen=True, slots=True)
class SeriesHead:
    """What a column of the table is called by.

    Of statistics of a third party also which side has recorded them, by its code, and where they come from, as it says.
    """

    name: str
    lang: str = ""
    code: str = ""
    publisher: str = ""
    method: str = ""
    own_unit: str = ""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One period; a cell for each series of the table, None where it says nothing."""

    period: str
    cells: tuple[ValueCell | None, ...]


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """The value before the promise, and where it comes from."""

    words: str
    source: str
    source_url: str
    source_lang: str


@dataclass(frozen=True, slots=True)
class ReferenceSeries:
    """Statistics of a third party, as one side has recorded them: what is known of them, and where they come from."""

    name: str
    party: str
    known: list[Observation]
    described: dict[str, str]


@dataclass(frozen=True, slots=True)
class IndicatorSection:
    anchor: str
    reading: IndicatorReading
    drawing: Drawing | None
    baseline: BaselineLine | None
    origins: list[TargetOrigin]
    heads: tuple[SeriesHead, ...]
    lines: list[ValueLine]
    hidden: int  # older periods
    references: list[ReferenceSeries]  # for files; the table has them as columns

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
    with_references: bool = False,
    described: Sequence[dict[str, Any]] = (),
    origins: Sequence[TargetOrigin] = (),
) -> IndicatorSection:
    """`rows` are those of its commitment, revised ones too. `name` begins the ids of the drawing.

    A small one has no table.
    """
    own = [] if is_small else [row for row in rows if row["indicator"] == reading.number]
    stated = {(row["whose"], row["reference"]) for row in own}
    references = sorted({reference for _whose, reference in stated if reference})
    # Either side may record statistics of a third party; each is a series of its own.
    series = [
        (side, reference)
        for reference in ("", *references)
        for side in reading.sides
        if not reference or (side.side, reference) in stated
    ]
    by_period: dict[str, dict[tuple[str, str], list[ValueRow]]] = defaultdict(lambda: defaultdict(list))
    for row in own:
        by_period[row["period"]][row["whose"], row["reference"]].append(row)
    periods = sorted(by_period, key=_in_order, reverse=True)
    address = links.entries(commission.slug)
    lines = [
        ValueLine(
            period_words(ValuePeriod.of_key(key)),
            tuple(
                _cell(by_period[key].get((side.side, reference), ()), address, reading.unit)
                for side, reference in series
            ),
        )
        for key in periods[:SHOWN]
    ]
    return IndicatorSection(
        anchor=name,
        reading=reading,
        drawing=indicator_chart(reading, today=today, name=f"{name}-chart", is_small=is_small),
        baseline=None if is_small else _baseline_of(reading),
        origins=list(origins),
        heads=tuple(
            _of_reference(side, reference, reading.number, described)
            if reference
            else SeriesHead(side.party.name, own_unit=side.own_unit)
            for side, reference in series
        ),
        lines=[line for line in lines if any(line.cells)],
        hidden=max(0, len(periods) - SHOWN),
        references=reference_series(reading, rows, described) if with_references else [],
    )


def reference_series(
    reading: IndicatorReading, rows: Sequence[ValueRow], described: Sequence[dict[str, Any]]
) -> list[ReferenceSeries]:
    """The third parties' statistics among the values of a commitment, by name, then by the side that recorded them."""
    by_series: dict[tuple[str, str], list[ValueRow]] = defaultdict(list)
    for row in rows:
        if row["indicator"] == reading.number and row["reference"]:
            by_series[row["reference"], row["whose"]].append(row)
    return [
        ReferenceSeries(
            reference,
            side.party.name,
            known,
            description_of(described, (reading.number, side.side, reference)),
        )
        for reference in sorted({name for name, _whose in by_series})
        for side in reading.sides
        if (known := vintage(observations(by_series[reference, side.side])))
    ]


def _baseline_of(reading: IndicatorReading) -> BaselineLine | None:
    before = reading.terms.baseline
    if before is None:
        return None
    words = {
        "value": with_unit(
            qualified(number_words(before.value), before.qualifier), reading.unit, before.value
        ),
        "period": period_words(before.period),
    }
    said = {"source_address": "", "source": "", **reading.indicator["baseline"]}
    return BaselineLine(_("Before the promise: %(value)s (%(period)s)") % words, **_source_of(said))


def _of_reference(
    side: SideReading, reference: str, number: int, described: Sequence[dict[str, Any]]
) -> SeriesHead:
    said = description_of(described, (number, side.side, reference))
    return SeriesHead(reference, language_of(reference), side.party.code, **said)


def _in_order(key: str) -> tuple[dt.date, dt.date]:
    period = ValuePeriod.of_key(key)
    return period.end, period.start


def _cell(rows: Sequence[ValueRow], address: links.EntryAddress, unit: str) -> ValueCell | None:
    """`unit` is that of the indicator, which is said of what was revised where the unit has changed."""
    known = [row for row in rows if row["recorded_to"] is None]
    if not known:
        return None
    last = known[-1]
    return ValueCell(
        words=_words(last),
        number=last["entry_number"],
        url=address(last["entry_number"]),
        revised=tuple(
            _words(row, unit if row["unit"] != last["unit"] else "") for row in rows if row is not last
        ),
        parts=tuple(
            PartOfValue(
                part["name"],
                language_of(part["name"]),
                amount_words({**last, **part, "numerator": ""}),
            )
            for part in last["parts"]
        ),
        **_source_of(last),
    )


def _source_of(row: ValueRow) -> dict[str, str]:
    """What it is called by, its address, and the language of a title."""
    source = source_of(row)
    is_address = source.startswith(("https://", "http://"))
    url = source if is_address else "" if row["source"] else row["source_address"]
    return {
        "source": source,
        "source_url": url or "",
        "source_lang": language_of(source) if source and not is_address else "",
    }


def _words(row: ValueRow, unit: str = "") -> str:
    return amount_words(row, unit and (row["unit"] or unit)) if row["number"] else status_words(row["status"])
