"""A secretary's decision about one row of a reconciliation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.forms.base import ActForm
from commitments.forms.fields import BOTH_SIDES, WordsField
from commitments.models import Commitment
from commitments.vocabulary import NOTE_LIMIT, STATEMENT_LIMIT

CONFIRM, NOTE, REWORD, DECLINE, ACCEPT, KEEP = "confirm", "note", "reword", "decline", "accept", "keep"


class DecisionForm(ActForm):
    """The buttons of a row, and the words some of them need."""

    commitment = forms.CharField(max_length=24, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        choices=[(name, name) for name in (CONFIRM, NOTE, REWORD, DECLINE, ACCEPT, KEEP)],
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Press one of the buttons.")},
    )
    statement = WordsField(
        label=gettext_lazy("The words your side would confirm"),
        limit=STATEMENT_LIMIT,
        lines=True,
        required=False,
    )
    reason = WordsField(
        label=gettext_lazy("Why"), limit=NOTE_LIMIT, lines=True, names=BOTH_SIDES, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 2
        self.fields["statement"].widget.attrs["rows"] = 3

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision in (REWORD, DECLINE, KEEP) and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why: the other side will read it."))
        if decision == REWORD and not cleaned.get("statement") and "statement" not in self.errors:
            self.add_error("statement", _("Write the words your side would confirm."))
        return cleaned

    def clean_commitment(self) -> Commitment:
        code = self.cleaned_data["commitment"]
        rows = Commitment.objects.filter(commission=self.seat.commission_id, code=code)
        found = rows.select_related("commission").first()
        if found is None:
            raise forms.ValidationError(_("This commitment is not in the register."))
        return found

    def fields_of_action(self) -> dict[str, Any]:
        """What the action of the chosen decision takes. Why one agrees is a note: nothing typed is lost."""
        decision, why = self.cleaned_data["decision"], self.cleaned_data["reason"]
        fields = {"reason" if decision in (REWORD, DECLINE, KEEP) else "note": why}
        if decision in (REWORD, ACCEPT):
            fields["statement"] = self.cleaned_data["statement"]
        return fields
