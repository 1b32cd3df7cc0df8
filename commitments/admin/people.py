"""Accounts and seats."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commitments.accounts import address_of
from commitments.actions import keep_seat
from commitments.actions.account import change_account
from commitments.actions.errors import RuleBroken
from commitments.actions.naming import begin_with_names
from commitments.admin.base import NeverDeleted
from commitments.forms.invitation import PartyChoice, parties
from commitments.models import Seat, User


class AccountForm(forms.ModelForm):
    request: HttpRequest  # set by the class made for it

    def clean(self) -> dict[str, Any]:
        """Change at once, so that what speaks against it is said at the form."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                change_account(
                    self.instance,
                    by=cast(User, self.request.user),
                    full_name=cleaned["full_name"],
                    is_active=cleaned["is_active"],
                    is_staff=cleaned["is_staff"],
                    address=address_of(self.request),
                )
            except RuleBroken as refusal:
                self.add_error(None, refusal)
        return cleaned


@admin.register(User)
class UserAdmin(NeverDeleted):
    """Accounts are deactivated, never deleted: the log names their holders. Nobody but the holder sets a password."""

    form = AccountForm
    ordering = ("full_name", "email")
    list_display = ("full_name", "email", "is_staff", "is_active", "has_come", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("full_name", "email")
    readonly_fields = ("email", "has_come", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("full_name", "email")}),
        (_("Access"), {"fields": ("is_active", "is_staff")}),
        (_("Known of it"), {"fields": ("has_come", "last_login", "date_joined")}),
    )

    @admin.display(description=_("has come"), boolean=True)
    def has_come(self, obj: User) -> bool:
        return obj.has_usable_password()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People are invited."""
        return False

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """The action has saved it."""


def choice_of_party(field: ForeignKey) -> PartyChoice:
    return PartyChoice(queryset=parties(), label=capfirst(field.verbose_name))


@admin.register(Seat)
class SeatAdmin(NeverDeleted):
    """Each change is an entry of the commission's log. A seat is ended by its last day."""

    list_display = ("post", "user", "party", "role", "commission", "held_from", "held_until")
    list_select_related = ("user", "party", "commission")
    list_filter = ("role", "commission")
    search_fields = ("post", "user__full_name", "user__email")
    autocomplete_fields = ("user", "commission")
    fields = ("user", "commission", "party", "role", "post", "held_from", "held_until")

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "party":
            return choice_of_party(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Seat | None = None) -> tuple[str, ...]:
        """Another person or side is another seat."""
        return ("user", "commission", "party") if obj else ()

    def save_model(self, request: HttpRequest, obj: Seat, form: forms.ModelForm, change: bool) -> None:
        by = cast(User, request.user)
        begin_with_names(obj.commission, by=by)
        keep_seat(obj, by=by)
