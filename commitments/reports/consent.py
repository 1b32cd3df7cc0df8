"""Sentences about proposals on terms and the answers to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.actions.state import PROPOSAL
from commitments.models import Entry
from commitments.vocabulary import EntryKind, Subject


def consent_words(entry: Entry, words: dict[str, Any]) -> str:
    """What an entry did to a proposal; `words` name the party and hold the place of the title."""
    before, after = entry.changes[PROPOSAL]
    words = words | {
        "number": before["number"] if before else 0,
        "subject": Subject((after or before)["subject"]).label,
    }
    match entry.kind:
        case EntryKind.TERMS_PROPOSED:
            return _("%(party)s proposed other terms for %(title)s: %(subject)s.") % words
        case EntryKind.COUNTERED:
            return _("%(party)s answered proposal No. %(number)d on %(title)s with other terms.") % words
        case EntryKind.TURNED_DOWN:
            return _("%(party)s declined proposal No. %(number)d on %(title)s.") % words
        case EntryKind.RETRACTED:
            return _("%(party)s withdrew its proposal No. %(number)d on %(title)s.") % words
        case EntryKind.REDATED if day := entry.changes.get("due_on", [None, None])[1]:
            words["day"] = date_format(dt.date.fromisoformat(day))
            return _("%(party)s accepted proposal No. %(number)d: %(title)s is due on %(day)s.") % words
        case _:
            return _("%(party)s accepted proposal No. %(number)d on %(title)s: %(subject)s.") % words
