"""The languages of a commission in words: what each is called, how it is written, and whose official one it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import typography
from commitments.models import Commission, Party
from commitments.vocabulary.languages import (
    both_names,
    direction_of,
    lang_tag,
    language_name,
    own_name,
    script_name,
    script_of,
)


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language of texts. `side` is whose official language it is: a side, "both" or ""."""

    code: str
    tag: str
    own_name: str
    name: str
    script: str
    direction: str
    side: str
    sentence: str


def languages_in(commission: Commission) -> list[LanguageLine]:
    """The languages its texts can be in, in the order they are offered in."""
    parties = list(Party.objects.filter(commission=commission).order_by("position"))
    return [
        _line(code, [one for one in parties if one.language == code]) for code in commission.language_codes
    ]


def _line(code: str, of: list[Party]) -> LanguageLine:
    reader = get_language() or "en"
    said = [f"{both_names(code)} ({lang_tag(code)})", script_name(code, reader)]
    if direction_of(code) == "rtl":
        said.append(_("from right to left"))
    if of:
        names = typography.items(party.name for party in of)
        said.append(_("official language of: %(parties)s") % {"parties": names})
    return LanguageLine(
        code=code,
        tag=lang_tag(code),
        own_name=own_name(code),
        name=language_name(code, reader),
        script=script_of(code),
        direction=direction_of(code),
        side=("both" if len(of) == 2 else of[0].side) if of else "",
        sentence=typography.clauses(said),
    )
