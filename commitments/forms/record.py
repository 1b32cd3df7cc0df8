"""Recording a commitment from words of a readout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions import Owner, Words
from commitments.actions.commitment import AMENDABLE
from commitments.actions.target_quotes import quotes_among
from commitments.figures.promised import PromisedFigure
from commitments.forms.authentic import AuthenticFields
from commitments.forms.base import ActForm
from commitments.forms.commitment import reference_number_field, side_choices
from commitments.forms.due import DueMixin
from commitments.forms.fields import WordsField
from commitments.forms.indicators import SHAPE, NewIndicatorsField, proposed_rows
from commitments.forms.languages import languages_of
from commitments.forms.named import BodyField
from commitments.forms.rows import offer_row_texts
from commitments.models import Seat, Sector
from commitments.vocabulary import (
    POST_LIMIT,
    STATEMENT_LIMIT,
    TITLE_LIMIT,
    SpeechAct,
    Wording,
)

CHOSEN = (
    "speech_act",
    "performed_by",
    "beneficiary",
    "due_kind",
)  # radio buttons, or lists where room is short


class RecordForm(AuthenticFields, DueMixin, ActForm):
    worded = ("title", "statement", "due_text")
    field_order = (
        "title",
        "statement",
        "language",
        "speech_act",
        "performed_by",
        "beneficiary",
        "wording",
        "sector",
    )

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
        help_text=gettext_lazy("Who will do what, in your own words. The quoted words are shown beside it."),
        error_messages={"required": gettext_lazy("State what was promised.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of title and statement"))
    reference_number = reference_number_field()
    speech_act = forms.ChoiceField(
        label=gettext_lazy("Type of promise"),
        choices=SpeechAct.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "A request waits for an answer: it is no commitment until it is accepted. A mandate gives somebody a task. A “Topic only” was mentioned without a promise."
        ),
        error_messages={"required": gettext_lazy("Choose the type of promise.")},
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
            "invalid_choice": gettext_lazy("Choose a sector from the list."),
        },
    )
    first_owner = BodyField(required=False, to_field_name="code")
    first_post = WordsField(limit=POST_LIMIT, required=False)
    second_owner = BodyField(required=False, to_field_name="code")
    second_post = WordsField(limit=POST_LIMIT, required=False)

    indicators = NewIndicatorsField(
        label=gettext_lazy("What is counted"),
        help_text=gettext_lazy(
            "Rows left empty are left out. The other side binds itself to it by confirming."
        ),
    )

    def __init__(
        self,
        *args: Any,
        seat: Seat,
        language: str,
        short: bool = False,
        quotes: Sequence[Words] = (),
        promised: Sequence[PromisedFigure] = (),
        **kwargs: Any,
    ) -> None:
        """`language` is that of the quoted words; offered for the title and statement too.

        `short` is the form beside the text: what is filled in already takes little room. `promised` are the figures
        that the words name, offered as what is to be counted; `quotes` are the words that targets can name.
        """
        initial = {"language": language} | (kwargs.get("initial") or {})
        self.names_figures = bool(promised)
        # Words that were kept come by the names of the inputs.
        initial["indicators"] = SHAPE.sent(initial) or proposed_rows(promised)
        kwargs["initial"] = initial
        super().__init__(*args, seat=seat, **kwargs)
        self.fields["indicators"].offer(quotes_among(quotes))
        commission = seat.commission
        sides = [(value, capfirst(label)) for value, label in side_choices(commission)]
        for name in ("performed_by", "beneficiary", "asked"):
            self.fields[name].choices = sides
        self.fields["language"].choices = languages_of(commission)
        # A form put into a page gets the focus from the script; a browser heeds autofocus while loading only.
        self.fields["title"].widget.attrs["data-focus" if short else "autofocus"] = True
        if short:
            for name in CHOSEN:
                self._as_select(self.fields[name])
        self.offer_texts(commission, language, self.initial)
        offer_row_texts(self.fields["indicators"], commission)
        self.fields["sector"].queryset = Sector.objects.filter(commission=commission)
        for side, party in zip(("first", "second"), commission.sides, strict=True):
            owner, post = self.fields[f"{side}_owner"], self.fields[f"{side}_post"]
            owner.offer(party)
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
        return {name: cleaned[name] for name in AMENDABLE} | {
            "due": self.due(),
            "indicators": cleaned["indicators"],
            "first_owner": Owner(cleaned["first_owner"], cleaned["first_post"]),
            "second_owner": Owner(cleaned["second_owner"], cleaned["second_post"]),
        }
