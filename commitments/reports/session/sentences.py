"""What was done about a session as people read it: the sentences of its entries, and of what it decided."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import links
from commitments.actions.session_state import OF_ITEM, PREFIX
from commitments.actions.state import decides_status
from commitments.models import Entry
from commitments.models.session import (
    Effect,
    texts_by_language,
)
from commitments.vocabulary import (
    SESSION_KINDS,
    EntryKind,
)
from commitments.vocabulary.languages import lang_tag, name_shown


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry belongs in a session: its slug, and the number of the item or None."""

    slug: str
    item: int | None
    decided: Mapping[str, Any] | None = None  # what the entry of a decision says of the session

    def texts(self, note: str) -> list[tuple[str, str]]:
        """The words of a decision in its languages with their BCP 47 tags, the reader's first; none of a single one."""
        others = (self.decided or {}).get("texts")
        if not note or not others:
            return []
        texts = {(self.decided or {})["language"]: note, **texts_by_language(others)}
        shown = get_language()
        return [(lang_tag(code), texts[code]) for code in sorted(texts, key=lambda code: code != shown)]

    def url(self, commission_slug: str) -> str:
        page = links.session(commission_slug, self.slug)
        return page if self.item is None else f"{page}#item-{self.item}"

    @property
    def label(self) -> str:
        return (
            _("the session")
            if self.item is None
            else _("item %(number)d of the session") % {"number": self.item}
        )


def place_of(entry: Entry) -> Place | None:
    """The session an entry is about, or that decided it; None for any other."""
    if entry.kind not in SESSION_KINDS and entry.kind != EntryKind.DECIDED:
        return None
    return place_in(bytes(entry.record))


def place_in(written: bytes) -> Place:
    """The same, by the record of such an entry."""
    record = json.loads(written)
    if decided := record["refs"].get("session"):
        return Place(decided["slug"], decided["item"], decided)
    slug, is_item, number = record["object"].removeprefix(PREFIX).partition(OF_ITEM)
    return Place(slug, int(number) if is_item else None)


def session_words(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of an entry about a session; `words` name the party, and the session in its place."""
    place = place_of(entry)
    words = words | {"number": place.item if place and place.item else 0}
    match entry.kind:
        case EntryKind.SESSION_CALLED:
            words |= {"day": date_format(dt.date.fromisoformat(entry.changes["held_on"][1]))}
            return _("%(party)s called a session for %(day)s: %(session)s.") % words
        case EntryKind.SESSION_MOVED if "held_on" in entry.changes:
            words |= {"day": date_format(dt.date.fromisoformat(entry.changes["held_on"][1]))}
            return _("%(party)s moved %(session)s to %(day)s.") % words
        case EntryKind.SESSION_MOVED:
            return _("%(party)s named another place for %(session)s.") % words
        case EntryKind.ITEM_PUT:
            words |= {"name": entry.changes["title"][1]}
            return _("%(party)s put item %(number)d on the agenda of %(session)s: %(name)s.") % words
        case EntryKind.ITEM_CHANGED if set(entry.changes) <= {"position", "position_language"}:
            return _("%(party)s stated its position on item %(number)d of %(session)s.") % words
        case EntryKind.ITEM_CHANGED:
            return _("%(party)s changed the wording of item %(number)d of %(session)s.") % words
        case EntryKind.ITEM_TAKEN_OFF:
            return _("%(party)s took item %(number)d off the agenda of %(session)s.") % words
        case EntryKind.AGENDA_AGREED:
            return _("%(party)s agreed to the agenda of %(session)s.") % words
        case EntryKind.DECISION_DRAFTED:
            return _("%(party)s drafted a decision on item %(number)d of %(session)s.") % words
        case EntryKind.DRAFT_WITHDRAWN:
            return _("%(party)s withdrew its draft of a decision on item %(number)d of %(session)s.") % words
        case EntryKind.COUNTERSIGNED:
            return _("%(party)s countersigned the decision on item %(number)d of %(session)s.") % words
    return _("%(party)s finished %(session)s: every item is decided.") % words


def decision_changes(
    before: list[dict[str, str]], after: list[dict[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """The texts of a decision in its other languages, one by one: what it is, before, after."""
    old, new = texts_by_language(before), texts_by_language(after)
    for code in sorted({*old, *new}):
        if old.get(code) != new.get(code):
            label = _("Decision, %(language)s") % {"language": name_shown(code)}
            yield label, old.get(code) or "–", new.get(code) or "–"


def decision_words(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of what a session decided on a commitment; both sides have signed it."""
    if decides_status(entry.kind, entry.changes):
        return _("Both sides decided at “%(session)s” that %(title)s is “%(after)s”.") % words
    if "due_on" in entry.changes:
        words |= {"day": date_format(dt.date.fromisoformat(entry.changes["due_on"][1]))}
        return _("Both sides moved the date of %(title)s to %(day)s at “%(session)s”.") % words
    if json.loads(bytes(entry.record))["refs"]["session"]["effect"] == Effect.CARRIED:
        return _("Both sides carried %(title)s over from “%(session)s” to the next session.") % words
    return _("Both sides took note of %(title)s at “%(session)s”.") % words
