"""A weekly status as a file: a row for each line of its sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from commitments.exports.lists.facts import Absolute, facts_of, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.models import Seat
from commitments.reports import weekly
from commitments.reports.texts import marked
from commitments.reports.weekly.lines import WeekLine
from commitments.reports.weekly.sections import WrittenSection


def week_list(
    seat: Seat,
    period: weekly.WeekPeriod,
    sections: Sequence[WrittenSection],
    *,
    shows: str,
    absolute: Absolute,
) -> ExportedList:
    """The sections of a week as its page shows them; `shows` is the headline, or what stands in its place."""
    name = weekly.name_of(period.week)
    return ExportedList(
        name=f"{seat.commission.code_prefix}-week-{period.week}",
        title=name,
        facts=[
            (_("Week"), weekly.span_of(seat.commission, period.week)),
            *facts_of(seat, log_end(seat), shows=shows, as_of=period.day),
        ],
        columns=[
            ExportColumn(_("Section"), width=24),
            ExportColumn(_("Code")),
            ExportColumn(_("Commitment"), width=48),
            ExportColumn(_("What happened"), width=60),
            ExportColumn(_("In their words"), width=60),
            ExportColumn(_("Status"), width=40),
            ExportColumn(_("Entry No."), CellKind.NUMBER, 8),
            ExportColumn(_("Page"), width=40),
        ],
        rows=_rows(sections, absolute),
    )


def _rows(sections: Sequence[WrittenSection], absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    for section in sections:
        for line in section.lines:
            yield (
                section.name,
                line.code,
                marked(line.title, line.title_lang),
                line.facts,
                _said(line),
                line.meta,
                line.last.number,
                absolute(line.url),
            )
        if section.rest:
            yield section.name, "", "", section.rest, "", "", None, absolute(section.url)


def _said(line: WeekLine) -> str:
    return "\n".join(f"{one.lead} {marked(one.text, one.lang)}".strip() for one in line.words)
