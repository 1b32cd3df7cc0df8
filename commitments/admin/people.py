"""Accounts and seats."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commitments.accounts import address_of
from commitments.actions.account import change_account
from commitments.actions.account_request import ask_address, ask_factor, ask_hand_over, ask_seat
from commitments.actions.errors import RuleBroken
from commitments.actions.naming import begin_with_names
from commitments.admin.base import NeverDeleted
from commitments.forms.fields import DayField
from commitments.forms.invitation import PartyChoice, parties
from commitments.models import AccountRequest, Seat, User
from commitments.vocabulary import POST_LIMIT, Asked


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
        (_("Dates"), {"fields": ("has_come", "last_login", "date_joined")}),
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


class SeatForm(forms.ModelForm):
    request: HttpRequest  # set by the class made for it
    asked: AccountRequest | None = None  # where the side has to consent

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("role", "post"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Role and post are typed, or those of the seat that somebody stands in for."""
        cleaned = super().clean() or self.cleaned_data
        held = cleaned.get("stands_in_for")
        if held is not None:
            # The rights of the seat, and its post with a word that says so.
            stand_in = _("%(post)s (stand-in)") % {"post": held.post}
            return cleaned | {"role": held.role, "post": stand_in[:POST_LIMIT]}
        for name in ("role", "post"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Say the role and the post of this person."))
        return cleaned

    def _post_clean(self) -> None:
        """Save or ask at once, so that what speaks against it is said at the form."""
        super()._post_clean()  # type: ignore[misc]  # not in the stubs
        if self.errors:
            return
        by = cast(User, self.request.user)
        try:
            begin_with_names(self.instance.commission, by=by)
            done = ask_seat(self.instance, by=by)
        except ValidationError as refusal:
            self.add_error(None, " ".join(refusal.messages))
        else:
            self.asked = done if isinstance(done, AccountRequest) else None


@admin.register(Seat)
class SeatAdmin(NeverDeleted):
    """Each change is an entry of the commission's log. A seat is ended by its last day.

    Once a side has its secretary, what gives somebody a voice waits for the consent of that side.
    """

    form = SeatForm
    list_display = ("post", "user", "party", "role", "body", "commission", "held_from", "held_until")
    list_select_related = ("user", "party", "commission", "body__party")
    list_filter = ("role", "commission")
    search_fields = ("post", "user__full_name", "user__email")
    autocomplete_fields = ("user", "commission", "body", "stands_in_for")
    fieldsets = (
        (
            None,
            {"fields": ("user", "commission", "party", "role", "post", "body", "held_from", "held_until")},
        ),
        (
            _("For a time"),
            {
                "fields": ("stands_in_for",),
                "description": _(
                    "Somebody who is away keeps the seat. The stand-in acts at that post from the first to the last"
                    " day, and each entry says so; role and post are taken from the seat."
                ),
            },
        ),
    )

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "party":
            return choice_of_party(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Seat | None = None) -> tuple[str, ...]:
        """Another person, side or rank of seat is another seat."""
        return ("user", "commission", "party", "stands_in_for") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Seat | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def save_model(self, request: HttpRequest, obj: Seat, form: Any, change: bool) -> None:
        """The action has saved it, or asked for it."""
        if form.asked:
            request.waits_for = form.asked.party  # for the answer below

    def log_addition(self, request: HttpRequest, obj: Seat, message: Any) -> Any:
        return super().log_addition(request, obj, message) if obj.pk else None

    def response_add(
        self, request: HttpRequest, obj: Seat, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._waits(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Seat) -> HttpResponse:
        return self._waits(request) or super().response_change(request, obj)

    def _waits(self, request: HttpRequest) -> HttpResponse | None:
        party = getattr(request, "waits_for", None)
        if party is None:
            return None
        sentence = _("Nothing is changed yet: a secretary of %(party)s has to consent, and was written to.")
        self.message_user(request, sentence % {"party": party}, messages.WARNING)
        return redirect("admin:commitments_seat_changelist")


class AskAboutAccountForm(forms.ModelForm):
    request: HttpRequest  # set by the class made for it
    what = forms.ChoiceField(
        label=_("What"),
        choices=[(one.value, one.label) for one in (Asked.ADDRESS, Asked.FACTOR, Asked.POSTS)],
        initial=Asked.ADDRESS,
    )
    email = forms.EmailField(
        label=_("New e-mail address"),
        required=False,
        help_text=_(
            "For who holds a seat, a secretary of their side has to consent. Both addresses are written to."
        ),
    )

    to = forms.ModelChoiceField(
        label=_("Posts go to"),
        queryset=User.objects.filter(is_staff=False, is_active=True).order_by("full_name", "email"),
        required=False,
        help_text=_("Every post of this person, in all commissions, each as an entry of its log."),
    )
    on = DayField(label=_("From the day"), required=False)

    class Meta:
        model = AccountRequest
        fields = ("user",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == Asked.POSTS:
            for name in ("to", "on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Say to whom the posts go, and from which day."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # not in the stubs
        if self.errors:
            return
        by, user = cast(User, self.request.user), self.cleaned_data["user"]
        try:
            if self.cleaned_data["what"] == Asked.POSTS:
                done = ask_hand_over(user, to=self.cleaned_data["to"], on=self.cleaned_data["on"], by=by)
                waiting = [one for one in done if isinstance(one, AccountRequest)]
                self.instance = waiting[0] if waiting else self.instance
            elif self.cleaned_data["what"] == Asked.FACTOR:
                self.instance = ask_factor(user, by=by)
            else:
                email, place = self.cleaned_data["email"], address_of(self.request)
                self.instance = ask_address(user, email=email, by=by, address=place) or self.instance
        except ValidationError as refusal:
            field = {Asked.POSTS: "to", Asked.ADDRESS: "email"}.get(self.cleaned_data["what"])
            self.add_error(field, " ".join(refusal.messages))


@admin.register(AccountRequest)
class AccountRequestAdmin(NeverDeleted):
    """What waits for the consent of a side. "Add" asks for another address, or that a lost factor be removed."""

    form = AskAboutAccountForm
    fields = ("user", "what", "email", "to", "on")
    autocomplete_fields = ("user",)
    list_display = ("kind", "user", "party", "asked_by", "asked_at", "decided_by", "decided_at", "is_granted")
    list_select_related = ("user", "party", "asked_by", "decided_by")
    list_filter = ("kind", "is_granted")
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: AccountRequest | None = None) -> bool:
        """A list: nobody decides here."""
        return False

    def get_fields(self, request: HttpRequest, obj: AccountRequest | None = None) -> Any:
        return self.list_display if obj else self.fields

    def get_form(
        self, request: HttpRequest, obj: AccountRequest | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def save_model(self, request: HttpRequest, obj: AccountRequest, form: Any, change: bool) -> None:
        """The action has saved it."""

    def log_addition(self, request: HttpRequest, obj: AccountRequest, message: Any) -> Any:
        return super().log_addition(request, obj, message) if obj.pk else None

    def response_add(
        self, request: HttpRequest, obj: AccountRequest, post_url_continue: str | None = None
    ) -> HttpResponse:
        sentence = (
            _("Asked: a secretary of %(party)s has to consent.") % {"party": obj.party}
            if obj.pk
            else _("It is done at once: no side has to consent.")
        )
        self.message_user(request, sentence)
        return redirect("admin:commitments_accountrequest_changelist")
