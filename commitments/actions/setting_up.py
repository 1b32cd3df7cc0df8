"""A commission while it is being set up: what is settled yet, and taking back one that was made by mistake."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions.errors import RuleBroken, require
from commitments.models import Body, Commission, Entry, LogHead, Party, Sector, User
from commitments.vocabulary import EntryKind

# Entries about who takes part and what things are called. They carry no day that a week or a due date is counted by.
OF_PEOPLE_AND_NAMES = (EntryKind.SEAT_CHANGED, EntryKind.ACCOUNT_CHANGED, EntryKind.NAMED)


def has_log(commission: Commission) -> bool:
    """Whether anything was entered. From then on its records name the commission and its parties by their codes."""
    return LogHead.objects.filter(commission=commission, size__gt=0).exists()


def has_begun(commission: Commission) -> bool:
    """Whether anything was entered besides people and names. From then on the clock and the rule of consent stay."""
    return Entry.objects.filter(commission=commission).exclude(kind__in=OF_PEOPLE_AND_NAMES).exists()


@transaction.atomic
def delete_commission(commission: Commission, *, by: User) -> None:
    """Delete a commission without entries, with its parties, bodies and sectors.

    Raises NotAllowed unless `by` is an administrator, RuleBroken where anything was entered.
    """
    require(by.is_active and by.is_staff)
    LogHead.objects.select_for_update().get_or_create(
        commission=commission
    )  # nobody enters anything meanwhile
    if has_log(commission):
        raise RuleBroken({"commission": _("Something was entered in its log: it stays.")})
    LogHead.objects.filter(commission=commission).delete()
    Body.objects.filter(party__commission=commission).delete()
    Party.objects.filter(commission=commission).delete()
    Sector.objects.filter(commission=commission).delete()
    commission.delete()
