"""Names of parties, bodies and sectors: given by the administration, shown on every page, and entered in the log."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from commitments.actions.errors import require
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.actions.setting_up import has_log
from commitments.models import Commission, Entry, User
from commitments.models.names import NAMES, names_in_log, names_of
from commitments.vocabulary import EntryKind


@transaction.atomic
def names_changed(commission: Commission, *, by: User) -> None:
    """Invalidate every cached page that holds the names of before; enter the names once there is a log.

    Before its first entry a commission is still being set up, and its names are nobody's history.
    """
    _invalidate(commission)
    if has_log(commission):
        record_names(commission, by=by)


def keep_old_names(commission: Commission, *, by: User) -> None:
    """Enter the names that are about to change, where there is a log and it does not hold all of them yet."""
    if has_log(commission):
        record_names(commission, by=by)


def begin_with_names(commission: Commission, *, by: User) -> None:
    """Make the names the first entry of a log, so that it always knew them."""
    if not has_log(commission):
        record_names(commission, by=by)


@transaction.atomic
def record_names(commission: Commission, *, by: User, at: dt.datetime | None = None) -> Entry | None:
    """Enter the names of all parties, bodies and sectors as they are now. None when the log has them already.

    Raises NotAllowed unless `by` is an administrator.
    """
    require(by.is_active and by.is_staff)
    ledger = Ledger(commission, by=by, at=at)
    before, now = names_in_log(commission), names_of(commission)
    if before == now:
        return None
    _invalidate(commission)
    return ledger.write(
        EventDraft(
            kind=EntryKind.NAMED, object=NAMES, effective_on=ledger.today, changes={NAMES: [before, now]}
        )
    )


def _invalidate(commission: Commission) -> None:
    """Every cached page of the commission that holds a name."""
    Commission.objects.filter(pk=commission.pk).update(revision=F("revision") + 1)
