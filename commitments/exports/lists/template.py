"""An empty list in the columns that are known when it is brought in, with one row as an example."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.exports.table import CellKind, ExportColumn, ExportedList
from commitments.models import Body, Seat, Sector
from commitments.vocabulary import Status


def template_list(seat: Seat) -> ExportedList:
    """The example names a body and a sector of the commission, so that it can be brought in as it is."""
    body = Body.objects.filter(party=seat.party).first()
    sector = Sector.objects.filter(commission=seat.commission).first()
    today = seat.commission.today()
    return ExportedList(
        name=f"{seat.commission.code_prefix}-{_('list')}",
        title=_("List of measures"),
        facts=[],
        columns=[
            ExportColumn(pgettext("a number", "No."), width=8),
            ExportColumn(_("Provision"), width=48),
            ExportColumn(_("Measure"), width=48),
            ExportColumn(_("Executors"), width=28),
            ExportColumn(_("Term"), CellKind.DAY, 14),
            ExportColumn(_("Sector"), width=18),
            ExportColumn(_("Status"), width=18),
            ExportColumn(_("Per cent complete"), CellKind.NUMBER, 10),
            ExportColumn(_("As of"), CellKind.DAY, 14),
            ExportColumn(_("Remarks"), width=36),
            ExportColumn(_("Source"), width=36),
        ],
        rows=[
            (
                "1",
                _("The sides will build a school together."),
                _("Build the school"),
                body.called if body else "",
                dt.date(today.year + 1, 3, 1),
                sector.called if sector else "",
                str(Status.IN_PROGRESS.label),
                35,
                today,
                _("The ground is prepared."),
                "https://www.example.org/school",
            )
        ],
    )
