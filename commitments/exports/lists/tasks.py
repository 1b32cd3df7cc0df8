"""What there is to do for one person, as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commitments.exports.lists.facts import Absolute, every_page, facts_of, file_name, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.models import Seat
from commitments.reports.texts import marked
from commitments.reports.waiting import inbox


def tasks_list(seat: Seat, *, shows: str, absolute: Absolute) -> ExportedList:
    """The tasks of a seat: requests first, then what is late, oldest first."""
    end = log_end(seat)
    return ExportedList(
        name=file_name(seat, "to-do"),
        title=_("To do"),
        facts=facts_of(seat, end, shows=shows),
        columns=[
            ExportColumn(_("Code")),
            ExportColumn(_("Title"), width=48),
            ExportColumn(_("What to do"), width=40),
            ExportColumn(_("Asked for"), width=40),
            ExportColumn(_("Remark"), width=28),
            ExportColumn(_("Since"), CellKind.DAY, 12),
            ExportColumn(_("Days"), CellKind.NUMBER, 8),
            ExportColumn(_("Page"), width=40),
        ],
        rows=_rows(seat, end.size, absolute),
    )


def _rows(seat: Seat, head: int, absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    day_of = seat.commission.calendar.day_of
    for found in every_page(lambda number: inbox(seat, head=head, page=number)):
        for one in found.items:
            since = day_of(one.since)
            yield (
                one.code,
                marked(one.title, one.title_lang),
                one.task,
                one.asked,
                one.remark,
                since,
                one.days,
                absolute(one.url),
            )
