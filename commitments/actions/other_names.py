"""Names of a commission, its bodies, sectors and posts in other languages: kept by the administration, entered in the log."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions.errors import RuleBroken, require
from commitments.actions.log import Ledger
from commitments.actions.naming import keep_old_names, names_changed
from commitments.actions.record import EventDraft
from commitments.actions.setting_up import has_log
from commitments.models import Commission, Entry, User
from commitments.models.named_things import doubles, flat, named_things
from commitments.models.settings_of import OTHER_NAMES, SETTINGS
from commitments.vocabulary import EntryKind
from commitments.vocabulary.other_names import LANGUAGES, validate_other_names


@transaction.atomic
def keep_other_names(
    commission: Commission, typed: Mapping[tuple[str, str], str], *, by: User
) -> Entry | None:
    """Put `typed`, names by (key, language), in the place of what is there; "" takes a name away.

    Every page that shows a name is made anew. Where there is a log it tells of it: the entry. None where nothing
    changes. Raises NotAllowed unless `by` is an administrator, RuleBroken for what cannot be.
    """
    require(by.is_active and by.is_staff)
    Ledger(commission, by=by)
    stored = Commission.objects.values_list("other_names", flat=True).get(pk=commission.pk)
    names = {key: dict(row) for key, row in stored.items()}
    for (key, language), name in typed.items():
        if name:
            names.setdefault(key, {})[language] = normalize("NFC", name)
        elif key in names:
            names[key].pop(language, None)
    names = {key: row for key, row in names.items() if row}
    before, after = flat(stored), flat(names)
    changed = sorted(cell for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell))
    if not changed:
        return None
    _check(commission, names, changed)
    keep_old_names(commission, by=by)
    Commission.objects.filter(pk=commission.pk).update(other_names=names)
    commission.other_names = names
    entry = None
    if has_log(commission):
        rows = [[[*cell, names.get(cell, "")] for cell in changed] for names in (before, after)]
        ledger = Ledger(commission, by=by)  # after the old names
        draft = EventDraft(EntryKind.SETTINGS_CHANGED, SETTINGS, ledger.today, changes={OTHER_NAMES: rows})
        entry = ledger.write(draft)
    names_changed(commission, by=by)
    return entry


def _check(commission: Commission, names: dict[str, dict[str, str]], changed: list[tuple[str, str]]) -> None:
    validate_other_names(names)
    things = named_things(commission)
    known = {thing.key for thing in things}
    for key, language in changed:
        if key in names and language in names[key] and key not in known:
            raise RuleBroken(_("“%(key)s” names nothing here.") % {"key": key[:60]})
    for language in LANGUAGES:
        for key, name in doubles(things, names, language).items():
            if (key, language) in changed:
                raise RuleBroken(_("“%(name)s” is what another one is called, too.") % {"name": name})
