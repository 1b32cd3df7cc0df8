"""How far the values of both sides may be apart and still count as the same, as it is typed."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from commitments.figures.record import as_text
from commitments.forms.fields import WordsField
from commitments.forms.value_rows import NumberReading, read_exactly
from commitments.models.commission import is_tolerance

TYPED_LIMIT = 40


class ToleranceField(WordsField):
    """ "5 %" or "0,5%" of the larger, or so much in the unit, cleaned to the text of records; "" for nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=TYPED_LIMIT, **kwargs)

    def to_python(self, value: Any) -> str:
        typed = normalize("NFKC", super().to_python(value))
        if not typed or len(typed) > TYPED_LIMIT:
            return typed
        plain = typed.removesuffix("%")
        number = read_exactly(plain.strip(), NumberReading())
        text = f"{as_text(number)}{typed[len(plain) :]}"
        is_tolerance(text)
        return text
