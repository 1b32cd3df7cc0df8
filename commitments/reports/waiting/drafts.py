"""Drafts of proposals: to be sent by who may, and handed back to who prepared them. Their words are never cached."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import links, rules
from commitments.models import Draft, Seat
from commitments.reports.texts import title_of
from commitments.reports.waiting.items import Waiting
from commitments.vocabulary import Subject, language_of
from commitments.vocabulary.other_names import called_post


def open_drafts(seat: Seat) -> QuerySet[Draft]:
    """What this person has to read: a draft somebody else prepared, or an own one that came back."""
    if not rules.may(seat, "prepare"):
        return Draft.objects.of(seat.party).none()
    own = Q(author=seat.user_id)
    came_back = own & ~Q(remark="")
    to_send = Q(remark="") & (~own if seat.commission.four_eyes else Q())
    asked = came_back | to_send if rules.may(seat, "propose") else came_back
    return Draft.objects.of(seat.party).filter(asked, sent_with__isnull=True)


def waiting_drafts(seat: Seat, today: dt.date) -> list[Waiting]:
    """Oldest first, in one query."""
    rows = open_drafts(seat).select_related("commitment").order_by("written_at", "pk")
    return [_item(row, seat, today) for row in rows]


def _item(row: Draft, seat: Seat, today: dt.date) -> Waiting:
    words = {"post": called_post(row.author_post), "subject": Subject(row.subject).label}
    if row.remark:
        task = _("Change your draft, or delete it")
        asked, said = _("Your draft came back: %(subject)s.") % words, row.remark
    else:
        task = _("Send the draft, or hand it back")
        asked, said = (
            _("%(post)s prepared a proposal: %(subject)s. Send it or hand it back.") % words,
            row.reason,
        )
    return Waiting(
        key=f"draft-{row.public_id}",
        code=row.commitment.code,
        title=(title := title_of(row.commitment, seat.side)),
        title_lang=title.lang,
        url=links.draft(seat.commission.slug, row.commitment.code, row.public_id),
        task=task,
        asked=asked,
        remark=pgettext("noun", "Draft"),
        mark="lock",
        since=row.written_at,
        days=(today - seat.commission.calendar.day_of(row.written_at)).days,
        said=said,
        said_lang=language_of(said),
    )
