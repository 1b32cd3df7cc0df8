"""Signing in and passwords: allauth's forms, without its placeholders and in our words."""

from allauth.account import forms as allauth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 12 characters; a sentence is easiest to remember. Not only digits, not your name, nothing often used.")


class OwnWords:
    """Labels and hints in this product's voice, on a form of allauth."""

    words: dict[str, tuple[object, object]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["spellcheck"] = "false"


class LoginForm(OwnWords, allauth.LoginForm):
    words = {"login": (_("E-mail address"), ""), "password": (_("Password"), "")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean(self) -> dict:
        try:
            return super().clean()
        except ValidationError as refused:
            # At the field, so that the summary can lead there; which of the two was wrong is never said.
            self.add_error("login", refused)
            return self.cleaned_data


class ChangePasswordForm(OwnWords, allauth.ChangePasswordForm):
    words = {
        "oldpassword": (_("Your password now"), ""),
        "password1": (_("New password"), PASSWORD_HELP),
        "password2": (_("New password again"), ""),
    }


class ResetPasswordForm(OwnWords, allauth.ResetPasswordForm):
    words = {"email": (_("E-mail address"), _("The one your account was made for."))}


class ResetPasswordKeyForm(OwnWords, allauth.ResetPasswordKeyForm):
    words = {"password1": (_("New password"), PASSWORD_HELP), "password2": (_("New password again"), "")}


class ReauthenticateForm(OwnWords, allauth.ReauthenticateForm):
    words = {"password": (_("Password"), "")}
