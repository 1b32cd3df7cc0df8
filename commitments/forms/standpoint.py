"""Forms by which a side says where a commitment stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import rules
from commitments.actions.standpoint import WHY_IT_CHANGES
from commitments.forms.base import ActForm
from commitments.forms.evidence import REFUSED_SOURCE, EvidenceMixin
from commitments.forms.fields import BOTH_SIDES, DayField, WordsField
from commitments.forms.hidden import Hidden
from commitments.forms.next_steps import NextStepFields
from commitments.models import Commitment, Entry, Evidence, Seat, Standpoint
from commitments.reports.position import own_position, stated_by
from commitments.vocabulary import (
    CLOSED,
    MOVES,
    NOTE_LIMIT,
    WORKING,
    CheckAnswer,
    Outlook,
    Status,
)


def happened(**kwargs: Any) -> WordsField:
    kwargs.setdefault("label", _("What happened"))
    kwargs.setdefault(
        "help_text",
        _("One sentence that the other side can check. @ and the name of a post tells its holder."),
    )
    return WordsField(limit=NOTE_LIMIT, lines=True, names=BOTH_SIDES, **kwargs)


def reason_field(**kwargs: Any) -> WordsField:
    kwargs.setdefault("label", _("Reason"))
    kwargs.setdefault("required", False)
    kwargs.setdefault("names", BOTH_SIDES)
    return WordsField(limit=NOTE_LIMIT, lines=True, **kwargs)


def position_field(**kwargs: Any) -> WordsField:
    return WordsField(
        label=_("Position"), limit=NOTE_LIMIT, lines=True, names=BOTH_SIDES, required=False, **kwargs
    )


class CommitmentForm(ActForm):
    """A form about one commitment, for the side of one seat."""

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        self.commitment = commitment
        self.side = seat.side
        super().__init__(*args, seat=seat, seen=commitment.last_number, **kwargs)

    def own(self, field: str) -> Any:
        return self.commitment.of(self.side, field)


class StandpointForm(EvidenceMixin, CommitmentForm):
    """What the forms about the performance share: a day, and a source."""

    effective_on = DayField(label=_("Date it happened"), error_messages={"required": _("Give the day.")})

    refused_as = REFUSED_SOURCE

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = {"effective_on": seat.party.today()} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        self.offer_criteria(commitment.criteria)

    def fields_of_action(self) -> dict[str, Any]:
        fields = super().fields_of_action()
        for name in self.evidence_fields:
            fields.pop(name, None)
        return fields | {"sources": self.take_sources()}


LAST_SOURCES = 8
# In the address of an update: what of the present view it is to begin with.
CHANGE, POSITION = "change", "position"


class UpdateForm(NextStepFields, StandpointForm):
    status = forms.ChoiceField(
        label=_("Status"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the status.")},
    )
    note = happened(required=False)
    position = position_field(
        help_text=_(
            "Why your side holds this status, in a sentence or two. It stays until your side changes it."
        )
    )
    outlook = forms.ChoiceField(
        label=_("Outlook"), choices=Outlook.choices, widget=forms.RadioSelect, required=False
    )
    reason = reason_field(
        label=_("Reason for the outlook"), help_text=_("Needed when it becomes at risk or off track.")
    )

    field_order = (
        "note",
        "status",
        "position",
        "effective_on",
        "source_title",
        "source_class",
        "source_address",
        "source_publisher",
        "source_day",
        "source_file",
        "outlook",
        "reason",
        *NextStepFields.step_fields,
    )
    refused_as = StandpointForm.refused_as

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        own = {name: commitment.of(seat.side, name) for name in ("status", "outlook", "waits_on")}
        initial = own | (kwargs.pop("initial", None) or {})
        if initial.pop(CHANGE, None) == POSITION and (position := own_position(seat, commitment)):
            initial.setdefault(POSITION, position.text)
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        self.fields["source_title"].widget.attrs["list"] = "last-titles"
        self.fields["source_publisher"].widget.attrs["list"] = "last-publishers"
        if not self.is_bound and (offered := self.offered_class()):
            self.initial["source_class"] = offered
        self.fields["status"].choices = self._moves()
        self.fields["note"].widget.attrs["data-focus"] = True
        if self.own("status") in CLOSED and "outlook" not in self.data:
            for name in ("outlook", "reason"):
                del self.fields[name]
        self.prepare_steps(seat, commitment)
        if self.own("status") in CLOSED and "waits_on" not in self.data:
            del self.fields["waits_on"]

    @classmethod
    def begin_with(cls, data: Mapping[str, str]) -> dict[str, Any]:
        """That the position is to be changed, so that it is begun with."""
        return {CHANGE: data[CHANGE]} if CHANGE in data else {}

    @cached_property
    def last_sources(self) -> list[Evidence]:
        """The last sources of this commitment, whose titles and publishers are offered."""
        found = Evidence.objects.filter(commitment=self.commitment).order_by("-entry__number", "position")
        return list(found.select_related("entry")[:LAST_SOURCES])

    @property
    def last_publishers(self) -> list[str]:
        return list(dict.fromkeys(one.publisher for one in self.last_sources if one.publisher))

    def offered_class(self) -> str:
        """That of the last source of the own side."""
        own = (one.evidence_class for one in self.last_sources if one.entry.party_id == self.seat.party_id)
        return super().offered_class() or next(own, "")

    def _moves(self) -> list[tuple[str, Any]]:
        """The moves offered; also what was chosen when the form still offered it, for the action to refuse in words."""
        moves = open_moves(self.own("status"))
        chosen = self.data.get("status", "") if self.is_bound else ""
        if chosen in Status.values and chosen not in dict(moves):
            moves.append((chosen, Status(chosen).label))
        return moves

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        before, after = self.own("status"), cleaned.get("status")
        said = [cleaned.get(name) or name in self.errors for name in ("note", "position")]
        if not any(said):
            self.add_error("note", _("Say what happened, in at least one sentence."))
        is_asked = after == Status.BLOCKED != before and "waits_on" in self.fields
        if is_asked and not cleaned.get("waits_on"):
            self.add_error("waits_on", _("Say who has to act next."))
            if not any(said[1:]):
                self.add_error("position", WHY_IT_CHANGES)
        return cleaned

    def fields_of_action(self) -> dict[str, Any]:
        fields = super().fields_of_action()
        # An outlook left out stays as it was; an empty choice is not a view.
        fields["outlook"] = fields.get("outlook") or None
        blocked = fields["status"] == Status.BLOCKED
        fields["waits_on"] = (fields.get("waits_on") or None) if blocked else None
        return fields | {"steps_done": tuple(fields.get("steps_done") or ())}


def open_moves(status: str) -> list[tuple[str, Any]]:
    """Where an update may lead: first "as before", then the open statuses the table knows."""
    as_before = (status, _("As before: %(status)s") % {"status": Status(status).label})
    if status in CLOSED:
        return [as_before]
    return [as_before, *((to.value, to.label) for to in WORKING if to in MOVES[status])]


class CheckForm(StandpointForm):
    answer = forms.ChoiceField(
        label=_("Is the condition met?"),
        choices=CheckAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the condition is met.")},
    )
    note = happened(required=False, help_text=_("Needed when the condition is met: say what shows it."))
    due_on = DayField(
        label=_("Now due on"), required=False, help_text=_("If the condition is met and a day is known.")
    )

    recorded_as = {"effective_on": "checked_on"}
    field_order = ("answer", "note", "effective_on", "due_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("due_on") and cleaned.get("answer") == CheckAnswer.NOT_YET:
            self.add_error("due_on", _("A condition that is not met has no day yet. Leave this empty."))
        return cleaned

    def typed(self) -> dict[str, tuple[str, Any]]:
        """The answer as the log writes it: by the day on which the condition was met."""
        typed = super().typed()
        label, answer = typed.pop("answer")  # the log calls something else so: the answer to a request
        if answer == CheckAnswer.MET:
            typed["condition_met_on"] = (label, typed["checked_on"][1])
        return typed


class ReportForm(StandpointForm):
    nothing = forms.BooleanField(label=_("Nothing to report"), required=False)
    note = happened(
        label=pgettext_lazy("noun", "Report"),
        required=False,
        help_text=_("Or tick “Nothing to report”: that is an answer."),
    )
    effective_on = DayField(label=_("As of"), error_messages={"required": _("Give the day.")})

    recorded_as = {"effective_on": "reported_on"}
    field_order = ("note", "nothing", "effective_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "note" not in self.errors and bool(cleaned.get("note")) == bool(cleaned.get("nothing")):
            sentence = (
                _("Either report something or tick “Nothing to report”, not both.")
                if cleaned.get("note")
                else _("Write the report, or tick “Nothing to report”.")
            )
            self.add_error("note", sentence)
        return cleaned

    def fields_of_action(self) -> dict[str, Any]:
        fields = super().fields_of_action()
        del fields["nothing"]
        return fields


class CloseForm(StandpointForm):
    status = forms.ChoiceField(
        label=_("How it ends"),
        choices=[(s.value, s.label) for s in (Status.DELIVERED, Status.NOT_DELIVERED, Status.DROPPED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it is closed.")},
    )
    note = happened(required=False)
    reason = reason_field(help_text=_("Needed for “Not delivered” and “Dropped by agreement”."))

    field_order = ("status", "note", "reason", "effective_on")

    @classmethod
    def begin_with(cls, data: Mapping[str, str]) -> dict[str, Any]:
        """The ending an address asks for."""
        return {name: data[name] for name in ("status", "note", "effective_on") if name in data}


class ReopenForm(CommitmentForm):
    status = forms.ChoiceField(
        label=_("Status now"),
        choices=[(status.value, status.label) for status in WORKING],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the status it has now.")},
    )
    reason = reason_field(required=True, error_messages={"required": _("Say why it is opened again.")})
    effective_on = DayField(label=_("Since when"), error_messages={"required": _("Give the day.")})

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = {"effective_on": seat.party.today()} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)


class SupersedeForm(CommitmentForm):
    successor = WordsField(
        label=_("Replaced by"),
        limit=24,
        help_text=_("The code of the commitment that takes its place."),
        error_messages={"required": _("Give the code of the successor.")},
    )
    note = happened(required=False, label=_("Why it takes its place"), help_text="")
    effective_on = DayField(label=_("Since when"), error_messages={"required": _("Give the day.")})

    recorded_as = {"successor": "superseded_by"}

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = {
            "effective_on": seat.party.today(),
            "successor": commitment.superseded_by.code if commitment.superseded_by else "",
        } | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)

    def clean_successor(self) -> Commitment:
        code = self.cleaned_data["successor"].upper()
        row = Commitment.objects.filter(commission=self.commitment.commission_id, code=code).first()
        if row is None:
            raise forms.ValidationError(_("There is no commitment %(code)s here."), params={"code": code})
        return row


class AgreeForm(CommitmentForm):
    """One click: no field but what the button showed."""

    shown = forms.ChoiceField(choices=Status.choices, widget=Hidden, required=False)

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        initial = (kwargs.pop("initial", None) or {}) | {"shown": rules.their_status(seat, commitment)}
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)

    def refuse(self, error: ValidationError) -> None:
        """Show again, with what the other side says now."""
        super().refuse(error)
        self.ask_again(seen=self.commitment.last_number)

    def ask_again(self, *, seen: int | None, **values: str) -> None:
        super().ask_again(seen=seen, shown=rules.their_status(self.seat, self.commitment), **values)

    def fields_of_action(self) -> dict[str, Any]:
        return {"shown": self.cleaned_data["shown"] or None}


class CorrectForm(StandpointForm):
    status = forms.ChoiceField(label=_("Status as it should have been"), widget=forms.RadioSelect)
    note = happened(
        label=_("What is right"),
        help_text=_("The earlier entry stays as it was; this one refers to it."),
        error_messages={"required": _("Say what is right, in at least one sentence.")},
    )
    position = position_field(
        help_text=_("Why your side should have held this status. Empty: it gave no reason.")
    )
    outlook = forms.ChoiceField(label=_("Outlook"), choices=Outlook.choices, widget=forms.RadioSelect)
    reason = reason_field(label=_("Reason for the outlook"))

    field_order = ("status", "note", "position", "effective_on")

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, entry: Entry, **kwargs: Any) -> None:
        self.entry = entry
        after, own_position = entry.stated_status, commitment.of(seat.side, "position")
        initial = {
            "status": after,
            "note": entry.texts.note or "",
            "position": stated_by(entry) if entry.states_status or entry.number == own_position else "",
            "effective_on": entry.effective_on,
            "outlook": stated_outlook(entry, seat.side),
            "reason": entry.texts.reason or "",
        } | (kwargs.pop("initial", None) or {})
        super().__init__(*args, seat=seat, commitment=commitment, initial=initial, **kwargs)
        choices = [after] if after in CLOSED else [after, *(s for s in WORKING if s != after)]
        self.fields["status"].choices = [(value, Status(value).label) for value in choices]

    def fields_of_action(self) -> dict[str, Any]:
        return super().fields_of_action() | {"entry": self.entry}


def stated_outlook(entry: Entry, side: str) -> str:
    """The outlook of `side` when it made `entry`: the one stated there, or the one it left as it was."""
    if "outlook" in entry.changes:
        outlook: str = entry.changes["outlook"][1]
        return outlook
    held = Standpoint.objects.filter(
        Q(recorded_to__isnull=True) | Q(recorded_to__gt=F("recorded_from")),
        commitment=entry.commitment_id,
        whose=side,
        entry_number__lte=entry.number,
    )
    view = held.order_by("-entry_number").first()
    return view.outlook if view else Outlook.NO_VIEW
