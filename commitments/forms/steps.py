"""Forms about one next step of the own side, and the one-click word that there is nothing to report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.actions.steps import open_steps
from commitments.forms.fields import DayField, WordsField
from commitments.forms.hidden import Hidden
from commitments.forms.next_steps import STEP_LIMIT, PastDayAsked, post_choices
from commitments.forms.standpoint import CommitmentForm, happened, reason_field
from commitments.models import Commitment, Seat


class StepForm(PastDayAsked, CommitmentForm):
    next_step = WordsField(
        label=_("Next step"),
        limit=STEP_LIMIT,
        error_messages={"required": _("Say what the next step is.")},
    )
    next_on = DayField(label=pgettext_lazy("day of a step", "By"), required=False)
    next_post = forms.ChoiceField(label=_("Who does it"), required=False)

    recorded_as = {"next_step": "steps"}

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, seat=seat, commitment=commitment, **kwargs)
        self.fields["next_post"].choices = post_choices(commitment, seat)


class OneStepForm(CommitmentForm):
    """A form about the step that entry `number` announced. Raises Http404 where the side has no such open step."""

    def __init__(
        self,
        *args: Any,
        seat: Seat,
        commitment: Commitment,
        number: int,
        **kwargs: Any,
    ) -> None:
        self.number = number
        found = [step for step in open_steps(commitment, seat.side) if step["number"] == number]
        # What was sent is for the action to refuse in words: the step may have been done in the meantime.
        if not found and not args:
            raise Http404(_("This is not an open step of your side."))
        self.step = found[0] if found else None
        super().__init__(*args, seat=seat, commitment=commitment, **kwargs)

    def fields_of_action(self) -> dict[str, Any]:
        return super().fields_of_action() | {"number": self.number}


class StepDoneForm(OneStepForm):
    effective_on = DayField(label=_("Done on"), error_messages={"required": _("Give the day.")})
    note = happened(required=False, help_text="")

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = {"effective_on": seat.party.today()} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)


class StepMoveForm(PastDayAsked, OneStepForm):
    next_on = DayField(label=_("Now by"), error_messages={"required": _("Give the day.")})
    reason = reason_field()


class StepDropForm(OneStepForm):
    reason = reason_field(required=True, error_messages={"required": _("Say why the step is dropped.")})


class NoNewsForm(CommitmentForm):
    """One click. The day it names makes the same word of another day another word."""

    effective_on = DayField(required=False, widget=Hidden)

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = {"effective_on": seat.party.today()} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
