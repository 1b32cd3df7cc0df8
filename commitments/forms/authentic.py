"""Fields for the same words in every further authentic language of the commission."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.actions.texts_state import TEXTS_OF
from commitments.forms.fields import WordsField
from commitments.models import Commission
from commitments.reports.texts import is_in, of_language
from commitments.vocabulary.languages import direction_of, lang_tag

STAY = "texts_stay"


class AuthenticFields(forms.Form):
    """A form whose `worded` fields each have one more for every authentic language they are not written in.

    They are called "title_zh-hans"; what is typed in them is cleaned into `title_texts`, {language: text}.
    """

    worded: tuple[str, ...] = ()

    def offer_texts(
        self,
        commission: Commission,
        language: str,
        present: Mapping[str, Any],
        originals: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Add the fields; `language` is that of the originals, `present` has the texts there are, by column.

        `originals` are those that apply now, by part; what changes them should change their texts, too.
        """
        self._present = {part: dict(present.get(TEXTS_OF[part]) or {}) for part in self.worded}
        self._original = {part: originals.get(part, "") for part in self.worded}
        written = str(self.data.get("language") or self.initial.get("language") or language)
        self._codes = [code for code in commission.authentic_codes if code != written]
        self._labels = {part: str(self.fields[part].label) for part in self.worded}
        for part in self.worded:
            for code in self._codes:
                self._offer(part, code)
            if self._codes:
                # Beside the others the original says its language, too.
                self.fields[part].label = of_language(self._labels[part], written)
        if any(self._present[part].get(code) for part in self.worded for code in self._codes):
            self.fields[STAY] = forms.BooleanField(
                label=_("The other authentic texts stay as they are, and are marked as not renewed"),
                required=False,
            )
        self.order_fields(self._in_order(written))

    def _offer(self, part: str, code: str) -> None:
        original = self.fields[part]
        field = WordsField(
            label=of_language(str(original.label), code),
            limit=original.limit,
            lines=original.lines,
            required=False,
        )
        field.widget.attrs["lang"] = lang_tag(code)
        if direction_of(code) == "rtl":
            field.widget.attrs["dir"] = "rtl"
        self.fields[f"{part}_{code}"] = field
        self.initial.setdefault(f"{part}_{code}", self._present[part].get(code, ""))

    def _in_order(self, written: str) -> list[str]:
        """Each text beside its original, that in the language of who reads the form first."""
        reader = get_language() or "en"
        ordered: list[str] = []
        for name in self.fields:
            if name in self.worded:
                rows = [(written, name), *((code, f"{name}_{code}") for code in self._codes)]
                ordered += [field for _code, field in sorted(rows, key=lambda row: not is_in(row[0], reader))]
            elif name not in ordered:
                ordered.append(name)
        return ordered

    def texts_fields(self, part: str) -> list[forms.BoundField]:
        """A worded field and its further texts, in order."""
        names = {part, *(f"{part}_{code}" for code in self._codes)}
        return [self[name] for name in self.fields if name in names]

    @property
    def offered_fields(self) -> set[str]:
        """The fields of single languages, and the question that goes with them."""
        return {STAY, *(f"{part}_{code}" for part in self.worded for code in self._codes)}

    @property
    def title_fields(self) -> list[forms.BoundField]:
        return self.texts_fields("title")

    @property
    def statement_fields(self) -> list[forms.BoundField]:
        return self.texts_fields("statement")

    @property
    def due_text_fields(self) -> list[forms.BoundField]:
        """With the question whether other texts stay, where it is to be asked."""
        return [*self.texts_fields("due_text"), *([self[STAY]] if STAY in self.fields else [])]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for part in self.worded:
            cleaned[TEXTS_OF[part]] = self._typed_texts(part, cleaned)
            if not cleaned.get(STAY):
                self._ask_to_renew(part, cleaned)
        return cleaned

    def _typed_texts(self, part: str, cleaned: dict[str, Any]) -> dict[str, str]:
        """The texts of a part as they would be; those in languages that are authentic no more stay."""
        if not cleaned.get(part) and part not in self.errors:
            return {}
        written = cleaned.get("language")
        typed = {code: cleaned.get(f"{part}_{code}") or "" for code in self._codes}
        if written is not None and typed.get(written):
            self.add_error(f"{part}_{written}", _("It is written in this language: leave this field empty."))
        kept = {code: text for code, text in self._present[part].items() if code not in self._codes}
        kept.pop(str(written), None)
        return kept | {code: text for code, text in typed.items() if text}

    def _ask_to_renew(self, part: str, cleaned: dict[str, Any]) -> None:
        """Where the original changes and another text of it does not, somebody has to say that this is meant."""
        if part in self.errors or cleaned.get(part) == self._original[part]:
            return
        for code in self._codes:
            text = cleaned.get(f"{part}_{code}")
            if text and text == self._present[part].get(code):
                sentence = _("Its original changes. Renew this text, or tick below that it stays as it is.")
                self.add_error(f"{part}_{code}", sentence)

    def typed(self) -> dict[str, tuple[str, Any]]:
        """For a comparison with what somebody else wrote: all texts of a part together, as the log calls them."""
        typed: dict[str, tuple[str, Any]] = super().typed()  # type: ignore[misc]
        return typed | {
            TEXTS_OF[part]: (self._labels[part], self.cleaned_data.get(TEXTS_OF[part], {}))
            for part in self.worded
        }

    def without_texts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What was cleaned, without the fields of single languages."""
        return {name: value for name, value in cleaned.items() if name not in self.offered_fields}
