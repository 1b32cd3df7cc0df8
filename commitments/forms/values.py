"""Values as they are typed: one, or a column pasted from a spreadsheet, with what was understood of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import typography
from commitments.actions import StatedValue
from commitments.actions.figures_state import TAKEN_BACK
from commitments.actions.projection import known_values
from commitments.actions.values import METHOD_LIMIT, PUBLISHER_LIMIT
from commitments.figures.reading import (
    Ambiguous,
    NotANumber,
    TooManyDigits,
    is_of_whole_things,
    read_quantity,
)
from commitments.figures.record import Indicator, standing
from commitments.figures.series import DESCRIPTION, unit_of_series
from commitments.figures.unit import whole_of
from commitments.forms.evidence import source_of
from commitments.forms.fields import DayField, WordsField
from commitments.forms.periods import PeriodField, read_period
from commitments.forms.standpoint import StandpointForm, happened
from commitments.forms.value_rows import NumberReading, PastedRow, read_parts, read_rows, read_value
from commitments.models import Commitment, Seat
from commitments.models.figures import REFERENCE_LIMIT, UNIT_LIMIT
from commitments.reports.figures.sentences import cell_words
from commitments.reports.texts import counted_title
from commitments.vocabulary.figures import WITHOUT_NUMBER, Combining, ValueStatus
from commitments.vocabulary.other_names import called_unit

PASTE_LIMIT = 20_000
PREVIEW = "preview"
# In the address of the form: the number of the update whose source its value has, too.
OF_UPDATE = "update"

STATUS_CHOICES = [*ValueStatus.choices, (TAKEN_BACK, gettext_lazy("Taken back: the value given was wrong"))]
MARKS = [
    ("", gettext_lazy("Ask if a number can be read in two ways")),
    (".", gettext_lazy("A point: 1.234 is a little over one")),
    (",", gettext_lazy("A comma: 1,234 is a little over one")),
]


class ValuesForm(StandpointForm):
    """Values of the own side for one indicator."""

    indicator = forms.TypedChoiceField(label=gettext_lazy("What is counted"), coerce=int)
    period = PeriodField(
        label=gettext_lazy("Day or period"),
        required=False,
        help_text=gettext_lazy("For example 26.1.2024, March 2024, Q1 2024 or 2024"),
    )
    number = WordsField(
        label=gettext_lazy("Value"),
        limit=60,
        required=False,
        help_text=gettext_lazy("For example 200 000 or about 9.5 million, without the unit"),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=STATUS_CHOICES, required=False)
    parts = WordsField(
        label=gettext_lazy("Of which"),
        limit=400,
        lines=True,
        required=False,
        help_text=gettext_lazy(
            "Parts that add up to the value, one on each line: the name, a semicolon, and the value."
            " For example donated; 4.9 million"
        ),
    )
    pasted = WordsField(
        label=gettext_lazy("Or paste rows"),
        limit=PASTE_LIMIT,
        lines=True,
        required=False,
        help_text=gettext_lazy(
            "One row for each period: the period, a tab or a semicolon, and the value. A third cell can say its"
            " status, for example provisional, a fourth its source: the address of a page, or a title. A first row"
            " may name the columns. At most 200 rows."
        ),
    )
    decimal_mark = forms.ChoiceField(
        label=gettext_lazy("Decimals are written with"), choices=MARKS, required=False
    )
    reference = WordsField(
        label=gettext_lazy("Statistics of a third party"),
        limit=REFERENCE_LIMIT,
        required=False,
        help_text=gettext_lazy("Only if the values are not those of your side, for example UN Comtrade"),
    )
    publisher = WordsField(
        label=gettext_lazy("Who publishes these figures"),
        limit=PUBLISHER_LIMIT,
        required=False,
        help_text=gettext_lazy("Only if it is new or has changed"),
    )
    method = WordsField(
        label=gettext_lazy("How they are made"),
        limit=METHOD_LIMIT,
        required=False,
        help_text=gettext_lazy("One sentence, for example customs value, by country of origin"),
    )
    own_unit = WordsField(
        label=gettext_lazy("Unit of these figures"),
        limit=UNIT_LIMIT,
        required=False,
        help_text=gettext_lazy(
            "Only if they are counted in another unit or currency, for example million yuan. They are then shown with"
            " this unit and compared with nothing"
        ),
    )
    undescribed = forms.BooleanField(
        label=gettext_lazy("What was said before of the publisher and the method was wrong: remove it"),
        required=False,
    )
    effective_on = DayField(label=gettext_lazy("Stated on"), error_messages={"required": _("Give the day.")})
    note = happened(label=gettext_lazy("Remark"), required=False, help_text="")

    field_order = ("period", "number", "status", "effective_on", "indicator", "pasted", "decimal_mark")
    refused_as = {**StandpointForm.refused_as, "values": "pasted"}

    def __init__(self, *args: Any, seat: Seat, commitment: Commitment, **kwargs: Any) -> None:
        source = (kwargs.get("initial") or {}).pop(OF_UPDATE, None)
        super().__init__(*args, seat=seat, commitment=commitment, **kwargs)
        if source is not None:
            self.initial = {**source_of(commitment, source), **self.initial}
        self.counted = standing(commitment.indicators)
        choices = [
            (
                one["number"],
                f"{counted_title(commitment.counted_titles, one['number'], one['title'])} ({called_unit(one['unit'])})",
            )
            for one in self.counted
        ]
        self.fields["indicator"].choices = choices
        if len(choices) == 1:
            self.fields["indicator"].initial = choices[0][0]
        if self.counted and all(one["combining"] == Combining.FLOW for one in self.counted):
            self.fields["number"].help_text = _(
                "What came on this day or in this period, not the total. For example 200 000, without the unit"
            )
        if any(whole_of(one["unit"], one["combining"]) for one in self.counted):
            self.fields["number"].help_text = _("For example 75, or both numbers of a share: 45 / 60")
        self.rows: list[PastedRow] = []

    @classmethod
    def begin_with(cls, data: Mapping[str, str]) -> dict[str, Any]:
        """What an address asks for: the value that an update named, and the source it named for it."""
        asked = ("number", "period", "indicator", "decimal_mark", OF_UPDATE)
        return {name: data[name] for name in asked if name in data}

    def is_unfinished(self) -> bool:
        """Whether the rows are to be shown as they were understood, before they are stated."""
        return PREVIEW in self.data

    def with_more_room(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name != PREVIEW}

    @property
    def says_more(self) -> bool:
        """Whether anything that is said more rarely is typed, or wrong."""
        names = ("parts", "note", "publisher", "method", "own_unit", "undescribed", "reference")
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def asks_mark(self) -> bool:
        """Whether the typed value can be read in two ways, so that how decimals are written is asked beside it."""
        try:
            read_quantity(str(self["number"].value() or ""))
        except Ambiguous:
            return not self._reading("").is_whole
        except (NotANumber, TooManyDigits):
            return False
        return False

    @property
    def _chosen(self) -> Indicator | None:
        """What is counted, where it is chosen."""
        chosen = str(self["indicator"].value() or "")
        return next((one for one in self.counted if str(one["number"]) == chosen), None)

    def _reading(self, mark: str) -> NumberReading:
        """How its numbers are read."""
        if (one := self._chosen) is None:
            return NumberReading(mark)
        of = one["unit"], one["combining"]
        return NumberReading(mark, is_of_whole_things(*of), whole_of(*of))

    @property
    def understood(self) -> list[PastedRow]:
        """The typed value and the pasted rows as they are read, for the preview."""
        text, mark = self["pasted"].value() or "", str(self["decimal_mark"].value() or "")
        typed = [] if self.is_bound else list(self._typed_row(mark))
        rows = (*typed, *read_rows(text, self._reading(mark)))
        stated = self._stated() if rows else {}
        return [
            replace(row, before=cell_words(stated[row.value.period.key]))
            if row.value is not None and row.value.period.key in stated
            else row
            for row in rows
        ]

    @property
    def apart(self) -> str:
        """In which unit the values are taken where it is not that of what is counted; "" else."""
        if (one := self._chosen) is None:
            return ""
        series = one["number"], self.seat.side, str(self["reference"].value() or "")
        unit = str(self["own_unit"].value() or "") or unit_of_series(self.commitment.series, series, one)
        if unit == one["unit"]:
            return ""
        return _("These values are taken in %(own)s, not in %(unit)s. They are compared with nothing.") % {
            "own": unit,
            "unit": one["unit"],
        }

    def _stated(self) -> dict[str, dict[str, Any]]:
        """What the own side has stated for the chosen indicator, by period."""
        chosen = str(self["indicator"].value() or "")
        return {
            value["period"]: value
            for value in known_values(self.commitment)
            if (str(value["indicator"]), value["whose"], value["reference"]) == (chosen, self.seat.side, "")
        }

    def _typed_row(self, mark: str) -> Iterator[PastedRow]:
        text, period = str(self["number"].value() or ""), str(self["period"].value() or "")
        if not text or not period:
            return
        try:
            status = self["status"].value() or ValueStatus.FINAL
            value = read_value(read_period(period), text, status, self._reading(mark))
        except ValidationError as error:
            yield PastedRow(0, text, problem=typography.sentences(error.messages))
        else:
            yield PastedRow(0, text, value=value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            self.data.get("whose", self.seat.side) != self.seat.side
        ):  # no field of the form: a request made by hand
            other = {"party": self.seat.sides[1][1].name}
            self.add_error(None, _("Values of %(party)s are stated by %(party)s alone.") % other)
        reading = self._reading(cleaned.get("decimal_mark") or "")
        self.rows = list(read_rows(cleaned.get("pasted") or "", reading))
        if problems := [row.problem for row in self.rows if row.problem]:
            self.add_error("pasted", problems)
        typed = self._typed(cleaned, reading)
        values = [*typed, *(row.value for row in self.rows if row.value is not None)]
        describes = any(cleaned.get(name) for name in ("publisher", "method", "own_unit", "undescribed"))
        if not values and not describes and not self.errors:
            self.add_error("number", _("Give a value, or paste rows."))
        cleaned["values"] = values
        self.refused_as = {**StandpointForm.refused_as, "values": "pasted" if self.rows else "number"}
        return cleaned

    def _typed(self, cleaned: dict[str, Any], reading: NumberReading) -> list[StatedValue]:
        """The value that was typed into its own fields, if any was."""
        text, status = cleaned.get("number") or "", cleaned.get("status") or ValueStatus.FINAL
        has_number = status not in WITHOUT_NUMBER and status != TAKEN_BACK
        if not text and cleaned.get("period") is None and has_number:
            return []
        if cleaned.get("period") is None:
            if "period" not in self.errors:
                self.add_error("period", _("Say for which day or period."))
            return []
        try:
            value = read_value(cleaned["period"], text, status, reading)
        except ValidationError as error:
            self.add_error("number", error)
            return []
        try:
            return [replace(value, parts=read_parts(cleaned.get("parts") or "", reading))]
        except ValidationError as error:
            self.add_error("parts", error)
            return []

    def fields_of_action(self) -> dict[str, Any]:
        fields = super().fields_of_action()
        for name in ("period", "number", "status", "parts", "pasted", "decimal_mark"):
            fields.pop(name, None)
        is_removed = fields.pop("undescribed", False)
        for name in DESCRIPTION:
            fields[name] = fields.get(name) or ("" if is_removed and name != "own_unit" else None)
        return fields
