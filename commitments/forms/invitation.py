"""Inviting somebody: who, and for what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.forms.fields import NameField
from commitments.models import Invitation, Party, User
from commitments.vocabulary import POST_LIMIT, Role

ADMINISTRATOR = "administrator"


class PartyChoice(forms.ModelChoiceField):
    """A country may be a party of several commissions, so its name alone does not tell which."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name} – {obj.commission.called}"


def parties() -> Any:
    return (
        Party.objects.filter(commission__loghead__removed_at=None)
        .select_related("commission")
        .order_by("commission__name", "position")
    )


def language_choice() -> forms.ChoiceField:
    """The language of the interface that somebody who is invited begins with."""
    return forms.ChoiceField(
        label=_("Language of the letter and of the pages"),
        choices=[("", pgettext_lazy("language of somebody invited", "Not said")), *settings.LANGUAGES],
        required=False,
    )


class InviteForm(forms.ModelForm):
    email = forms.EmailField(label=_("E-mail address"))
    full_name = NameField(label=pgettext_lazy("of a person", "Name"), max_length=120)
    role = forms.ChoiceField(
        label=_("Comes as"), choices=[*Role.choices, (ADMINISTRATOR, _("Administrator"))]
    )
    party = PartyChoice(
        label=_("For"),
        queryset=Party.objects.none(),
        required=False,
        help_text=_("Empty for an administrator, who speaks for nobody."),
    )
    post = NameField(
        label=pgettext_lazy("of a person", "Post"),
        max_length=POST_LIMIT,
        required=False,
        help_text=_("For example: Analyst, Ministry of Health. Empty for an administrator."),
    )

    language = language_choice()

    class Meta:
        model = Invitation
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(
                _("There is an account with this address: invite it again, or give it a seat.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_administrator = cleaned.get("role") == ADMINISTRATOR
        for name in ("party", "post"):
            if name in self.errors:
                continue
            if is_administrator and cleaned.get(name):
                self.add_error(name, _("An administrator cannot speak for a party."))
            elif not is_administrator and not cleaned.get(name):
                self.add_error(name, _("Say for which side and at which post this person comes."))
        return cleaned
