"""Doing what the lines of `acts.jsonl` say, by the actions of their names.

A line says `do` (an action of `commitments.actions`), `by` (the account that acts), `at` (when, on the commission's
clock; without it when it is loaded), `on` (what it is done on: a commitment's code, the name of an earlier act, words
of a readout; without it the commission) and the action's own fields as they are in its signature. Beside those:

- `as` names what the act made, for later lines to point at;
- `sends` names the draft that a proposal is sent from, with its terms and its reason.

Fields that stand for something are found by `FOUND`; days are ISO dates. An act that cannot be done raises what its
action raises, with a note that names the line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from commitments import actions
from commitments.actions.target_quotes import quotes_among
from commitments.demo import FOLDER, read_lines
from commitments.figures.period import ValuePeriod
from commitments.models import Body, Commission, Commitment, Entry, Seat, Sector, Week

Act = dict[str, Any]


def read() -> list[Act]:
    return read_lines("acts.jsonl")


class Stage:
    """The commission that acts are done on, and what is known by name while they are."""

    def __init__(self, commission: Commission, seats: Mapping[str, Seat]) -> None:
        """`seats` are those of the accounts, by name."""
        self.commission, self.seats = commission, seats
        self.sectors = {row.code: row for row in Sector.objects.filter(commission=commission)}
        self.bodies = {row.code: row for row in Body.objects.filter(party__commission=commission)}
        self.sources = {row.pop("id"): row for row in read_lines("sources.jsonl")}
        self.made: dict[str, Any] = {}

    def do(self, act: Act) -> Any:
        """Do one act and return what its action returns."""
        given = dict(act)
        action = getattr(actions, given.pop("do"))
        seat, on, name = self.seats[given.pop("by")], self.target(given.pop("on", None)), given.pop("as", "")
        fields: Act = {"by": seat}
        if at := given.pop("at", None):
            fields["at"] = dt.datetime.fromisoformat(at).replace(tzinfo=self.commission.zone)
        if sends := given.pop("sends", None):
            draft = self.made[sends]
            fields |= {"draft": draft, "values": draft.terms, "reason": draft.reason}
        result = action(on, **fields, **{key: self.found(key, value) for key, value in given.items()})
        if name:
            self.made[name] = result
        return result

    def target(self, on: str | Act | None) -> Any:
        if on is None:
            return self.commission
        if isinstance(on, dict):
            return self.words(on)
        return self.made.get(on) or self.commitment(on)

    def found(self, key: str, value: Any) -> Any:
        """What a field of a line stands for."""
        if key in DAYS:
            return dt.date.fromisoformat(value)
        return FOUND[key](self, value) if key in FOUND else value

    def commitment(self, code: str) -> Commitment:
        row = Commitment.objects.only("code").get(commission=self.commission, code=code)
        row.commission = self.commission
        return row

    def number(self, value: int | str) -> int:
        """A number, or that of the entry which an earlier act made."""
        if isinstance(value, int):
            return value
        entry: Entry = self.made[value]
        return entry.number

    def part(self, value: str | Act) -> str:
        """A part of a commitment; of a step or a text that an earlier act made: {"step": its name}, {"note": its name}."""
        if isinstance(value, str):
            return value
        ((kind, name),) = value.items()
        return f"{kind}/{self.number(name)}"

    def words(self, value: str | Act) -> actions.Words | str:
        """Words of a readout, which stand in it once; words of a decision are just words."""
        return value if isinstance(value, str) else self.quoted(value)

    def quoted(self, value: Act) -> actions.Words:
        readout, words = self.made[value["readout"]], value["words"]
        if (count := readout.text.count(words)) != 1:
            raise ValueError(f"“{words}” occurs {count} times in {value['readout']}, not once")
        start = readout.text.index(words)
        return actions.Words(**{**value, "readout": readout, "start": start, "end": start + len(words)})

    def text(self, value: str | Act) -> str:
        """A text, or that of a file in `texts/` as a register keeps it: without the last line break."""
        if isinstance(value, str):
            return value
        return (FOLDER / "texts" / value["file"]).read_text(encoding="utf-8").strip()

    def source(self, value: str | Act) -> actions.Source:
        """A source by its id alone, or with what the act says of it: which criteria it meets, that it announces."""
        claims = {"id": value} if isinstance(value, str) else dict(value)
        row = self.sources[claims.pop("id")] | claims
        return actions.Source(**{key: self.found(key, row[key]) for key in row if key != "title_seen"})

    def owner(self, value: Act) -> actions.Owner:
        return actions.Owner(self.bodies[value["body"]], value["post"])

    def due(self, value: Act) -> actions.Due:
        return actions.Due(**{key: self.found(key, value[key]) for key in value})

    def value(self, value: Act) -> actions.StatedValue:
        """A value of a period by its key; numbers are text, so that nothing of them is lost."""
        number, parts = value.get("number"), value.get("parts", {})
        return actions.StatedValue(
            period=ValuePeriod.of_key(value["period"]),
            number=None if number is None else Decimal(number),
            qualifier=value.get("qualifier", ""),
            status=value.get("status", "final"),
            parts={name: Decimal(part) for name, part in parts.items()},
            source=value.get("source", ""),
        )

    def values(self, value: Act | list[Act]) -> Any:
        """Values of a series; the terms of a proposal are as records have them."""
        return [self.value(row) for row in value] if isinstance(value, list) else value

    def indicator(self, value: Act) -> Act:
        """What is counted, as records have it; a target names its quote as `words` does."""
        return {**value, "targets": [self.promised(target) for target in value["targets"]]}

    def promised(self, target: Act) -> Act:
        if "quote" not in target:
            return target
        (quote,) = quotes_among([self.quoted(target["quote"])])
        return {**target, "quote": quote}

    def question(self, value: Act) -> actions.Question:
        return actions.Question(**{key: self.found(key, value[key]) for key in value})


def several(found: Callable[[Stage, Any], Any]) -> Callable[[Stage, list[Any]], tuple[Any, ...]]:
    return lambda stage, values: tuple(found(stage, value) for value in values)


DAYS = {"effective_on", "due_on", "next_on", "held_on", "published_on", "from_day", "on"}
# What a field of an action stands for, by its name.
FOUND: dict[str, Callable[[Stage, Any], Any]] = {
    "commitment": Stage.commitment,
    "sector": lambda stage, code: stage.sectors[code],
    "owner": Stage.owner,
    "first_owner": Stage.owner,
    "second_owner": Stage.owner,
    "due": Stage.due,
    "words": Stage.words,
    "quotes": several(Stage.words),
    "text": Stage.text,
    "sources": several(Stage.source),
    "questions": several(Stage.question),
    "indicators": several(Stage.indicator),
    "values": Stage.values,
    "number": Stage.number,
    "part": Stage.part,
    "proposal": Stage.number,
    "counters": Stage.number,
    "version": Stage.number,
    "draft": Stage.number,
    "steps_done": several(Stage.number),
    "week": lambda stage, label: Week.parse(label),
}
