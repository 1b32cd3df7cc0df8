"""An exported register that was edited: which cells say something else, and what each of them becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.actions.bringing import PlannedRow
from commitments.figures.reading import NotANumber, TooManyDigits, read_quantity
from commitments.forms.fields import clean_words, readable
from commitments.forms.list_cells import ChangedRow
from commitments.forms.list_row import status_words
from commitments.forms.list_terms import read_day
from commitments.forms.named import bodies_of
from commitments.models import Commission, Seat, Sector
from commitments.reports.brought import KnownThings
from commitments.reports.edited import (
    EditableCells,
    column_labels,
    editable_rows,
    plain_number,
    rows_at,
    words_of,
)
from commitments.sheets import DayOrder, SheetRow
from commitments.sheets.columns import folded
from commitments.vocabulary import Subject

# What the other side is told the reason of: the acts, and their cells.
EXPLAINED = (Subject.DUE, Subject.WORDING, Subject.SECTOR)
EXPLAINED_CELLS = ("due_on", "title", "sector")
AT_ONCE = 500  # rows that are compared with the register in one go


def edited_columns(heads: Sequence[str], commission: Commission) -> dict[str, int]:
    """By name, the place of each column of an exported register; {} for a list of another kind."""
    names: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names |= {folded(label): name for name, label in column_labels(commission).items()}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        if name := names.get(folded(head)):
            found.setdefault(name, place)
    return found if {"code", "revision"} <= found.keys() else {}


def needs_reason(planned: Iterable[PlannedRow]) -> bool:
    """Whether anything is among the changes, taken yet or not, that the other side is told the reason of."""
    return any(
        any(change["of"] in EXPLAINED for change in row.plan.get("changes", ()))
        or any(name in EXPLAINED_CELLS for name in row.plan.get("conflicts", ()))
        for row in planned
    )


class ChangeReader:
    """Compares rows with the register as it is, and where somebody wrote meanwhile as the file had it.

    `mine` are the cells, as (row, name), that are to be brought in over what somebody wrote meanwhile.
    """

    def __init__(
        self,
        seat: Seat,
        columns: Mapping[str, int],
        known: KnownThings,
        mine: Iterable[Sequence[Any]] = (),
    ) -> None:
        self.seat, self.columns, self.known = seat, columns, known
        self.mine = [(place, name) for place, name in mine]
        self.statuses = status_words()
        commission = seat.commission
        self.bodies = {
            f"{side}_owner": {body.code: body.called_short for body in bodies_of(party)}
            for side, party in zip(("first", "second"), commission.sides, strict=True)
        }
        sectors = Sector.objects.filter(commission=commission)
        self.sectors = {sector.code: sector.called for sector in sectors}

    def read(self, rows: Iterable[SheetRow]) -> Iterable[PlannedRow]:
        """A plan for each row that says something else; untouched rows make none."""
        seen: set[str] = set()
        part: list[SheetRow] = []
        for row in rows:
            part.append(row)
            if len(part) == AT_ONCE:
                yield from self._read_part(part, seen)
                part = []
        yield from self._read_part(part, seen)

    def _read_part(self, rows: Sequence[SheetRow], seen: set[str]) -> Iterable[PlannedRow]:
        now = editable_rows(self.seat.commission, {self._text(row, "code") for row in rows})
        typed = [(row, now.get(self._text(row, "code"))) for row in rows]
        behind = {
            held.commitment: number
            for row, held in typed
            if held is not None
            and (number := self._revision(row)) is not None
            and number < held.commitment.last_number
            and self._differs(row, held)
        }
        then = rows_at(self.seat.commission, behind)
        for row, held in typed:
            code = self._text(row, "code")
            if code in seen:
                yield self._refused(row, "code", _("%(code)s is here twice.") % {"code": code})
            elif held is None:
                yield self._refused(
                    row, "code", _("There is no commitment “%(code)s”.") % {"code": code[:40]}
                )
            elif self._differs(row, held):
                yield from self._compared(row, held, then.get(code, held))
            seen.add(code)

    def _compared(self, row: SheetRow, now: EditableCells, before: EditableCells) -> Iterable[PlannedRow]:
        revision = self._revision(row)
        if revision is None:
            yield self._refused(
                row, "revision", _("The number in the column “Revision” was changed or is missing.")
            )
            return
        mine = [name for place, name in self.mine if place == row.number]
        reading = ChangedRow(self, row, now, before, mine)
        plan = {
            "code": now.commitment.code,
            "seen": revision,
            "changes": reading.changes(),
            "conflicts": reading.conflicts,
        }
        if plan["changes"] or reading.problems:
            title = f"{now.commitment.code} {now.commitment.title}"
            has_plan = plan["changes"] or plan["conflicts"]
            yield PlannedRow(
                row.number, title[:200], plan if has_plan else {}, reading.problems, reading.remarks
            )

    def _refused(self, row: SheetRow, name: str, sentence: str) -> PlannedRow:
        return PlannedRow(row.number, self._text(row, "title")[:160], {}, {name: sentence})

    def _differs(self, row: SheetRow, held: EditableCells) -> bool:
        """Whether any cell says something else than the register, or cannot be read."""
        for name, value in held.values.items():
            if name in self.columns:
                try:
                    if self.read_value(row, name) != value:
                        return True
                except ValidationError:
                    return True
        return False

    def _text(self, row: SheetRow, name: str) -> str:
        place = self.columns.get(name)
        return row.cells[place].text if place is not None and place < len(row.cells) else ""

    def _revision(self, row: SheetRow) -> int | None:
        text = self._text(row, "revision")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def read_value(self, row: SheetRow, name: str) -> str:
        """Raises ValidationError where a cell cannot be read."""
        place = self.columns[name]
        cell = row.cells[place] if place < len(row.cells) else None
        if cell is None or (not cell.text and not cell.problem):
            return ""
        if cell.problem:
            raise ValidationError(cell.problem)
        text = clean_words(readable(cell.text))
        kind = name.rpartition("_")[2]
        match kind:
            case "status":
                return self._found(self.statuses.get(folded(text)), text)
            case "owner":
                side = name.partition("_")[0]
                codes = [code for of, code in self.known.bodies.get(folded(text), ()) if of == side]
                return self._found(codes[0] if codes else None, text)
            case "sector":
                return self._found(self.known.sectors.get(folded(text)), text)
            case "on":
                day = read_day(text, DayOrder.UNKNOWN)
                return day.isoformat() if day else ""
            case "value":
                return self._number(text)
        return text if name.endswith("_position") else " ".join(text.split())

    def _found(self, value: str | None, text: str) -> str:
        if value is None:
            raise ValidationError(_("“%(text)s” is not known here.") % {"text": text[:60]})
        return value

    def _number(self, text: str) -> str:
        try:
            found = read_quantity(text)
        except (NotANumber, TooManyDigits, ValueError) as error:
            raise ValidationError(_("“%(text)s” is not a number.") % {"text": text[:40]}) from error
        if found.qualifier:
            sentence = _("“%(text)s”: a number that is not exact is given on the page of the commitment.")
            raise ValidationError(sentence % {"text": text[:40]})
        return plain_number(f"{found.value:f}")

    def words(self, name: str, value: str) -> str:
        return words_of(name, value, self.bodies.get(name, {}), self.sectors)
