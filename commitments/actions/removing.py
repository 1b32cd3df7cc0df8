"""Taking back a commission that was made by mistake."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments.actions.briefing import throw_away_briefings
from commitments.actions.bringing import throw_away_lists
from commitments.actions.errors import RuleBroken, require
from commitments.actions.letter import post
from commitments.actions.log import Ledger
from commitments.actions.seat import take_seat_away
from commitments.actions.setting_up import has_begun, has_log
from commitments.actions.settings import before_settings, settings_changed
from commitments.models import (
    AccessKey,
    AccountRequest,
    Body,
    Commission,
    Follow,
    LetterChoice,
    LogHead,
    Mention,
    NewsTold,
    Party,
    Seat,
    Sector,
    User,
)


@transaction.atomic
def delete_commission(commission: Commission, *, by: User) -> None:
    """Delete a commission in which nothing was entered but people, names and settings.

    Where there is a log it stays, as every log does, and nobody comes to it any more: its seats are taken away, each by
    an entry, with the keys, choices, drafts and lists of who had them; their holders are told. Its address and the
    beginning of its codes are free again.
    Raises NotAllowed unless `by` is an administrator, RuleBroken where anything else was entered.
    """
    require(by.is_active and by.is_staff)
    Ledger(commission, by=by)  # nobody enters anything meanwhile
    if has_begun(commission):
        raise RuleBroken({"commission": _("Something was entered in its log: it stays.")})
    if has_log(commission):
        _leave_the_log(commission, by=by)
        return
    LogHead.objects.filter(commission=commission).delete()
    Body.objects.filter(party__commission=commission).delete()
    Party.objects.filter(commission=commission).delete()
    Sector.objects.filter(commission=commission).delete()
    commission.delete()


def _leave_the_log(commission: Commission, *, by: User) -> None:
    name = commission.name
    AccountRequest.objects.filter(commission=commission, decided_at=None).delete()
    AccountRequest.objects.filter(commission=commission).update(seat=None)
    seats = Seat.objects.filter(commission=commission).select_related("user", "party", "body", "commission")
    Mention.objects.filter(seat__in=seats).delete()
    AccessKey.objects.filter(seat__in=seats).delete()
    for party in commission.sides:
        throw_away_lists(party)
        throw_away_briefings(party)
    for of_people in (LetterChoice, Follow, NewsTold):
        of_people.objects.filter(commission=commission).delete()
    people = {seat.user for seat in seats}
    stand_ins_first = seats.order_by(F("stands_in_for").desc(nulls_last=True), "pk")
    for seat in stand_ins_first:  # a seat cannot go before who stands in for it
        take_seat_away(seat, by=by)
    before = before_settings(commission, by=by)
    commission.slug, commission.code_prefix = f"removed-{commission.pk}", f"REMOVED-{commission.pk}"[:12]
    commission.save(update_fields=["slug", "code_prefix"])
    settings_changed(commission, before, by=by, is_removed=True)
    LogHead.objects.filter(commission=commission).update(removed_at=Ledger(commission, by=by).at)
    for user in sorted(people, key=lambda one: one.pk):
        with override(user.letter_language):
            words = _(
                "An administrator, %(by)s, has removed the commission “%(name)s”. Nothing was recorded in it but people,"
                " names and settings. Your seat on it is gone, your account stays."
            ) % {"by": by, "name": name}
            post(user, subject=_("Accord: a commission was removed"), body=f"{words}\n")
