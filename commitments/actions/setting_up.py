"""A commission while it is being set up: what is settled yet."""

from __future__ import annotations

from commitments.models import Commission, Entry, LogHead
from commitments.vocabulary import EntryKind

# Entries about who takes part, what things are called and how the commission is set. They carry no day that a week or
# a due date is counted by.
OF_SETTING_UP = (
    EntryKind.SEAT_CHANGED,
    EntryKind.ACCOUNT_CHANGED,
    EntryKind.NAMED,
    EntryKind.SETTINGS_CHANGED,
)


def has_log(commission: Commission) -> bool:
    """Whether anything was entered. From then on each change of a name or a setting is an entry, too."""
    return LogHead.objects.filter(commission=commission, size__gt=0).exists()


def has_begun(commission: Commission) -> bool:
    """Whether anything was entered besides people, names and settings.

    From then on records and past weeks rest on its address, its codes, its clock and its rule of consent: they stay.
    """
    return Entry.objects.filter(commission=commission).exclude(kind__in=OF_SETTING_UP).exists()
