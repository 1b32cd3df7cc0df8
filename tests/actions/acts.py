"""What anybody may try in a story: each act drawn as fitting or, of a rogue, as anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from commitments import actions, rules
from commitments.actions import Due, NotAllowed, Owner, RuleBroken, Source
from commitments.actions.steps import open_steps
from commitments.figures.period import ValuePeriod
from commitments.models import Commitment, Entry, LogHead, Seat
from commitments.vocabulary import (
    CLOSED,
    MOVES,
    WORKING,
    Mover,
    Outlook,
    Status,
)
from tests.actions.acts_at_sessions import on_a_session
from tests.people import a_criterion, a_source, an_indicator, find_words

MOST_COMMITMENTS = 5
DUES = [
    Due(),
    Due(kind="date", on=dt.date(2021, 2, 20)),
    Due(kind="period", from_day=dt.date(2021, 2, 1), on=dt.date(2021, 3, 10)),
    Due(kind="condition", text="When it is over", asked="both", every_weeks=2),
    Due(kind="condition", text="When it is over", asked="first", every_weeks=6),
    Due(kind="event", text="At the nearest visit"),
    Due(kind="continuing", every_months=1),
]
STATEMENTS = ["China will send more.", "China will look into it."]
WORDS = ["Китай готов", "столько вакцины", "расширят перечень товаров", "объём заявок", "пойдёт на спад"]
CRITERIA = [("It is there.", "done"), ("It works.", "done"), ("It is given up.", "failed")]
INDICATORS = [("10", "2021-02-10", "flow"), ("10", "2021-02-28", "running"), ("6", "2021-02", "flow")]
TEXTS = ["Talks were held.", "Переговоры прошли.", "双方进行了会谈。"]
SIDES = ["first", "second", "both"]


class Pen:
    """Draws what somebody writes: fitting, or, of a rogue, anything."""

    def __init__(self, data: st.DataObject, world: Any, by: Seat, row: Commitment, *, rogue: bool) -> None:
        self.data, self.world, self.by, self.row, self.rogue = data, world, by, row, rogue

    def one_of(self, fitting: Any, anything: Any = None) -> Any:
        choices = list(anything if self.rogue and anything is not None else fitting)
        return self.data.draw(st.sampled_from(choices))

    def number(self, least: int, most: int) -> int:
        return self.data.draw(st.integers(least, most))

    def some_of(self, choices: Sequence[Any]) -> list[Any]:
        """Up to three of them, in any order."""
        if not choices:
            return []
        places = st.sampled_from(range(len(choices)))
        return [choices[place] for place in self.data.draw(st.lists(places, max_size=3, unique=True))]

    def text(self) -> str:
        return self.one_of(TEXTS, ["", *TEXTS])

    def source(self) -> Source:
        """It shows some of the criteria in force, or only announces; of a rogue also what is not in force."""
        numbers = [criterion["number"] for criterion in self.row.criteria] + [99] * self.rogue
        meets = tuple(self.some_of(numbers))
        return a_source(
            meets=meets, announces=self.one_of([False] if meets else [False, True], [False, True])
        )

    def day(self) -> dt.date:
        """A day of the last weeks, not before the meeting; of a rogue it may be any, also tomorrow."""
        ago = self.number(-1 if self.rogue else 0, 20)
        day = self.world.commission.calendar.day_of(self.world.clock.now) - dt.timedelta(days=ago)
        return day if self.rogue else max(day, self.world.meeting.held_on)

    def steps(self) -> tuple[int, ...]:
        """The open steps of the own side; of a rogue those of either, and one that is none."""
        steps = self.row.steps if self.rogue else open_steps(self.row, self.by.side)
        return (*(step["number"] for step in steps), *((0,) if self.rogue else ()))

    def status(self, *, closed: bool = False) -> str:
        """A status the own side may go to (or stay in), by an update or by a closing."""
        before = self.by.side and self.row.of(self.by.side, "status")
        fitting = (
            MOVES[before] & CLOSED - {Status.SUPERSEDED} if closed else {before} | MOVES[before] - CLOSED
        )
        return self.one_of(sorted(fitting), Status)


def record(pen: Pen) -> Any:
    world = pen.world
    act = pen.one_of(["undertaking", "undertaking", "request"])
    return (
        actions.record,
        world.meeting,
        {
            "title": "Something",
            "statement": "Something more.",
            "language": "en",
            "speech_act": act,
            "performed_by": pen.one_of(SIDES[:2] if act == "request" else SIDES, SIDES),
            "beneficiary": "both",
            "sector": world.economy,
            "due": pen.one_of(DUES),
            "quotes": (find_words(world.by.readout, pen.one_of(WORDS)),),
            "first_owner": Owner(pen.one_of([world.by.ministry, world.by.company], [world.cn.ministry])),
        },
    )


def quote(pen: Pen) -> Any:
    return actions.quote, pen.row, {"words": find_words(pen.world.by.readout, pen.one_of(WORDS))}


def log_update(pen: Pen) -> Any:
    return actions.log_update, pen.row, {
        "status": pen.status(),
        "outlook": pen.one_of([None, *Outlook.values]),
        "note": pen.text(),
        "position": pen.text(),
        "reason": pen.text(),
        "effective_on": pen.day(),
        "waits_on": pen.one_of([None, *Mover.values]),
        "next_step": pen.one_of(["", "A letter"]),
        "next_on": pen.one_of([None, None, pen.day()]),
        "steps_done": pen.one_of([(), pen.steps()[:1]]),
        "sources": pen.one_of([(), (pen.source(),)]),
    }  # fmt: skip


def agree(pen: Pen) -> Any:
    return actions.agree, pen.row, {"note": pen.text()}


def close(pen: Pen) -> Any:
    return (
        actions.close,
        pen.row,
        {
            "status": pen.status(closed=True),
            "reason": pen.text(),
            "effective_on": pen.day(),
            "sources": (pen.source(),),
        },
    )


def reopen(pen: Pen) -> Any:
    return (
        actions.reopen,
        pen.row,
        {"status": pen.one_of(WORKING, Status), "reason": pen.text(), "effective_on": pen.day()},
    )


def supersede(pen: Pen) -> Any:
    others = Commitment.objects.filter(commission=pen.world.commission).exclude(pk=pen.row.pk)
    fitting = [pen.row.superseded_by] if pen.row.superseded_by else others
    return (
        actions.supersede,
        pen.row,
        {"successor": pen.one_of(fitting, [*others, pen.row]), "effective_on": pen.day()},
    )


def correct(pen: Pen) -> Any:
    entries = Entry.objects.filter(commitment=pen.row).select_related("party")
    fitting = [entry for entry in entries.filter(entry=None) if rules.may_correct_entry(pen.by, entry)]
    entry = pen.one_of(fitting or entries, entries)
    stated = entry.stated_status
    return (
        actions.correct,
        pen.row,
        {
            "entry": entry,
            "status": pen.one_of([stated] if stated in CLOSED else WORKING, Status),
            "outlook": pen.one_of(Outlook.values),
            "note": pen.text(),
            "reason": pen.text(),
            "effective_on": pen.day(),
            "sources": pen.one_of([(), (pen.source(),)]),
        },
    )


def redate(pen: Pen) -> Any:
    day = dt.date(2021, 3, 1) + dt.timedelta(days=pen.number(-30, 200))
    return actions.redate, pen.row, {"due_on": day, "reason": pen.text()}


def _draft(pen: Pen, subject: str, values: dict[str, Any]) -> Any:
    """What somebody else of the side prepared; None where nothing could be prepared."""
    try:
        side = pen.world.side(pen.by.side)
        return pen.world.prepare(pen.row, by=side.analyst, subject=subject, values=values)
    except (RuleBroken, NotAllowed, KeyError):
        return None


def _terms(pen: Pen, subject: str | None = None) -> dict[str, Any]:
    day = (dt.date(2021, 3, 1) + dt.timedelta(days=pen.number(-30, 200))).isoformat()
    offers = {
        "due": {"due_kind": pen.one_of(["date", "event"]), "due_on": day, "due_text": "As agreed"},
        "performers": {"performed_by": pen.one_of(SIDES)},
        "sector": {"sector": pen.one_of(["health", "economy"])},
        "wording": {"title": pen.one_of(["Words", "Слова"])},
    }
    subject = subject or pen.one_of(sorted(offers))
    return {"subject": subject, "values": offers[subject], "reason": pen.text()}


def propose(pen: Pen) -> Any:
    fields = _terms(pen)
    draft = _draft(pen, fields["subject"], fields["values"])
    return actions.propose, pen.row, {**fields, "draft": draft}


def _open(pen: Pen, *, own: bool) -> tuple[str, int]:
    """A proposal on the table: of the own side, or of the other; of a rogue any number."""
    fitting = [
        (subject, one["number"])
        for subject, one in sorted(pen.row.proposals.items())
        if (one["side"] == pen.by.side) is own
    ]
    return pen.one_of(fitting or [("due", 3)], [*fitting, ("due", 3), ("wording", pen.row.last_number)])


def answer_terms(pen: Pen) -> Any:
    subject, number = _open(pen, own=False)
    match pen.one_of(["accept", "accept", "counter", "turn down"]):
        case "accept":
            return actions.accept, pen.row, {"proposal": number}
        case "counter":
            fields = _terms(pen, subject)
            fields["draft"] = _draft(pen, fields.pop("subject"), fields["values"])
            return actions.counter, pen.row, {"proposal": number, **fields}
    return actions.turn_down, pen.row, {"proposal": number, "reason": pen.text()}


def retract(pen: Pen) -> Any:
    return actions.retract, pen.row, {"proposal": _open(pen, own=True)[1]}


def check_condition(pen: Pen) -> Any:
    days = pen.one_of([None, 10, 60], [-40])
    return (
        actions.check_condition,
        pen.row,
        {
            "answer": pen.one_of(["met", "not_yet"]),
            "note": pen.text(),
            "effective_on": pen.day(),
            "due_on": None if days is None else pen.world.clock.now.date() + dt.timedelta(days=days),
        },
    )


def report(pen: Pen) -> Any:
    return actions.file_report, pen.row, {"effective_on": pen.day(), "note": pen.text()}


def amend(pen: Pen) -> Any:
    field, values = pen.one_of(
        [
            ("title", ["Words", "Слова"]),
            ("sector", [pen.world.health, pen.world.economy]),
            ("performed_by", SIDES),
        ]
    )
    return actions.amend, pen.row, {field: pen.one_of(values), "reason": pen.text()}


def hand_over(pen: Pen) -> Any:
    side = pen.world.by if pen.rogue else pen.world.side(pen.by.side)
    return actions.hand_over, pen.row, {"owner": Owner(pen.one_of([side.ministry, side.company]), pen.text())}


def recognise(pen: Pen) -> Any:
    match pen.one_of(["confirm", "confirm", "note", "reword", "decline"]):
        case "confirm":
            return actions.confirm, pen.row, {}
        case "note":
            return actions.note_one_sided, pen.row, {}
        case "reword":
            return actions.reword, pen.row, {"statement": pen.one_of(STATEMENTS), "reason": pen.text()}
    return actions.decline, pen.row, {"reason": pen.text()}


def answer_wording(pen: Pen) -> Any:
    if pen.one_of([True, False]):
        return actions.accept_wording, pen.row, {"statement": pen.row.offered_statement}
    return actions.keep_wording, pen.row, {"reason": pen.text()}


def set_criteria(pen: Pen) -> Any:
    """Some lines of a few, so that criteria come, go, and come again."""
    lines = [a_criterion(text, kind=kind, evidence_class="press") for text, kind in CRITERIA]
    picked = pen.some_of(lines)
    return actions.set_criteria, pen.row, {"criteria": picked}


def set_indicators(pen: Pen) -> Any:
    """One or two of a few, so that indicators and targets come, go, and come again."""
    lines = [
        an_indicator("Lots", "lots", targets=[{"value": value, "period": period}], combining=combining)
        for value, period, combining in INDICATORS
    ]
    line = pen.one_of(lines)
    number = pen.one_of([0, 1])
    return actions.set_indicators, pen.row, {"indicators": [{**line, "number": number}]}


def give_values(pen: Pen) -> Any:
    """A value for a month or a day of the story, with or without a number."""
    standing = [one["number"] for one in pen.row.indicators if not one.get("is_over")] or [1]
    period = ValuePeriod.of_key(pen.one_of(["2021-01", "2021-01-31", "2021-02-14", "2021-02-20"]))
    number = pen.one_of([None, Decimal(5), Decimal(9), Decimal(12)])
    status = "unpublished" if number is None else "provisional"
    value = actions.StatedValue(period, number, status=status)
    return actions.give_values, pen.row, {"indicator": pen.one_of(standing, [1, 2, 9]), "values": [value]}


def set_steps(pen: Pen) -> Any:
    day = pen.world.clock.now.date() + dt.timedelta(days=pen.number(-5, 40))
    mine = pen.steps()
    if not mine or pen.one_of([True, False, False]):
        return actions.set_step, pen.row, {
            "next_step": pen.text(),
            "next_on": pen.one_of([None, day]),
            "next_post": pen.one_of(["", pen.by.post], ["", "Nobody"]),
        }  # fmt: skip
    number = pen.one_of(mine)
    match pen.one_of(["done", "moved", "dropped"]):
        case "done":
            return actions.mark_step_done, pen.row, {"number": number, "effective_on": pen.day()}
        case "moved":
            return actions.move_step, pen.row, {"number": number, "next_on": day}
    return actions.drop_step, pen.row, {"number": number, "reason": pen.text()}


def say_no_news(pen: Pen) -> Any:
    return actions.say_no_news, pen.row, {"effective_on": pen.day()}


def answer_request(pen: Pen) -> Any:
    match pen.one_of(["accept", "ready", "decline"]):
        case "accept":
            return actions.accept_request, pen.row, {"due": pen.one_of([None, *DUES]), "note": pen.text()}
        case "ready":
            return actions.ready_to_look, pen.row, {"effective_on": pen.day()}
    return actions.decline_request, pen.row, {"reason": pen.text()}


def ask_again(pen: Pen) -> Any:
    note = f"{pen.text()} @{pen.one_of(pen.world.seats).post}"
    return actions.ask_again, pen.row, {"note": note, "effective_on": pen.day()}


def write_private(pen: Pen) -> Any:
    """Each a note of its own, which the other side is told of."""
    size = LogHead.objects.get(commission=pen.world.commission).size
    text = f"Note no. {size} for @{pen.one_of(pen.world.seats).post}"
    return actions.write_private_note, pen.row, {"text": text, "tell": True}


def withdraw(pen: Pen) -> Any:
    return actions.withdraw, pen.row, {"reason": pen.text()}


ACTS: dict[str, Callable[[Pen], Any]] = {
    act.__name__: act
    for act in (
        record, quote, log_update, agree, close, reopen, supersede, correct, redate, check_condition, report, amend,
        hand_over, recognise, answer_wording, withdraw, propose, answer_terms, retract, set_criteria, set_indicators,
        give_values, set_steps, say_no_news, answer_request, ask_again, write_private, on_a_session,
    )
}  # fmt: skip
