"""What a person follows, and what was entered about it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from commitments import clock
from commitments.models import Body, Commitment, Entry, Follow, Meeting, Seat
from commitments.reports.letters.contents import NewsItem
from commitments.reports.sentences import SentenceWriter
from commitments.reports.texts import marked
from commitments.vocabulary import language_of

# What was entered longer ago is no news, also where no letter was written meanwhile.
RECENT = dt.timedelta(days=31)
LIMIT = 200


def followed_by(seat: Seat) -> QuerySet[Follow]:
    """What the holder of `seat` follows in its commission."""
    rows = Follow.objects.filter(user=seat.user_id, commission=seat.commission_id)
    return rows.select_related("commitment", "meeting", "body__party")


def is_following(seat: Seat, thing: Commitment | Meeting | Body) -> bool:
    return followed_by(seat).filter(**{type(thing).__name__.lower(): thing}).exists()


def _about(one: Follow, path: str = "") -> Q:
    """The commitments that one followed thing stands for; `path` leads to them."""
    if one.commitment_id:
        return Q(**{f"{path}pk": one.commitment_id})
    if one.meeting_id:
        return Q(**{f"{path}meeting": one.meeting_id})
    return Q(**{f"{path}first_owner": one.body_id}) | Q(**{f"{path}second_owner": one.body_id})


def followed_rows(seat: Seat) -> QuerySet[Commitment]:
    """All commitments that the holder of `seat` follows, in whatever way."""
    wanted = Q(pk__in=[])
    for one in followed_by(seat):
        wanted |= _about(one)
    return Commitment.objects.filter(wanted, commission=seat.commission_id)


def followed_news(seat: Seat) -> list[NewsItem]:
    """What others entered about it since it is followed, the latest first."""
    wanted = Q(pk__in=[])
    for one in followed_by(seat):
        wanted |= _about(one, "commitment__") & Q(recorded_at__gt=one.since)
    rows = Entry.objects.filter(
        wanted, commission=seat.commission_id, recorded_at__gt=clock.now() - RECENT
    ).exclude(author=seat.user_id)
    entries = list(rows.as_written().order_by("-number")[:LIMIT])
    return list(_items(seat, entries)) if entries else []


def _items(seat: Seat, entries: list[Entry]) -> Iterator[NewsItem]:
    wording = SentenceWriter(seat.commission)
    for entry in entries:
        said = wording.sentence(entry)
        title = marked(said.title, said.title_lang) or said.commitment_code
        yield NewsItem(
            what=f"entry:{entry.number}",
            name=f"{said.commitment_code} {title}".strip(),
            lang=said.title_lang or language_of(title),
            says=" ".join(said.own_words.split()),
            url=said.url,
        )
