"""The test of a commitment as rows to be typed: what shows that it is fulfilled, and what that it has failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.criteria import (
    MOST,
    TEXT_LIMIT,
    VERIFIED_LIMIT,
    Criterion,
    merge,
    problems_of,
)
from commitments.forms.evidence import source_language
from commitments.forms.fields import WordsField
from commitments.forms.standpoint import CommitmentForm, happened
from commitments.models import Commitment
from commitments.vocabulary import CriterionKind, EvidenceClass

# A row as it is typed: everything is text, also the number it had.
Row = dict[str, str]

SPARE = 3
PARTS = ("number", "kind", "text", "evidence_class", "verified", "drop")
NEW: Row = {**dict.fromkeys(PARTS, ""), "kind": CriterionKind.DONE.value}
ADD_ROW = "add_row"


def rows_in(data: Mapping[str, Any], name: str) -> list[Row]:
    """The rows of field `name` as they were sent, empty ones included."""
    rows: list[Row] = []
    while len(rows) < MOST and f"{name}-{len(rows)}-text" in data:
        rows.append({part: _text(data.get(f"{name}-{len(rows)}-{part}")) for part in PARTS})
    return rows


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def rows_of(criteria: list[Criterion]) -> list[Row]:
    """Criteria as rows to begin with, and a few more to be filled."""
    rows = [
        {part: str(criterion.get(part, "")) for part in PARTS}
        for criterion in sorted(criteria, key=lambda criterion: criterion["number"])
    ]
    return [*rows, *(dict(NEW) for _row in range(min(SPARE, MOST - len(rows))))]


class CriteriaRows(forms.Widget):
    """A list of rows. Its value is rows as they are typed, and so the same before and after they were sent."""

    template_name = "commitments/_criteria_rows.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        return rows_in(data, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-text" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = value or []
        built = context["widget"]["attrs"]
        # A form that begins here begins where nothing is typed yet.
        first_empty = next((place for place, row in enumerate(rows) if not row["text"]), 0)
        context["rows"] = [
            row
            | {
                "row": place + 1,
                "name": f"{name}-{place}",
                "id": f"{built.get('id', name)}-{place}",
                "begins": "data-focus" in built and place == first_empty,
            }
            for place, row in enumerate(rows)
        ]
        return context | {"kinds": CriterionKind.choices, "classes": EvidenceClass.choices}


class CriteriaField(forms.Field):
    """Rows, made into the list of criteria that would hold. `begin` tells it what holds now."""

    widget = CriteriaRows
    present: list[Criterion] = []
    given = 0
    text = WordsField(limit=TEXT_LIMIT, required=False)
    verified = WordsField(limit=VERIFIED_LIMIT, required=False)

    def begin(self, commitment: Commitment) -> list[Row]:
        """Start from the criteria of a commitment; returns the rows the field begins with."""
        self.present, self.given = commitment.criteria, commitment.criteria_given
        return rows_of(self.present)

    def clean(self, value: list[Row]) -> list[Criterion]:
        """The criteria in force if this is agreed: unchanged ones with their numbers, the others with new ones."""
        sentences: list[str] = []
        lines, places = [], []
        for place, row in enumerate(value or [], start=1):
            line = self._line(row, place, sentences)
            if line is not None:
                lines.append(line)
                places.append(place)
        if not sentences:
            sentences = list(problems_of(lines, rows=places))
        if sentences:
            raise ValidationError(sentences)
        return merge(self.present, lines, self.given)

    def _line(self, row: Row, place: int, sentences: list[str]) -> Criterion | None:
        """One row cleaned; None for one that is empty or dropped. Adds to `sentences` what is wrong with it."""
        cleaned = {}
        for name, field in (("text", self.text), ("verified", self.verified)):
            try:
                cleaned[name] = field.clean(row[name])
            except ValidationError as error:
                cleaned[name] = row[name]
                sentences += [
                    _("Row %(row)d: %(problem)s") % {"row": place, "problem": sentence}
                    for sentence in error.messages
                ]
        if row["drop"] or not any(cleaned.values()):
            return None
        return {
            "kind": row["kind"],
            "language": source_language(cleaned["text"]),
            "evidence_class": row["evidence_class"],
            **cleaned,
        }


class RowsMixin(CommitmentForm):
    """A form with the rows of a test; it may ask for more of them."""

    criteria = CriteriaField(
        label=gettext_lazy("Criteria"),
        help_text=gettext_lazy(
            "A number stands for one exact criterion: other words, or other evidence, make a new one. "
            "Rows left empty are left out."
        ),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        given = dict(kwargs.pop("initial", None) or {})
        # Words kept over a session come by the names of the inputs.
        kept = rows_in(given, "criteria")
        given["criteria"] = kept or rows_of(given.get("criteria", commitment.criteria))
        super().__init__(*args, commitment=commitment, initial=given, **kwargs)
        self.fields["criteria"].begin(commitment)

    @property
    def adds_rows(self) -> bool:
        """Whether another row may be asked for."""
        rows = self["criteria"].value()
        return len(rows) < MOST

    def is_unfinished(self) -> bool:
        return ADD_ROW in self.data

    def with_more_room(self) -> dict[str, Any]:
        typed = {name: value for name, value in self.data.items() if name != ADD_ROW}
        rows = rows_in(self.data, "criteria")
        more = {f"criteria-{len(rows)}-{part}": value for part, value in NEW.items()}
        return typed | (more if len(rows) < MOST else {})


class CriteriaForm(RowsMixin, CommitmentForm):
    """The test of a commitment, while the side that proposed it may still set it alone."""

    note = happened(label=gettext_lazy("Remark"), required=False, help_text="")
