"""Signing in and passwords: allauth's forms, without its placeholders and in our words."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _(
    "At least 12 characters; a sentence is easiest to remember. Not one piece repeated, nothing often used, and not only"
    " names of the countries, the commission or your own."
)

NEW_PASSWORD = {
    "password1": (_("New password"), PASSWORD_HELP, _("Choose a new password.")),
    "password2": (_("New password again"), "", _("Enter the new password once more.")),
}


class OwnWords:
    """Label, hint and what is said of an empty field, in this product's voice, on a form of allauth."""

    words: Mapping[str, tuple[Any, Any, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint, empty) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text, field.error_messages["required"] = label, hint, empty
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["spellcheck"] = "false"


class LoginForm(OwnWords, allauth.LoginForm):
    words = {
        "login": (_("E-mail address"), "", _("Enter your e-mail address.")),
        "password": (_("Password"), "", _("Enter your password.")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError as refused:
            # At the field, so that the summary can lead there; which of the two was wrong is never said.
            self.add_error("login", refused)
            return self.cleaned_data


class ChangePasswordForm(OwnWords, allauth.ChangePasswordForm):
    words = {
        "oldpassword": (_("Your password now"), "", _("Enter the password you have now.")),
        **NEW_PASSWORD,
    }


class ResetPasswordForm(OwnWords, allauth.ResetPasswordForm):
    words = {
        "email": (
            _("E-mail address"),
            _("The address of your account."),
            _("Enter your e-mail address."),
        )
    }


class ResetPasswordKeyForm(OwnWords, allauth.ResetPasswordKeyForm):
    words = NEW_PASSWORD


class InvitationForm(ResetPasswordKeyForm):
    """The first password of an account, chosen by its holder behind the link of a letter."""

    words = {
        "password1": (_("Password"), PASSWORD_HELP, _("Choose a password.")),
        "password2": (_("Password again"), "", _("Enter the password once more.")),
    }


class ReauthenticateForm(OwnWords, allauth.ReauthenticateForm):
    words = {"password": (_("Password"), "", _("Enter your password."))}


CODE = (_("Code"), _("Six digits, or a recovery code of eight."), _("Enter the code."))


class FactorForm(OwnWords, factors.AuthenticateForm):
    words = {"code": CODE}


class FactorAgainForm(OwnWords, factors.ReauthenticateForm):
    words = {"code": CODE}


class ActivateForm(OwnWords, totp.ActivateTOTPForm):
    words = {"code": (_("Code"), _("The six digits that the app shows now."), _("Enter the code."))}
