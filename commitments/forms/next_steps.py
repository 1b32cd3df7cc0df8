"""The fields by which an update says what comes next, what of it is done, and whose move it is."""

from __future__ import annotations

import functools
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.actions.steps import open_steps, posts_of
from commitments.forms.fields import DayField, WordsField
from commitments.models import Commitment, Seat
from commitments.reports.step_words import step_words
from commitments.vocabulary import Mover
from commitments.vocabulary.other_names import called_post

STEP_LIMIT = 300


def post_choices(commitment: Commitment, seat: Seat) -> list[tuple[str, str]]:
    posts = posts_of(commitment, seat.party_id, seat.side, on=commitment.commission.today())
    return [(post, called_post(post)) for post in posts]


def mover_choices(seat: Seat) -> list[tuple[str, Any]]:
    """The own side first, as who writes thinks of it."""
    own, other = sorted(seat.sides, key=lambda pair: pair[0] != seat.side)
    named = [(side, party.name) for side, party in (own, other)]
    return [*named, (Mover.BOTH.value, Mover.BOTH.label), (Mover.ELSE.value, Mover.ELSE.label)]


class PastDayAsked(forms.Form):
    """Asks back once when a step is announced for a day that has passed; sent again with that day, it is meant."""

    past_on = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    commitment: Commitment

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day = cleaned.get("next_on")
        meant = cleaned.pop("past_on", "")
        if day and day < self.commitment.commission.today() and meant != day.isoformat():
            self.add_error(
                "next_on",
                _now("%(day)s is past. Give another day, or save again if you mean this one.")
                % {"day": date_format(day)},
            )
            data = QueryDict(mutable=True)
            data.update(self.data)
            data["past_on"] = day.isoformat()
            self.data = data
        return cleaned


class NextStepFields(PastDayAsked):
    """One step that is announced, and boxes for those that are done."""

    waits_on = forms.ChoiceField(
        label=_("Who has to act next?"),
        widget=forms.RadioSelect,
        required=False,
    )
    steps_done = forms.TypedMultipleChoiceField(
        label=_("Done since"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _("This step was done or dropped meanwhile.")},
    )
    next_step = WordsField(label=_("Next step"), limit=STEP_LIMIT, required=False)
    next_on = DayField(label=_("Next step by"), required=False)
    next_post = forms.ChoiceField(label=_("Who does it"), required=False)

    recorded_as = {"next_step": "steps"}
    step_fields = ("waits_on", "steps_done", "next_step", "next_on", "next_post")

    def prepare_steps(self, seat: Seat, commitment: Commitment) -> None:
        mine = open_steps(commitment, seat.side)
        self.fields["waits_on"].choices = mover_choices(seat)
        # Looked up where they are shown or one is named, and then once.
        self.fields["next_post"].choices = functools.cache(lambda: post_choices(commitment, seat))
        self.fields["steps_done"].choices = [(step["number"], step_words(step)) for step in mine]
        if not mine and "steps_done" not in self.data:
            del self.fields["steps_done"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("next_on") and not cleaned.get("next_step") and "next_step" not in self.errors:
            self.add_error("next_step", _("Say what the next step is, or leave its day empty."))
        return cleaned
