"""Recording a commitment from words of a readout."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions import Due, Owner
from commitments.forms.base import ActForm
from commitments.forms.commitment import side_choices
from commitments.forms.fields import DayField, WordsField
from commitments.models import Body, Seat, Sector
from commitments.vocabulary import (
    LANGUAGES,
    POST_LIMIT,
    STATEMENT_LIMIT,
    TITLE_LIMIT,
    DueKind,
    SpeechAct,
    Wording,
)

DUE_TEXT_LIMIT = 300
CHOSEN = (
    "speech_act",
    "performed_by",
    "beneficiary",
    "due_kind",
)  # radio buttons, or lists where room is short
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
        "asked": gettext_lazy("Say which side is asked whether the condition is met."),
        "every_weeks": gettext_lazy("Say every how many weeks it is asked."),
    },
    DueKind.EVENT: {"due_text": gettext_lazy("Name the event.")},
    DueKind.CONTINUING: {"every_months": gettext_lazy("Say every how many months a report is owed.")},
}
ALL_DUE_PARTS = tuple(dict.fromkeys(name for names in DUE_PARTS.values() for name in names))


class RecordForm(ActForm):
    title = WordsField(
        label=gettext_lazy("Title"),
        limit=TITLE_LIMIT,
        help_text=gettext_lazy(
            "What it is about, in a few words: Vaccine for Belarus in the amounts it needs"
        ),
        error_messages={"required": gettext_lazy("Give the commitment a title.")},
    )
    statement = WordsField(
        label=gettext_lazy("Statement"),
        limit=STATEMENT_LIMIT,
        lines=True,
        help_text=gettext_lazy("Who will do what, in your own words. The quoted words stand beside it."),
        error_messages={"required": gettext_lazy("State what was promised.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of title and statement"), choices=list(LANGUAGES.items())
    )
    speech_act = forms.ChoiceField(
        label=gettext_lazy("Kind of words"),
        choices=SpeechAct.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "A request awaits an answer and is no pledge until it is accepted. A mandate gives somebody a task."
            " “Topic only” was mentioned without anything being promised."
        ),
        error_messages={"required": gettext_lazy("Say what kind of words they are.")},
    )
    performed_by = forms.ChoiceField(
        label=gettext_lazy("Performed by"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who performs it.")},
    )
    beneficiary = forms.ChoiceField(
        label=gettext_lazy("For the benefit of"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who benefits.")},
    )
    wording = forms.ChoiceField(
        label=gettext_lazy("How firmly they promise"),
        choices=[("", gettext_lazy("Not said")), *Wording.choices],
        required=False,
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"),
        queryset=Sector.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose the sector."),
            "invalid_choice": gettext_lazy("Choose a sector of the list."),
        },
    )
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
        label=gettext_lazy("Who is asked whether the condition is met"),
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
    first_owner = forms.ModelChoiceField(queryset=Body.objects.none(), required=False, to_field_name="code")
    first_post = WordsField(limit=POST_LIMIT, required=False)
    second_owner = forms.ModelChoiceField(queryset=Body.objects.none(), required=False, to_field_name="code")
    second_post = WordsField(limit=POST_LIMIT, required=False)

    def __init__(self, *args: Any, seat: Seat, language: str, short: bool = False, **kwargs: Any) -> None:
        """`language` is that of the quoted words; offered for the title and statement too.

        `short` is the form beside the text: what is filled in already takes little room.
        """
        kwargs["initial"] = {"language": language} | (kwargs.get("initial") or {})
        super().__init__(*args, seat=seat, **kwargs)
        commission = seat.commission
        sides = [(value, capfirst(label)) for value, label in side_choices(commission)]
        for name in ("performed_by", "beneficiary", "asked"):
            self.fields[name].choices = sides
        # A form put into a page gets the focus from the script; a browser heeds autofocus while loading only.
        self.fields["title"].widget.attrs["data-focus" if short else "autofocus"] = True
        if short:
            for name in CHOSEN:
                self._as_select(self.fields[name])
        self.fields["sector"].queryset = Sector.objects.filter(commission=commission)
        for side, party in zip(("first", "second"), commission.sides, strict=True):
            owner, post = self.fields[f"{side}_owner"], self.fields[f"{side}_post"]
            owner.queryset = Body.objects.filter(party=party)
            owner.empty_label = _("Not named yet")
            owner.label = _("Who answers on the side of %(party)s") % {"party": party.name}
            post.label = _("Post there, %(party)s") % {"party": party.name}
            post.help_text = _("A post, not a person: Head of the department of foreign relations.")

    @staticmethod
    def _as_select(field: Any) -> None:
        choices = list(field.choices)
        field.widget = forms.Select()
        field.choices = choices if field.initial else [("", _("Choose")), *choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("due_kind", DueKind.NONE)
        for name in ALL_DUE_PARTS:
            if (
                name not in DUE_PARTS[kind]
            ):  # of another kind than the one chosen: not asked for, so never wrong
                self.errors.pop(name, None)
                cleaned[name] = None
        for name, sentence in NEEDED[kind].items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        first, last = cleaned.get("due_from"), cleaned.get("due_on")
        if first and last and first > last:
            self.add_error("due_from", _("The period begins after its last day."))
        for side in ("first", "second"):
            if (
                cleaned.get(f"{side}_post")
                and not cleaned.get(f"{side}_owner")
                and f"{side}_owner" not in self.errors
            ):
                self.add_error(f"{side}_owner", _("Choose the body to which this post belongs."))
        return cleaned

    def fields_of_action(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        names = ("title", "statement", "language", "speech_act", "performed_by", "beneficiary", "sector")
        return {name: cleaned[name] for name in names} | {
            "due": Due(
                kind=cleaned["due_kind"],
                from_day=cleaned["due_from"],
                on=cleaned["due_on"],
                text=cleaned["due_text"] or "",
                asked=cleaned["asked"] or "",
                every_weeks=cleaned["every_weeks"],
                every_months=cleaned["every_months"],
            ),
            "first_owner": Owner(cleaned["first_owner"], cleaned["first_post"]),
            "second_owner": Owner(cleaned["second_owner"], cleaned["second_post"]),
        }
