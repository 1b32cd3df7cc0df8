"""Who was told by what was saved, and which name in it reaches nobody: said to who wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import typography
from commitments.actions.mention import SIGN, can_be_named, unknown_in
from commitments.models import Entry, Mention, PrivateNote, Seat
from commitments.vocabulary import EntryKind, language_of
from commitments.vocabulary.languages import in_language
from commitments.vocabulary.other_names import called_post


def told_by_entry(entry: Entry, seat: Seat) -> list[SafeString]:
    """Sentences on the names in an entry that `seat` has just written; no query where its texts have no sign."""
    texts = [text for text in (entry.texts.note, entry.texts.reason, entry.texts.position) if text]
    if entry.commitment_id is None or not any(SIGN in text for text in texts):
        return []
    known = can_be_named(seat, seat.commission.calendar.day_of(entry.recorded_at))
    missed = _("{name} names no post of this commission.")
    return _sentences(Mention.objects.filter(entry=entry), unknown_in(texts, [*known, seat]), missed)


def told_by_session(entry: Entry, seat: Seat) -> list[SafeString]:
    """The same for an entry of a session: a decision that it signs stands in the next one, on its commitment."""
    if entry.kind != EntryKind.COUNTERSIGNED:
        return []
    rows = Entry.objects.filter(commission=entry.commission_id, number=entry.number + 1)
    decided = rows.filter(kind=EntryKind.DECIDED).select_related("texts").first()
    return [] if decided is None else told_by_entry(decided, seat)


def told_by_note(note: PrivateNote, seat: Seat) -> list[SafeString]:
    """The same for a private note, in which the posts of the own side alone are names."""
    if SIGN not in note.text:
        return []
    day = seat.commission.calendar.day_of(note.edited_at or note.written_at)
    known = can_be_named(seat, day, own_side=True)
    missed = _("{name} names no post of your side.")
    return _sentences(Mention.objects.filter(note=note), unknown_in([note.text], [*known, seat]), missed)


def _sentences(mentions: QuerySet[Mention], unknown: Sequence[str], missed: str) -> list[SafeString]:
    told = [
        row.seat for row in mentions.select_related("seat__party").order_by("seat__party__position", "pk")
    ]
    sentences = []
    if told:
        called = [(called_post(seat.post), seat.party.name) for seat in told]
        posts = format_html_join(
            ", ",
            "<span {}>{}</span> ({})",
            ((in_language(language_of(post)), post, party) for post, party in called),
        )
        # Translators: posts is one post with its party, or several with commas between them.
        sentence = ngettext("{posts} was told.", "{posts} were told.", len(told))
        sentences.append(format_html(sentence, posts=posts))
    for name in unknown:
        quoted = format_html(
            "<span {}>{}</span>", in_language(language_of(name)), typography.quoted(f"{SIGN}{name}")
        )
        sentences.append(format_html(missed, name=quoted))
    return sentences
