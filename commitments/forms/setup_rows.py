"""One row of each table that sets up a commission: a body, a sector, a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.forms.fields import NameField
from commitments.models import Party
from commitments.vocabulary import POST_LIMIT, Role, own_name


class LineOfTable(forms.Form):
    """One row of a pasted table. `parties` are those of the commission, by code and by name."""

    def __init__(self, data: dict[str, str], *, parties: Iterable[Party]) -> None:
        super().__init__(data)
        self.parties = {word.casefold(): party for party in parties for word in (party.code, *party.names)}

    def clean_side(self) -> Party:
        typed: str = self.cleaned_data["side"]
        party = self.parties.get(typed.casefold())
        if party is None:
            codes = " / ".join(dict.fromkeys(party.code for party in self.parties.values()))
            raise ValidationError(_("Write %(codes)s."), params={"codes": codes})
        return party


class BodyLine(LineOfTable):
    columns: ClassVar = ("side", "name", "short_name", "code")
    side = forms.CharField(label=_("Side"))
    name = NameField(label=_("Name"), max_length=160)
    short_name = NameField(label=_("Short name"), max_length=40, required=False)
    code = forms.SlugField(label=_("Code"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, side = cleaned.get("name", ""), cleaned.get("side")
        if not cleaned.get("short_name") and "short_name" not in self.errors:
            if len(name) > 40:
                self.add_error("short_name", _("At most 40 characters: this name needs a shorter one."))
            cleaned["short_name"] = name[:40]
        code = cleaned.get("code") or slugify(cleaned.get("short_name", ""))
        if not code and side:
            self.add_error("code", _("Write one in Latin letters, for example trade."))
        cleaned["code"] = code[:50]
        return cleaned


class SectorLine(LineOfTable):
    columns: ClassVar = ("name", "code")
    name = NameField(label=_("Name"), max_length=80)
    code = forms.SlugField(label=_("Code"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code = cleaned.get("code") or slugify(cleaned.get("name", ""))
        if not code and "name" in cleaned:
            self.add_error("code", _("Write one in Latin letters, for example trade."))
        cleaned["code"] = code[:50]
        return cleaned


class PersonLine(LineOfTable):
    columns: ClassVar = ("email", "full_name", "role", "side", "post", "language")
    email = forms.EmailField(label=_("E-mail address"))
    full_name = NameField(label=pgettext_lazy("of a person", "Name"), max_length=120)
    role = forms.CharField(label=_("Role"))
    side = forms.CharField(label=_("Side"))
    post = NameField(label=pgettext_lazy("of a person", "Post"), max_length=POST_LIMIT)

    language = forms.CharField(label=_("Language"), required=False)

    def clean_language(self) -> str:
        """The code of a language of the interface, or what it calls itself."""
        typed = self.cleaned_data["language"].casefold()
        called = [(code, (code, name, own_name(code))) for code, name in settings.LANGUAGES]
        known = {word.casefold(): code for code, words in called for word in words}
        if typed and typed not in known:
            words = " / ".join(name for _code, name in settings.LANGUAGES)
            raise ValidationError(_("Write %(languages)s, or nothing."), params={"languages": words})
        return known.get(typed, "")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean_role(self) -> str:
        typed = self.cleaned_data["role"].casefold()
        known = {word.casefold(): value for value, label in Role.choices for word in (value, str(label))}
        if typed not in known:
            words = " / ".join(str(label) for label in Role.labels)
            raise ValidationError(_("Write %(roles)s."), params={"roles": words})
        return known[typed]
