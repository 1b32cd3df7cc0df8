"""What is counted, as rows to be typed: the indicator, how its values combine, and which figures were promised."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.indicators import (
    MOST,
    MOST_TARGETS,
    TITLE_LIMIT,
    UNIT_LIMIT,
    as_text,
    merge,
    problems_of,
)
from commitments.figures.period import ValuePeriod
from commitments.figures.record import Indicator, standing
from commitments.forms.evidence import source_language
from commitments.forms.fields import WordsField
from commitments.forms.periods import read_period
from commitments.forms.standpoint import CommitmentForm, happened
from commitments.forms.values import read_value
from commitments.models import Commitment
from commitments.vocabulary.figures import Combining, Direction, ValueStatus

# A row as it is typed: everything is text.
Row = dict[str, str]

PARTS = (
    "number",
    "title",
    "unit",
    "combining",
    "direction",
    "every_months",
    "targets",
    "is_open",
    "baseline",
    "drop",
)
NEW: Row = {
    **dict.fromkeys(PARTS, ""),
    "combining": Combining.FLOW.value,
    "direction": Direction.MORE.value,
}
ADD_ROW = "add_row"
TARGETS_LIMIT = 1_000


def rows_in(data: Mapping[str, Any], name: str) -> list[Row]:
    """The rows of field `name` as they were sent, empty ones included."""
    rows: list[Row] = []
    while len(rows) < MOST and f"{name}-{len(rows)}-title" in data:
        sent = {part: data.get(f"{name}-{len(rows)}-{part}") for part in PARTS}
        rows.append({part: text if isinstance(text, str) else "" for part, text in sent.items()})
    return rows


def rows_of(indicators: list[Indicator]) -> list[Row]:
    """Indicators as rows to begin with; one empty row where there is none."""
    rows = [_row(one) for one in standing(indicators)]
    return rows or [dict(NEW)]


def _row(indicator: Indicator) -> Row:
    baseline = indicator["baseline"]
    return {
        "number": str(indicator["number"]),
        "title": indicator["title"],
        "unit": indicator["unit"],
        "combining": indicator["combining"],
        "direction": indicator["direction"],
        "every_months": str(indicator["every_months"] or ""),
        "targets": "\n".join(f"{one['value']}; {one['period']}" for one in indicator["targets"]),
        "is_open": "1" if indicator["is_open"] else "",
        "baseline": f"{baseline['value']}; {baseline['period']}" if baseline else "",
        "drop": "",
    }


class IndicatorRows(forms.Widget):
    """A list of rows. Its value is rows as they are typed, and so the same before and after they were sent."""

    template_name = "commitments/_indicator_rows.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        return rows_in(data, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-title" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        begun = context["widget"]["attrs"].get("id", name)
        context["rows"] = [
            row | {"row": place + 1, "name": f"{name}-{place}", "id": f"{begun}-{place}"}
            for place, row in enumerate(value or [])
        ]
        return context | {"combinings": Combining.choices, "directions": Direction.choices}


class IndicatorsField(forms.Field):
    """Rows, made into the list of indicators that would hold. `begin` tells it what holds now."""

    widget = IndicatorRows
    title = WordsField(limit=TITLE_LIMIT, required=False)
    unit = WordsField(limit=UNIT_LIMIT, required=False)
    targets = WordsField(limit=TARGETS_LIMIT, lines=True, required=False)

    def begin(self, commitment: Commitment) -> None:
        self.commitment = commitment

    def clean(self, value: list[Row]) -> list[Indicator]:
        """What would be counted if this is agreed, with numbers. Raises ValidationError with a sentence per problem."""
        sentences: list[str] = []
        lines = []
        for place, row in enumerate(value or [], start=1):
            line = self._line(row, place, sentences)
            if line is not None:
                lines.append(line)
        sentences = sentences or list(problems_of(lines))
        if sentences:
            raise ValidationError(sentences)
        present = self.commitment
        return merge(present.indicators, lines, present.indicators_given, present.meeting.held_on)

    def _line(self, row: Row, place: int, sentences: list[str]) -> Indicator | None:
        """One row cleaned; None for one that is empty or dropped. Adds to `sentences` what is wrong with it."""

        def cleaned(reader: Any, text: str, default: Any) -> Any:
            try:
                return reader(text)
            except ValidationError as error:
                sentences.extend(
                    _("Row %(row)d: %(problem)s") % {"row": place, "problem": sentence}
                    for sentence in error.messages
                )
                return default

        title = cleaned(self.title.clean, row["title"], "")
        if row["drop"] or not (title or row["unit"] or row["targets"]):
            return None
        targets = cleaned(_targets, row["targets"], [])
        baseline = cleaned(_amount, row["baseline"], None)
        numbers = [one["value"] for one in (*targets, *([baseline] if baseline else []))]
        return {
            "number": int(row["number"]) if row["number"].isdecimal() else 0,
            "title": title,
            "language": source_language(title),
            "unit": cleaned(self.unit.clean, row["unit"], ""),
            "decimals": max((len(number.partition(".")[2]) for number in numbers), default=0),
            "combining": row["combining"],
            "direction": row["direction"],
            "every_months": cleaned(_months, row["every_months"], None),
            "baseline": baseline,
            "is_open": bool(row["is_open"]),
            "targets": targets,
        }


def _months(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text) > 3:
        raise ValidationError(_("Give the months as a number."))
    return int(text)


def _targets(text: str) -> list[dict[str, Any]]:
    """One target on each line: the value, a semicolon, and the day or period."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_TARGETS:
        raise ValidationError(_("At most %(most)d targets.") % {"most": MOST_TARGETS})
    return [found for line in lines if (found := _amount(line)) is not None]


