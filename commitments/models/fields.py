"""Every field that the log makes, declared once: its column in the model, and here what Django cannot know of it.

The model says kind, label, choices and reference. From both come the blank state, the columns, the converters between
record and column, the terms by period, the names in sentences, what a proposal may change, and the search words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from commitments.models.by_period import ByPeriod
from commitments.models.canonical import moment
from commitments.models.commitment import Commitment
from commitments.models.figures import ObservedValue
from commitments.models.readout import Meeting, Readout
from commitments.models.session import AgendaItem, Session, SessionState
from commitments.models.standpoint import Standpoint, Terms
from commitments.vocabulary import SIDES, AgreedTest, DueKind, Outlook, Recognition, Status, Subject

# A state is a plain dict named after columns, in the values of records: codes, ISO days and moments, plain text.
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StateField:
    """One field. A record's `set` calls it by its name; the side is that of who speaks, or stands before the name.

    by_side   there are two columns, first_<name> and second_<name>
    said      a sentence names its change, with the label of the column; in the order of this table
    searched  search finds the commitment by its words
    subject   what it belongs to of what both sides share, so that it changes by consent once both have confirmed
    blank     the value before any record; None: "" for text, and nothing for all else
    """

    name: str
    by_side: bool = False
    said: bool = False
    searched: bool = False
    subject: str = ""
    blank: Any = None

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f"{side.value}_{self.name}" for side in SIDES) if self.by_side else (self.name,)


@dataclass(frozen=True)
class StateTable:
    """The fields of one model that the log makes."""

    model: type[models.Model]
    fields: tuple[StateField, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for field in self.fields for name in field.columns)

    @cached_property
    def references(self) -> frozenset[str]:
        """The columns that name another row; records name it by its code."""
        return frozenset(name for name in self.columns if self.column(name).is_relation)

    @cached_property
    def blank(self) -> State:
        """The state before the first record. To be copied, never changed."""
        return {name: self._blank(field, name) for field in self.fields for name in field.columns}

    def _blank(self, field: StateField, name: str) -> Any:
        is_text = isinstance(self.column(name), models.CharField | models.TextField)
        return "" if field.blank is None and is_text else field.blank

    def column(self, name: str) -> Any:
        """Django's own field: its label, choices and what it refers to."""
        return self.model._meta.get_field(name)

    def said(self) -> Iterator[tuple[str, Any]]:
        """Name in records, and column, of what sentences name."""
        return ((field.name, self.column(field.columns[0])) for field in self.fields if field.said)

    def state_of(self, row: models.Model) -> State:
        """The state a row holds. Wants its references loaded."""
        return {name: as_recorded(getattr(row, name)) for name in self.columns}

    def column_value(self, name: str, value: Any, look_up: Callable[[str, str], models.Model]) -> Any:
        """The value of a record as the column holds it; `look_up(name, code)` finds the row a reference names."""
        if value is None:
            return None
        if name in self.references:
            return look_up(name, value)
        return self._readers.get(name, _as_it_is)(value)

    @cached_property
    def _readers(self) -> dict[str, Callable[[Any], Any]]:
        """How values of days and moments are read, by column."""
        columns = {name: self.column(name) for name in self.columns}
        return {
            name: dt.date.fromisoformat
            for name, column in columns.items()
            if isinstance(column, models.DateField)
        } | {
            name: dt.datetime.fromisoformat
            for name, column in columns.items()
            if isinstance(column, models.DateTimeField)
        }


def _as_it_is(value: Any) -> Any:
    return value


def code_of(row: models.Model) -> str:
    """What records call a row by."""
    return str(getattr(row, "slug" if isinstance(row, Meeting | Readout | Session) else "code"))


def as_recorded(value: Any) -> Any:
    """A value of a column or a form as records write it."""
    match value:
        case dt.datetime():
            return moment(value)
        case dt.date():
            return value.isoformat()
        case models.Model():
            return code_of(value)
        case str():
            return str(value)  # a word of the vocabulary as plain text
        case _:
            return value


