"""The forms of a party's name, as its administrator types them: a language on each line, its forms in a fixed order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.forms.fields import NameField
from commitments.vocabulary.party_name import FORM_LABELS, FORMS, as_lines

MOST = 80


def order_of(language: str) -> str:
    """ "en: name; adjective" """
    return f"{language}: {'; '.join(str(FORM_LABELS[form]) for form in FORMS[language])}"


class FormsField(forms.CharField):
    """Lines like "ru: Китай; Китая; Китаю; Китай; Китаем; Китае", made into forms by language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Names in other languages"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": len(FORMS)}),
            help_text=_(
                "May stay empty. A language on each line, its forms in this order, with semicolons: ru and be: nominative;"
                " genitive; dative; accusative; instrumental; prepositional. en: name; adjective. zh-hans: name."
            ),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return as_lines(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> dict[str, dict[str, str]]:
        text = super().clean(value)
        return dict(_line(line) for line in map(str.strip, text.splitlines()) if line)


def _line(line: str) -> tuple[str, dict[str, str]]:
    language, _colon, words = line.partition(":")
    language = language.strip().lower()
    if language not in FORMS:
        raise ValidationError(
            _("“%(line)s”: begin with one of %(languages)s and a colon."),
            params={"line": line, "languages": ", ".join(FORMS)},
        )
    typed = [NameField(max_length=MOST, required=False).clean(word) for word in words.split(";")]
    if len(typed) != len(FORMS[language]) or not all(typed):
        raise ValidationError(
            _("“%(line)s” needs all its forms: %(order)s."),
            params={"line": line, "order": order_of(language)},
        )
    return language, dict(zip(FORMS[language], typed, strict=True))
