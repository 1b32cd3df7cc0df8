"""Sentences about meetings and readouts: what was filed, and what its intake has come to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from commitments.models import Entry
from commitments.vocabulary import EntryKind, MarkKind
from commitments.vocabulary.other_names import called_meeting

OF_READOUTS = frozenset(
    {
        EntryKind.MEETING_OPENED,
        EntryKind.READOUT_FILED,
        EntryKind.READOUT_CLOSED,
        EntryKind.READOUT_REOPENED,
        EntryKind.MARKED,
    }
)


def readout_sentence(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of an entry of one of these kinds; `words` name the party."""
    match entry.kind:
        case EntryKind.MEETING_OPENED:
            return _("%(party)s entered a meeting: %(name)s.") % (
                words | {"name": called_meeting(entry.changes["title"][1])}
            )
        case EntryKind.READOUT_FILED:
            return _("%(party)s filed a readout.") % words
        case EntryKind.READOUT_CLOSED:
            return _("%(party)s finished the intake of a readout: every sentence is decided.") % words
        case EntryKind.READOUT_REOPENED:
            return _("%(party)s reopened the intake of a readout.") % words
        case EntryKind.MARKED if entry.changes["mark"][1] is None:
            return _("%(party)s took back what it had marked in a readout.") % words
        case _:
            return _("%(party)s marked words of a readout: %(kind)s.") % (
                words | {"kind": MarkKind(entry.changes["mark"][1]).label}
            )