COMMITMENT = StateTable(
    Commitment,
    (
        StateField("meeting"),
        StateField("title", said=True, searched=True, subject=Subject.WORDING),
        StateField("statement", said=True, searched=True, subject=Subject.WORDING),
        StateField("reference_number", said=True, searched=True, subject=Subject.WORDING),
        StateField("language", said=True, subject=Subject.WORDING, blank="en"),
        StateField("title_texts", said=True, subject=Subject.WORDING, blank={}),
        StateField("statement_texts", said=True, subject=Subject.WORDING, blank={}),
        StateField("translations", blank={}),
        StateField("worded", blank={}),
        StateField("titles", blank={}),
        StateField("texts_in"),
        StateField("texts_old", by_side=True),
        StateField("speech_act", said=True, subject=Subject.SPEECH_ACT),
        StateField("performed_by", said=True, subject=Subject.PERFORMERS),
        StateField("beneficiary", said=True, subject=Subject.PERFORMERS),
        StateField("sector", said=True, subject=Subject.SECTOR),
        StateField("recognition", said=True, blank=Recognition.DRAFT.value),
        StateField("proposed_by"),
        StateField("owner", by_side=True, said=True),
        StateField("post", by_side=True, said=True),
        # due
        StateField("due_kind", said=True, subject=Subject.DUE, blank=DueKind.NONE.value),
        StateField("due_from", said=True, subject=Subject.DUE),
        StateField("due_on", said=True, subject=Subject.DUE),
        StateField("due_text", said=True, subject=Subject.DUE),
        StateField("due_texts", said=True, subject=Subject.DUE, blank={}),
        StateField("asked", said=True, subject=Subject.DUE),
        StateField("every_weeks", said=True, subject=Subject.DUE),
        StateField("every_months", said=True, subject=Subject.DUE),
        StateField("checked_on", by_side=True, said=True),
        StateField("condition_met_on", said=True),
        StateField("reported_on", by_side=True, said=True),
        StateField("first_due_on"),
        StateField("redated_times", blank=0),
        StateField("redated_days", blank=0),
        StateField("delivered_on"),
        StateField("rhythm_on"),
        StateField("owed_on"),
        StateField("owed_on", by_side=True),
        StateField("missed", by_side=True, blank=0),
        # a request
        StateField("asked_on", said=True),
        StateField("answer", said=True),
        StateField("answered_on", said=True),
        StateField("asked_again", said=True, blank=0),
        # what takes its place, and what is offered
        StateField("superseded_by", said=True),
        StateField("offered_statement", said=True),
        StateField("offered_texts", said=True, blank={}),
        StateField("offered_by"),
        StateField("proposals", blank={}),
        # the test
        StateField("criteria", said=True, subject=Subject.CRITERIA, blank=[]),
        StateField("criteria_given", blank=0),
        StateField("met", blank={}),
        StateField("test", blank=AgreedTest.NONE.value),
        # progress in figures
        StateField("indicators", said=True, subject=Subject.FIGURES, blank=[]),
        StateField("indicators_given", blank=0),
        StateField("series", blank=[]),
        StateField("figures_count", blank=0),
        StateField("figures_verdict"),
        StateField("figures_due_on"),
        StateField("figures_share"),
        StateField("figures_behind"),
        StateField("figures_whose"),
        StateField("figures_differ", blank=False),
        StateField("figures_on", by_side=True),
        StateField("figures_owed_on", by_side=True),
        StateField("figures_told", blank={}),
        StateField("counted_titles", blank={}),
        # the two views, and what they make together
        StateField("status", by_side=True, said=True, blank=Status.NOT_ASSESSED.value),
        StateField("outlook", by_side=True, said=True, blank=Outlook.NO_VIEW.value),
        StateField("position", by_side=True),
        StateField("waits_on", by_side=True, said=True),
        StateField("steps", said=True, blank=[]),
        StateField("next_step", by_side=True),
        StateField("next_on", by_side=True),
        StateField("entry", by_side=True),
        StateField("since", by_side=True),
        StateField("true_on", by_side=True),
        StateField("begun", by_side=True),
        StateField("view", by_side=True),
        StateField("word", by_side=True),
        StateField("word_at", by_side=True),
        StateField("need", by_side=True),
        StateField("need_at", by_side=True),
        StateField("move"),
        StateField("agreed", blank=Status.NOT_ASSESSED.value),
        StateField("agreed_since"),
        StateField("agreed_true_on"),
        StateField("agreed_view"),
        StateField("is_open", blank=True),
        StateField("is_counted", blank=True),
        StateField("recorded_at"),
        StateField("last_number"),
    ),
)

