"""Any story the two sides may tell: whatever they do, in whatever order, the tables say what the log says.

The quick run tells a few stories; `--hypothesis-profile=thorough` tells many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commitments import actions, rules
from commitments.actions import Conflict, Due, NotAllowed, Owner, Question, RuleBroken, Source
from commitments.actions.steps import open_steps
from commitments.models import Commitment, Entry, LogHead, Mention, Seat, Session, Standpoint
from commitments.models.session import Effect, SessionState, Topic
from commitments.reports.replay import problems
from commitments.rules import PERMISSIONS
from commitments.vocabulary import (
    CLOSED,
    MOVES,
    STANDING,
    TERMS_OF,
    WORKING,
    Mover,
    Outlook,
    Status,
    agreed_view,
)
from tests.people import a_criterion, a_source, build_world, find_words

STEPS = 25
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
TEXTS = ["Talks were held.", "Переговоры прошли.", "双方进行了会谈。"]
SIDES = ["first", "second", "both"]


class Pen:
    """Draws what somebody writes: fitting, or, of a rogue, anything."""

    def __init__(self, data: st.DataObject, world: Any, by: Seat, row: Commitment, *, rogue: bool) -> None:
        self.data, self.world, self.by, self.row, self.rogue = data, world, by, row, rogue

    def one_of(self, fitting: Any, anything: Any = None) -> Any:
        choices = list(anything if self.rogue and anything is not None else fitting)
        return self.data.draw(st.sampled_from(choices))

    def text(self) -> str:
        return self.one_of(TEXTS, ["", *TEXTS])

    def source(self) -> Source:
        """It shows some of the criteria in force, or only announces; of a rogue also what is not in force."""
        numbers = [criterion["number"] for criterion in self.row.criteria] + [99] * self.rogue
        claims = st.lists(st.sampled_from(numbers), max_size=3, unique=True) if numbers else st.just([])
        meets = tuple(self.data.draw(claims))
        return a_source(
            meets=meets, announces=self.one_of([False] if meets else [False, True], [False, True])
        )

    def day(self) -> dt.date:
        """A day of the last weeks, not before the meeting; of a rogue it may be any, also tomorrow."""
        ago = self.data.draw(st.integers(-1 if self.rogue else 0, 20))
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
    fitting = [entry for entry in entries.filter(entry=None) if rules.may_correct(pen.by, entry)]
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
    day = dt.date(2021, 3, 1) + dt.timedelta(days=pen.data.draw(st.integers(-30, 200)))
    return actions.redate, pen.row, {"due_on": day, "reason": pen.text()}


def _draft(pen: Pen, subject: str, values: dict[str, Any]) -> Any:
    """What somebody else of the side prepared; None where nothing could be prepared."""
    try:
        side = pen.world.side(pen.by.side)
        return pen.world.prepare(pen.row, by=side.analyst, subject=subject, values=values)
    except (RuleBroken, NotAllowed, KeyError):
        return None


def _terms(pen: Pen, subject: str | None = None) -> dict[str, Any]:
    day = (dt.date(2021, 3, 1) + dt.timedelta(days=pen.data.draw(st.integers(-30, 200)))).isoformat()
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
    picked = pen.data.draw(st.lists(st.sampled_from(lines), max_size=3, unique_by=lambda line: line["text"]))
    return actions.set_criteria, pen.row, {"criteria": picked}


def set_steps(pen: Pen) -> Any:
    day = pen.world.clock.now.date() + dt.timedelta(days=pen.data.draw(st.integers(-5, 40)))
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


def a_session(pen: Pen) -> Session:
    """The session the story goes on with: the latest, or a new one when that is closed."""
    latest = Session.objects.filter(commission=pen.world.commission).order_by("pk").last()
    if latest is not None and latest.state != SessionState.CLOSED:
        return latest
    today = pen.world.commission.calendar.day_of(pen.world.clock.now)
    place = {"title": f"Session {Session.objects.count() + 1}", "place": "Minsk"}
    secretary = pen.world.by.secretary
    return actions.call_session(
        pen.world.commission, by=secretary, held_on=today, at=pen.world.clock.now, **place
    )


def on_a_session(pen: Pen) -> Any:
    """Whatever comes next in a session, on the commitment in hand where it puts something on the agenda."""
    session = a_session(pen)
    items = list(session.items.filter(is_off=False))
    undecided = [item for item in items if item.signed_entry is None]
    options: list[Any] = [
        (
            actions.put_items,
            session,
            {"questions": [Question(pen.one_of(Topic.values), "Why", commitment=pen.row)]},
        )
    ]
    if items:
        item = pen.one_of(items)
        options += [
            (actions.change_item, session, {"number": item.number, "position": pen.text()}),
            (actions.take_item_off, session, {"number": item.number}),
            *[(actions.agree_agenda, session, {"version": session.agenda})] * 4,
        ]
    if undecided and session.state in (SessionState.AGREED, SessionState.HELD):
        item = pen.one_of(undecided)
        number, drafted = item.number, item.draft_entry
        decision = {"number": number, "words": pen.text(), "draft": drafted, **_effect(pen)}
        options = [*options[:1], *[(actions.decide, session, decision)] * 3]
        if drafted is not None:
            options += [(actions.countersign, session, {"number": number, "draft": drafted})] * 6
            options.append((actions.withdraw_draft, session, {"number": number, "draft": drafted}))
    if session.state == SessionState.HELD and (not undecided or pen.rogue):
        options.append((actions.close_session, session, {}))
    return pen.one_of(options)


def _effect(pen: Pen) -> dict[str, Any]:
    day = dt.date(2021, 3, 1) + dt.timedelta(days=pen.data.draw(st.integers(-30, 200)))
    return {
        "effect": pen.one_of([Effect.STATUS, Effect.STATUS, Effect.REDATED, Effect.CARRIED, Effect.NONE]),
        "status": pen.one_of(Status.values),
        "due_on": day,
        "sources": pen.one_of([(), (a_source(),)]),
    }


ACTS: dict[str, Callable[[Pen], Any]] = {
    act.__name__: act
    for act in (
        record, quote, log_update, agree, close, reopen, supersede, correct, redate, check_condition, report, amend,
        hand_over, recognise, answer_wording, withdraw, propose, answer_terms, retract, set_criteria,
        set_steps, say_no_news, answer_request, ask_again, write_private, on_a_session,
    )
}  # fmt: skip


def may(name: str, seat: Seat, row: Commitment) -> bool:
    if name == "record":
        return rules.may(seat, name) and Commitment.objects.count() < MOST_COMMITMENTS
    if name == "write_private":
        return rules.may(seat, name)
    if name == "on_a_session":
        return rules.may(seat, "decide")
    if name == "correct":
        return any(rules.may_correct(seat, entry) for entry in row.entry_set.select_related("party"))
    return getattr(rules, f"may_{name}")(seat, row)


class Story(RuleBasedStateMachine):
    """The world, and everything anybody could try to do in it. What is refused must leave nothing behind."""

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = build_world()

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def commitments(self) -> list[Commitment]:
        rows = Commitment.objects.filter(commission=self.world.commission).select_related(
            "meeting", "superseded_by"
        )
        return list(rows.order_by("code"))

    def size(self) -> int:
        return LogHead.objects.get(commission=self.world.commission).size

    @rule(
        data=st.data(),
        name=st.sampled_from(sorted(ACTS)),
        hours=st.integers(0, 24 * 9),
        rogue=st.sampled_from([False, False, False, True]),
    )
    def somebody_acts(self, data: st.DataObject, name: str, hours: int, rogue: bool) -> None:
        """What they may, on what they may; but a rogue tries anything on anything."""
        seats = [*self.world.seats, self.world.stranger] if rogue else self.world.seats
        pairs = [(seat, row) for seat in seats for row in self.commitments() if rogue or may(name, seat, row)]
        if pairs:
            by, row = data.draw(st.sampled_from(pairs))
            self.attempt(name, Pen(data, self.world, by, row, rogue=rogue), hours)

    def attempt(self, name: str, pen: Pen, hours: int) -> None:
        self.world.clock(hours=hours)
        act, on, fields = ACTS[name](pen)
        before = self.size()
        try:
            act(on, by=pen.by, at=self.world.clock.now, **fields)
        except (RuleBroken, NotAllowed, Conflict):
            assert self.size() == before
            return
        assert pen.by.role in PERMISSIONS[act.__name__ if name == "on_a_session" else name]
        assert pen.by.commission == self.world.commission
        # What both sides have signed is an entry of the item, and one of the commitment.
        assert self.size() == before + (2 if act is actions.countersign else 1)

    # --- what always holds

    @invariant()
    def the_tables_say_what_the_log_says(self) -> None:
        if hasattr(self, "world"):
            assert list(problems(self.world.commission)) == []

    @invariant()
    def agreed_is_what_both_have_said(self) -> None:
        for row in Commitment.objects.all():
            assert row.agreed == agreed_view(row.first_status, row.second_status)
            assert row.is_open == (
                row.agreed not in CLOSED and row.recognition in STANDING and not row.is_request
            )
            assert row.owed_on is None or row.is_open
            assert (row.superseded_by_id is not None) == (
                "superseded" in (row.first_status, row.second_status)
            )
            assert row.due_on is None or row.first_due_on is not None

    @invariant()
    def what_both_confirmed_changes_by_consent_alone(self) -> None:
        """Every proposal is answered by the other side, and terms that bind both changed with such an answer."""
        for row in Commitment.objects.all():
            confirmed = False
            for entry in row.entry_set.select_related("party").order_by("number"):
                changes = entry.changes
                shared = set(changes) & {name for names in TERMS_OF.values() for name in names}
                if confirmed and shared - {"due_on"} and entry.kind != "decided":
                    answered = changes["proposal"][0]["number"]
                    proposed = row.entry_set.get(number=answered)
                    assert proposed.party_id != entry.party_id
                    assert proposed.author_id != entry.author_id
                recognition = changes.get("recognition", [None, None])[1]
                confirmed = recognition == "confirmed" if recognition else confirmed

    @invariant()
    def only_criteria_in_force_are_met(self) -> None:
        for row in Commitment.objects.all():
            in_force = [criterion["number"] for criterion in row.criteria]
            assert {int(number) for number in row.met} <= set(in_force)
            assert in_force == sorted(set(in_force))
            assert max(in_force, default=0) <= row.criteria_given

    @invariant()
    def a_step_is_its_own_sides_and_the_first_open_one_is_next(self) -> None:
        entries = (
            {entry.number: entry for entry in Entry.objects.select_related("party")}
            if hasattr(self, "world")
            else {}
        )
        for row in Commitment.objects.all():
            for step in row.steps:
                numbers = filter(None, (step["number"], step["done_with"]))
                assert {entries[number].party.side for number in numbers} == {step["side"]}
            for side in SIDES[:2]:
                on = {step["on"] for step in open_steps(row, side) if step["on"]}
                assert row.of(side, "next_on") == (dt.date.fromisoformat(min(on)) if on else None)
            assert row.move == "" or row.is_open or row.first_need or row.second_need

    def a_request_has_no_performance_and_nobody_is_named_across_the_table(self) -> None:
        for row in Commitment.objects.filter(asked_on__isnull=False).exclude(answer="accepted"):
            assert (row.first_status, row.second_status) == ("not_assessed", "not_assessed")
            assert row.speech_act == "request" and row.performed_by != "both"
        for mention in Mention.objects.filter(note__isnull=False).select_related("seat", "note"):
            assert mention.seat.party_id == mention.note.party_id

    @invariant()
    def each_view_ends_where_the_next_begins(self) -> None:
        last: dict[tuple[int, str], Standpoint] = {}
        for span in Standpoint.objects.order_by("commitment", "whose", "entry_number"):
            if span.recorded_to == span.recorded_from:
                continue  # the restatement of an older view never ruled
            key = (span.commitment_id, span.whose)
            assert key not in last or last[key].recorded_to == span.recorded_from
            last[key] = span
        assert all(span.recorded_to is None for span in last.values())

    @invariant()
    def the_log_has_no_gap_and_does_not_go_back(self) -> None:
        if hasattr(self, "world"):
            rows = list(Entry.objects.filter(commission=self.world.commission).order_by("number"))
            assert [row.number for row in rows] == list(range(len(rows)))
            assert all(before.recorded_at <= after.recorded_at for before, after in pairwise(rows))


def test_any_story_leaves_the_tables_as_the_log_says(db):
    stories = max(3, settings.default.max_examples // 14)
    phases = [Phase.generate]  # a story of so few steps is read as it is, sooner than it is made shorter

    run_state_machine_as_test(
        Story,
        settings=settings(max_examples=stories, stateful_step_count=STEPS, deadline=None, phases=phases),
    )
