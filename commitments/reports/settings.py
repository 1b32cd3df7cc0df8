"""A change of the settings of a commission, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from commitments import typography
from commitments.models import Commission, Entry, Party
from commitments.models.settings_of import IS_REMOVED, OF_COMMISSION, OF_PARTY, OTHER_NAMES
from commitments.vocabulary import SIDES, Side
from commitments.vocabulary.languages import name_shown
from commitments.vocabulary.other_names import BODY, SECTOR, SHORT


def _field_of(name: str) -> tuple[Any, str]:
    """The column a setting lies in, and the side of its party, "" for one of the commission."""
    if name in OF_COMMISSION or name == OTHER_NAMES:
        return Commission._meta.get_field(name), ""
    side, _mark, of_party = name.partition("_")
    return Party._meta.get_field(of_party), side


def _known(changes: dict[str, Any]) -> list[str]:
    """The settings that changed, in the order of the forms."""
    order = [*OF_COMMISSION, *(f"{side}_{name}" for side in SIDES for name in OF_PARTY)]
    return [name for name in (*order, OTHER_NAMES) if name in changes]


def said_of_settings(entry: Entry) -> str:
    """Which settings an entry changed."""
    if IS_REMOVED in entry.changes:
        return _("An administrator removed the commission.")
    labels = dict.fromkeys(str(_field_of(name)[0].verbose_name) for name in _known(entry.changes))
    return _("An administrator changed settings of the commission: %(what)s.") % {
        "what": get_text_list(list(labels), _("and"))
    }


def settings_words(changes: dict[str, Any], names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each setting that changed: what it is, before, after. `names` are those of the parties in their order."""
    for name in _known(changes):
        field, side = _field_of(name)
        label = str(field.verbose_name)
        if name == OTHER_NAMES:
            for row, after in zip(*changes[name], strict=True):
                yield _called(*row[:2]), row[2] or "–", after[2] or "–"
            continue
        if side:
            words = {"field": label, "party": names[0 if side == Side.FIRST else 1]}
            label = _("%(field)s, %(party)s") % words
        before, after = (_value(field, value) for value in changes[name])
        yield label, before, after


def _called(key: str, language: str) -> str:
    """ "BY-MOH, short name, Russian" """
    kind, _mark, codes = key.partition("/")
    what = codes.rpartition("/")[2] if kind in (BODY, SHORT, SECTOR) else codes or _("commission")
    said = [what, _("short name")] if kind == SHORT else [what]
    return typography.items([*said, name_shown(language)])


def _value(field: Any, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.name in ("language", "languages", "authentic_languages"):
        return typography.items(name_shown(code) for code in value.split())
    return str(dict(field.flatchoices).get(value, value))
