"""An exported register that was edited: which cells say something else, and what each of them becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.bringing import PlannedRow
from commitments.figures.reading import NotANumber, TooManyDigits, read_quantity
from commitments.forms.fields import clean_words, readable
from commitments.forms.list_row import status_words
from commitments.forms.list_terms import read_day
from commitments.models import Body, Commission, Seat, Sector
from commitments.reports.brought import KnownThings
from commitments.reports.edited import (
    EditableCells,
    column_labels,
    counted_alone,
    editable_rows,
    plain_number,
    rows_at,
    words_of,
)
from commitments.sheets import DayOrder, SheetRow
from commitments.sheets.columns import folded
from commitments.vocabulary import CLOSED, NOTE_LIMIT, TITLE_LIMIT, Status, Subject, other_side

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


class ChangeReader:
    """Compares rows with the register as it is, and where somebody wrote meanwhile as the file had it."""

    def __init__(self, seat: Seat, columns: Mapping[str, int], known: KnownThings) -> None:
        self.seat, self.columns, self.known = seat, columns, known
        self.statuses = status_words()
        commission = seat.commission
        self.bodies = {
            f"{side}_owner": dict(Body.objects.filter(party=party).values_list("code", "short_name"))
            for side, party in zip(("first", "second"), commission.sides, strict=True)
        }
        self.sectors = dict(Sector.objects.filter(commission=commission).values_list("code", "name"))

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
                yield self._refused(row, "code", _("%(code)s stands here twice.") % {"code": code})
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
        reading = ChangedRow(self, row, now, before)
        plan = {"code": now.commitment.code, "seen": revision, "changes": reading.changes()}
        if plan["changes"] or reading.problems:
            title = f"{now.commitment.code} {now.commitment.title}"
            has_changes = bool(plan["changes"])
            yield PlannedRow(
                row.number, title[:200], plan if has_changes else {}, reading.problems, reading.remarks
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
            return plain_number(f"{read_quantity(text).value:f}")
        except (NotANumber, TooManyDigits, ValueError) as error:
            raise ValidationError(_("“%(text)s” is not a number.") % {"text": text[:40]}) from error

    def words(self, name: str, value: str) -> str:
        return words_of(name, value, self.bodies.get(name, {}), self.sectors)


@dataclass(slots=True)
class ThreeTimes:
    """A cell three times: as the file had it, as it is now, and as it was typed."""

    before: str
    now: str
    typed: str


class ChangedRow:
    """The cells of one row that were changed, and the acts that they come to."""

    def __init__(
        self, reader: ChangeReader, row: SheetRow, now: EditableCells, before: EditableCells
    ) -> None:
        self.reader, self.seat, self.commitment = reader, reader.seat, now.commitment
        self.problems: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        self.cells: dict[str, ThreeTimes] = {}
        for name in now.values:
            if name not in reader.columns:
                continue
            try:
                typed = reader.read_value(row, name)
            except ValidationError as error:
                self.problems[name] = " ".join(error.messages)
                continue
            cell = ThreeTimes(before.values[name], now.values[name], typed)
            if self._is_change(name, cell):
                self.cells[name] = cell

    def _is_change(self, name: str, cell: ThreeTimes) -> bool:
        """Whether a cell says something else than both now and then; notes why it cannot be taken."""
        if cell.typed in (cell.now, cell.before):
            return False
        words = self.reader.words
        if name.startswith(other_side(self.seat.side)):
            self.problems[name] = _("Only the other side can change this.")
        elif cell.now != cell.before:
            self.problems[name] = _(
                "Changed by somebody else meanwhile. Before: %(before)s. Now: %(now)s. Yours: %(typed)s."
            ) % {
                "before": words(name, cell.before) or "–",
                "now": words(name, cell.now) or "–",
                "typed": words(name, cell.typed) or "–",
            }
        elif not cell.typed and not name.endswith("_position"):
            self.problems[name] = _(
                "A cell that is emptied changes nothing here. Use the form of the commitment."
            )
        else:
            self.remarks[name] = _("%(old)s → %(new)s") % {
                "old": words(name, cell.before) or "–",
                "new": words(name, cell.typed) or "–",
            }
            return True
        return False

    def changes(self) -> list[dict[str, Any]]:
        """The acts, in the order in which they are done; what may not be done is a problem at its cell."""
        made = [change for read in (self._view, self._owner, self._value, self._terms) for change in read()]
        for name in self.problems:
            self.remarks.pop(name, None)
        return made

    def _typed(self, name: str) -> str | None:
        cell = self.cells.get(name)
        return None if cell is None else cell.typed

    def _own(self, name: str) -> str:
        return f"{self.seat.side}_{name}"

    def _view(self) -> list[dict[str, Any]]:
        status, position = self._typed(self._own("status")), self._typed(self._own("position"))
        if status is None and position is None:
            return []
        name = self._own("status") if status is not None else self._own("position")
        held = self.commitment.of(self.seat.side, "status")
        if not rules.may_log_update(self.seat, self.commitment):
            return self._no(name, _("Its status cannot be changed."))
        if status is not None and not position:
            return self._no(
                name, _("Another status needs another reason: change the cell with the position, too.")
            )
        if position is not None and len(position) > NOTE_LIMIT:
            return self._no(self._own("position"), _("At most %(limit)d characters.") % {"limit": NOTE_LIMIT})
        if status in CLOSED and not rules.may_close(self.seat, self.commitment):
            return self._no(name, _("Only a secretary can state how it ended."))
        if (held in CLOSED and status is not None) or status in (Status.SUPERSEDED, Status.NOT_ASSESSED):
            return self._no(name, _("Use the form of the commitment for this."))
        return [{"of": "view", "status": status or held, "position": position or ""}]

    def _owner(self) -> list[dict[str, Any]]:
        code = self._typed(self._own("owner"))
        if code is None:
            return []
        if not rules.may_hand_over(self.seat, self.commitment):
            return self._no(self._own("owner"), _("Only a secretary can change the owner."))
        return [{"of": "owner", "body": code}]

    def _value(self) -> list[dict[str, Any]]:
        number, indicator = self._typed(self._own("value")), counted_alone(self.commitment)
        if number is None:
            return []
        if indicator is None or not rules.may_give_values(self.seat, self.commitment):
            return self._no(self._own("value"), _("Here values are stated on the page of the commitment."))
        return [{"of": "value", "indicator": indicator, "number": number}]

    def _terms(self) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for name, subject, may in (
            ("due_on", Subject.DUE, rules.may_redate),
            ("title", Subject.WORDING, rules.may_amend),
            ("sector", Subject.SECTOR, rules.may_amend),
        ):
            typed = self._typed(name)
            if typed is None:
                continue
            if not may(self.seat, self.commitment) and not rules.may_prepare(self.seat, self.commitment):
                made += self._no(name, _("Your role may not change this here."))
            elif name == "title" and len(typed) > TITLE_LIMIT:
                made += self._no(name, _("At most %(limit)d characters.") % {"limit": TITLE_LIMIT})
            else:
                values = {name: typed}
                if name == "due_on" and self.commitment.due_kind == "none":
                    values["due_kind"] = "date"
                made.append({"of": subject.value, "values": values})
        return made

    def _no(self, name: str, sentence: str) -> list[dict[str, Any]]:
        self.problems[name] = sentence
        return []
