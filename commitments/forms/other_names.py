"""The table of names in other languages: a row for each thing, a field for each language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments import typography
from commitments.forms.fields import NameField
from commitments.models.named_things import NamedThing
from commitments.reports.other_names import kind_words
from commitments.vocabulary import own_name
from commitments.vocabulary.guessing import guessed_language
from commitments.vocabulary.languages import lang_tag
from commitments.vocabulary.other_names import LANGUAGES, LIMITS, OtherNames, lacks


@dataclass(frozen=True, slots=True)
class NamesRow:
    """One thing of the table, with its fields in the order of the languages, each with its language."""

    thing: NamedThing
    kind: str
    fields: Sequence[tuple[str, forms.BoundField]]


class OtherNamesForm(forms.Form):
    """`things` are the rows of one page. Fields are called by language and key: "ru:sector/health"."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None, *, things: Sequence[NamedThing], names: OtherNames
    ) -> None:
        self.things, self.names = things, names
        super().__init__(data, initial={"seen": self._now()})
        for number, thing in enumerate(things):
            for language in LANGUAGES:
                self.fields[f"{language}:{thing.key}"] = self._field(number, thing, language)

    def _field(self, number: int, thing: NamedThing, language: str) -> forms.CharField:
        label = typography.items([thing.name, own_name(language)])
        attributes = {"id": f"name-{number}-{language}", "aria-label": label, "autocomplete": "off"}
        attributes["lang"] = lang_tag(language)
        if language in lacks(thing.key, thing.name, self.names):
            attributes["placeholder"] = _("no name yet")
        elif language == guessed_language(thing.name):
            attributes["placeholder"] = thing.name
        return NameField(
            label=label,
            required=False,
            max_length=LIMITS[thing.kind],
            initial=self.names.get(thing.key, {}).get(language, ""),
            widget=forms.TextInput(attrs=attributes),
            error_messages={
                "max_length": _("“%(name)s”, %(language)s: at most %(limit)d characters.")
                % {
                    "name": thing.name[:40].replace("%", "%%"),
                    "language": own_name(language),
                    "limit": LIMITS[thing.kind],
                }
            },
        )

    def rows(self) -> Iterator[NamesRow]:
        for thing in self.things:
            fields = [(own_name(language), self[f"{language}:{thing.key}"]) for language in LANGUAGES]
            yield NamesRow(thing, kind_words(thing), fields)

    def _now(self) -> str:
        """Stands for the names of these rows as they are."""
        stored = [(thing.key, sorted(self.names.get(thing.key, {}).items())) for thing in self.things]
        return hashlib.sha256(json.dumps(stored).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.data:
            if name.partition(":")[0] in LANGUAGES and name not in self.fields:
                key = name.partition(":")[2]
                raise ValidationError(_("“%(key)s” names nothing here."), params={"key": key[:60]})
        if cleaned.get("seen") != self._now():
            # Shown once: what is sent again is meant.
            self.data = {**dict(self.data.items()), "seen": self._now()}
            sentences = [
                _("Another administrator has saved this while your page was open."),
                _(
                    "Nothing of yours is saved yet. Check it below; saving again puts it in the place of what is there."
                ),
            ]
            raise ValidationError(typography.sentences(sentences))
        return cleaned

    def typed(self) -> dict[tuple[str, str], str]:
        """What was changed, by (key, language); "" where a name was taken away."""
        return {
            (thing.key, language): self.cleaned_data[f"{language}:{thing.key}"]
            for thing in self.things
            for language in LANGUAGES
            if self.cleaned_data[f"{language}:{thing.key}"] != self.names.get(thing.key, {}).get(language, "")
        }
