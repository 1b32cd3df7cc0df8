"""Names in other languages as a table: what is named, and in which languages a name is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from commitments.models import Commission
from commitments.models.named_things import NamedThing, named_things
from commitments.reports.pagination import Pagination
from commitments.vocabulary.languages import language_name
from commitments.vocabulary.other_names import (
    BODY,
    COMMISSION,
    LANGUAGES,
    MEETING,
    PLACE,
    POST,
    PUBLISHER,
    SECTOR,
    SHORT,
    UNIT,
    lacks,
)


@dataclass(frozen=True, slots=True)
class LackingNames:
    """How many things have no name in a language."""

    language: str
    called: str
    count: int


@dataclass(frozen=True, slots=True)
class NamesTable:
    """One page of all that can be named, how many there are, and what is missing of all of it, by language."""

    page: Pagination
    things: Sequence[NamedThing]
    lacking: Sequence[LackingNames]


def names_table(commission: Commission, number: int) -> NamesTable:
    """Raises NoSuchPage."""
    things = named_things(commission)
    page = Pagination(number, len(things))
    missing = [language for one in things for language in lacks(one.key, one.name, commission.other_names)]
    reader = get_language() or "en"
    lacking = [
        LackingNames(language, language_name(language, reader), missing.count(language))
        for language in LANGUAGES
        if language in missing
    ]
    return NamesTable(page, things[max(page.first_row - 1, 0) : page.last_row], lacking)


def kind_words(thing: NamedThing) -> str:
    """What a thing is."""
    return {
        COMMISSION: _("Commission"),
        BODY: _("Body"),
        SHORT: _("Short name"),
        SECTOR: _("Sector"),
        POST: pgettext("of a person", "Post"),
        UNIT: _("Unit"),
        MEETING: pgettext("of a meeting", "Title"),
        PLACE: pgettext("of a session", "Place"),
        PUBLISHER: _("Publisher"),
    }[thing.kind]
