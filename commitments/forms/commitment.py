"""Forms about the terms of a commitment and who answers for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.actions import Owner
from commitments.actions.commitment import AMENDABLE, REWORDED
from commitments.actions.texts_state import DUE_TEXT
from commitments.forms.authentic import AuthenticFields
from commitments.forms.compared import ComparedTerms
from commitments.forms.due import DUE_TEXT_LIMIT, NEEDED
from commitments.forms.fields import DayField, WordsField
from commitments.forms.languages import languages_of
from commitments.forms.named import BodyField
from commitments.forms.standpoint import CommitmentForm, StandpointForm, happened, reason_field
from commitments.models import Commitment, Seat, Sector
from commitments.models.fields import COMMITMENT
from commitments.vocabulary import POST_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT, Side, SpeechAct


def side_choices(commission) -> list[tuple[str, Any]]:
    first, second = commission.sides
    return [
        (Side.FIRST.value, first.name),
        (Side.SECOND.value, second.name),
        (Side.BOTH.value, Side.BOTH.label),
    ]


def reference_number_field() -> WordsField:
    column = COMMITMENT.column("reference_number")
    return WordsField(
        label=column.verbose_name,
        limit=column.max_length,
        required=False,
        help_text=_("The number of the file at a ministry, if there is one."),
    )


class WordingFields(AuthenticFields):
    """How a commitment is worded and found: what both sides share of that, in every form that changes it."""

    worded: tuple[str, ...] = ("title", "statement")

    title = WordsField(label=_("Title"), limit=TITLE_LIMIT, error_messages={"required": _("Give a title.")})
    statement = WordsField(
        label=_("Statement"),
        limit=STATEMENT_LIMIT,
        lines=True,
        error_messages={"required": _("Give the statement.")},
    )
    language = forms.ChoiceField(label=_("Language of title and statement"))
    reference_number = reference_number_field()


class AmendForm(ComparedTerms, WordingFields, CommitmentForm):
    worded: tuple[str, ...] = (*WordingFields.worded, DUE_TEXT)

    due_text = WordsField(label=_("Words of the due"), limit=DUE_TEXT_LIMIT)
    speech_act = forms.ChoiceField(label=_("Type of promise"), choices=SpeechAct.choices)
    performed_by = forms.ChoiceField(label=_("Performed by"))
    beneficiary = forms.ChoiceField(label=pgettext_lazy("for whose benefit", "To"))
    sector = forms.ModelChoiceField(label=_("Sector"), queryset=Sector.objects.none(), empty_label=None)
    reason = reason_field(
        label=_("Why the wording changes"),
        required=True,
        error_messages={"required": _("Say why the wording changes.")},
    )

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        self.terms = tuple(sorted(REWORDED if commitment.due_text else AMENDABLE))
        present = {name: getattr(commitment, name) for name in self.terms}
        initial = present | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        sides = side_choices(commitment.commission)
        self.fields["performed_by"].choices = self.fields["beneficiary"].choices = sides
        self.fields["language"].choices = languages_of(commitment.commission, commitment)
        self.fields["sector"].queryset = Sector.objects.filter(commission=commitment.commission_id)
        if commitment.due_text:
            needed = NEEDED[commitment.due_kind].get(DUE_TEXT)
            self.fields[DUE_TEXT].required = needed is not None
            self.fields[DUE_TEXT].error_messages["required"] = needed or ""
        else:
            del self.fields[DUE_TEXT]
            self.worded = WordingFields.worded
        self.offer_texts(commitment.commission, commitment.language, self.initial, present)

    def fields_of_action(self) -> dict[str, Any]:
        return self.without_texts(super().fields_of_action())


class HandOverForm(CommitmentForm):
    body = BodyField(
        label=_("Body"),
        error_messages={"required": _("Choose the new owner.")},
    )
    post = WordsField(
        label=pgettext_lazy("of a person", "Post"),
        limit=POST_LIMIT,
        help_text=_("A post, not a person: Head of the department of foreign relations."),
        error_messages={"required": _("Name the post that answers.")},
    )
    note = happened(label=_("Note"), required=False, help_text="")

    recorded_as = {"body": "owner"}

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        side = seat.side
        initial = {
            "body": commitment.of(side, "owner"),
            "post": commitment.of(side, "post"),
        } | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        self.fields["body"].offer(seat.party_id)

    def fields_of_action(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"owner": Owner(cleaned["body"], cleaned["post"]), "note": cleaned["note"]}


class RedateForm(StandpointForm):
    due_on = DayField(label=_("New day"), error_messages={"required": _("Give the new day.")})
    reason = reason_field(required=True, error_messages={"required": _("Say why the day moves.")})
    effective_on = DayField(label=_("Decided on"), error_messages={"required": _("Give the day.")})

    field_order = ("due_on", "reason", "effective_on")


class NoteForm(CommitmentForm):
    """Confirming: a remark may be added."""

    note = happened(label=_("Remark"), required=False, help_text="")


class ReasonForm(CommitmentForm):
    """Declining or withdrawing: a reason is owed."""

    reason = reason_field(required=True, error_messages={"required": _("Give the reason.")})


class RewordForm(AuthenticFields, CommitmentForm):
    """Another wording in which the own side would confirm it."""

    worded = ("statement",)

    statement = WordsField(
        label=_("The words your side would confirm"),
        limit=STATEMENT_LIMIT,
        lines=True,
        error_messages={"required": _("Write the words your side would confirm.")},
    )
    reason = reason_field(required=True, error_messages={"required": _("Give the reason.")})

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        kwargs["initial"] = {"statement": commitment.statement} | (kwargs.get("initial") or {})
        super().__init__(*args, commitment=commitment, **kwargs)
        present = {"statement_texts": commitment.statement_texts}
        originals = {"statement": commitment.statement}
        self.offer_texts(commitment.commission, commitment.language, present, originals)

    def fields_of_action(self) -> dict[str, Any]:
        return self.without_texts(super().fields_of_action())


class AcceptWordingForm(NoteForm):
    """Taking the offered words over: those the page showed, and no others."""

    statement = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        kwargs["initial"] = {"statement": commitment.offered_statement} | (kwargs.get("initial") or {})
        super().__init__(*args, commitment=commitment, **kwargs)
