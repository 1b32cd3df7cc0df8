"""Choosing languages of texts: one of the commission's, or, for who sets it up, any there is."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from commitments import typography
from commitments.models import Commission, Commitment, Readout
from commitments.vocabulary.languages import (
    code_of,
    direction_of,
    known_languages,
    lang_tag,
    language_choices,
    own_name,
)

BETWEEN = re.compile(r"[,;，；、\n]+")


def languages_of(
    commission: Commission, present: Readout | Commitment | None = None
) -> list[tuple[str, str]]:
    """The languages of a commission to choose from, and the one that something is in already."""
    kept = [present.language] if present is not None else []
    return language_choices(dict.fromkeys([*commission.language_codes, *kept]))


class LanguageSelect(forms.Select):
    """Each language as an option that says how its texts run: the field of the text follows the one chosen."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if direction_of(str(value)) == "rtl":
            option["attrs"]["dir"] = "rtl"
        return option


class LanguageField(forms.CharField):
    """A language by its tag or by its name in the reader's language, made into its code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Its name or its tag: Kazakh, ar, pt-BR."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return lang_tag(value) if value else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), self.prepare_value(data))

    def to_python(self, value: Any) -> str:
        return _code(super().to_python(value) or "") if value else ""


class LanguagesField(forms.CharField):
    """Several of them with commas, made into codes with blanks. A new commission begins with that of the table."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", Commission._meta.get_field("languages").default)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        is_stored = isinstance(value, str) and not BETWEEN.search(value)
        return ", ".join(map(lang_tag, value.split())) if is_stored else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def to_python(self, value: Any) -> str:
        typed = filter(None, map(str.strip, BETWEEN.split(super().to_python(value) or "")))
        return " ".join(dict.fromkeys(map(_code, typed)))


class AuthenticField(forms.MultipleChoiceField):
    """Some of the languages of a commission, as codes with blanks: those in which its decisions are signed."""

    def __init__(self, **kwargs: Any) -> None:
        column = Commission._meta.get_field("authentic_languages")
        self.codes: list[str] = []
        kwargs.setdefault("label", column.verbose_name)
        kwargs.setdefault("help_text", column.help_text)
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, commission: Commission) -> None:
        """Let it choose among those of a commission, and suggest the languages of both parties."""
        self.codes = list(dict.fromkeys([*commission.language_codes, *commission.authentic_codes]))
        self.choices = language_choices(self.codes)
        spoken = commission.party_set.order_by("position").values_list("language", flat=True)
        usual = typography.items(own_name(code) for code in dict.fromkeys(spoken))
        self.help_text = typography.sentences(
            [
                str(self.help_text),
                _t("Usual are the languages of both parties: %(languages)s.") % {"languages": usual},
            ]
        )

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or ""), data)

    def clean(self, value: Any) -> str:
        chosen = super().clean(value)
        return " ".join(code for code in self.codes if code in chosen)


def _code(typed: str) -> str:
    """Raises ValidationError for what is neither the tag nor the name of a language."""
    names = {name.casefold(): tag for tag, name in known_languages(get_language() or "en")}
    try:
        return code_of(names.get(typed.strip().casefold(), typed))
    except ValueError:
        raise ValidationError(
            _("“%(code)s” is no language, for example kk or pt-BR."), params={"code": typed}
        ) from None
