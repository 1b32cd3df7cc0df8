"""The fields that say when something is due. Which of them count depends on the kind of due."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions import Due
from commitments.forms.fields import DayField, WordsField
from commitments.vocabulary import DueKind

DUE_TEXT_LIMIT = 300
NUMBER = {"class": "input-s", "inputmode": "numeric", "autocomplete": "off"}

# The fields each kind of due has, and those of them that must be filled with what to say when they are not.
DUE_PARTS: dict[str, tuple[str, ...]] = {
    DueKind.NONE: (),
    DueKind.DATE: ("due_on", "due_text"),
    DueKind.PERIOD: ("due_from", "due_on", "due_text"),
    DueKind.CONDITION: ("due_text", "asked", "every_weeks"),
    DueKind.EVENT: ("due_text", "due_on"),
    DueKind.CONTINUING: ("every_months", "due_text"),
}
NEEDED: dict[str, dict[str, Any]] = {
    DueKind.NONE: {},
    DueKind.DATE: {"due_on": gettext_lazy("Give the day.")},
    DueKind.PERIOD: {
        "due_from": gettext_lazy("Give the first day of the period."),
        "due_on": gettext_lazy("Give the last day of the period."),
    },
    DueKind.CONDITION: {
        "due_text": gettext_lazy("Give the condition in words."),
        "asked": gettext_lazy("Say which side answers whether the condition is met."),
        "every_weeks": gettext_lazy("Say how many weeks there are between two checks."),
    },
    DueKind.EVENT: {"due_text": gettext_lazy("Name the event.")},
    DueKind.CONTINUING: {"every_months": gettext_lazy("Say how many months there are between two reports.")},
}
ALL_DUE_PARTS = tuple(dict.fromkeys(name for names in DUE_PARTS.values() for name in names))


class DueMixin(forms.Form):
    """When it is due: the kind, and the parts of that kind."""

    due_fields = ("due_kind", *ALL_DUE_PARTS)

    due_kind = forms.ChoiceField(
        label=gettext_lazy("When it is due"),
        choices=DueKind.choices,
        initial=DueKind.NONE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say when it is due; “No date” is an answer.")},
    )
    due_from = DayField(label=gettext_lazy("First day"), required=False)
    due_on = DayField(label=gettext_lazy("Day"), required=False)
    due_text = WordsField(
        label=gettext_lazy("In words"),
        limit=DUE_TEXT_LIMIT,
        required=False,
        help_text=gettext_lazy("The condition, the event, or what the readout says about the time."),
    )
    asked = forms.ChoiceField(
        label=gettext_lazy("Who answers whether the condition is met"),
        required=False,
        widget=forms.RadioSelect,
    )
    every_weeks = forms.IntegerField(
        label=gettext_lazy("Asked every … weeks"),
        required=False,
        min_value=1,
        max_value=260,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"invalid": gettext_lazy("Give a number of weeks.")},
    )
    every_months = forms.IntegerField(
        label=gettext_lazy("A report every … months"),
        required=False,
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"invalid": gettext_lazy("Give a number of months.")},
    )

    def due_parts(self, kind: str) -> tuple[str, ...]:
        """The fields that count for a kind of due; none where no kind is chosen."""
        return DUE_PARTS.get(kind, ())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("due_kind") or DueKind.NONE
        for name in ALL_DUE_PARTS:
            if name not in self.due_parts(kind):  # not asked for, so never wrong
                self.errors.pop(name, None)
                cleaned[name] = None
        for name, sentence in NEEDED[kind].items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        first, last = cleaned.get("due_from"), cleaned.get("due_on")
        if first and last and first > last:
            self.add_error("due_from", _("The period begins after its last day."))
        return cleaned

    def due(self) -> Due:
        """What was typed; wants a valid form."""
        cleaned = self.cleaned_data
        return Due(
            kind=cleaned["due_kind"],
            from_day=cleaned["due_from"],
            on=cleaned["due_on"],
            text=cleaned["due_text"] or "",
            asked=cleaned["asked"] or "",
            every_weeks=cleaned["every_weeks"],
            every_months=cleaned["every_months"],
            texts=cleaned.get("due_texts") or {},
        )
