"""Deciding about one sentence of a readout."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions import Words
from commitments.forms.base import ActForm
from commitments.forms.fields import WordsField
from commitments.models import Commitment, Readout
from commitments.reports.places import place_at
from commitments.vocabulary import SENTENCE_MARKS, TITLE_LIMIT, Relation, Wording

UNDO = "undo"


class SentenceForm(ActForm):
    """Names a range of a readout, in code points. The words are taken from the frozen text itself."""

    start = forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, *args: Any, readout: Readout, **kwargs: Any) -> None:
        self.readout = readout
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "start" in cleaned and "end" in cleaned:
            place = place_at(self.readout, cleaned["start"], cleaned["end"])
            if place is None:
                self.add_error(None, _("These places are outside the readout."))
            else:
                cleaned["place"] = place
        return cleaned

    def words(self, **read_as: str) -> Words:
        """The range as an action takes it; only of a valid form."""
        place = self.cleaned_data["place"]
        return Words(self.readout, place.start, place.end, place.words, **read_as)


class DecideSentenceForm(SentenceForm):
    """The sentence is this or that, but no commitment; or a former mark is taken back. `was` is the mark seen there."""

    was = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=[*((kind.value, kind.label) for kind in SENTENCE_MARKS), (UNDO, "")],
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose what these words are."),
            "invalid_choice": gettext_lazy("Choose what these words are."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = False  # its fields are hidden, and stand on the page more than once

    @property
    def mark_seen(self) -> str | None:
        """The kind of the mark its reader saw, "" for none; None where the form does not tell."""
        return self.cleaned_data["was"] if "was" in self.data else None


class TieForm(SentenceForm):
    """The sentence belongs to a commitment that is in the register already."""

    commitment = WordsField(
        label=gettext_lazy("Commitment they belong to"),
        limit=TITLE_LIMIT,
        error_messages={"required": gettext_lazy("Choose the commitment these words belong to.")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("What the words do to it"),
        choices=[("", gettext_lazy("Not said")), *Relation.choices],
        required=False,
    )
    wording = forms.ChoiceField(
        label=gettext_lazy("How firmly they promise"),
        choices=[("", gettext_lazy("Not said")), *Wording.choices],
        required=False,
    )
    refused_as = {"quotes": "commitment"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "tie_%s"  # the form for a new commitment opens beside it

    def clean_commitment(self) -> Commitment:
        code = self.cleaned_data["commitment"].upper()
        found = Commitment.objects.counted().filter(commission=self.seat.commission_id, code=code).first()
        if found is None:
            raise forms.ValidationError(
                _("There is no commitment %(code)s."), params={"code": self.cleaned_data["commitment"]}
            )
        return found
