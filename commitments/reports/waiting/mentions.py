"""Where the post of a reader was named: in entries of the log, and in private notes of the own side.

The words of private notes are looked up each time and never cached.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments import links
from commitments.models import Mention, Seat
from commitments.reports.texts import title_of
from commitments.reports.waiting.items import Waiting
from commitments.vocabulary import language_of
from commitments.vocabulary.other_names import called_post


def open_mentions(seat: Seat) -> QuerySet[Mention]:
    """What `seat` has not seen yet."""
    rows: QuerySet[Mention] = Mention.objects.waiting_for(seat)
    return rows


def mentions(seat: Seat, today: dt.date) -> list[Waiting]:
    """What `seat` has not seen yet, oldest first, in one query."""
    rows = open_mentions(seat).select_related("commitment", "entry__texts", "entry__party", "note")
    return [_item(row, seat, today) for row in rows.defer("entry__record").order_by("written_at", "pk")]


def _item(row: Mention, seat: Seat, today: dt.date) -> Waiting:
    slug, commitment = seat.commission.slug, row.commitment
    url = links.commitment(slug, commitment.code)
    asked = said = ""
    if row.entry is not None:
        told = row.entry.texts
        texts = (told.note, told.reason, told.position)
        words = {"who": called_post(row.entry.author_post), "party": getattr(row.entry.party, "name", "")}
        asked, said = _("%(who)s, %(party)s, names your post.") % words, "\n".join(filter(None, texts))
        url = f"{url}#entry-{row.entry.number}"
    elif row.note is not None:
        asked = _("%(who)s names your post in a note for %(party)s only.") % {
            "who": called_post(row.note.author_post),
            "party": seat.party.name,
        }
        said, url = row.note.text, f"{url}#note-{row.note.public_id}"
    return Waiting(
        key=f"mention-{row.public_id}",
        code=commitment.code,
        title=(title := title_of(commitment, seat.side)),
        title_lang=title.lang,
        url=url,
        task=_("Read what names your post"),
        asked=asked,
        remark=_("Mentions you"),
        mark="info",
        since=row.written_at,
        days=(today - seat.commission.calendar.day_of(row.written_at)).days,
        said=said,
        said_lang=language_of(said),
        press_url=links.mention_seen(slug, row.public_id),
        press_label=_("Seen"),
        # A private note is not spoken of outside the register.
        event=f"mention:{row.public_id}" if row.entry is not None else "",
    )
