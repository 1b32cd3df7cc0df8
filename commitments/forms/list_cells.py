"""The cells of one row of an edited register that say something else, and the acts that they come to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments import rules, typography
from commitments.figures.series import description_of
from commitments.models import Seat
from commitments.reports.edited import EditableCells, counted_alone
from commitments.sheets import SheetRow
from commitments.vocabulary import CLOSED, NOTE_LIMIT, TITLE_LIMIT, Status, Subject, other_side


class ReadsCells(Protocol):
    """Whoever reads the rows: whose seat it is, which columns there are, and what stands in a cell."""

    seat: Seat

    @property
    def columns(self) -> Any: ...

    def read_value(self, row: SheetRow, name: str) -> str: ...

    def words(self, name: str, value: str) -> str: ...


@dataclass(slots=True)
class ThreeTimes:
    """A cell three times: as the file had it, as it is now, and as it was typed."""

    before: str
    now: str
    typed: str


class ChangedRow:
    """The cells of one row that were changed, and the acts that they come to.

    `conflicts` are the cells that somebody else changed meanwhile; those of `mine` are brought in over what they wrote.
    """

    def __init__(
        self,
        reader: ReadsCells,
        row: SheetRow,
        now: EditableCells,
        before: EditableCells,
        mine: Collection[str] = (),
    ) -> None:
        self.reader, self.seat, self.commitment = reader, reader.seat, now.commitment
        self.problems: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        self.cells: dict[str, ThreeTimes] = {}
        self.mine, self.conflicts = mine, dict[str, bool]()  # whether it is taken, by name
        for name in now.values:
            if name not in reader.columns:
                continue
            try:
                typed = reader.read_value(row, name)
            except ValidationError as error:
                self.problems[name] = typography.sentences(error.messages)
                old = reader.words(name, before.values[name])
                self._note(name, old, row.cells[reader.columns[name]].text)
                continue
            cell = ThreeTimes(before.values[name], now.values[name], typed)
            if self._is_change(name, cell):
                self.cells[name] = cell

    def _is_change(self, name: str, cell: ThreeTimes) -> bool:
        """Whether a cell says something else than both now and then; notes from what to what, and why it cannot be taken."""
        if cell.typed in (cell.now, cell.before):
            return False
        words = self.reader.words
        is_of_others = name.startswith(other_side(self.seat.side))
        if cell.now != cell.before and not is_of_others:
            self.conflicts[name] = name in self.mine
        if self.conflicts.get(name) is False:
            self.problems[name] = _(
                "Changed by somebody else meanwhile. Before: %(before)s. Now: %(now)s. Yours: %(typed)s."
            ) % {
                "before": words(name, cell.before) or "–",
                "now": words(name, cell.now) or "–",
                "typed": words(name, cell.typed) or "–",
            }
            return False
        self._note(name, words(name, cell.now), words(name, cell.typed))
        if is_of_others:
            self.problems[name] = _("Only the other side can change this.")
        elif not cell.typed and not name.endswith("_position"):
            self.problems[name] = _(
                "A cell that is emptied changes nothing here. Use the form of the commitment."
            )
        return name not in self.problems

    def _note(self, name: str, old: str, new: str) -> None:
        self.remarks[name] = _("%(old)s → %(new)s") % {"old": old or "–", "new": new or "–"}

    def changes(self) -> list[dict[str, Any]]:
        """The acts, in the order in which they are done; what may not be done is a problem at its cell."""
        return [change for read in (self._view, self._owner, self._value, self._terms) for change in read()]

    def _seen(self, *names: str) -> dict[str, int]:
        """For a change over what somebody wrote meanwhile: that its author has seen what is there now."""
        is_over = any(self.conflicts.get(name) for name in names)
        return {"seen": self.commitment.last_number} if is_over else {}

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
            return self._no_view(name, _("Its status cannot be changed."))
        if status is not None and not position:
            return self._no_view(
                name, _("Another status needs another reason: change the cell with the position, too.")
            )
        if position is not None and len(position) > NOTE_LIMIT:
            return self._no_view(
                self._own("position"), _("At most %(limit)d characters.") % {"limit": NOTE_LIMIT}
            )
        if status in CLOSED and not rules.may_close(self.seat, self.commitment):
            return self._no_view(name, _("Only a secretary can state how it ended."))
        if (held in CLOSED and status is not None) or status in (Status.SUPERSEDED, Status.NOT_ASSESSED):
            return self._no_view(name, _("Use the form of the commitment for this."))
        seen = self._seen(self._own("status"), self._own("position"))
        return [{"of": "view", "status": status or held, "position": position or "", **seen}]

    def _no_view(self, name: str, sentence: str) -> list[dict[str, Any]]:
        """Nothing of the view is taken, where one of its two cells is refused."""
        for both in (self._own("status"), self._own("position")):
            if both in self.cells:
                self.problems[both] = _("Status and position go together, so this is left out as well.")
        return self._no(name, sentence)

    def _owner(self) -> list[dict[str, Any]]:
        code = self._typed(self._own("owner"))
        if code is None:
            return []
        if not rules.may_hand_over(self.seat, self.commitment):
            return self._no(self._own("owner"), _("Only a secretary can change the owner."))
        return [{"of": "owner", "body": code, **self._seen(self._own("owner"))}]

    def _is_apart(self, indicator: int) -> bool:
        """Whether the own side counts in another unit, which the column does not name."""
        series = (indicator, self.seat.side, "")
        return bool(description_of(self.commitment.series, series)["own_unit"])

    def _value(self) -> list[dict[str, Any]]:
        number, indicator = self._typed(self._own("value")), counted_alone(self.commitment)
        if number is None:
            return []
        if (
            indicator is None
            or self._is_apart(indicator)
            or not rules.may_give_values(self.seat, self.commitment)
        ):
            return self._no(self._own("value"), _("Here values are stated on the page of the commitment."))
        seen = self._seen(self._own("value"))
        return [{"of": "value", "indicator": indicator, "number": number, **seen}]

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
                made.append({"of": subject.value, "values": values, **self._seen(name)})
        return made

    def _no(self, name: str, sentence: str) -> list[dict[str, Any]]:
        self.problems[name] = sentence
        return []
