"""What sessions carry over: where an item came from, session by session, and where it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.models import AgendaItem
from commitments.vocabulary import lang_tag, language_of


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """An item of another session, as a link: "the session of 29 December 2021, item 2"."""

    label: str
    held_on: dt.date
    url: str
    decision: str
    decision_lang: str


class CarriedItems:
    """The items that were carried over and those that took them up (`carried_items`), by how they hang together."""

    def __init__(self, items: Sequence[AgendaItem]) -> None:
        self._by_reference = {item.reference: item for item in items}
        self._taken_up = {item.carried_from: item for item in items if item.carried_from}

    def came_from(self, item: AgendaItem) -> list[LinkedItem]:
        """The items that this one takes up, the latest first."""
        found: list[LinkedItem] = []
        earlier = self._by_reference.get(item.carried_from)
        while earlier is not None:
            found.append(linked(earlier))
            earlier = self._by_reference.get(earlier.carried_from)
        return found

    def went_to(self, item: AgendaItem) -> LinkedItem | None:
        """The item that takes this one up."""
        later = self._taken_up.get(item.reference)
        return None if later is None else linked(later)

    def history(self, item: AgendaItem) -> list[LinkedItem]:
        """What an item that is to be taken up would come from: itself, and all before it."""
        return [linked(item), *self.came_from(item)]


def linked(item: AgendaItem) -> LinkedItem:
    shown, texts = get_language() or "", item.texts() if item.decision_language else {}
    code = shown if shown in texts else item.decision_language
    decision = texts.get(code, item.decision)
    lang = lang_tag(code) if code else language_of(decision)
    words = {"day": date_format(item.session.held_on), "number": item.number}
    return LinkedItem(
        label=_("the session of %(day)s, item %(number)d") % words,
        held_on=item.session.held_on,
        url=f"{item.session.get_absolute_url()}#item-{item.number}",
        decision=decision,
        decision_lang=lang,
    )
