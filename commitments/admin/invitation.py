"""Inviting people: who has not come, once more, and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.accounts import address_of
from commitments.actions.commission import invite_to_seat
from commitments.actions.invitation import invite, invite_again, withdraw_invitation
from commitments.admin.base import NeverDeleted, ReadOnly
from commitments.forms.invitation import ADMINISTRATOR, InviteForm
from commitments.models import Invitation, Letter, SecurityEvent, User
from commitments.models.invitation import InvitationQuerySet
from commitments.vocabulary import LetterLink


class InvitingForm(InviteForm):
    request: HttpRequest  # set by the class made for it

    def clean(self) -> dict[str, Any]:
        """Invite at once, so that what speaks against it is said at the form."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        with transaction.atomic():
            self._invite(cleaned, by=cast(User, self.request.user))
        return cleaned

    def _invite(self, cleaned: dict[str, Any], *, by: User) -> None:
        """An account, its seat and the letter, or nothing of it. Raises ValidationError."""
        who = {
            "email": cleaned["email"],
            "full_name": cleaned["full_name"],
            "address": address_of(self.request),
            "language": cleaned["language"],
        }
        if cleaned["role"] == ADMINISTRATOR:
            self.instance = invite(**who, is_staff=True, by=by)
            return
        seat = {name: cleaned[name] for name in ("role", "party", "post")}
        invitation, _seat = invite_to_seat(**who, **seat, by=by)
        self.instance = invitation or self.instance


class HasNotCome(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("has not come")), ("came", _("came")), ("withdrawn", _("withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        match self.value():
            case "open":
                return cast(InvitationQuerySet, queryset).open()
            case "came":
                return queryset.filter(used_at__isnull=False)
            case "withdrawn":
                return queryset.filter(withdrawn_at__isnull=False)
        return None


@admin.register(Invitation)
class InvitationAdmin(NeverDeleted):
    """Made with "Add"; nobody sees the link but whoever reads the letter."""

    form = InvitingForm
    list_display = (
        "user",
        "email",
        "invited_by",
        "made_at",
        "letter",
        "expires_at",
        "used_at",
        "withdrawn_at",
    )
    list_select_related = ("user", "invited_by")
    list_filter = (HasNotCome,)
    search_fields = ("user__full_name", "user__email")
    actions = ("send_again", "withdraw")

    @admin.display(description=_("e-mail address"))
    def email(self, obj: Invitation) -> str:
        return obj.user.email

    @admin.display(description=_("letter"))
    def letter(self, obj: Any) -> str:
        """What became of the newest letter to this person."""
        if obj.letter_given_up_at:
            return str(_("refused by the mail server"))
        return str(_("sent")) if obj.letter_sent_at else str(_("waits"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        newest = Letter.objects.filter(user=OuterRef("user"), link=LetterLink.INVITATION).order_by("-pk")
        return (
            super()
            .get_queryset(request)
            .annotate(
                letter_sent_at=Subquery(newest.values("sent_at")[:1]),
                letter_given_up_at=Subquery(newest.values("given_up_at")[:1]),
            )
        )

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """The list, with its actions."""
        return obj is None and super().has_change_permission(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Invitation | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        return ("user", "invited_by", "made_at") if obj else ("email", "full_name", "role", "party", "post")

    def save_model(self, request: HttpRequest, obj: Invitation, form: forms.ModelForm, change: bool) -> None:
        """The action has saved it."""

    @admin.action(description=_("Send the letter again, with another link"))
    def send_again(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self._each(
            request, queryset, lambda one, **by: invite_again(one.user, **by), _("%(who)s: invited again.")
        )

    @admin.action(description=_("Withdraw: the link works no more, and the account is closed"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self._each(request, queryset, withdraw_invitation, _("%(who)s: withdrawn."))

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Invitation], act: Callable[..., Any], done: Any
    ) -> None:
        for invitation in queryset.select_related("user").order_by("pk"):
            try:
                act(invitation, by=cast(User, request.user), address=address_of(request))
            except ValidationError as refusal:
                self.message_user(request, f"{invitation}: {' '.join(refusal.messages)}", messages.ERROR)
            else:
                self.message_user(request, done % {"who": invitation})


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """What waits for the mail server, and what it refused. The words of a letter are nobody's but its reader's."""

    list_display = ("subject", "to", "made_at", "sent_at", "given_up_at", "tries", "next_at")
    list_select_related = ("user",)
    search_fields = ("to",)
    ordering = ("-pk",)
    fields = ("subject", "to", "made_at", "sent_at", "given_up_at", "tries", "next_at")


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnly):
    list_display = ("at", "kind", "user", "by", "place")
    list_select_related = ("user", "by")
    list_filter = ("kind",)
    search_fields = ("user__full_name", "user__email")
    ordering = ("-pk",)
    fields = ("at", "kind", "user", "by", "place")
