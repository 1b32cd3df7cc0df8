"""What becomes of a quote when its readout is replaced by a corrected version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions import Words
from commitments.forms.base import ActForm
from commitments.models import Quote, Readout
from commitments.reports.places import places_of
from commitments.reports.version import earlier_versions

AGAIN, GONE, UNDO = "again", "gone", "undo"


class CarryForm(ActForm):
    """One quote of the old version: its words stand in the new one, or are said no longer; or that is taken back."""

    quote = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)
    place = forms.IntegerField(
        label=gettext_lazy("Which place do you mean?"), required=False, min_value=0, max_value=2**31
    )
    decision = forms.ChoiceField(
        choices=[(name, name) for name in (AGAIN, GONE, UNDO)],
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Press one of the buttons.")},
    )

    def __init__(self, *args: Any, readout: Readout, **kwargs: Any) -> None:
        self.readout = readout
        super().__init__(*args, **kwargs)
        self.auto_id = False  # there is one for every quote on the page

    def clean_quote(self) -> Quote:
        quotes = Quote.objects.filter(readout__in=earlier_versions(self.readout)).select_related(
            "commitment__commission", "readout__commission"
        )
        found = quotes.filter(pk=self.cleaned_data["quote"]).first()
        if found is None:
            raise forms.ValidationError(_("This is not a quote of the version that was replaced."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == AGAIN and "quote" in cleaned:
            self._find_place(cleaned["quote"], cleaned.get("place"))
        return cleaned

    def _find_place(self, quote: Quote, chosen: int | None) -> None:
        """Words that stand once need no choice; of several places one has to be named, never the first one taken."""
        places = places_of(self.readout, quote.words)
        if len(places) > 1:
            places = [place for place in places if place.start == chosen]
            if not places:
                self.add_error(None, _("These words are at several places. Choose the one you mean."))
                return
        if not places:
            self.add_error(
                None,
                _("These words are not in the new text. Quote the new words there, or say they are gone."),
            )
            return
        self.cleaned_data["found"] = places[0]

    def words(self) -> Words:
        """The words at their new place, or at the old one when it is about their being gone; only of a valid form."""
        quote = self.cleaned_data["quote"]
        if self.cleaned_data["decision"] != AGAIN:
            return Words(quote.readout, quote.start, quote.end, quote.words)
        place = self.cleaned_data["found"]
        return Words(
            self.readout, place.start, place.end, place.words, wording=quote.wording, relation=quote.relation
        )
