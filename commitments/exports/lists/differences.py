"""Where the sides differ, as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commitments.exports.lists.facts import Absolute, every_page, facts_of, file_name, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.models import Seat
from commitments.reports.differences import differences_page
from commitments.reports.figures.differing import differing_query, figures_differing
from commitments.reports.register import Query
from commitments.reports.texts import marked


def differences_list(seat: Seat, query: Query, *, shows: str, absolute: Absolute) -> ExportedList:
    """The commitments on which the sides differ, with the position of each in its own words; then figures that differ."""
    end = log_end(seat)
    return ExportedList(
        name=file_name(seat, "differences", as_of=query.as_of),
        title=_("Where the sides differ"),
        facts=facts_of(seat, end, shows=shows, as_of=query.as_of),
        columns=_columns(seat),
        rows=_rows(seat, query, end.size, absolute),
    )


def _columns(seat: Seat) -> list[ExportColumn]:
    columns = [
        ExportColumn(_("Code")),
        ExportColumn(_("Commitment"), width=48),
        ExportColumn(_("Sector"), width=18),
        ExportColumn(_("What differs"), width=36),
        ExportColumn(_("Differ since"), CellKind.DAY, 12),
        ExportColumn(_("Days"), CellKind.NUMBER, 8),
    ]
    for _side, party in seat.sides:
        words = {"party": party.name}
        columns += [
            ExportColumn(_("%(party)s says") % words, width=18),
            ExportColumn(_("Position: %(party)s") % words, width=60),
            ExportColumn(_("Stated on: %(party)s") % words, CellKind.DAY, 12),
        ]
    return [*columns, ExportColumn(_("Page"), width=40)]


def _rows(seat: Seat, query: Query, head: int, absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    commission, sides = seat.commission, [str(side) for side, _party in seat.sides]
    day = query.as_of or commission.today()
    for found in every_page(lambda number: differences_page(commission, query, page=number, head=head)):
        for row in found.rows:
            cells: list[Cell] = [
                row.code,
                marked(row.title, row.title_lang),
                row.sector,
                _("Status"),
                row.since,
                row.days,
            ]
            for one in sorted(row.sides, key=lambda one: sides.index(one.side)):
                cells += [one.label, marked(one.position, one.position_lang), one.stated_on]
            yield (*cells, absolute(row.url))
    for line in figures_differing(commission, differing_query(query), most=None, periods=None):
        words = {"title": line.counted, "period": line.period, "unit": line.unit}
        what = _("%(title)s, %(period)s (%(unit)s)") % words
        cells = [
            line.code,
            marked(line.title, line.title_lang),
            line.sector,
            what,
            line.since,
            (day - line.since).days,
        ]
        for figure in sorted(line.figures, key=lambda one: sides.index(one.side)):
            cells += [figure.number, "", None]
        yield (*cells, absolute(line.url))