def _amount(text: str) -> dict[str, str] | None:
    """ "900; 2023" as a value and a period; None for nothing."""
    if not text.strip():
        return None
    value, _mark, when = (part.strip() for part in text.replace("\t", ";").partition(";"))
    if not when:
        raise ValidationError(
            _("“%(text)s”: write the value, a semicolon, and the day or period.") % {"text": text[:40]}
        )
    period: ValuePeriod = read_period(when)
    number: Decimal | None = read_value(period, value, ValueStatus.FINAL, "").number
    if number is None:
        raise ValidationError(_("“%(text)s” is no number.") % {"text": value[:40]})
    return {"value": as_text(number), "period": period.key}


class IndicatorsMixin(CommitmentForm):
    """A form with rows of what is counted; it may ask for more of them."""

    indicators = IndicatorsField(
        label=gettext_lazy("What is counted"),
        help_text=gettext_lazy(
            "Another unit, or another way to combine values, makes another indicator: old values keep theirs."
        ),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        given = dict(kwargs.pop("initial", None) or {})
        # Words kept over a session come by the names of the inputs.
        kept = rows_in(given, "indicators")
        given["indicators"] = kept or rows_of(given.get("indicators", commitment.indicators))
        super().__init__(*args, commitment=commitment, initial=given, **kwargs)
        self.fields["indicators"].begin(commitment)

    @property
    def adds_rows(self) -> bool:
        """Whether another row may be asked for."""
        return len(self["indicators"].value()) < MOST

    def is_unfinished(self) -> bool:
        return ADD_ROW in self.data

    def with_more_room(self) -> dict[str, Any]:
        typed = {name: value for name, value in self.data.items() if name != ADD_ROW}
        rows = rows_in(self.data, "indicators")
        more = {f"indicators-{len(rows)}-{part}": value for part, value in NEW.items()}
        return typed | (more if len(rows) < MOST else {})


class IndicatorsForm(IndicatorsMixin, CommitmentForm):
    """What is counted, while the side that proposed the commitment may still set it alone."""

    note = happened(label=gettext_lazy("Remark"), required=False, help_text="")
