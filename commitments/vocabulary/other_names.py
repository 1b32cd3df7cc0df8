"""What a commission, its bodies, sectors, posts, units, meetings and publishers are called in other languages.

An administrator enters them; nothing is translated by itself. They are kept by what is named, then by language:

    {"commission": {"ru": "…"}, "body/BY/BY-MOH": {"ru": "…"}, "short/BY/BY-MOH": {"ru": "…"},
     "sector/health": {"zh-hans": "…"}, "post/Head of the department": {"be": "…"}, "unit/doses": {"ru": "…"},
     "meeting/Call of 26 January 2021": {"ru": "…"}, "place/Minsk": {"ru": "…"}, "publisher/Belstat": {"ru": "…"}}

Which of them are read is known to the thread, as its languages of texts are: whoever knows the commission activates both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.vocabulary.guessing import guessed_language
from commitments.vocabulary.languages import in_language, is_written_in
from commitments.vocabulary.party_name import FORMS
from commitments.vocabulary.texts import POST_LIMIT, TITLE_LIMIT, UNIT_LIMIT

OtherNames = Mapping[str, Mapping[str, str]]

COMMISSION, BODY, SHORT, SECTOR, POST = "commission", "body", "short", "sector", "post"
UNIT = "unit"
# The title of a meeting or a session, where a session is held, and who published a readout: by what they are.
MEETING, PLACE, PUBLISHER = "meeting", "place", "publisher"
# How long a name may be, by what it names: as the name itself.
LIMITS = {
    COMMISSION: 160,
    BODY: 160,
    SHORT: 40,
    SECTOR: 80,
    POST: POST_LIMIT,
    UNIT: UNIT_LIMIT,
    MEETING: TITLE_LIMIT,
    PLACE: 120,
    PUBLISHER: 160,
}
LANGUAGES = tuple(FORMS)

NONE: OtherNames = MappingProxyType({})

_known: ContextVar[OtherNames] = ContextVar("names in other languages", default=NONE)


def activate(names: OtherNames) -> None:
    """Call things by these names from now on, in this thread."""
    _known.set(names)


@contextmanager
def among(names: OtherNames) -> Iterator[None]:
    token = _known.set(names)
    try:
        yield
    finally:
        _known.reset(token)


def key_of(kind: str, *codes: str) -> str:
    return "/".join((kind, *codes))


def kind_of(key: str) -> str:
    return key.partition("/")[0]


def named(names: OtherNames, key: str, name: str) -> str:
    """What the reader calls a thing: in the active language where it has a name there, else as it is."""
    return names.get(key, {}).get(get_language() or "") or name


def called(key: str, name: str) -> str:
    """The same, by the names of the commission that is read."""
    known = _known.get()
    return named(known, key, name) if known else name


def are_known() -> bool:
    return bool(_known.get())


def called_post(post: str) -> str:
    """A post as its reader calls it. What people typed is kept as it is."""
    return called(f"{POST}/{post}", post)


def called_unit(unit: str) -> str:
    """A unit of what is counted, for many of it, as its reader calls it."""
    return called(f"{UNIT}/{unit}", unit)


def called_meeting(title: str) -> str:
    """The title of a meeting or a session as its reader calls it."""
    return called(f"{MEETING}/{title}", title)


def called_place(place: str) -> str:
    """Where a session is held, as its reader calls it."""
    return called(f"{PLACE}/{place}", place)


def called_publisher(publisher: str) -> str:
    """Who published a readout or a series, as their reader calls them."""
    return called(f"{PUBLISHER}/{publisher}", publisher)


def all_names(names: OtherNames, key: str, name: str) -> set[str]:
    """A thing’s name in every language."""
    return {name, *names.get(key, {}).values()}


def lacks(key: str, name: str, names: OtherNames) -> list[str]:
    """The languages in which a thing has no name, neither its own nor another one."""
    if not any(map(str.isalpha, name)):  # a unit like "%"
        return []
    own = guessed_language(name)
    there = names.get(key, {})
    return [language for language in LANGUAGES if language != own and language not in there]


def validate_other_names(names: Any) -> None:
    """Raise ValidationError unless it is such a table: the rule for every way in."""
    if not isinstance(names, dict):
        raise ValidationError(_("These are not names in other languages."))
    for key, by_language in names.items():
        if kind_of(key) not in LIMITS or not isinstance(by_language, dict):
            raise ValidationError(_("“%(key)s” names nothing here."), params={"key": str(key)[:60]})
        for language, name in by_language.items():
            if language not in LANGUAGES or not isinstance(name, str) or not name.strip():
                raise ValidationError(_("“%(key)s” names nothing here."), params={"key": str(key)[:60]})
            if len(name) > LIMITS[kind_of(key)]:
                raise ValidationError(
                    _("“%(name)s” is too long: at most %(limit)d characters."),
                    params={"name": name[:40], "limit": LIMITS[kind_of(key)]},
                )


def in_own_language(name: str) -> str:
    """The `lang` a name needs on a page of the active language: empty where it is in that language."""
    reader = get_language() or "en"
    # Languages of one script are not told apart by every word.
    return "" if _is_written_in(name, reader) else in_language(guessed_language(name))


# Names are few, and every row of the register has some.
_is_written_in = lru_cache(maxsize=4096)(is_written_in)