SESSION = StateTable(
    Session,
    (
        StateField("title"),
        StateField("held_on", said=True),
        StateField("place", said=True),
        StateField("state", blank=SessionState.DRAFTING.value),
        StateField("called_entry"),
        StateField("agenda"),
        StateField("agreed", by_side=True),
        StateField("last_number"),
    ),
)

ITEM = StateTable(
    AgendaItem,
    (
        StateField("topic", said=True),
        StateField("commitment"),
        StateField("title"),
        StateField("question", said=True),
        StateField("question_language", said=True),
        StateField("put_by"),
        StateField("carried_from"),
        StateField("position", by_side=True, said=True),
        StateField("position_language", by_side=True, said=True),
        StateField("is_off", blank=False),
        StateField("decision", said=True),
        StateField("decision_language", said=True),
        StateField("decision_texts", said=True, blank=[]),
        StateField("effect", said=True),
        StateField("effect_status", said=True),
        StateField("effect_on", said=True),
        StateField("sources", blank=[]),
        StateField("drafted_by"),
        StateField("draft_entry"),
        StateField("signed_by"),
        StateField("signed_entry"),
        StateField("last_number"),
    ),
)

# What a past day can be asked for: a change of one of these begins a new period of `Terms`.
TERMS: tuple[str, ...] = tuple(
    name for name in COMMITMENT.columns if name in {column.name for column in ByPeriod._meta.fields}
)
STANDPOINT = StateTable(
    Standpoint,
    (
        StateField("status"),
        StateField("outlook"),
        StateField("position"),
        StateField("recorded_from"),
        StateField("recorded_to"),
        StateField("effective_from"),
        StateField("is_corrected"),
    ),
)

PERIOD = StateTable(
    Terms, (StateField("recorded_from"), StateField("recorded_to"), *(StateField(name) for name in TERMS))
)

VALUE = StateTable(
    ObservedValue,
    (
        StateField("indicator"),
        StateField("whose"),
        StateField("reference"),
        StateField("period"),
        StateField("from_day"),
        StateField("to_day"),
        StateField("number"),
        StateField("qualifier"),
        StateField("status"),
        StateField("parts", blank=[]),
        StateField("numerator"),
        StateField("denominator"),
        StateField("source"),
        StateField("unit"),
        StateField("effective_on"),
        StateField("recorded_from"),
        StateField("recorded_to"),
    ),
)

# What each subject of a proposal is made of.
TERMS_OF: dict[str, tuple[str, ...]] = {
    subject: tuple(field.name for field in COMMITMENT.fields if field.subject == subject)
    for subject in Subject.values
}


def search_texts(state: State) -> list[str]:
    """What search finds a commitment by, besides its code and its quotes: its words in every language."""
    found = [state[field.name] for field in COMMITMENT.fields if field.searched]
    for part in ("title", "statement"):
        found += [text for _language, text in sorted(state[f"{part}_texts"].items())]
        for _language, sides in sorted(state["translations"].get(part, {}).items()):
            found += [one["text"] for _side, one in sorted(sides.items())]
    return found


# Raise it when the same records make other rows of the same columns: a rule of the step has changed.
RULES = 11
# What made the tables: another value after an upgrade means that they are made again (see actions/rebuild.py).
PROJECTION = hashlib.sha256(
    repr(
        (
            RULES,
            *(table.columns for table in (COMMITMENT, SESSION, ITEM, STANDPOINT, PERIOD, VALUE)),
            [field.name for field in COMMITMENT.fields if field.searched],
        )
    ).encode()
).hexdigest()[:16]
