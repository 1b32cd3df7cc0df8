"""The most urgent indicators as rows of the overview: both sides' figures, what was promised, the share, the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import links, typography
from commitments.figures.unit import unit_of
from commitments.models import Seat
from commitments.reports.charts import Drawing
from commitments.reports.figures.chart import bar, sparkline
from commitments.reports.figures.listing import counted_commitments, counted_query
from commitments.reports.figures.reading import IndicatorReading, SideReading, TargetLine
from commitments.rules import may_give_values
from commitments.vocabulary.figures import Verdict
from commitments.vocabulary.other_names import called_unit

ROWS = 6


@dataclass(frozen=True, slots=True)
class FigureCell:
    """The figure of one side, its unit and what it is of; empty where there is none."""

    party: str  # code
    number: str
    of: str


@dataclass(frozen=True, slots=True)
class ProgressRow:
    title: str
    lang: str
    code: str
    url: str
    give_url: str  # where its reader gives a value; "" where they may not
    cells: list[FigureCell]
    promised: str
    whose: str  # the code of the party whose values bar, course and verdict are of; "" where nobody gave one
    bar: Drawing | None
    spark: Drawing | None
    verdict: str
    verdict_words: str
    differ: str
    owed: list[str]
    apart: list[str]  # whose figures are in another unit and compared with nothing
    last: str
    latest_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ProgressSection:
    finding: str
    rows: list[ProgressRow]


def progress_section(
    seat: Seat, filters: Mapping[str, str], *, as_of: dt.date | None = None
) -> ProgressSection | None:
    """The first rows of what is counted among the commitments that `filters` of the register leave; None: nothing is."""
    query = counted_query(filters, as_of=as_of)
    gives = as_of is None and may_give_values.allows_role(seat)
    rows = [
        _row(
            section.reading,
            commitment.code,
            f"{commitment.url}#{section.anchor}",
            links.values(seat.commission.slug, commitment.code, section.reading.number)
            if gives and commitment.is_followed
            else "",
        )
        for commitment in counted_commitments(seat, query, 0, ROWS)
        for section in commitment.sections
    ]
    rows.sort(key=_place, reverse=True)
    rows = rows[:ROWS]
    return ProgressSection(_finding(rows), rows) if rows else None


def _place(row: ProgressRow) -> tuple[bool, dt.date]:
    """What has a verdict or differs comes first, in the order of urgency; the others by their latest value."""
    is_urgent = bool(row.verdict_words or row.differ)
    return is_urgent, dt.date.max if is_urgent else row.latest_on or dt.date.min


def _row(reading: IndicatorReading, code: str, url: str, give_url: str) -> ProgressRow:
    side, line = leading(reading)
    days = [one.levels[-1].day for one in reading.sides if one.levels]
    promised = line.words if line else typography.clauses(reading.promised[-1:])
    return ProgressRow(
        title=reading.title,
        lang=reading.lang,
        code=code,
        url=url,
        give_url=give_url,
        cells=[
            FigureCell(
                one.party.code,
                one.latest,
                one.latest and _of_figure(one),
            )
            for one in reading.sides
        ],
        promised=promised,
        whose=side.party.code if side else "",
        bar=bar(line.share, line.found.needed_share) if line else None,
        spark=sparkline(side.levels) if side else None,
        verdict=line.verdict if line else "",
        verdict_words=line.short if line and line.verdict != Verdict.TOO_FEW else "",
        differ=_differ(reading),
        owed=[one.owed for one in reading.sides if one.is_owed],
        apart=[one.apart for one in reading.sides if one.apart],
        last=date_format(max(days), "SHORT_DATE_FORMAT") if days else "",
        latest_on=max(days, default=None),
    )


def _of_figure(side: SideReading) -> str:
    """Its unit, unless the figure names it, and the day or period it is of."""
    if side.own_unit:
        return side.latest_of
    return f"{unit_of(side.levels[-1].number, side.unit)}{typography.comma()}{side.latest_of}"


def _differ(reading: IndicatorReading) -> str:
    """What is compared and differs: the latest period with both figures, which need not be the figures to date."""
    if not reading.differences:
        return ""
    last = reading.differences[-1]
    words = {"period": last.period, "share": last.share, "said": last.said, "unit": called_unit(reading.unit)}
    return _("figures for %(period)s differ by %(share)s: %(said)s %(unit)s") % words


def leading(reading: IndicatorReading) -> tuple[SideReading | None, TargetLine | None]:
    """The side whose values the bar shows: the first that says anything of a target, else the first with values."""
    for side in reading.sides:
        if side.present is not None and side.present.verdict != Verdict.TOO_FEW:
            return side, side.present
    with_values = next((side for side in reading.sides if side.levels), None)
    return with_values, with_values.present if with_values else None


def _finding(rows: list[ProgressRow]) -> str:
    """The two most urgent things that the rows say, each with whose figures say it; empty where they say nothing."""
    said = [
        _("%(title)s: %(words)s") % {"title": row.title, "words": row.differ}
        if row.differ and not row.verdict_words
        else _("%(title)s, %(party)s: %(words)s")
        % {"title": row.title, "party": row.whose, "words": row.verdict_words}
        for row in rows
        if row.verdict_words or row.differ
    ]
    return typography.stop(typography.clauses(said[:2])) if said else ""
