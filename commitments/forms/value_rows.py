"""Values as they are read from what was typed or pasted, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import typography
from commitments.actions import StatedValue
from commitments.actions.figures_state import TAKEN_BACK
from commitments.actions.values import MOST
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.reading import Ambiguous, NotANumber, Quantity, TooManyDigits, read_quantity
from commitments.figures.unit import share_of
from commitments.forms.fields import AddressField, WordsField
from commitments.forms.periods import read_period
from commitments.models.figures import SOURCE_LIMIT
from commitments.reports.figures.sentences import cell_words
from commitments.vocabulary.figures import WITHOUT_NUMBER, Qualifier, ValueStatus

# What people write where there is no number, folded.
SAID_WITHOUT: dict[str, ValueStatus] = {
    **dict.fromkeys(
        ("not published", "n/a", "не опубликовано", "не апублікавана", "未公布"), ValueStatus.NOT_PUBLISHED
    ),
    **dict.fromkeys(("withheld", "confidential", "закрыто", "закрыта", "保密"), ValueStatus.WITHHELD),
    **dict.fromkeys(("not collected", "не собирается", "не збіраецца", "未统计"), ValueStatus.NOT_COLLECTED),
}


# The columns of pasted rows in their order, and what a first line may call them, folded.
COLUMNS = ("period", "value", "status", "source")
NAMES_OF_COLUMNS: dict[str, str] = {
    **dict.fromkeys(("period", "day", "date", "период", "день", "дата", "перыяд", "дзень"), "period"),
    **dict.fromkeys(("期间", "时期", "日期"), "period"),
    **dict.fromkeys(("value", "number", "значение", "значэнне", "число", "数值", "值"), "value"),
    **dict.fromkeys(("status", "статус", "状态"), "status"),
    **dict.fromkeys(("source", "источник", "крыніца", "来源", "资料来源"), "source"),
}

# What is meant as an address, a wrong one too; "Belstat: yearbook" is a title.
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S|www\.", re.IGNORECASE)

# "45 / 60", "45 of 60", «45 из 60».
OF = re.compile(r"(.+?)\s*(?:/|\bof\b|\bиз\b|\bз\b)\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One pasted line: what was understood, or the sentence that says why it was not."""

    place: int
    text: str
    value: StatedValue | None = None
    problem: str = ""
    before: str = ""  # the value its side has stated for this period, in whose place it comes

    @property
    def period(self) -> str:
        return period_words(self.value.period) if self.value else ""

    @property
    def words(self) -> str:
        """The value in words, as its entry will say it."""
        return cell_words(self.value.as_record()) if self.value else ""

    @property
    def source(self) -> str:
        return self.value.source if self.value else ""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """How numbers of one thing are read.

    `mark` is the one decimals are written with, empty where it is to be asked; `is_whole`: there are no decimals.
    `whole` is what a whole is in shares: only then a value may be given by two numbers.
    """

    mark: str = ""
    is_whole: bool = False
    whole: Decimal | None = None


def read_rows(text: str, reading: NumberReading) -> Iterator[PastedRow]:
    """Each line that is not empty, understood or with a problem. Lines beyond the most are named once.

    A first line may name the columns; else they are period, value, status and source. Where it names one of these
    twice, no row is read.
    """
    order: tuple[str, ...] = COLUMNS
    given = 0
    for place, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        if place == 1 and (named := _heading(cells := _cells(line))):
            if twice := _named_twice(cells, named):
                yield PastedRow(place, line, problem=_in_row(place, [twice]))
                return
            order = named
            continue
        given += 1
        if given > MOST:
            yield PastedRow(
                place, line, problem=_("Only %(most)d rows can be stated at once.") % {"most": MOST}
            )
            return
        try:
            yield PastedRow(place, line, value=_read_row(_by_column(line, order), reading))
        except ValidationError as error:
            yield PastedRow(place, line, problem=_in_row(place, error.messages))


def _in_row(place: int, problems: list[str]) -> str:
    return _("Row %(row)d: %(problem)s") % {"row": place, "problem": typography.sentences(problems)}


def _cells(line: str, most: int = -1) -> list[str]:
    """By tabs where there is one: titles and addresses have semicolons, too. After `most` marks the rest is one cell."""
    return [cell.replace("\t", " ").strip() for cell in line.split("\t" if "\t" in line else ";", most)]


def _heading(cells: list[str]) -> tuple[str, ...]:
    """The columns that a first line names; () where it is a row of values. What it names beside them is left out."""
    named = tuple(NAMES_OF_COLUMNS.get(cell.casefold(), "") for cell in cells)
    return named if {"period", "value"} <= set(named) else ()


def _named_twice(cells: list[str], named: tuple[str, ...]) -> str:
    """What is wrong with a first line that names a column twice; "" where each has one name."""
    first: dict[str, str] = {}
    for cell, column in zip(cells, named, strict=True):
        if column and column in first:
            words = {"other": cell[:40], "one": first[column][:40]}
            return _("“%(other)s” names the same column as “%(one)s”.") % words
        first[column] = cell
    return ""


def _by_column(line: str, order: tuple[str, ...]) -> dict[str, str]:
    """What a row has by column. Where no first row names them, all that follows the third cell is the source.

    Raises ValidationError where it has more than the first row names.
    """
    row, cells = dict.fromkeys(COLUMNS, ""), _cells(line)
    if order is not COLUMNS:
        if any(cells[len(order) :]):
            sentence = ngettext(
                "there are %(cells)d cells, and the first row names %(columns)d column.",
                "there are %(cells)d cells, and the first row names %(columns)d columns.",
                len(order),
            )
            raise ValidationError(sentence % {"cells": len(cells), "columns": len(order)})
        return row | dict(zip(order, cells, strict=False))
    row |= dict(zip(COLUMNS, _cells(line, len(COLUMNS) - 1), strict=False))
    if not row["source"] and ADDRESS.match(row["status"]):
        row |= {"status": "", "source": row["status"]}
    return row


