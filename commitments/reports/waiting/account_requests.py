"""What an administrator asks a secretary about who speaks for their side."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from commitments import links, rules
from commitments.models import AccountRequest, Seat
from commitments.reports.waiting.items import Waiting
from commitments.vocabulary import language_of


def open_requests(seat: Seat) -> list[AccountRequest]:
    """Those that this reader may decide, oldest first, in one query."""
    if seat.role not in rules.SECRETARIES:
        return []
    rows = AccountRequest.objects.filter(party=seat.party_id, decided_at__isnull=True)
    rows = rows.select_related("user", "asked_by").order_by("asked_at", "pk")
    return [row for row in rows if rules.may_decide_account_request(seat, row)]


def waiting_requests(seat: Seat, today: dt.date) -> list[Waiting]:
    return [_item(row, seat, today) for row in open_requests(seat)]


def count_requests(seat: Seat) -> int:
    return len(open_requests(seat))


def _item(row: AccountRequest, seat: Seat, today: dt.date) -> Waiting:
    name = str(row.user)
    return Waiting(
        key=f"asked-{row.public_id}",
        code="",
        title=name,
        title_lang=language_of(name),
        url=links.account_request(seat.commission.slug, row.public_id),
        task=_("Consent, or refuse"),
        asked=_("An administrator, %(by)s, asks: %(what)s.")
        % {"by": row.asked_by, "what": row.get_kind_display()},
        remark=_("Account"),
        mark="due",
        since=row.asked_at,
        days=(today - seat.commission.calendar.day_of(row.asked_at)).days,
    )
