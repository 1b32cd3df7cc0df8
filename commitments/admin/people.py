"""Accounts and seats."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commitments.actions import keep_seat
from commitments.actions.naming import begin_with_names
from commitments.admin.base import NeverDeleted
from commitments.models import Party, Seat, User


class AccountForm(UserChangeForm):
    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        becomes = cleaned.get("is_staff", False)
        if becomes and Seat.objects.filter(user=self.instance, held_until__isnull=True).exists():
            self.add_error(
                "is_staff", _("This person holds a seat, and an administrator cannot speak for a party.")
            )
        stays = becomes and cleaned.get("is_active", False)
        others = User.objects.filter(is_staff=True, is_active=True).exclude(pk=self.instance.pk)
        if not stays and self.instance.is_staff and self.instance.is_active and not others.exists():
            raise ValidationError(_("This is the last administrator; make another one first."))
        return cleaned


class NewAccountForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "full_name")

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(NeverDeleted, StockUserAdmin):
    """Accounts are deactivated, never deleted: the log names their holders."""

    form = AccountForm
    add_form = NewAccountForm
    ordering = ("full_name", "email")
    list_display = ("full_name", "email", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("full_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        (_("Access"), {"fields": ("is_active", "is_staff")}),
        (_("Known of it"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "full_name", "usable_password", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        # One kind of administrator: what they may not do is a rule of the register, not a missing permission.
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)


class PartyChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name} – {obj.commission.name}"


def choice_of_party(field: ForeignKey) -> PartyChoice:
    """A country may be a party of several commissions, so its name alone does not tell which."""
    return PartyChoice(
        queryset=Party.objects.select_related("commission").order_by("commission__name", "position"),
        label=capfirst(field.verbose_name),
    )


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
