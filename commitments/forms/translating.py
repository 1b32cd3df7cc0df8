"""Translating one part of a commitment into one language, beside its original."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.actions.texts_state import STATEMENT, TITLE, TRANSLATION, of_entry
from commitments.actions.translating import limit_of
from commitments.forms.fields import WordsField
from commitments.forms.standpoint import CommitmentForm, reason_field
from commitments.models import Commitment, Seat
from commitments.reports.commitment.texts import TextToTranslate, text_to_translate
from commitments.vocabulary import STATEMENT_LIMIT
from commitments.vocabulary.languages import direction_of, lang_tag


class TranslateForm(CommitmentForm):
    """The address names the part and the language; without them the title, into what its reader reads."""

    part = forms.CharField(max_length=40, widget=forms.HiddenInput)
    language = forms.CharField(max_length=12, widget=forms.HiddenInput)
    text = WordsField(
        label=_("Translation"),
        limit=STATEMENT_LIMIT,
        lines=True,
        required=False,
        help_text=_("Of your side. It binds nobody: the original applies."),
    )
    reason = reason_field(
        label=_("Why it is removed"), help_text=_("Only where you leave the translation empty.")
    )

    refused_as = {"language": "text", "part": "text"}
    recorded_as = {"text": TRANSLATION}

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        sent: Mapping[str, Any] = (args[0] if args else None) or kwargs.get("data") or initial
        part, language = (str(sent.get(name, "")) for name in ("part", "language"))
        self.original: TextToTranslate = text_to_translate(commitment, seat, part or TITLE, language)
        initial |= {"part": self.original.part, "language": self.original.language}
        initial.setdefault("text", self.original.own)
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        field = self.fields["text"]
        field.limit = field.widget.attrs["data-limit"] = limit_of(self.original.part) or STATEMENT_LIMIT
        is_of_entry = of_entry(self.original.part) is not None
        field.lines = is_of_entry or self.original.part == STATEMENT  # as its original is typed
        field.label = self.original.label
        field.widget.attrs["lang"] = lang_tag(self.original.language)
        if direction_of(self.original.language) == "rtl":
            field.widget.attrs["dir"] = "rtl"
        if is_of_entry or not self.original.own:
            del self.fields["reason"]

    @classmethod
    def begin_with(cls, data: Mapping[str, str]) -> dict[str, Any]:
        return {name: data[name] for name in ("part", "language") if name in data}

    def fields_of_action(self) -> dict[str, Any]:
        return {"reason": ""} | super().fields_of_action()
