"""Lists that are typed row by row: of a test, of what is counted. A form with one may be asked for another row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.forms.standpoint import CommitmentForm
from commitments.models import Commission, Commitment
from commitments.reports.texts import of_language
from commitments.vocabulary.languages import is_language

# A row as it is typed: everything is text, also the number it had.
Row = dict[str, str]

ADD_ROW = "add_row"
# An input of a row with its words in a further authentic language: "text_in_ru".
TEXT_IN = "text_in_"


def texts_of_row(row: Row) -> dict[str, str]:
    """What was typed of a row in further authentic languages, by language."""
    return {name.removeprefix(TEXT_IN): text for name, text in row.items() if name.startswith(TEXT_IN)}


@dataclass(frozen=True, slots=True)
class RowShape:
    """What the rows of one field hold: the inputs of each, what a new one begins with, and how many there can be.

    `main` is the input that every row is sent with, and in which a form begins; `begun` makes rows of what holds.
    """

    field: str
    parts: tuple[str, ...]
    main: str
    new: Row
    most: int
    begun: Callable[[list[dict[str, Any]]], list[Row]]

    def sent(self, data: Mapping[str, Any]) -> list[Row]:
        """The rows as they were sent, empty ones included."""
        rows: list[Row] = []
        while len(rows) < self.most and f"{self.field}-{len(rows)}-{self.main}" in data:
            sent = {part: data.get(f"{self.field}-{len(rows)}-{part}") for part in self.parts}
            begun = f"{self.field}-{len(rows)}-{TEXT_IN}"
            sent |= {
                TEXT_IN + name.removeprefix(begun): data[name] for name in data if name.startswith(begun)
            }
            rows.append({part: text if isinstance(text, str) else "" for part, text in sent.items()})
        return rows

    def with_another(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What was sent, with one more row to be filled, while there can be one."""
        typed = {name: value for name, value in data.items() if name != ADD_ROW}
        rows = self.sent(data)
        more = {f"{self.field}-{len(rows)}-{part}": value for part, value in self.new.items()}
        return typed | (more if len(rows) < self.most else {})


class RowsWidget(forms.Widget):
    """Rows as they are typed, and so the same before and after they were sent."""

    use_fieldset = True
    shape: RowShape
    text_label: Any = ""  # of the input whose words are in every authentic language; "" where none are
    codes: Sequence[str] = ()  # the authentic languages
    languages: Mapping[str, str] = MappingProxyType({})  # in which the rows there are were written, by number

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        return self.shape.sent(data)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-{self.shape.main}" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = value or []
        built = context["widget"]["attrs"]
        # A form that begins here begins where nothing is typed yet.
        first_empty = next((place for place, row in enumerate(rows) if not row[self.shape.main]), 0)
        context["rows"] = [
            row
            | {
                "row": place + 1,
                "name": f"{name}-{place}",
                "id": f"{built.get('id', name)}-{place}",
                "begins": "data-focus" in built and place == first_empty,
                "texts": self._texts(row),
            }
            for place, row in enumerate(rows)
        ]
        return context

    def _texts(self, row: Row) -> list[dict[str, str]]:
        """The inputs for the words of a row in further authentic languages."""
        typed = texts_of_row(row)
        written = self.languages.get(row["number"])
        return [
            {
                "part": f"{TEXT_IN}{code}",
                "code": code,
                "label": of_language(str(self.text_label), code),
                "text": typed.get(code, ""),
            }
            for code in dict.fromkeys([*self.codes, *filter(is_language, typed)])
            if typed.get(code) or (code in self.codes and code != written)
        ]


class RowsField(forms.Field):
    """Rows, made into what would hold of a commitment. `commitment` is set by the form."""

    commitment: Commitment

    def clean(self, value: list[Row]) -> list[dict[str, Any]]:
        """What holds if this is agreed, with numbers. Raises ValidationError with a sentence per problem."""
        sentences: list[str] = []
        lines, places = [], []
        for place, row in enumerate(value or [], start=1):
            line = self.line(row, RowReader(place, sentences))
            if line is not None:
                lines.append(line)
                places.append(place)
        sentences = sentences or self.problems(lines, places)
        if sentences:
            raise ValidationError(sentences)
        return self.merged(lines)

    def line(self, row: Row, reader: RowReader) -> dict[str, Any] | None:
        """One row read; None for one that is empty or dropped."""
        raise NotImplementedError

    def texts_read(
        self, row: Row, reader: RowReader, words: forms.Field, language: str, text: str
    ) -> dict[str, dict[str, str]]:
        """What was typed of a row in further authentic languages, as `texts` of its line; nothing where nothing was.

        What repeats its words in their own language is no other text.
        """
        typed = {
            code: reader.read(words.clean, said, said)
            for code, said in texts_of_row(row).items()
            if said.strip() and is_language(code)
        }
        texts = {code: said for code, said in typed.items() if (code, said) != (language, text)}
        return {"texts": texts} if texts else {}

    def problems(self, lines: list[dict[str, Any]], places: list[int]) -> list[str]:
        """What keeps the lines from holding together; `places` are the rows they come from."""
        raise NotImplementedError

    def merged(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines with the numbers of what held before."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the inputs of one row, and keeps the sentences on what is wrong with them."""

    place: int
    sentences: list[str]

    def read(self, reader: Callable[[str], Any], text: str, otherwise: Any) -> Any:
        try:
            return reader(text)
        except ValidationError as error:
            words = {"row": self.place}
            self.sentences.extend(
                _("Row %(row)d: %(problem)s") % {**words, "problem": sentence} for sentence in error.messages
            )
            return otherwise


def offer_row_texts(
    field: forms.Field, commission: Commission, present: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Let the rows of a field have their words in every authentic language; `present` are those there are."""
    field.widget.codes = commission.authentic_codes
    field.widget.languages = {str(one["number"]): one["language"] for one in present}


class RowsForm(CommitmentForm):
    """A form with such rows. What held before is theirs to begin with, or what was typed and kept."""

    rows: ClassVar[RowShape]

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        given, name = dict(kwargs.pop("initial", None) or {}), self.rows.field
        # Words that were kept come by the names of the inputs.
        kept = self.rows.sent(given)
        given[name] = kept or self.begun(given.get(name, getattr(commitment, name)), commitment)
        super().__init__(*args, commitment=commitment, initial=given, **kwargs)
        self.fields[name].commitment = commitment

    def begun(self, lines: list[dict[str, Any]], commitment: Commitment) -> list[Row]:
        """The rows of what holds."""
        return self.rows.begun(lines)

    @property
    def adds_rows(self) -> bool:
        """Whether another row may be asked for."""
        return len(self[self.rows.field].value()) < self.rows.most

    def is_unfinished(self) -> bool:
        return ADD_ROW in self.data

    def with_more_room(self) -> dict[str, Any]:
        return self.rows.with_another(self.data)
