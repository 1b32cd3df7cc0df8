"""Names of parties and bodies: given by the administration, shown on every page, and entered in the log."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from commitments.actions.errors import require
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.models import Commission, Entry, LogHead, User
from commitments.models.names import NAMES, names_in_log, names_of
from commitments.vocabulary import EntryKind


@transaction.atomic
def names_changed(commission: Commission, *, by: User) -> None:
    """Invalidate every cached page that holds the names of before; enter the names once there is a log.

    Before its first entry a commission is still being set up, and its names are nobody's history.
    """
    Commission.objects.filter(pk=commission.pk).update(revision=F("revision") + 1)
    if LogHead.objects.filter(commission=commission, size__gt=0).exists():
        record_names(commission, by=by)


@transaction.atomic
def record_names(commission: Commission, *, by: User, at: dt.datetime | None = None) -> Entry | None:
    """Enter the names of all parties and bodies as they are now. None when the log has them already.

    Raises NotAllowed unless `by` is an administrator.
    """
    require(by.is_active and by.is_staff)
    ledger = Ledger(commission, by=by, at=at)
    before, now = names_in_log(commission), names_of(commission)
    if before == now:
        return None
    return ledger.write(
        EventDraft(
            kind=EntryKind.NAMED, object=NAMES, effective_on=ledger.today, changes={NAMES: [before, now]}
        )
    )
