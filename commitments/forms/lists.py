"""Bringing in a list: which column is what, and what all rows have in common."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments import rules, typography
from commitments.forms.commitment import side_choices
from commitments.forms.fields import DayField, WordsField
from commitments.forms.languages import languages_of
from commitments.forms.list_row import InCommon
from commitments.forms.named import bodies_of
from commitments.forms.readout import OFFERED, PUBLISHER_LIMIT
from commitments.models import Meeting, Seat, Sector
from commitments.sheets import (
    Column,
    DayOrder,
    SheetRow,
    column_letter,
    day_order,
)
from commitments.sheets.columns import folded
from commitments.vocabulary import (
    LEFT_EMPTY,
    TITLE_LIMIT,
    MeetingKind,
    Side,
    SpeechAct,
    UnknownOwner,
    other_side,
)

LABELS: dict[Column, Any] = {
    Column.NUMBER: gettext_lazy("File number"),
    Column.TITLE: gettext_lazy("Measure (becomes the title)"),
    Column.STATEMENT: gettext_lazy("Provision (becomes the statement)"),
    Column.OWNER: gettext_lazy("Executors (become the owners)"),
    Column.DUE: gettext_lazy("Term"),
    Column.SECTOR: gettext_lazy("Sector"),
    Column.STATUS: gettext_lazy("Status as your side sees it"),
    Column.PERCENT: gettext_lazy("Per cent complete"),
    Column.HAPPENED: gettext_lazy("Day the status is of"),
    Column.NOTE: gettext_lazy("Remarks (become the reason of the status)"),
    Column.ADDRESS: gettext_lazy("Address of a source"),
}


NEW_MEETING = ("kind", "title", "held_on")
DAYS = ("held_on", "listed_on", "happened_on")


def _chosen_before(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What `choices` of either form kept, as its fields begin with it."""
    meeting = kept.get("meeting", {})
    found = {**kept, **meeting, "meeting": meeting.get("slug", "")}
    return found | {name: dt.date.fromisoformat(found[name]) for name in DAYS if found.get(name)}


def _field_of(name: str) -> str:
    """The field that asks which body an executor is: told by the name, so that an older page asks about the same."""
    return f"owner-{hashlib.sha256(folded(name).encode()).hexdigest()[:12]}"


