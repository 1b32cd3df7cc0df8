"""The test of a commitment as rows to be typed: what shows that it is fulfilled, and what that it has failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from commitments import typography
from commitments.actions.criteria import (
    MOST,
    TEXT_LIMIT,
    VERIFIED_LIMIT,
    Criterion,
    merge,
    problems_of,
)
from commitments.figures.record import Indicator, indicator_terms, standing
from commitments.forms.compared import ComparedTerms
from commitments.forms.evidence import source_language
from commitments.forms.fields import WordsField
from commitments.forms.rows import (
    TEXT_IN,
    Row,
    RowReader,
    RowsField,
    RowsForm,
    RowShape,
    RowsWidget,
    offer_row_texts,
)
from commitments.forms.standpoint import happened
from commitments.reports.figures.wording import target_words
from commitments.reports.texts import Offered, counted_title
from commitments.vocabulary import EVIDENCE_NEEDED, CriterionKind

PARTS = ("number", "kind", "text", "evidence_class", "verified", "target", "drop")
CLASSES = [(one.value, one.label) for one in EVIDENCE_NEEDED]
NEW: Row = {**dict.fromkeys(PARTS, ""), "kind": CriterionKind.DONE.value}


def rows_of(criteria: list[Criterion]) -> list[Row]:
    """Criteria as rows to begin with; one empty row where there is none."""
    return [
        {part: str(criterion.get(part, "")) for part in PARTS}
        | {f"{TEXT_IN}{code}": text for code, text in criterion.get("texts", {}).items()}
        for criterion in sorted(criteria, key=lambda criterion: criterion["number"])
    ] or [dict(NEW)]


SHAPE = RowShape("criteria", PARTS, "text", NEW, MOST, rows_of)


def target_choices(
    indicators: Sequence[Indicator], titles: Mapping[str, Offered]
) -> Iterator[tuple[str, str]]:
    """Each target of what is counted, by what criteria call it; `titles` in other languages."""
    for one in standing(indicators):
        for target in indicator_terms(one).targets:
            yield (
                f"{one['number']}.{target.number}",
                f"{counted_title(titles, one['number'], one['title'])}{typography.colon()}{target_words(one, target)}",
            )


class CriteriaRows(RowsWidget):
    template_name = "commitments/_criteria_rows.html"
    shape = SHAPE
    targets: Sequence[tuple[str, str]] = ()  # what is counted of the commitment and can be named
    text_label = gettext_lazy("What must be true")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        choices = {"kinds": CriterionKind.choices, "classes": CLASSES, "targets": self.targets}
        return super().get_context(name, value, attrs) | choices


class CriteriaField(RowsField):
    """Unchanged criteria keep their numbers, the others get new ones."""

    widget = CriteriaRows
    text = WordsField(limit=TEXT_LIMIT, required=False)
    verified = WordsField(limit=VERIFIED_LIMIT, required=False)

    def line(self, row: Row, reader: RowReader) -> Criterion | None:
        text, verified = (
            reader.read(field.clean, row[name], row[name])
            for name, field in (("text", self.text), ("verified", self.verified))
        )
        if row["drop"] or not (text or verified):
            return None
        language = source_language(text)
        return {
            "kind": row["kind"],
            "language": language,
            "evidence_class": row["evidence_class"],
            "text": text,
            "verified": verified,
            **({"target": row["target"]} if row["target"] else {}),
            **self.texts_read(row, reader, self.text, language, text),
        }

    def problems(self, lines: list[Criterion], places: list[int]) -> list[str]:
        return list(problems_of(lines, self.commitment.indicators, rows=places))

    def merged(self, lines: list[Criterion]) -> list[Criterion]:
        return merge(self.commitment.criteria, lines, self.commitment.criteria_given)


class CriteriaRowsForm(RowsForm):
    """A form with the rows of a test."""

    rows = SHAPE
    criteria = CriteriaField(
        label=gettext_lazy("Criteria"),
        help_text=gettext_lazy(
            "A criterion keeps its number until its words or its evidence change; then it gets a new one. Empty rows are ignored."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["criteria"].widget
        widget.targets = list(target_choices(self.commitment.indicators, self.commitment.counted_titles))
        offer_row_texts(self.fields["criteria"], self.commitment.commission, self.commitment.criteria)


class CriteriaForm(ComparedTerms, CriteriaRowsForm):
    """The test of a commitment, while the side that proposed it may still set it alone."""

    terms = ("criteria",)
    note = happened(label=gettext_lazy("Remark"), required=False, help_text="")
