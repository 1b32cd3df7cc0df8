"""What a list comes to, whatever file it was in: rows of cells, each a text or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 10_000  # with words in them; a list that is longer is brought in by parts
MOST_COLUMNS = 60
EMPTY_ROWS = 1_000  # after so many the sheet is taken to be over: what follows is format without words
LONGEST_CELL = 8_000  # characters


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as text: a day as 2022-09-16, a number in plain digits, a share of a hundred without its sign.

    `problem` says why its text cannot be used; `is_day` that the file itself calls it a day.
    """

    text: str = ""
    problem: str = ""
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`number` is that of the row in the file, from 1, as programs for spreadsheets show it."""

    number: int
    cells: tuple[SheetCell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.text or cell.problem for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SheetName:
    name: str
    is_hidden: bool = False


def column_letter(place: int) -> str:
    """The letter a column has in programs for spreadsheets: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
