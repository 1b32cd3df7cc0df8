"""Posts named in what is written: "@" and the exact post of a seat of the commission."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from unicodedata import normalize

from django.db import transaction
from django.db.models import F, QuerySet

from commitments import clock, rules
from commitments.actions.errors import require
from commitments.models import Commission, Entry, Mention, PrivateNote, Seat
from commitments.models.fields import State

SIGN = "@"
# A sign that stands in an e-mail address, right after a letter or digit, names nobody.
TRIED = re.compile(rf"(?<![A-Za-z0-9._%+-]){SIGN}(?=\w)")
# What of a name that reaches nobody is said back: up to the first punctuation, and a few words at most.
NAME_WORDS, NAME_LETTERS = 4, 40
NAME_END = re.compile(r"[\n,;:!?()«»“”\"、，。；：！？（）]|\.(?:\s|$)")


def named_in(texts: Iterable[str], seats: Iterable[Seat]) -> list[Seat]:
    """The seats whose post stands after a sign in one of the texts. Of posts that begin alike the longest is meant."""
    by_post: dict[str, list[Seat]] = {}
    for seat in seats:
        by_post.setdefault(normalize("NFC", seat.post), []).append(seat)
    posts = sorted(filter(None, by_post), key=len, reverse=True)
    found: dict[int, Seat] = {}
    for text in texts:
        for piece in normalize("NFC", text).split(SIGN)[1:]:
            named = next((post for post in posts if _begins_with(piece, post)), None)
            found |= {seat.pk: seat for seat in by_post.get(named or "", ())}
    return sorted(found.values(), key=lambda seat: seat.pk)


def unknown_in(texts: Iterable[str], seats: Iterable[Seat]) -> list[str]:
    """What stands after a sign and is the post of none of `seats`, as far as it can be a name; each once, in order."""
    posts = {normalize("NFC", seat.post) for seat in seats} - {""}
    pieces = (piece for text in texts for piece in TRIED.split(normalize("NFC", text))[1:])
    unknown = (piece for piece in pieces if not any(_begins_with(piece, post) for post in posts))
    return list(dict.fromkeys(filter(None, map(_name_at, unknown))))


def _name_at(piece: str) -> str:
    """The beginning of a text, as far as it can be meant as a name."""
    name = NAME_END.split(piece, maxsplit=1)[0].strip()
    short = " ".join(name.split()[:NAME_WORDS])[:NAME_LETTERS].rstrip()
    return short if short == " ".join(name.split()) else f"{short}…"


def _begins_with(piece: str, post: str) -> bool:
    """Whether `piece` begins with a post as a whole: "Analyst" is not named by "Analysts", nor by an address."""
    after = piece[len(post) : len(post) + 1]
    return piece.startswith(post) and not ((after.isalnum() and after.isascii()) or after == "_")


def mention_in_entry(entry: Entry, *, by: Seat, day: dt.date, texts: Iterable[str]) -> None:
    """Tell everybody who is named in an entry, on either side: the log is for both."""
    if entry.commitment is None or not (texts := [text for text in texts if SIGN in text]):
        return
    named = named_in(texts, can_be_named(by, day))
    rows = [
        Mention(seat=seat, entry=entry, commitment=entry.commitment, written_at=entry.recorded_at)
        for seat in named
    ]
    Mention.objects.bulk_create(rows)
    announce(named)


def named_in_note(text: str, *, by: Seat, day: dt.date) -> list[Seat]:
    """Who is named in a private note: seats of its own side alone, whatever else stands there."""
    return named_in([text], can_be_named(by, day, own_side=True)) if SIGN in text else []


def mention_in_note(note: PrivateNote, named: list[Seat], *, at: dt.datetime) -> None:
    """Tell who is named in a private note as it reads now; who is named no longer need not look."""
    unseen = Mention.objects.filter(note=note, seen_at__isnull=True).exclude(seat__in=named)
    announce([mention.seat for mention in unseen.select_related("seat").order_by("seat")])
    unseen.delete()
    known = set(Mention.objects.filter(note=note).values_list("seat", flat=True))
    new = [seat for seat in named if seat.pk not in known]
    Mention.objects.bulk_create(
        Mention(seat=seat, note=note, commitment=note.commitment, written_at=at) for seat in new
    )
    announce(new)


def announce(seats: Iterable[Seat]) -> None:
    """Invalidate what is cached of the inboxes of these seats. In the order of their keys, to avoid a deadlock."""
    for seat in sorted(seats, key=lambda seat: seat.pk):
        Seat.objects.filter(pk=seat.pk).update(inbox_revision=F("inbox_revision") + 1)


def announce_texts(commission: Commission, before: State | None, after: State) -> None:
    """Announce to a side that a text of it is out of date, or no longer."""
    for party in commission.sides:
        names = (f"{party.side}_texts_old", "is_counted")
        if (
            before is not None
            and any(before[name] != after[name] for name in names)
            and (before[names[0]] or after[names[0]])
        ):
            announce(Seat.objects.filter(party=party))


@transaction.atomic
def see_mention(mention: Mention, *, by: Seat, at: dt.datetime | None = None) -> None:
    """Take a mention out of one's inbox. Seen twice is seen once."""
    at = at or clock.now()
    require(rules.may_see_mention(by, mention) and by.is_held(on=by.commission.calendar.day_of(at)))
    if Mention.objects.waiting_for(by).filter(pk=mention.pk).update(seen_at=at):
        announce([by])


def can_be_named(by: Seat, day: dt.date, *, own_side: bool = False) -> QuerySet[Seat]:
    """The seats whose post `by` can name on a day: of their commission, or of their side alone in its private notes.

    Held then by people who may read, other than the one who writes.
    """
    within = {"party": by.party_id} if own_side else {"commission": by.commission_id}
    held = Seat.objects.held_on(day).filter(**within, user__is_active=True, user__is_staff=False)
    return held.exclude(pk=by.pk)
