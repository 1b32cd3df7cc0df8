"""A row of a list read cell by cell, with the fields and limits of the forms: what it becomes, or what is wrong where."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.bringing import PlannedRow
from commitments.figures.reading import NotANumber, TooManyDigits, read_quantity
from commitments.forms.fields import AddressField, clean_words, readable
from commitments.forms.list_terms import read_day, read_term
from commitments.models.fields import COMMITMENT
from commitments.reports.brought import KnownThings
from commitments.sheets import Column, DayOrder, SheetCell, SheetRow
from commitments.sheets.columns import folded
from commitments.sheets.words import STATUS_OF, shortened
from commitments.vocabulary import (
    CLOSED,
    LEFT_EMPTY,
    NOTE_LIMIT,
    STATEMENT_LIMIT,
    TITLE_LIMIT,
    DueKind,
    Status,
    UnknownOwner,
)

_ADDRESS = AddressField(required=False)
_DIVIDES = re.compile(r"\s*[,;/\n、，；]\s*")
LONGEST_WORDS = 4_000
LONGEST_NAME = 60  # characters of an executor that are shown
ASKED_ABOUT = 40  # executors that are no body
REFERENCE_LIMIT = COMMITMENT.column("reference_number").max_length


@dataclass(frozen=True, slots=True)
class InCommon:
    """What holds for all rows: who brings them in, the day of the meeting and of the list, what stands for what is missing."""

    side: str
    held_on: dt.date
    listed_on: dt.date
    today: dt.date
    sector: str
    may_close: bool
    unknown_owner: str = UnknownOwner.STOP
    owners: Mapping[str, str] = field(
        default_factory=dict
    )  # what was said of unknown executors, by name folded
    orders: Mapping[Column, DayOrder] = field(default_factory=dict)


def status_words() -> dict[str, str]:
    """Statuses by what people call them: by the words of the register in every language of it, and those of lists."""
    found = dict(STATUS_OF)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {folded(str(Status(value).label)): value for value in Status.values}
    return found


class ListReader:
    """Reads the rows of one list in turn; what was in an earlier row of it is a double, too."""

    def __init__(
        self, columns: Mapping[int, Column], heads: Sequence[str], common: InCommon, known: KnownThings
    ) -> None:
        self.columns, self.common, self.known = columns, common, known
        self.heads = {place: folded(head) for place, head in enumerate(heads) if head.strip()}
        self.statuses = status_words()
        self.seen: dict[tuple[str, str], int] = {}
        self.unknown: Counter[str] = Counter()  # rows by executor that is no body by its name, folded
        self.spelled: dict[str, str] = {}

    def read(self, row: SheetRow) -> PlannedRow:
        cells = {column: _cell(row, place) for place, column in self.columns.items()}
        reading = _Reading(self, row.number, cells)
        if self._are_heads(row):
            reading.problems[Column.TITLE] = _("These are the heads once more.")
        else:
            reading.read()
        return reading.planned()

    def bodies_of(self, name: str) -> dict[str, str]:
        """Codes by side of the bodies that an executor is: by their names, else by what was said of it."""
        if found := self.known.bodies.get(folded(name)):
            return dict(found)
        side, _colon, code = self.common.owners.get(folded(name), "").partition(":")
        return {side: code} if code else {}

    def note_unknown(self, names: Sequence[str]) -> None:
        """Count the executors of a row that are no body by their name, whatever was said of them."""
        for key, name in {folded(name): name for name in names}.items():
            if key not in self.known.bodies:
                self.unknown[key] += 1
                self.spelled.setdefault(key, name)

    def asked_about(self) -> list[tuple[str, int]]:
        """(name, number of rows) of executors that are no body by their name, as many as are asked about at once.

        First those of which nobody said yet which body they are, then the most frequent.
        """
        found = sorted(self.unknown.items(), key=lambda one: (self._is_answered(one[0]), -one[1]))
        return [(self.spelled[key], rows) for key, rows in found[:ASKED_ABOUT]]

    def unmatched(self) -> list[str]:
        """All of which nobody said which body they are, the most frequent first, as they are shown."""
        found = (key for key, _rows in self.unknown.most_common() if not self._is_answered(key))
        return [shortened(self.spelled[key], LONGEST_NAME) for key in found]

    def _is_answered(self, key: str) -> bool:
        return bool(self.common.owners.get(key))

    def is_left_empty(self, name: str) -> bool:
        return self.common.owners.get(folded(name)) == LEFT_EMPTY

    def _are_heads(self, row: SheetRow) -> bool:
        same = [
            folded(cell.text) == self.heads.get(place) for place, cell in enumerate(row.cells) if cell.text
        ]
        return len(same) > 1 and all(same)


def _cell(row: SheetRow, place: int) -> SheetCell:
    return row.cells[place] if place < len(row.cells) else SheetCell()


class _Reading:
    """One row on its way to a plan."""

    def __init__(self, reader: ListReader, place: int, cells: Mapping[Column, SheetCell]) -> None:
        self.reader, self.common, self.place, self.cells = reader, reader.common, place, cells
        self.plan: dict[str, Any] = {}
        self.problems: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        self.title = ""
        self.is_double = False

    def planned(self) -> PlannedRow:
        plan = {} if self.problems else self.plan
        return PlannedRow(self.place, self.title, plan, self.problems, self.remarks, self.is_double)

    def read(self) -> None:
        for column, cell in self.cells.items():
            if cell.problem:
                self.problems[column] = cell.problem
        whole = self._words(Column.TITLE) or self._words(Column.STATEMENT)
        self.title = shortened(" ".join(whole.split()), TITLE_LIMIT)
        if not whole:
            self.problems.setdefault(Column.TITLE, _("There is no measure in this row."))
            return
        self._read_words(whole)
        for column, read in (
            (Column.DUE, self._read_due),
            (Column.SECTOR, self._read_sector),
            (Column.OWNER, self._read_owner),
            (Column.HAPPENED, self._read_happened),
            (Column.STATUS, self._read_status),
            (Column.PERCENT, self._read_percent),
            (Column.ADDRESS, self._read_address),
        ):
            if column not in self.problems:
                self._try(column, read)
        self._look_for_doubles()

    def _try(self, column: Column, read: Callable[[str], None]) -> None:
        try:
            read(self._words(column))
        except ValidationError as error:
            self.problems[column] = typography.sentences(error.messages)

    def _words(self, column: Column) -> str:
        """The text of a cell by the policy for typed words; a problem of it is noted."""
        cell = self.cells.get(column)
        if cell is None or not cell.text:
            return ""
        try:
            return clean_words(readable(cell.text))
        except ValidationError as error:
            self.problems[column] = typography.sentences(error.messages)
            return ""

    def _read_words(self, whole: str) -> None:
        statement = self._words(Column.STATEMENT)
        stated = statement or whole
        if self.title != " ".join(whole.split()):
            self.remarks[Column.TITLE] = _("The title is shortened; the statement has the whole.")
            stated = whole if statement in ("", whole) else f"{whole}\n{statement}"
        number = " ".join(self._words(Column.NUMBER).split())
        if len(stated) > STATEMENT_LIMIT:
            self.remarks[Column.STATEMENT] = _("The statement is shortened; the quoted words have the whole.")
        parts = [number, whole, statement if statement != whole else ""]
        parts += [self._words(column) for column in (Column.OWNER, Column.DUE, Column.NOTE)]
        words = " – ".join(" ".join(part.split()) for part in parts if part)
        note = " ".join(self._words(Column.NOTE).split())
        self.plan |= {
            "title": self.title,
            "statement": shortened(stated, STATEMENT_LIMIT),
            "reference_number": number[:REFERENCE_LIMIT],
            "words": words[:LONGEST_WORDS].strip(),
            "note": shortened(note, NOTE_LIMIT),
        }

    def _read_due(self, text: str) -> None:
        due = read_term(text, self._order(Column.DUE))
        self.plan["due"] = due
        if due["kind"] == DueKind.EVENT:
            self.remarks[Column.DUE] = _("No day can be read here, so it is kept as the name of an event.")

    def _read_sector(self, text: str) -> None:
        code = self.reader.known.sectors.get(folded(text)) if text else None
        if text and code is None:
            self.remarks[Column.SECTOR] = _(
                "“%(text)s” is no sector of this commission: the sector chosen for all is taken."
            ) % {"text": text[:40]}
        self.plan["sector"] = code or self.common.sector

    def _read_owner(self, text: str) -> None:
        if not text:
            return
        reader = self.reader
        is_one = folded(text) in reader.common.owners or reader.bodies_of(text)
        names = [text] if is_one else [name for name in _DIVIDES.split(text) if name]
        unknown = [name for name in names if not reader.bodies_of(name)]
        reader.note_unknown(names)
        for name in names:
            named = reader.bodies_of(name)
            # A name that both sides have means the own one.
            side = self.common.side if self.common.side in named else next(iter(named), "")
            if side:
                self.plan.setdefault(f"{side}_owner", named[side])
        if not unknown:
            return
        words = {"names": typography.items(shortened(name, LONGEST_NAME) for name in unknown[:3])}
        if len(unknown) < len(names):
            self.remarks[Column.OWNER] = (
                _("Not a body of this commission, so only in the words: %(names)s") % words
            )
        elif self.common.unknown_owner == UnknownOwner.EMPTY or all(map(reader.is_left_empty, unknown)):
            self.remarks[Column.OWNER] = (
                _("Not a body of this commission, so the owner is left empty: %(names)s") % words
            )
        else:
            self.problems[Column.OWNER] = (
                _(
                    "Not a body of this commission: %(names)s. Say which body it is, or leave such owners empty."
                )
                % words
            )

    def _read_happened(self, text: str) -> None:
        day = read_day(text, self._order(Column.HAPPENED)) if text else None
        if day is None:
            day = max(self.common.listed_on, self.common.held_on)
        if day > self.common.today:
            raise ValidationError(_("%(day)s has not come yet.") % {"day": date_format(day)})
        if day < self.common.held_on:
            self.remarks[Column.HAPPENED] = _(
                "%(day)s is before the meeting, so the day of the meeting is taken."
            ) % {"day": date_format(day)}
            day = self.common.held_on
        self.plan["happened_on"] = day.isoformat()

    def _read_status(self, text: str) -> None:
        if not text:
            return
        status = self.reader.statuses.get(folded(text))
        if status is None or status == Status.SUPERSEDED:
            raise ValidationError(_("“%(text)s” is no status that can be brought in.") % {"text": text[:40]})
        if status in CLOSED and not self.common.may_close:
            raise ValidationError(_("Only a secretary can state how it ended."))
        if status != Status.NOT_ASSESSED:
            self.plan["status"] = status

    def _read_percent(self, text: str) -> None:
        if not text:
            return
        try:
            found = read_quantity(text.rstrip("% "))
        except (NotANumber, TooManyDigits, ValueError) as error:
            raise ValidationError(
                _("“%(text)s” is no per cent from 0 to 100.") % {"text": text[:40]}
            ) from error
        if not 0 <= found.value <= 100:
            raise ValidationError(_("“%(text)s” is no per cent from 0 to 100.") % {"text": text[:40]})
        self.plan["percent"] = f"{found.value:f}"
        if found.qualifier:
            self.plan["percent_qualifier"] = str(found.qualifier)

    def _read_address(self, text: str) -> None:
        address = text.split()[0].rstrip(",;") if text else ""
        try:
            self.plan["address"] = _ADDRESS.clean(address)
        except ValidationError:
            self.remarks[Column.ADDRESS] = _("This is not the address of a web page. It is left out.")

    def _order(self, column: Column) -> DayOrder:
        return self.common.orders.get(column, DayOrder.UNKNOWN)

    def _look_for_doubles(self) -> None:
        known, number = self.reader.known, self.plan["reference_number"]
        key = (folded(self.title), number)
        code = known.titles.get(folded(self.title)) or (number and known.numbers.get(number))
        first = self.reader.seen.setdefault(key, self.place)
        if code:
            self.remarks[Column.NUMBER] = _("It is in the register already: %(code)s") % {"code": code}
        elif first != self.place:
            self.remarks[Column.NUMBER] = _("Row %(row)d says the same.") % {"row": first}
        self.is_double = bool(code) or first != self.place
