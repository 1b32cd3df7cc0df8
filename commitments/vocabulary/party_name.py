"""The name of a party in the language of its reader, with the forms that language needs in its sentences.

No name is inflected here. Who sets up a commission enters the forms; a message names the one it needs: `%(party_gen)s`.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeData
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOM, GEN, DAT, ACC, INS, PRE, ADJ = "nom", "gen", "dat", "acc", "ins", "pre", "adj"

# What each form is called where it is entered.
FORM_LABELS: dict[str, Any] = {
    NOM: _("name"),
    GEN: pgettext_lazy("grammatical case", "genitive"),
    DAT: pgettext_lazy("grammatical case", "dative"),
    ACC: pgettext_lazy("grammatical case", "accusative"),
    INS: pgettext_lazy("grammatical case", "instrumental"),
    PRE: pgettext_lazy("grammatical case", "prepositional"),
    ADJ: _("adjective"),
}
# The forms of each language of the interface, with a sentence that needs each; a form is tried by reading it.
FORMS: dict[str, dict[str, str]] = {
    "en": {NOM: "… has answered.", ADJ: "the … side"},
    "ru": {
        NOM: "Ответственная сторона – ….",
        GEN: "Ответ … получен.",
        DAT: "Предложение направлено ….",
        ACC: "Предложение внесено за ….",
        INS: "Обязательство принято ….",
        PRE: "Об исполнении в ….",
    },
    "be": {
        NOM: "Адказны бок – ….",
        GEN: "Адказ … атрыманы.",
        DAT: "Прапанова накіравана ….",
        ACC: "Прапанова ўнесена за ….",
        INS: "Абавязацельства прынята ….",
        PRE: "Аб выкананні ў ….",
    },
    "zh-hans": {NOM: "…已答复。"},
}


class PartyName(str):
    """A name that knows its other forms. As text it is the name alone, so it can be written wherever a name can."""

    forms: Mapping[str, str]

    def __new__(cls, name: str, forms: Mapping[str, str] | None = None) -> PartyName:
        made = super().__new__(cls, name)
        made.forms = forms or {}
        return made

    def form(self, case: str) -> str:
        """The name in a case. Where nobody has entered it: the name as it is."""
        return self.forms.get(case) or str(self)

    def __html__(self) -> SafePartyName:
        """For a template: escaped, and its forms with it."""
        return SafePartyName(escape(self), {case: escape(form) for case, form in self.forms.items()})


class SafePartyName(PartyName, SafeData):
    def __html__(self) -> SafePartyName:
        return self


class _Words(dict[str, Any]):
    """The parts of a message; `party_gen` is the genitive of the part `party`."""

    def __missing__(self, key: str) -> str:
        part, _underscore, case = key.rpartition("_")
        if not part:
            raise KeyError(key)
        value = self[part]
        return value.form(case) if isinstance(value, PartyName) else value


class MessageWithForms(str):
    """A translated message that names forms of names among its parts."""

    def __str__(self) -> MessageWithForms:
        """Itself: a lazy message that is made a text first must still know forms."""
        return self

    def __mod__(self, words: Any) -> str:
        return super().__mod__(_Words(words) if isinstance(words, dict) else words)

    def format(self, *values: Any, **words: Any) -> str:
        return super().format_map(_Words(words)) if words else super().format(*values)


def tried(forms: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Each form that was entered, in a sentence that needs it, with its language: for a person to read."""
    return [
        (language, sentence.replace("…", forms[language][form]))
        for language, sentences in FORMS.items()
        for form, sentence in sentences.items()
        if forms.get(language, {}).get(form)
    ]


def as_lines(forms: Mapping[str, Mapping[str, str]]) -> str:
    """Forms as an administrator types them: "ru: Китай; Китая; …", a language on each line."""
    return "\n".join(
        f"{language}: {'; '.join(forms[language].get(form, '') for form in FORMS[language])}"
        for language in FORMS
        if language in forms
    )