class ListForm(forms.Form):
    """What the columns are, and what holds for all rows."""

    meeting = forms.ChoiceField(
        label=gettext_lazy("Meeting at which it was promised"),
        required=False,
        help_text=gettext_lazy("The words of the list are filed as a text of your side about this meeting."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of meeting"),
        required=False,
        choices=MeetingKind.choices,
        initial=MeetingKind.SESSION,
    )
    title = WordsField(label=gettext_lazy("Title of the meeting"), limit=TITLE_LIMIT, required=False)
    held_on = DayField(label=gettext_lazy("Day of the meeting"), required=False)
    publisher = WordsField(
        label=gettext_lazy("Kept by"),
        limit=PUBLISHER_LIMIT,
        help_text=gettext_lazy("The office whose list this is."),
        error_messages={"required": gettext_lazy("Say whose list this is.")},
    )
    listed_on = DayField(
        label=gettext_lazy("Day of the list"),
        help_text=gettext_lazy("What a row says without giving a day is recorded for this day."),
        error_messages={"required": gettext_lazy("Give the day of the list.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the list"),
    )
    speech_act = forms.ChoiceField(
        label=gettext_lazy("Type of promise"), choices=SpeechAct.choices, initial=SpeechAct.UNDERTAKING
    )
    performed_by = forms.ChoiceField(label=gettext_lazy("Performed by"))
    beneficiary = forms.ChoiceField(label=gettext_lazy("For the benefit of"))
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector of rows that name none"),
        queryset=Sector.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the sector.")},
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Days like 03/04/2024"),
        required=False,
        choices=[
            ("", gettext_lazy("As the other days of the list show")),
            (DayOrder.DAY_FIRST.value, gettext_lazy("The day comes first")),
            (DayOrder.MONTH_FIRST.value, gettext_lazy("The month comes first")),
        ],
    )
    unknown_owner = forms.ChoiceField(
        label=gettext_lazy("Executors that are no body of this commission"), choices=UnknownOwner.choices
    )

    def __init__(
        self,
        *args: Any,
        seat: Seat,
        heads: Sequence[str],
        columns: Mapping[int, str],
        language: str,
        kept: Mapping[str, Any],
        owners: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """`heads` are the heads of the columns by their place, `columns` what they seem to be.

        `kept` are the `choices` of this form when the list was checked before; it asks about the executors that were
        not known then. `owners` is what the side said of executors so far, by their names folded.
        """
        commission = seat.commission
        initial = {
            "publisher": seat.party.name,
            "language": language,
            "performed_by": seat.side,
            "beneficiary": other_side(seat.side),
            "listed_on": commission.today(),
        }
        kwargs["initial"] = initial | _chosen_before(kept)
        super().__init__(*args, **kwargs)
        self.seat, self.heads = seat, heads
        self.meetings = Meeting.objects.filter(commission=commission)
        offered = [
            (one.slug, f"{one.title}{typography.comma()}{date_format(one.held_on)}")
            for one in self.meetings[:OFFERED]
        ]
        self.fields["meeting"].choices = [("", _("A meeting that is not in the register yet")), *offered]
        sides = [(value, capfirst(label)) for value, label in side_choices(commission)]
        self.fields["performed_by"].choices = self.fields["beneficiary"].choices = sides
        self.fields["language"].choices = languages_of(commission)
        self.fields["sector"].queryset = Sector.objects.filter(commission=commission)
        choices = [("", pgettext_lazy("column of a list", "Not used")), *LABELS.items()]
        for place, head in self.places():
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=head, required=False, choices=choices, initial=columns.get(place, "")
            )
        self.owners, self.said_before = owners, kept.get("owners", {})
        self.unknown = [tuple(one) for one in kept.get("unknown", [])]
        # Those of which nothing is said come first: where more of them are left, all that are asked about are such.
        self.asked_later = max(0, len(kept.get("unmatched", [])) - len(self.unknown))
        self._ask_about_owners()

    def _ask_about_owners(self) -> None:
        if not self.unknown:
            return
        choices: list[Any] = [
            ("", pgettext_lazy("unknown body", "Not said")),
            (LEFT_EMPTY, UnknownOwner.EMPTY.label),
        ]
        for party in self.seat.commission.sides:
            bodies = [(f"{party.side}:{body.code}", body.called) for body in bodies_of(party)]
            choices.append((party.name, bodies))
        for name, _rows in self.unknown:
            self.fields[_field_of(name)] = forms.ChoiceField(
                label=name, required=False, choices=choices, initial=self.owners.get(folded(name), "")
            )

    def places(self) -> list[tuple[int, str]]:
        """The columns with a head, by place."""
        return [(place, head) for place, head in enumerate(self.heads) if head.strip()]

    def column_fields(self) -> list[tuple[str, forms.BoundField]]:
        """(letter, field) of each column."""
        return [(column_letter(place), self[f"column-{place}"]) for place, _head in self.places()]

    def owner_fields(self) -> list[tuple[int, forms.BoundField]]:
        """(number of rows, field) of each executor that is no body by its name."""
        return [(rows, self[_field_of(name)]) for name, rows in self.unknown]

    def _said_of_owners(self) -> dict[str, str]:
        """What is said of executors here, by name folded; one that is said nothing of is none that was said before."""
        return {folded(name): self.cleaned_data[_field_of(name)] for name, _rows in self.unknown}

    def new_meeting_fields(self) -> list[forms.BoundField]:
        """What is asked about a meeting that is not in the register."""
        return [self[name] for name in NEW_MEETING]

    def common_fields(self) -> list[forms.BoundField]:
        """What all rows have in common, besides the meeting."""
        apart = ("meeting", *NEW_MEETING)
        return [
            field
            for field in self
            if not field.name.startswith(("column-", "owner-")) and field.name not in apart
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [value for place, _head in self.places() if (value := cleaned.get(f"column-{place}"))]
        if twice := {value for value in chosen if chosen.count(value) > 1}:
            label = LABELS[Column(min(twice))]
            self.add_error(None, _("Two columns are “%(what)s”: choose one of them.") % {"what": label})
        if not {Column.TITLE, Column.STATEMENT} & set(chosen):
            self.add_error(None, _("Say which column holds the measures."))
        self._clean_meeting(cleaned)
        if cleaned.get("speech_act") == SpeechAct.REQUEST and cleaned.get("performed_by") == Side.BOTH:
            self.add_error("performed_by", _("A request is made to one side: say which side."))
        listed_on = cleaned.get("listed_on")
        if listed_on and listed_on > self.seat.commission.today():
            self.add_error("listed_on", _("This day has not come yet."))
        return cleaned

    def _clean_meeting(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("meeting"):
            return
        for name, sentence in (
            ("title", _("Give the meeting a title, or choose one from the list.")),
            ("held_on", _("Give the day of the meeting, or choose one from the list.")),
        ):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        held_on = cleaned.get("held_on")
        if held_on and held_on > self.seat.commission.today():
            self.add_error("held_on", _("This day has not come yet."))

    def columns(self) -> dict[int, Column]:
        return {
            place: Column(value)
            for place, _head in self.places()
            if (value := self.cleaned_data[f"column-{place}"])
        }

    def day_of_meeting(self) -> dt.date:
        """The day of the chosen meeting."""
        if slug := self.cleaned_data["meeting"]:
            return self.meetings.get(slug=slug).held_on
        return self.cleaned_data["held_on"]

    def in_common(self, rows: Sequence[SheetRow]) -> InCommon:
        """What holds for these rows; the order of day and month is told by each column, where nobody chose it."""
        cleaned, seat = self.cleaned_data, self.seat
        orders = self._orders(rows)
        return InCommon(
            side=seat.side,
            held_on=self.day_of_meeting(),
            listed_on=cleaned["listed_on"],
            today=seat.commission.today(),
            sector=cleaned["sector"].code,
            may_close=rules.PERMISSIONS["close"].allows_role(seat),
            unknown_owner=cleaned["unknown_owner"],
            owners={**self.owners, **self._said_of_owners()},
            orders=orders,
        )

    def _orders(self, rows: Sequence[SheetRow]) -> dict[Column, DayOrder]:
        """By column of days, what comes first; a column that does not tell follows the others."""
        orders: dict[Column, DayOrder] = {}
        for place, column in self.columns().items():
            if column in (Column.DUE, Column.HAPPENED):
                texts = (row.cells[place].text for row in rows if place < len(row.cells))
                chosen = self.cleaned_data["order"]
                orders[column] = DayOrder(chosen) if chosen else day_order(texts)
        told = {order for order in orders.values() if order}
        if len(told) == 1:
            return dict.fromkeys(orders, told.pop())
        return orders

    def choices(self) -> dict[str, Any]:
        """What is kept of the form with the list, in plain values."""
        cleaned = self.cleaned_data
        meeting = (
            {"slug": cleaned["meeting"]}
            if cleaned["meeting"]
            else {
                "kind": cleaned["kind"] or MeetingKind.SESSION.value,
                "title": cleaned["title"],
                "held_on": cleaned["held_on"].isoformat(),
            }
        )
        plain = (
            "language",
            "publisher",
            "speech_act",
            "performed_by",
            "beneficiary",
            "order",
            "unknown_owner",
        )
        return {
            **{name: cleaned[name] for name in plain},
            "sector": cleaned["sector"].code,
            "listed_on": cleaned["listed_on"].isoformat(),
            "meeting": meeting,
            "owners": {**self.said_before, **self._said_of_owners()},
        }


class ChangesForm(forms.Form):
    """What holds for all changes of an edited list."""

    happened_on = DayField(
        label=gettext_lazy("Date it happened"),
        help_text=gettext_lazy("New statuses and values are recorded for this day."),
        error_messages={"required": gettext_lazy("Give the day.")},
    )
    reason = WordsField(
        label=gettext_lazy("Why these changes"),
        limit=500,
        help_text=gettext_lazy("The other side reads it with every other date, wording or sector."),
        error_messages={"required": gettext_lazy("Say why, in a sentence.")},
    )

    def __init__(
        self, *args: Any, seat: Seat, needs_reason: bool, kept: Mapping[str, Any], **kwargs: Any
    ) -> None:
        """`kept` are the `choices` of this form when the list was checked before."""
        kwargs["initial"] = {"happened_on": seat.commission.today()} | _chosen_before(kept)
        super().__init__(*args, **kwargs)
        self.seat = seat
        if not needs_reason:
            del self.fields["reason"]

    def clean_happened_on(self) -> dt.date:
        day = self.cleaned_data["happened_on"]
        if day > self.seat.commission.today():
            raise ValidationError(_("This day has not come yet."))
        return day

    def choices(self) -> dict[str, Any]:
        """What is kept of the form with the list, in plain values."""
        cleaned = self.cleaned_data
        return {"happened_on": cleaned["happened_on"].isoformat(), "reason": cleaned.get("reason", "")}
