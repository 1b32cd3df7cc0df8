"""The register as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.exports.lists.facts import Absolute, every_page, facts_of, file_name, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.models import Seat
from commitments.reports.edited import EditableCells, column_labels, editable_rows
from commitments.reports.register import Query, register_page
from commitments.reports.register.page import RegisterRow
from commitments.reports.texts import marked


def register_list(seat: Seat, query: Query, *, shows: str, absolute: Absolute) -> ExportedList:
    """The commitments that answer `query`, in its order. Days are days here where the page counts from today.

    Of today it also has what can be edited and brought back: positions, values and the number of the last entry.
    """
    end = log_end(seat)
    return ExportedList(
        name=file_name(seat, "register", as_of=query.as_of),
        title=_("Register"),
        facts=facts_of(seat, end, shows=shows, as_of=query.as_of, known_today=query.known_today),
        columns=_columns(seat, query),
        rows=_rows(seat, query, end.size, absolute),
    )


def _columns(seat: Seat, query: Query) -> list[ExportColumn]:
    first, second = (party.name for _side, party in seat.sides)
    columns = [
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
        ExportColumn(_("What is counted"), width=24),
        ExportColumn(_("Figure: %(party)s") % {"party": first}, CellKind.NUMBER, 14),
        ExportColumn(_("Figure: %(party)s") % {"party": second}, CellKind.NUMBER, 14),
        ExportColumn(_("Target"), CellKind.NUMBER, 14),
        ExportColumn(_("Unit"), width=14),
        ExportColumn(_("Figures"), width=24),
        ExportColumn(_("Share of the target"), width=10),
        ExportColumn(_("Figures that differ"), width=36),
        ExportColumn(_("Last word on"), CellKind.DAY, 12),
        ExportColumn(_("Owner: %(party)s") % {"party": first}, width=24),
        ExportColumn(_("Owner: %(party)s") % {"party": second}, width=24),
        ExportColumn(_("Has to act next"), width=18),
        ExportColumn(_("Page"), width=40),
    ]
    if query.as_of is not None:
        return columns
    labels = column_labels(seat.commission)
    for side, _party in seat.sides:
        columns += [
            ExportColumn(labels[f"{side}_position"], width=60),
            ExportColumn(labels[f"{side}_value"], CellKind.NUMBER, 14),
        ]
    return [*columns, ExportColumn(labels["revision"], CellKind.NUMBER, 10)]


def _rows(seat: Seat, query: Query, head: int, absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    commission, sides = seat.commission, [side for side, _party in seat.sides]
    names_of_sides = [(str(side), party.name) for side, party in seat.sides]
    names = dict(names_of_sides) | {"both": _("both sides")}
    for found in every_page(lambda number: register_page(commission, query, page=number, head=head)):
        held = {} if query.as_of else editable_rows(commission, [row.code for row in found.rows])
        for row in found.rows:
            says = {"first": row.first_label, "second": row.second_label}
            if not row.first:  # a request has no views of the sides
                says = dict.fromkeys(says, "")
            owners = {"first": row.first_owner, "second": row.second_owner}
            before, after = sides
            yield (
                row.code,
                # What is edited and brought back is the original.
                held[row.code].values["title"] if row.code in held else marked(row.title, row.title_lang),
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
                *_counted(row, before, after),
                row.figures,
                row.figures_share,
                "\n".join(one.words(names_of_sides) for one in row.differing),
                row.last_word_on,
                owners[before],
                owners[after],
                names.get(row.move, ""),
                absolute(row.url),
                *(_editable(held[row.code], sides) if row.code in held else ()),
            )


def _editable(held: EditableCells, sides: Sequence[str]) -> Iterator[Cell]:
    for side in sides:
        yield held.values[f"{side}_position"]
        value = held.values[f"{side}_value"]
        yield Decimal(value) if value else None
    yield held.commitment.last_number


def _counted(row: RegisterRow, *sides: str) -> tuple[Cell, ...]:
    """What is counted, the figure of each side, the target and the unit; empty where no side stated a figure."""
    one = row.counted
    if one is None:
        return "", None, None, None, ""
    first, second = (one.numbers.get(side) for side in sides)
    return one.title, first, second, one.target, one.unit
