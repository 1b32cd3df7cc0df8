"""One small register made into a large one: every row about a commitment is written many times.

The small log is numbered with room for the copies: the entries of copy k follow those they are copies of by k. So do
the keys of their rows. Whatever repeats such a number is a `Shifted`, and is told from other numbers by that. Codes are
told by their form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from commitments.models.bulk import Bulk
from commitments.models.canonical import canonical, leaf_hash
from commitments.models.search import tokens

# Within text: a number that is shifted, marked while its record is written as JSON.
MARK = "@+{}+@"
# A step is named by the number of its entry, also where what is known of it is kept under its name.
STEP, IN_KEY = re.compile(r"^step/(\d+)$"), r"step/@+\1+@"


class Shifted(int):
    """The number of an entry, or the key of a row, of the first copy; that of copy k is k higher."""


def marked(value: Any) -> Any:
    """A value of a record with its shifted numbers as marks."""
    if isinstance(value, Shifted):
        return MARK.format(int(value))
    if isinstance(value, dict):
        return {STEP.sub(IN_KEY, name): marked(one) for name, one in value.items()}
    return [marked(one) for one in value] if isinstance(value, list) else value


class Copying:
    """How many copies there are, and what their codes are."""

    def __init__(self, copies: int, codes: re.Pattern[str], apart: int) -> None:
        """`codes` finds a code; the numbers of two copies are `apart`."""
        self.copies, self.apart = copies, apart
        self._slots = re.compile(rf'"@\+(?P<shifted>\d+)\+@"|(?<=step/)@\+(?P<step>\d+)\+@|{codes.pattern}')

    def code(self, code: str, copy: int) -> str:
        """The code of a copy, as wide as that of the first one."""
        number = code.rpartition("-")[2]
        return f"{code.removesuffix(number)}{int(number) + copy * self.apart:0{len(number)}}"

    def texts(self, text: str) -> Iterator[str]:
        """This text as each copy has it."""
        shifted: list[int | None] = []
        codes: list[str] = []

        def slot(found: re.Match[str]) -> str:
            number = found["shifted"] or found["step"]
            shifted.append(int(number) if number else None)
            codes.append(found[0])
            return "%s"

        pattern = self._slots.sub(slot, text.replace("%", "%%"))
        if not shifted:
            yield from (text for _copy in range(self.copies))
            return
        slots = list(zip(shifted, codes, strict=True))
        for copy in range(self.copies):
            yield pattern % tuple(
                self.code(code, copy) if number is None else number + copy for number, code in slots
            )


class CopyingBulk(Bulk):
    """Rows of one table, each written as often as there are copies. Keys are those the rows bring, or the database's."""

    def __init__(self, model: type[models.Model], copying: Copying, *, brings_keys: bool = False) -> None:
        self.gives_keys = brings_keys
        super().__init__(model)
        self.copying = copying
        places = {field.name: place for place, field in enumerate(self.fields)}
        self._places = [places.get(name, -1) for name in ("record", "leaf", "code", "search_tokens")]
        self._json = [
            (place, field.attname)
            for place, field in enumerate(self.fields)
            if isinstance(field, models.JSONField)
        ]

    def add_copies(self, row: models.Model, record: dict[str, Any] | None = None) -> None:
        """Every copy of a row. An entry comes with its record."""
        values = self.values_of(row)
        shifted = [place for place, value in enumerate(values) if isinstance(value, Shifted)]
        texts = {
            place: self.copying.texts(json.dumps(marked(getattr(row, name)))) for place, name in self._json
        }
        records = None if record is None else self.copying.texts(canonical(marked(record)).decode())
        in_record, in_leaf, in_code, in_tokens = self._places
        for copy in range(self.copying.copies):
            one = values.copy()
            for place in shifted:
                one[place] += copy
            for place, text in texts.items():
                one[place] = next(text)
            if records is not None:
                one[in_record] = data = next(records).encode()
                one[in_leaf] = leaf_hash(data)
            if in_code >= 0:
                one[in_code] = self.copying.code(values[in_code], copy)
            if in_tokens >= 0:
                one[in_tokens] = recoded(values[in_tokens], values[in_code], one[in_code])
            self.add_values(one)

    def write_copies(self, rows: Iterable[models.Model]) -> None:
        for row in rows:
            self.add_copies(row)
        self.flush()


def recoded(words: str, before: str, after: str) -> str:
    """Search words with those of another code first, each once. No text has a number as wide as that of a code."""
    number = before.rpartition("-")[2]
    kept = [word for word in words.split() if word != number]
    return " ".join(dict.fromkeys([*tokens(after).split(), *kept]))
