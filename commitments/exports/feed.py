"""Entries of the log as Atom (RFC 4287), newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from commitments.exports.mail import absolute
from commitments.models import Commission
from commitments.reports.sentences import Sentence
from commitments.reports.texts import marked


def tag(commission: Commission, name: str) -> str:
    """A name that stays the same wherever the feed is read (RFC 4151)."""
    host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    return f"tag:{host},2021:{commission.slug}/{name}"


def as_atom(
    commission: Commission,
    *,
    title: str,
    name: str,
    page: str,
    sentences: Sequence[Sentence],
    began: dt.datetime,
) -> bytes:
    """`name` tells this feed from others of the commission; `page` shows the same. `began` is told of an empty one."""
    feed = EntryFeed(
        title=title,
        link=absolute(page),
        description="",
        language=get_language(),
        feed_guid=tag(commission, f"feed/{name}"),
        began=began,
    )
    for one in sentences:
        feed.add_item(
            title=f"{one.lead}{marked(one.title, one.title_lang)}{one.tail}",
            link=absolute(one.url),
            description="",
            unique_id=tag(commission, f"log/{one.number}"),
            pubdate=one.recorded_at,
            updateddate=one.recorded_at,
            author_name=", ".join(filter(None, (one.post, one.party))),
        )
    return feed.writeString("utf-8").encode()


class EntryFeed(Atom1Feed):
    """Its moment is that of the last entry, never that of the request; it needs no summaries."""

    def latest_post_date(self) -> dt.datetime:
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=self.feed["began"])
