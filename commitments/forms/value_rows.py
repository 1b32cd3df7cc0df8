"""Values as they are read from what was typed or pasted, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions import StatedValue
from commitments.actions.figures_state import TAKEN_BACK
from commitments.actions.values import MOST
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.reading import Ambiguous, NotANumber, Quantity, TooManyDigits, read_quantity
from commitments.forms.periods import read_period
from commitments.reports.figures.sentences import cell_words
from commitments.vocabulary.figures import WITHOUT_NUMBER, ValueStatus

# What people write where there is no number, folded.
SAID_WITHOUT: dict[str, ValueStatus] = {
    **dict.fromkeys(
        ("not published", "n/a", "не опубликовано", "не апублікавана", "未公布"), ValueStatus.NOT_PUBLISHED
    ),
    **dict.fromkeys(("withheld", "confidential", "закрыто", "закрыта", "保密"), ValueStatus.WITHHELD),
    **dict.fromkeys(("not collected", "не собирается", "не збіраецца", "未统计"), ValueStatus.NOT_COLLECTED),
}


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


def read_rows(text: str, mark: str, *, is_whole: bool = False) -> Iterator[PastedRow]:
    """Each line that is not empty, understood or with a problem. Lines beyond the most are named once.

    `mark` is the one decimals are written with, empty where it is to be asked; `is_whole`: there are no decimals.
    """
    place = 0
    for line in text.splitlines():
        if not line.strip():
            continue
        place += 1
        if place > MOST:
            yield PastedRow(
                place, line, problem=_("Only %(most)d rows can be stated at once.") % {"most": MOST}
            )
            return
        words = {"row": place}
        cells = [cell.strip() for cell in re.split(r"[\t;]", line, maxsplit=2)]
        if len(cells) < 2 or not cells[1]:
            problem = _("Row %(row)d: write the period, a tab or a semicolon, and the value.") % words
            yield PastedRow(place, line, problem=problem)
            continue
        try:
            status = read_status(cells[2:])
            value = read_value(read_period(cells[0]), cells[1], status, mark, is_whole=is_whole)
        except ValidationError as error:
            problem = _("Row %(row)d: %(problem)s") % {
                **words,
                "problem": typography.sentences(error.messages),
            }
            yield PastedRow(place, line, problem=problem)
            continue
        yield PastedRow(place, line, value=value)


def read_parts(text: str, mark: str, *, is_whole: bool = False) -> dict[str, Decimal]:
    """Parts of one value by their names, one on each line: "donated; 4.9 million". Raises ValidationError."""
    found: dict[str, Decimal] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _mark, number = (cell.strip() for cell in line.replace("\t", ";").partition(";"))
        if not name or not number:
            sentence = _("“%(text)s”: write the name of the part, a semicolon, and its value.")
            raise ValidationError(sentence % {"text": line[:40]})
        if name in found:
            raise ValidationError(_("“%(text)s” is here twice.") % {"text": name[:40]})
        found[name] = read_number(number, mark, is_whole=is_whole).value
    return found


def read_status(cells: Sequence[str]) -> str:
    """The status a third cell says, in words of a form's list; final where there is none. Raises ValidationError."""
    said = " ".join("".join(cells).split()).casefold()
    labels = {str(label).casefold(): value for value, label in ValueStatus.choices}
    if said and (found := labels.get(said) or said) not in ValueStatus.values:
        raise ValidationError(_("“%(text)s” is no status.") % {"text": said[:40]})
    return found if said else ValueStatus.FINAL


def read_value(
    period: ValuePeriod, text: str, status: str, mark: str, *, is_whole: bool = False
) -> StatedValue:
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
    found = read_number(text, mark, is_whole=is_whole)
    return StatedValue(period, found.value, qualifier=found.qualifier, status=status)


def read_number(text: str, mark: str, *, is_whole: bool = False) -> Quantity:
    """A number as it was typed. Raises ValidationError with a sentence that says what to write instead."""
    try:
        return read_quantity(text)
    except Ambiguous as asked:
        number = asked.readings[0] if is_whole else _resolved(text, asked.readings, mark)
        return Quantity(number, asked.qualifier)
    except TooManyDigits as error:
        sentence = _("“%(text)s” has too many digits: at most 18, and six after the point.")
        raise ValidationError(sentence % {"text": text[:40]}) from error
    except NotANumber as error:
        sentence = _("“%(text)s” is no number. Write digits only, without the unit.")
        raise ValidationError(sentence % {"text": text[:40]}) from error


def _resolved(text: str, readings: tuple[Decimal, Decimal], mark: str) -> Decimal:
    """Of both readings the one that the chosen decimal mark says."""
    thousands, decimals = readings
    if not mark:
        words = {"text": text[:40], "one": f"{thousands:f}", "other": f"{decimals:f}"}
        sentence = _("“%(text)s” can be %(one)s or %(other)s: choose how decimals are written.")
        raise ValidationError(sentence % words)
    return decimals if mark in text else thousands
