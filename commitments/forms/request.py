"""Forms by which a request is answered, and made again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from commitments.actions.texts_state import DUE_TEXT
from commitments.forms.authentic import AuthenticFields
from commitments.forms.commitment import NoteForm, ReasonForm, side_choices
from commitments.forms.due import DueMixin
from commitments.forms.fields import DayField
from commitments.forms.standpoint import CommitmentForm, StandpointForm, happened
from commitments.models import Commitment, Seat


class AnswerForm(CommitmentForm):
    """The day of an answer; not given by the one press that answers today."""

    effective_on = DayField(label=gettext_lazy("Answered on"), required=False)

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = {"effective_on": seat.party.today()} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)


class AcceptRequestForm(AuthenticFields, DueMixin, AnswerForm, NoteForm):
    """Accepting: due as it was asked for, unless something else is said."""

    worded = (DUE_TEXT,)
    field_order = ("note", "effective_on", "due_kind")

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        asked = {name: getattr(commitment, name) for name in self.due_fields}
        initial = asked | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        self.fields["due_kind"].required = False  # one press accepts it as it was asked
        self.fields["asked"].choices = side_choices(commitment.commission)
        present = {"due_texts": commitment.due_texts}
        originals = {DUE_TEXT: commitment.due_text}
        self.offer_texts(commitment.commission, commitment.language, present, originals)

    def fields_of_action(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        due = self.due() if cleaned.get("due_kind") else None
        return {"note": cleaned["note"], "effective_on": cleaned["effective_on"], "due": due}


class ReadyForm(AnswerForm, NoteForm):
    field_order = ("note", "effective_on")


class DeclineRequestForm(AnswerForm, ReasonForm):
    field_order = ("reason", "effective_on")


class AskAgainForm(StandpointForm):
    note = happened(
        label=gettext_lazy("Where or how it was asked again"),
        error_messages={"required": gettext_lazy("Say where or how it was asked again.")},
    )
    effective_on = DayField(
        label=gettext_lazy("Asked again on"), error_messages={"required": gettext_lazy("Give the day.")}
    )

    field_order = ("note", "effective_on")
