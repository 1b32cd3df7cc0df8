"""The register as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.exports.lists.facts import Absolute, every_page, facts_of, file_name, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.models import Seat
from commitments.reports.register import Query, register_page


def register_list(seat: Seat, query: Query, *, shows: str, absolute: Absolute) -> ExportedList:
    """The commitments that answer `query`, in its order. Days are days here where the page counts from today."""
    end = log_end(seat)
    return ExportedList(
        name=file_name(seat, "register", as_of=query.as_of),
        title=_("Register"),
        facts=facts_of(seat, end, shows=shows, as_of=query.as_of, known_today=query.known_today),
        columns=_columns(seat),
        rows=_rows(seat, query, end.size, absolute),
    )


def _columns(seat: Seat) -> list[ExportColumn]:
    first, second = (party.name for _side, party in seat.sides)
    return [
        ExportColumn(_("Code")),
        ExportColumn(_("Commitment"), width=48),
        ExportColumn(_("Exact words"), width=60),
        ExportColumn(_("Sector"), width=18),
        ExportColumn(_("%(party)s says") % {"party": first}, width=18),
        ExportColumn(pgettext("status of both sides together", "Agreed"), width=18),
        ExportColumn(_("%(party)s says") % {"party": second}, width=18),
        ExportColumn(_("Due in words"), width=24),
        ExportColumn(_("Due on"), CellKind.DAY, 12),
        ExportColumn(_("Remark on the day"), width=28),
        ExportColumn(_("First promised"), CellKind.DAY, 12),
        ExportColumn(_("Times moved"), CellKind.NUMBER, 8),
        ExportColumn(_("Days moved in all"), CellKind.NUMBER, 8),
        ExportColumn(_("Figures"), width=24),
        ExportColumn(_("Share of the target"), width=10),
        ExportColumn(_("Last word on"), CellKind.DAY, 12),
        ExportColumn(_("Owner: %(party)s") % {"party": first}, width=24),
        ExportColumn(_("Owner: %(party)s") % {"party": second}, width=24),
        ExportColumn(_("Has to act next"), width=18),
        ExportColumn(_("Page"), width=40),
    ]


def _rows(seat: Seat, query: Query, head: int, absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    commission, sides = seat.commission, [side for side, _party in seat.sides]
    names = {str(side): party.name for side, party in seat.sides} | {"both": _("both sides")}
    for found in every_page(lambda number: register_page(commission, query, page=number, head=head)):
        for row in found.rows:
            says = {"first": row.first_label, "second": row.second_label}
            if not row.first:  # a request has no views of the sides
                says = dict.fromkeys(says, "")
            owners = {"first": row.first_owner, "second": row.second_owner}
            before, after = sides
            yield (
                row.code,
                row.title,
                row.words,
                row.sector,
                says[before],
                row.agreed_label,
                says[after],
                row.due,
                row.due_on,
                row.due_remark,
                row.first_due_on,
                row.times,
                row.redated_days,
                row.figures,
                row.figures_share,
                row.last_word_on,
                owners[before],
                owners[after],
                names.get(row.move, ""),
                absolute(row.url),
            )
