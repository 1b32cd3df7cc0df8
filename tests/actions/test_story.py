"""Any story the two sides may tell: whatever they do, in whatever order, the tables say what the log says.

The quick run tells a few stories; `--hypothesis-profile=thorough` tells many.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commitments import actions, rules
from commitments.actions import Conflict, NotAllowed, RuleBroken
from commitments.actions.steps import open_steps
from commitments.models import Commitment, Entry, LogHead, Mention, Seat, Standpoint
from commitments.models.fields import TERMS_OF
from commitments.reports.replay import problems
from commitments.rules import PERMISSIONS
from commitments.vocabulary import (
    CLOSED,
    STANDING,
    agreed_view,
)
from tests.actions.acts import ACTS, MOST_COMMITMENTS, SIDES, Pen
from tests.people import build_world

STEPS = 25


def may(name: str, seat: Seat, row: Commitment) -> bool:
    if name == "record":
        return rules.may(seat, name) and Commitment.objects.count() < MOST_COMMITMENTS
    if name == "write_private":
        return rules.may(seat, name)
    if name == "on_a_session":
        return rules.may(seat, "decide")
    if name == "correct":
        return any(rules.may_correct_entry(seat, entry) for entry in row.entry_set.select_related("party"))
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
        assert pen.by.role in PERMISSIONS[act.__name__ if name == "on_a_session" else name].roles
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
