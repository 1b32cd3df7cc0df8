"""Texts that are out of date, for who keeps them: translations of the own side, and authentic texts, which are of both."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments import links, rules, typography
from commitments.actions.authentic import part_label
from commitments.actions.texts_state import out_of_date, texts_state
from commitments.models import Commitment, Entry, Seat
from commitments.reports.texts import of_language, title_of
from commitments.reports.waiting.items import Waiting


def open_texts(seat: Seat) -> QuerySet[Commitment]:
    """The commitments with a text that this side could renew."""
    found = Commitment.objects.filter(commission=seat.commission_id)
    if not rules.may(seat, "translate"):
        return found.none()
    return found.filter(**{f"{seat.side}_texts_old__gt": ""}, is_counted=True)


def waiting_texts(seat: Seat, today: dt.date) -> list[Waiting]:
    """In order of the register; two queries, one where there is nothing."""
    rows = list(open_texts(seat).order_by("place"))
    stale = {row.pk: list(out_of_date(texts_state(row), seat.side)) for row in rows}
    since = {row.pk: max(row.worded[part] for part, _language in stale[row.pk]) for row in rows}
    at: dict[int, dt.datetime] = dict(
        Entry.objects.filter(commission=seat.commission_id, number__in=since.values()).values_list(
            "number", "recorded_at"
        )
        if rows
        else ()
    )
    return [_item(row, seat, today, stale[row.pk], at[since[row.pk]]) for row in rows]


def _item(
    row: Commitment, seat: Seat, today: dt.date, stale: list[tuple[str, str]], since: dt.datetime
) -> Waiting:
    part, language = stale[0]
    own = next(
        ((part, code) for part, code in stale if seat.side in row.translations.get(part, {}).get(code, {})),
        None,
    )
    page = links.commitment(seat.commission.slug, row.code)
    if own is not None:
        part, language = own
        page = links.translate(seat.commission.slug, row.code, part=part, language=language)
    named = typography.clauses(of_language(part_label(part), code) for part, code in stale)
    return Waiting(
        key=f"texts-{row.code}".lower(),
        code=row.code,
        title=(title := title_of(row, seat.side)),
        title_lang=title.lang,
        url=page,
        task=_("Renew its texts in other languages"),
        asked=_("The original has changed since these were written: %(texts)s.") % {"texts": named},
        remark=_("Text out of date"),
        mark="info",
        since=since,
        days=(today - seat.commission.calendar.day_of(since)).days,
    )
