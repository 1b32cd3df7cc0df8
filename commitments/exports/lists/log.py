"""The log as a file, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.exports.lists.facts import Absolute, every_page, facts_of, file_name, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.models import Seat
from commitments.reports.log import LogQuery, log_page
from commitments.reports.texts import marked


def log_list(seat: Seat, query: LogQuery, *, shows: str, absolute: Absolute) -> ExportedList:
    """The entries that answer `query`, as sentences, with the words that belong to each."""
    end = log_end(seat)
    zone = {"zone": seat.commission.city}
    return ExportedList(
        name=file_name(seat, "log"),
        title=pgettext("noun", "Log"),
        facts=facts_of(seat, end, shows=shows),
        columns=[
            ExportColumn(pgettext("a number", "No."), CellKind.NUMBER, 8),
            ExportColumn(_("Recorded (%(zone)s)") % zone, CellKind.MOMENT, 18),
            ExportColumn(_("Date it happened"), CellKind.DAY, 12),
            ExportColumn(_("Side"), width=14),
            ExportColumn(pgettext("of a person", "Post"), width=24),
            ExportColumn(_("Code")),
            ExportColumn(_("What was done"), width=60),
            ExportColumn(_("Note"), width=60),
            ExportColumn(_("Reason"), width=40),
            ExportColumn(_("Position"), width=40),
            ExportColumn(_("Corrects No."), CellKind.NUMBER, 8),
            ExportColumn(_("Page"), width=40),
        ],
        rows=_rows(seat, query, end.size, absolute),
    )


def _rows(seat: Seat, query: LogQuery, head: int, absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    commission = seat.commission
    for found in every_page(lambda number: log_page(commission, query, page=number, head=head)):
        for one in found.sentences:
            yield (
                one.number,
                one.recorded_at.astimezone(commission.zone),
                one.effective_on,
                one.party,
                one.post,
                one.commitment_code,
                f"{one.lead}{marked(one.title, one.title_lang)}{one.tail}",
                marked(one.note, one.note_lang),
                marked(one.reason, one.reason_lang),
                marked(one.position, one.position_lang),
                one.corrects,
                absolute(one.url),
            )
