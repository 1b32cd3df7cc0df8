"""Tables that are pasted from a spreadsheet or typed with semicolons, read and checked row by row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import typography
from commitments.forms.fields import readable

MOST_ROWS = 500
MOST_CHARACTERS = 100_000  # of a table; `csv` reads no cell with more than 131,072


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: where it stands, what was typed, what was understood, and what is wrong with it."""

    place: int
    text: str
    form: forms.Form
    problem: str


class PastedField(forms.CharField):
    """A table as it was pasted: a row a line, its columns divided by tabs or semicolons."""

    widget = forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "wrap": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_CHARACTERS, **kwargs)

    def to_python(self, value: Any) -> str:
        return readable(super().to_python(value) or "")


def read_rows(
    text: str, columns: tuple[str, ...], form_of: Callable[[dict[str, str]], forms.Form]
) -> list[TableLine]:
    """The rows of a pasted table, each checked by a form of its own. Empty lines are left out.

    Raises ValidationError for more rows than one would look through.
    """
    lines = [(place, line) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise ValidationError(
            ngettext("At most %(n)d row at once.", "At most %(n)d rows at once.", MOST_ROWS)
            % {"n": MOST_ROWS}
        )
    return [_read(place, line, columns, form_of) for place, line in lines]


def _read(
    place: int, line: str, columns: tuple[str, ...], form_of: Callable[[dict[str, str]], forms.Form]
) -> TableLine:
    divider = "\t" if "\t" in line else ";"
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=divider))]
    form = form_of(dict(zip(columns, cells, strict=False)))
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        problem = ngettext(
            "This row has more than %(n)d column.", "This row has more than %(n)d columns.", len(columns)
        ) % {"n": len(columns)}
    else:
        problem = typography.sentences(said(form))
    return TableLine(place, line, form, problem)


def said(form: forms.Form) -> list[str]:
    """What a form refuses, each sentence with the name of its field."""
    sentences = []
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}{typography.colon()}" if name in form.fields else ""
        sentences += [f"{label}{error}" for error in errors]
    return sentences


def problems_of(rows: list[TableLine], name: str) -> list[str]:
    """One sentence for each row that is wrong."""
    return [
        _("%(table)s, row %(row)d: %(problem)s") % {"table": name, "row": row.place, "problem": row.problem}
        for row in rows
        if row.problem
    ]


def as_text(rows: list[Mapping[str, Any]], columns: tuple[str, ...]) -> str:
    """Rows as they would be typed."""
    return "\n".join("; ".join(str(row[column]) for column in columns) for row in rows)
