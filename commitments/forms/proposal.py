"""Forms by which a side prepares, proposes and answers terms."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commitments.actions import Source
from commitments.forms.authentic import STAY, AuthenticFields
from commitments.forms.commitment import NoteForm, ReasonForm, WordingFields, side_choices
from commitments.forms.compared import ComparedTerms
from commitments.forms.criteria import CriteriaRowsForm
from commitments.forms.due import DueMixin
from commitments.forms.evidence import REFUSED_SOURCE, EvidenceMixin, source_language
from commitments.forms.fields import DayField, WordsField
from commitments.forms.indicators import IndicatorRowsForm
from commitments.forms.languages import languages_of
from commitments.forms.standpoint import CommitmentForm, reason_field
from commitments.models import Commitment, Seat, Sector
from commitments.models.fields import TERMS_OF, as_recorded
from commitments.vocabulary import (
    NOTE_LIMIT,
    DueKind,
    SpeechAct,
    Subject,
)


class TermsForm(ComparedTerms, EvidenceMixin, CommitmentForm):
    """Other terms on one subject, why, and a cover note that stays with the own side."""

    subject: str
    reason = reason_field(
        label=_("Why"),
        required=True,
        help_text=_("The other side reads this before it answers."),
        error_messages={"required": _("Say why: the other side will read it before it answers.")},
    )
    cover_note = WordsField(
        label=_("Cover note"),
        limit=NOTE_LIMIT,
        lines=True,
        required=False,
        help_text=_(
            "For your own side only: what you expect, how far you would go. The other side never sees it."
        ),
    )

    refused_as = REFUSED_SOURCE

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        given = kwargs.get("initial") or {}
        present = {name: as_recorded(getattr(commitment, name)) for name in TERMS_OF[self.subject]}
        kwargs["initial"] = present | given
        super().__init__(*args, commitment=commitment, **kwargs)
        for name, field in self.fields.items():
            # As records write a day; the form writes it as its example does.
            if isinstance(field, DayField):
                with contextlib.suppress(ValueError):  # no day yet, or typed words that are none
                    self.initial[name] = dt.date.fromisoformat(str(self.initial.get(name)))
        self.begin_in(TERMS_OF[self.subject][0])
        del self.fields["source_file"]  # a file is added to the entry of an update, which needs no consent
        self.evidence_fields = tuple(name for name in self.evidence_fields if name in self.fields)

    def begin_in(self, name: str) -> None:
        """Let the form begin in this field, also where it opens in place."""
        self.fields[name].widget.attrs["data-focus"] = True

    @property
    def terms(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(TERMS_OF[self.subject])

    def values(self) -> dict[str, Any]:
        """The terms as records write them. Wants valid ones."""
        return {name: as_recorded(self.cleaned_data[name]) for name in self.terms}

    def typed_terms(self) -> dict[str, Any] | None:
        return None if super().typed_terms() is None else self.values()

    def source(self) -> dict[str, Any]:
        """The source as a record has it; empty where none was named."""
        cleaned = self.cleaned_data
        if not cleaned.get("source_title"):
            return {}
        return Source(
            evidence_class=cleaned["source_class"],
            title=cleaned["source_title"],
            language=source_language(cleaned["source_title"]),
            publisher=cleaned["source_publisher"],
            address=cleaned["source_address"],
            published_on=cleaned["source_day"],
            announces=cleaned.get("source_announces", False),
        ).as_record()

    def fields_of_action(self) -> dict[str, Any]:
        return {"values": self.values(), "reason": self.cleaned_data["reason"]}

    def terms_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.terms]


class DueTermsForm(AuthenticFields, DueMixin, TermsForm):
    subject = Subject.DUE
    worded = ("due_text",)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, commitment=commitment, **kwargs)
        self.fields["asked"].choices = [
            (value, capfirst(label)) for value, label in side_choices(commitment.commission)
        ]
        originals = {"due_text": commitment.due_text}
        self.offer_texts(commitment.commission, commitment.language, self.initial, originals)

    def begin_in(self, name: str) -> None:
        """In the day, where the kind that is chosen has one: a field that is not shown takes no focus."""
        has_day = "due_on" in self.due_parts(str(self["due_kind"].value()))
        super().begin_in("due_on" if has_day else name)

    @property
    def names_day(self) -> bool:
        """A condition that has been met may have a day."""
        return self.commitment.condition_met_on is not None

    def due_parts(self, kind: str) -> tuple[str, ...]:
        parts = super().due_parts(kind)
        return (*parts, "due_on") if kind == DueKind.CONDITION and self.names_day else parts

    def values(self) -> dict[str, Any]:
        due = self.due()
        named = {"due_on": due.on} if due.kind == DueKind.CONDITION else {}
        return {name: as_recorded(value) for name, value in (due.fields() | named).items()}


class WordingTermsForm(WordingFields, TermsForm):
    subject = Subject.WORDING

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, seat=seat, commitment=commitment, **kwargs)
        self.fields["language"].choices = languages_of(seat.commission, commitment)
        originals = {part: getattr(commitment, part) for part in self.worded}
        self.offer_texts(seat.commission, commitment.language, self.initial, originals)

    def terms_fields(self) -> list[forms.BoundField]:
        texts = [field for part in self.worded for field in self.texts_fields(part)]
        others = (name for name in (*self.terms, STAY) if name in self.fields and name not in self.worded)
        return [*texts, *(self[name] for name in others)]


class SpeechActTermsForm(TermsForm):
    subject = Subject.SPEECH_ACT
    speech_act = forms.ChoiceField(
        label=_("Type of promise"), choices=SpeechAct.choices, widget=forms.RadioSelect
    )


class PerformersTermsForm(TermsForm):
    subject = Subject.PERFORMERS
    performed_by = forms.ChoiceField(label=_("Performed by"), widget=forms.RadioSelect)
    beneficiary = forms.ChoiceField(label=_("For the benefit of"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, commitment=commitment, **kwargs)
        sides = [(value, capfirst(label)) for value, label in side_choices(commitment.commission)]
        self.fields["performed_by"].choices = self.fields["beneficiary"].choices = sides


class SectorTermsForm(TermsForm):
    subject = Subject.SECTOR
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), to_field_name="code", empty_label=None
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, commitment=commitment, **kwargs)
        self.fields["sector"].queryset = Sector.objects.filter(commission=commitment.commission_id)


class CriteriaTermsForm(CriteriaRowsForm, TermsForm):
    subject = Subject.CRITERIA


class IndicatorsTermsForm(IndicatorRowsForm, TermsForm):
    subject = Subject.FIGURES


FORMS: dict[str, type[TermsForm]] = {
    form.subject: form
    for form in (
        DueTermsForm,
        WordingTermsForm,
        SpeechActTermsForm,
        PerformersTermsForm,
        SectorTermsForm,
        CriteriaTermsForm,
        IndicatorsTermsForm,
    )
}


class SendForm(CommitmentForm):
    """Sending a draft as it was shown."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(CommitmentForm):
    """Handing a draft back to who prepared it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    remark = reason_field(
        label=_("What is to be changed"),
        names="",  # it stays with the draft, where nobody is told
        required=True,
        error_messages={"required": _("Say what is to be changed.")},
    )


class OfProposal(CommitmentForm):
    """An answer to one proposal: the one the page showed, and no other."""

    proposal = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, commitment: Commitment, proposal: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"proposal": proposal} | (kwargs.get("initial") or {})
        super().__init__(*args, commitment=commitment, **kwargs)

    def typed(self) -> dict[str, tuple[str, Any]]:
        """With the terms its reader was shown, to be compared with what is proposed now."""
        made = self.commitment.entry_set.filter(number=self.cleaned_data["proposal"]).first()
        put = (made.changes.get("proposal") or [None, None])[1] if made else None
        shown = {name: ("", pair[1]) for name, pair in put["terms"].items()} if put else {}
        return super().typed() | shown


class AcceptForm(OfProposal, NoteForm):
    pass


class TurnDownForm(OfProposal, ReasonForm):
    pass


class RetractForm(OfProposal):
    reason = reason_field(label=_("Why your side withdraws it"))
