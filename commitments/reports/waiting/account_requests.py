"""What an administrator asks a secretary about who speaks for their side."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from commitments import links, rules
from commitments.models import AccountRequest, Seat
from commitments.reports.waiting.items import Waiting
from commitments.vocabulary import language_of


def open_requests(seat: Seat) -> QuerySet[AccountRequest]:
    """Those that this reader may decide. Counted on every page, so the rule for a stand-in is asked of the database."""
    rows = AccountRequest.objects.filter(party=seat.party_id, decided_at__isnull=True)
    if seat.role not in rules.SECRETARIES:
        return rows.none()
    if seat.stands_in_for is None:
        return rows
    # As in rules/private.py: `may_decide_account_request`.
    people = (seat.user_id, seat.stands_in_for.user_id)
    about_them = rows.filter(Q(user__in=people) | Q(wanted__to__in=people))
    return rows.exclude(pk__in=about_them.values("pk"))


def waiting_requests(seat: Seat, today: dt.date) -> list[Waiting]:
    """Oldest first, in one query."""
    rows = open_requests(seat).select_related("user", "asked_by").order_by("asked_at", "pk")
    return [_item(row, seat, today) for row in rows]


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
        event=f"asked:{row.public_id}",
    )
