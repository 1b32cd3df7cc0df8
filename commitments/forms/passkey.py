"""What a browser sends of a passkey, and the name its holder gives it."""

from __future__ import annotations

import json
from typing import Any

from allauth.core import context
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments import passkeys
from commitments.models import User

NAME_LIMIT = 60
MOST_PASSKEYS = 20  # of one account
# Characters of one answer. With the certificates of a maker it has some thousand, and a new one is kept as it came.
ANSWER_LIMIT = 20_000


class PasskeyName(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LIMIT,
        help_text=_("So that you know it again: “Telephone”, “Key in the safe”."),
        error_messages={"required": _("Give the passkey a name.")},
    )


class PasskeyAnswer(forms.CharField):
    """What the browser answered, read from JSON. Scripts fill it in, so it has no label."""

    def __init__(self) -> None:
        words = _("Your browser has shown no passkey.")
        messages = dict.fromkeys(("required", "invalid", "max_length"), words)
        super().__init__(widget=forms.HiddenInput, max_length=ANSWER_LIMIT, error_messages=messages)

    def clean(self, value: Any) -> Any:
        """Raises ValidationError also for what JSON allows and Python does not read: long numbers, deep nests."""
        text = super().clean(value)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault


class NewPasskey(PasskeyName):
    credential = PasskeyAnswer()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Only once everything else is right: what was asked is good for one answer."""
        own = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN)
        if own.count() >= MOST_PASSKEYS:
            words = _("You have %(n)d passkeys, and cannot have more. Remove one first.")
            raise ValidationError(words, params={"n": MOST_PASSKEYS})
        if not self.errors:
            passkeys.check_new(context.request, self.user, self.cleaned_data["credential"])
        return self.cleaned_data


class ShowPasskey(forms.Form):
    """A passkey as the second factor; wrong ones count with the wrong codes of the same account."""

    credential = PasskeyAnswer()
    is_again = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_credential(self) -> Authenticator:
        clear = check_rate_limit(self.user)
        found = passkeys.shown(context.request, self.user, self.cleaned_data["credential"])
        clear()
        return found

    def save(self) -> None:
        post_authentication(context.request, self.cleaned_data["credential"], reauthenticated=self.is_again)


class ShowPasskeyAgain(ShowPasskey):
    is_again = True


class PasskeySignIn(forms.Form):
    asked = forms.CharField(widget=forms.HiddenInput)
    credential = PasskeyAnswer()

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            asked, answer = self.cleaned_data["asked"], self.cleaned_data["credential"]
            self.cleaned_data["passkey"] = passkeys.signed_in(context.request, asked, answer)
        return self.cleaned_data
