"""What people change about their own account, and what an administrator changes about another's."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments.actions.account_request import enter_account_changes, lock_logs
from commitments.actions.errors import RuleBroken, require
from commitments.actions.letter import post
from commitments.actions.security import end_sessions, keep_event
from commitments.models import Seat, User
from commitments.vocabulary import AccountEvent

# What an account says about its owner's rights is not among them.
SETTINGS = frozenset({"own_side_first", "rows_on_page", "shortcuts", "language"})


def keep_settings(user: User, *, by: User, **settings: Any) -> None:
    """Save a person's own settings; `by` is that person."""
    require(user.pk == by.pk)
    if unknown := set(settings) - SETTINGS:
        raise TypeError(f"not a setting: {sorted(unknown)}")
    for name, value in settings.items():
        setattr(user, name, value)
    user.save(update_fields=list(settings))


@transaction.atomic
def change_account(
    user: User, *, by: User, full_name: str, is_active: bool, is_staff: bool, address: str = ""
) -> None:
    """Change what an administrator may change alone: the name, whether the account is open, who is an administrator.

    Each change is kept as an event, and its holder is told by letter; closing an account and another role end its
    sessions for good. `address` is the IP address of the request. Raises NotAllowed unless `by` is an administrator,
    RuleBroken for an administrator with a seat and for the last administrator.
    """
    require(by.is_active and by.is_staff)
    lock_logs(user, by=by)  # before the account's own, as wherever the log is written
    before = User.objects.select_for_update().get(pk=user.pk)
    if is_staff and not before.is_staff and Seat.objects.filter(user=user, held_until__isnull=True).exists():
        raise RuleBroken(
            {"is_staff": _("This person holds a seat, and an administrator cannot speak for a party.")}
        )
    others = User.objects.select_for_update().filter(is_staff=True, is_active=True).exclude(pk=user.pk)
    if before.is_staff and before.is_active and not (is_staff and is_active) and not others.exists():
        raise RuleBroken(_("This is the last administrator; make another one first."))
    changes = [
        (AccountEvent.RENAMED, before.full_name != full_name),
        (AccountEvent.DEACTIVATED, before.is_active and not is_active),
        (AccountEvent.REACTIVATED, is_active and not before.is_active),
        (AccountEvent.MADE_ADMINISTRATOR, is_staff and not before.is_staff),
        (AccountEvent.NO_ADMINISTRATOR, before.is_staff and not is_staff),
    ]
    kinds = [kind for kind, is_so in changes if is_so]
    if not kinds:
        return
    # One kind of administrator: what they may not do is a rule of the register, not a missing permission.
    before.full_name, before.is_active = full_name, is_active
    before.is_staff = before.is_superuser = is_staff
    before.save(update_fields=["full_name", "is_active", "is_staff", "is_superuser"])
    if set(kinds) - {AccountEvent.RENAMED}:
        end_sessions(user)
    for kind in kinds:
        keep_event(kind, user, by=by, address=address)
        enter_account_changes(user, kind, by=by)
    with override(user.letter_language):
        told = _("An administrator, %(by)s, has changed your account:") % {"by": by}
        what = "\n".join(f"– {kind.label}" for kind in kinds)
        end = _("If you do not know why, ask the secretary of your side.")
        post(user, subject=_("Accord: your account was changed"), body=f"{told}\n\n{what}\n\n{end}\n")
