"""What is counted, as rows to be typed: the indicator, how its values combine, and which figures were promised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.indicators import (
    MOST,
    MOST_TARGETS,
    TITLE_LIMIT,
    merge,
    problems_of,
)
from commitments.actions.target_quotes import TargetQuote, quotes_of
from commitments.figures.promised import PromisedFigure
from commitments.figures.record import Indicator, as_text, standing, tolerance_of
from commitments.forms.evidence import source_language
from commitments.forms.fields import WordsField
from commitments.forms.periods import read_period
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
from commitments.forms.tolerance import ToleranceField
from commitments.forms.value_rows import NumberReading, read_source, read_value
from commitments.models import Commitment
from commitments.models.figures import UNIT_LIMIT
from commitments.reports.figures.wording import qualified
from commitments.vocabulary.figures import Combining, Direction, Qualifier, ValueStatus

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
    "tolerance",
    "drop",
)
# How a baseline is typed, its parts by semicolons.
BASELINE = ("value", "period", "source")
NEW: Row = {
    **dict.fromkeys(PARTS, ""),
    "combining": Combining.FLOW.value,
    "direction": Direction.MORE.value,
}


def rows_of(indicators: list[Indicator], quotes: Sequence[TargetQuote] = ()) -> list[Row]:
    """Indicators as rows to begin with; one empty row where there is none. `quotes` are those targets can name."""
    return [_row(one, quotes) for one in standing(indicators)] or [dict(NEW)]


def _row(indicator: Indicator, quotes: Sequence[TargetQuote]) -> Row:
    baseline = indicator["baseline"]
    return {
        **{part: str(indicator[part]) for part in ("number", "title", "unit", "combining", "direction")},
        **{f"{TEXT_IN}{code}": text for code, text in indicator.get("texts", {}).items()},
        "every_months": str(indicator["every_months"] or ""),
        "targets": "\n".join(_target_text(one, quotes) for one in indicator["targets"]),
        "tolerance": tolerance_of(indicator).text,
        "is_open": "1" if indicator["is_open"] else "",
        "baseline": "; ".join(
            {**baseline, "value": _number_text(baseline)}[name] for name in BASELINE if name in baseline
        )
        if baseline
        else "",
        "drop": "",
    }


def _number_text(amount: dict[str, Any]) -> str:
    return qualified(amount["value"], amount.get("qualifier", ""))


def _target_text(target: dict[str, Any], quotes: Sequence[TargetQuote]) -> str:
    """ "900; 2023", with the place of the quote it comes from where it names one: "900; 2023; 1"."""
    parts = [_number_text(target), target["period"]]
    if target.get("quote") in quotes:
        parts.append(str(quotes.index(target["quote"]) + 1))
    return "; ".join(parts)


SHAPE = RowShape("indicators", PARTS, "title", NEW, MOST, rows_of)


class IndicatorRows(RowsWidget):
    template_name = "commitments/_indicator_rows.html"
    shape = SHAPE
    text_label = gettext_lazy("What is counted")
    is_new = False  # of a commitment that is being recorded: every row can be left out
    quotes: Sequence[TargetQuote] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        choices = {
            "combinings": Combining.choices,
            "directions": Direction.choices,
            "is_new": self.is_new,
            "quotes": [(place, one["words"]) for place, one in enumerate(self.quotes, start=1)],
        }
        return super().get_context(name, value, attrs) | choices


class IndicatorsField(RowsField):
    """A row with the number of what is counted changes it; of another unit it takes its place."""

    widget = IndicatorRows
    quotes: Sequence[TargetQuote] = ()  # which its targets can name
    title = WordsField(limit=TITLE_LIMIT, required=False)
    unit = WordsField(limit=UNIT_LIMIT, required=False)
    tolerance = ToleranceField(required=False)

    def offer(self, quotes: Sequence[TargetQuote]) -> None:
        self.quotes = self.widget.quotes = quotes

    def line(self, row: Row, reader: RowReader) -> Indicator | None:
        title = reader.read(self.title.clean, row["title"], "")
        if row["drop"] or not (title or row["unit"] or row["targets"]):
            return None
        targets = reader.read(self._targets, row["targets"], [])
        baseline = reader.read(_baseline, row["baseline"], None)
        numbers = [one["value"] for one in (*targets, *([baseline] if baseline else []))]
        language = source_language(title)
        return {
            "number": int(row["number"]) if row["number"].isdecimal() else 0,
            "title": title,
            "language": language,
            **self.texts_read(row, reader, self.title, language, title),
            "unit": reader.read(self.unit.clean, row["unit"], ""),
            "decimals": max((len(number.partition(".")[2]) for number in numbers), default=0),
            "combining": row["combining"],
            "direction": row["direction"],
            "every_months": reader.read(_months, row["every_months"], None),
            "baseline": baseline,
            "is_open": bool(row["is_open"]),
            "tolerance": reader.read(self.tolerance.clean, row["tolerance"], ""),
            "targets": targets,
        }

    def _targets(self, text: str) -> list[dict[str, Any]]:
        """One target on each line: the value, the day or period, and the number of the quote it comes from, if any."""
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_TARGETS:
            raise ValidationError(_("At most %(most)d targets.") % {"most": MOST_TARGETS})
        return [found for line in lines if (found := self._target(line)) is not None]

    def _target(self, text: str) -> dict[str, Any] | None:
        value, when, place = (*(part.strip() for part in text.replace("\t", ";").split(";", 2)), "", "")[:3]
        found = _amount(f"{value};{when}") if when else _amount(text)
        if found is None:
            return None
        if place and not (place.isdecimal() and 1 <= int(place) <= len(self.quotes)):
            sentence = _("“%(text)s”: there is no quote with the number “%(place)s”.")
            raise ValidationError(sentence % {"text": text[:40], "place": place[:20]})
        return {"qualifier": "", **found, "quote": self.quotes[int(place) - 1] if place else None}

    def problems(self, lines: list[Indicator], places: list[int]) -> list[str]:
        return list(problems_of(lines, rows=places))

    def merged(self, lines: list[Indicator]) -> list[Indicator]:
        held = self.commitment
        tolerance = held.commission.figures_tolerance
        return merge(held.indicators, lines, held.indicators_given, held.meeting.held_on, tolerance)


def _months(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text) > 3:
        raise ValidationError(_("Give the months as a number."))
    return int(text)


def _baseline(text: str) -> dict[str, str] | None:
    """ "68; 12.2.2021; Yearbook 2021": what `_amount` reads, and where it comes from, if that is said."""
    value, period, source = (*text.replace("\t", ";").split(";", 2), "", "")[:3]
    if not value.strip() or not period.strip():
        return _amount(text)
    found = _amount(f"{value};{period}")
    if found is not None and (named := read_source(source.strip())):
        found["source"] = named
    return found


def _amount(text: str) -> dict[str, str] | None:
    """ "900; 2023" as a value and a period; None for nothing."""
    if not text.strip():
        return None
    value, _mark, when = (part.strip() for part in text.replace("\t", ";").partition(";"))
    if not when:
        raise ValidationError(
            _("“%(text)s”: write the value, a semicolon, and the day or period.") % {"text": text[:40]}
        )
    period = read_period(when)
    found = read_value(period, value, ValueStatus.FINAL, NumberReading())
    if found.number is None:
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": value[:40]})
    if found.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
        sentence = _("“%(text)s”: give the number that is to be reached, or “about” so much.")
        raise ValidationError(sentence % {"text": value[:40]})
    amount = {"value": as_text(found.number), "period": period.key}
    return {**amount, "qualifier": str(found.qualifier)} if found.qualifier else amount


class NewIndicatorRows(IndicatorRows):
    is_new = True


class NewIndicatorsField(IndicatorsField):
    """The same for a commitment that is being recorded: nothing is counted of it yet."""

    widget = NewIndicatorRows

    def merged(self, lines: list[Indicator]) -> list[Indicator]:
        return lines


def proposed_rows(promised: Sequence[PromisedFigure]) -> list[Row]:
    """Rows of what a sentence promises in numbers, to be changed or dropped; one empty row where it promises none."""
    rows = [
        {
            **NEW,
            "title": one.title[:TITLE_LIMIT],
            "unit": one.unit[:UNIT_LIMIT],
            "combining": str(one.combining),
            # From the words that are being quoted, which are the first.
            "targets": f"{qualified(as_text(one.value), _kept(one))}; {one.period.key}; 1"
            if one.period
            else "",
        }
        for one in promised[:MOST]
    ]
    return rows or [dict(NEW)]


def _kept(promised: PromisedFigure) -> str:
    """ "No less than" so much is what is to be reached; "about" so much is something else."""
    return str(Qualifier.ABOUT) if promised.qualifier == Qualifier.ABOUT else ""


class IndicatorRowsForm(RowsForm):
    """A form with rows of what is counted."""

    rows = SHAPE
    indicators = IndicatorsField(
        label=gettext_lazy("What is counted"),
        help_text=gettext_lazy(
            "Another unit, or another way to combine values, makes a new indicator. Old values stay with the old one."
        ),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        self.quotes = quotes_of(commitment)
        super().__init__(*args, commitment=commitment, **kwargs)
        self.fields[self.rows.field].offer(self.quotes)
        offer_row_texts(self.fields[self.rows.field], commitment.commission, commitment.indicators)

    def begun(self, lines: list[Indicator], commitment: Commitment) -> list[Row]:
        return rows_of(lines, self.quotes)


class IndicatorsForm(IndicatorRowsForm):
    """What is counted, while the side that proposed the commitment may still set it alone."""

    note = happened(label=gettext_lazy("Remark"), required=False, help_text="")