def _read_row(row: dict[str, str], reading: NumberReading) -> StatedValue:
    if not row["period"] or not row["value"]:
        raise ValidationError(_("write the period, a tab or a semicolon, and the value."))
    status = read_status(row["status"])
    value = read_value(read_period(row["period"]), row["value"], status, reading)
    return replace(value, source=read_source(row["source"]))


def read_source(text: str) -> str:
    """The address of a page, or a title. Raises ValidationError."""
    if not text:
        return ""
    if not ADDRESS.match(text) and not re.search(r"[^\W\d_]", text):
        sentence = _("“%(text)s” is no source: write the address of a page, or a title.")
        raise ValidationError(sentence % {"text": text[:40]})
    source: str = (AddressField() if ADDRESS.match(text) else WordsField(limit=SOURCE_LIMIT)).clean(text)
    if len(source) > SOURCE_LIMIT:
        raise ValidationError(_("The source takes more than %(limit)d characters.") % {"limit": SOURCE_LIMIT})
    return source


def read_parts(text: str, reading: NumberReading) -> dict[str, Decimal]:
    """Parts of one value by their names, one on each line: "donated; 4.9 million". Raises ValidationError."""
    found: dict[str, Decimal] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _mark, number = (cell.strip() for cell in line.replace("\t", ";").partition(";"))
        if not name or not number:
            sentence = _("“%(text)s”: write the name of the part, a semicolon, and its value.")
            raise ValidationError(sentence % {"text": line[:40]})
        if name in found:
            raise ValidationError(_("“%(text)s” is here twice.") % {"text": name[:40]})
        found[name] = read_exactly(number, reading)
    return found


def read_status(text: str) -> str:
    """The status a cell says, in words of a form's list; final where there is none. Raises ValidationError."""
    said = " ".join(text.split()).casefold()
    labels = {str(label).casefold(): value for value, label in ValueStatus.choices}
    if said and (found := labels.get(said) or said) not in ValueStatus.values:
        sentence = _("“%(text)s” is no status. A source goes into the fourth cell.")
        raise ValidationError(sentence % {"text": said[:40]})
    return found if said else ValueStatus.FINAL


def read_value(period: ValuePeriod, text: str, status: str, reading: NumberReading) -> StatedValue:
    """A value as it was typed. Raises ValidationError with a sentence that says what to write instead."""
    folded = " ".join(text.split()).casefold()
    if folded in SAID_WITHOUT:
        return StatedValue(period, status=SAID_WITHOUT[folded])
    if status in WITHOUT_NUMBER or status == TAKEN_BACK:
        if text:
            raise ValidationError(_("Either there is a number, or there is none: empty one of the two."))
        return StatedValue(period, status=status)
    if not text:
        raise ValidationError(_("Give the value."))
    if reading.whole is not None and (numbers := OF.fullmatch(text)):
        return _share(period, text, numbers.groups(), status, reading)
    found = read_number(text, reading)
    return StatedValue(period, found.value, qualifier=found.qualifier, status=status)


def _share(
    period: ValuePeriod, text: str, texts: tuple[str, ...], status: str, reading: NumberReading
) -> StatedValue:
    """A share by its numerator and denominator, as `texts`: its number is computed, never typed."""
    one, other = (read_number(text, reading) for text in texts)
    if reading.whole is None or other.value <= 0:
        raise ValidationError(_("The second number of a share must be more than zero."))
    try:
        number = share_of(one.value, other.value, reading.whole)
    except TooManyDigits as error:
        sentence = _("“%(text)s” comes to too many digits: at most 18, and six after the point.")
        raise ValidationError(sentence % {"text": text[:40]}) from error
    qualifier = Qualifier.ABOUT if other.qualifier else one.qualifier
    return StatedValue(period, number, qualifier, status, of=(one.value, other.value))


def read_number(text: str, reading: NumberReading) -> Quantity:
    """A number as it was typed. Raises ValidationError with a sentence that says what to write instead."""
    try:
        return read_quantity(text)
    except Ambiguous as asked:
        number = asked.readings[0] if reading.is_whole else _resolved(text, asked.readings, reading.mark)
        return Quantity(number, asked.qualifier)
    except TooManyDigits as error:
        sentence = _("“%(text)s” has too many digits: at most 18, and six after the point.")
        raise ValidationError(sentence % {"text": text[:40]}) from error
    except NotANumber as error:
        sentence = _("“%(text)s” is no number. Write digits only, without the unit.")
        raise ValidationError(sentence % {"text": text[:40]}) from error


def read_exactly(text: str, reading: NumberReading) -> Decimal:
    """The same where "about" or "more than" cannot be kept. Raises ValidationError."""
    found = read_number(text, reading)
    if found.qualifier != Qualifier.EXACT:
        sentence = _(
            "“%(text)s”: only an exact number can be kept here. Write it without “about” or “more than”."
        )
        raise ValidationError(sentence % {"text": text[:40]})
    return found.value


def _resolved(text: str, readings: tuple[Decimal, Decimal], mark: str) -> Decimal:
    """Of both readings the one that the chosen decimal mark says."""
    thousands, decimals = readings
    if not mark:
        words = {"text": text[:40], "one": f"{thousands:f}", "other": f"{decimals:f}"}
        sentence = _("“%(text)s” can be %(one)s or %(other)s: choose how decimals are written.")
        raise ValidationError(sentence % words)
    return decimals if mark in text else thousands
