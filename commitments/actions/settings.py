"""Settings of a commission: changed by the administration, and entered in the log, so that both sides see it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.naming import keep_old_names, names_changed
from commitments.actions.record import EventDraft
from commitments.actions.setting_up import has_begun, has_log
from commitments.models import Commission, Entry, User
from commitments.models.settings_of import IS_REMOVED, OF_PARTY_SETTLED, SETTINGS, SETTLED, settings_of
from commitments.vocabulary import EntryKind


@transaction.atomic
def before_settings(commission: Commission, *, by: User) -> dict[str, Any]:
    """Take the lock of the log before a commission or its parties are saved. Returns the settings as they are."""
    Ledger(commission, by=by)
    keep_old_names(commission, by=by)
    return settings_of(commission)


@transaction.atomic
def settings_changed(
    commission: Commission, before: dict[str, Any], *, by: User, is_removed: bool = False
) -> Entry | None:
    """Enter what was saved since `before_settings`, in the same transaction, where there is a log; then the names.

    `is_removed` says with it that the commission is. Returns the entry, None where nothing is to be entered. Raises
    RuleBroken where something was settled before.
    """
    now = settings_of(commission)
    changes = {name: [before.get(name), value] for name, value in now.items() if before.get(name) != value}
    settled = [name for name in changes if name in SETTLED or name in OF_PARTY_SETTLED]
    if settled and has_begun(commission):
        raise RuleBroken(
            _("This was settled by the first entry about anything but people, names and settings.")
        )
    if is_removed:
        changes[IS_REMOVED] = [False, True]
    entry = None
    if changes and has_log(commission):
        for name in ("sides", "zone", "calendar"):
            commission.__dict__.pop(name, None)  # as they are now
        ledger = Ledger(commission, by=by)
        draft = EventDraft(EntryKind.SETTINGS_CHANGED, SETTINGS, ledger.today, changes=changes)
        entry = ledger.write(draft)
    names_changed(commission, by=by)
    return entry
