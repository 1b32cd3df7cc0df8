"""For each action on a commitment: the state in which it can be taken, who takes it, and what is typed.

For the tests of views and of whole pages: `stages` by the name of the action.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from commitments import actions
from commitments.actions import Due, Owner
from commitments.models import Commitment, Entry, LogHead, Seat
from commitments.views.action_pages import ACTIONS
from commitments.vocabulary import EntryKind, other_side
from tests.people import World, an_indicator, fresh

# The day on which the tests of views act: a Thursday, 15 days after the vaccine was due.
TODAY = "2021-07-15T09:00:00Z"

# What an entry changes that gives a value of `counted`.
VALUES_GIVEN = {
    "values": [
        None,
        {
            "indicator": 1,
            "title": "Exports",
            "unit": "tonnes",
            "rows": [{"period": "2020", "number": "5", "status": "final"}],
        },
    ]
}


@dataclass(frozen=True)
class Stage:
    """`act` is the name of the action. `who` is side and role; `kind` what the entry becomes."""

    act: str
    who: tuple[str, str]
    kind: EntryKind
    set_up: Callable[[World], Commitment]
    typed: dict[str, str] = field(default_factory=dict)

    def seat(self, world: World) -> Seat:
        side, role = self.who
        return world.side(side).seat(role)

    def url(self, commitment: Commitment) -> str:
        page = ACTIONS[self.act]
        if page.is_of_proposal:
            [one] = commitment.proposals.values()
            return page.url(commitment, one["number"])
        if self.act == "correct":
            return page.url(commitment, commitment.first_entry)
        return page.url(
            commitment, *([commitment.steps[0]["number"]] if "<int:number>" in page.address else [])
        )


def log_size(world: World) -> int:
    return LogHead.objects.get(commission=world.commission).size


def last_entry(world: World) -> Entry:
    return Entry.objects.readable().filter(commission=world.commission).latest("number")


def somebody_writes(world: World, commitment: Commitment, seat: Seat) -> Entry:
    """The secretary of the side across from `seat` writes meanwhile, something that contradicts nothing."""
    other = world.side(other_side(seat.side))
    owner = Owner(other.company, "Trade desk")
    return actions.hand_over(commitment, by=other.secretary, owner=owner, at=world.clock())


def a_pdf(name: str = "протокол.pdf", content: bytes = b"%PDF-1.7\nprotocol") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# Fields of a form that nobody types, and that change with every form.
HIDDEN_FIELDS = {"csrfmiddlewaretoken", "seen", "submission", "kept_as", "used_words"}


def vaccine(world: World) -> Commitment:
    return world.vaccine


def trade(world: World) -> Commitment:
    """Proposed by the first side and not confirmed."""
    return world.trade


def textbooks(world: World) -> Commitment:
    """With a date; proposed by the first side and not confirmed."""
    return world.record(due=Due(kind="date", on=dt.date(2021, 6, 30)), sector=world.health)


def proposed(world: World) -> Commitment:
    """The first side has proposed another date."""
    world.propose(world.vaccine, by=world.by)
    return fresh(world.vaccine)


def reworded(world: World) -> Commitment:
    """The second side would confirm it in other words."""
    words = {"statement": "China will look at the list.", "reason": "So it was understood."}
    actions.reword(world.trade, by=world.cn.secretary, at=world.clock(), **words)
    return fresh(world.trade)


def counted(world: World) -> Commitment:
    """The first side has said what is counted."""
    lines = [an_indicator("Exports", "tonnes")]
    actions.set_indicators(world.trade, by=world.by.secretary, indicators=lines, at=world.clock())
    return fresh(world.trade)


def answered(world: World) -> Commitment:
    """The second side has a view, the first has none."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="100,000 doses arrived.")
    return fresh(world.vaccine)


def under_way(world: World) -> Commitment:
    """The first side has a view."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="100,000 doses arrived.")
    return fresh(world.vaccine)


def closed(world: World) -> Commitment:
    world.close(world.vaccine, by=world.by.secretary)
    return fresh(world.vaccine)


def requested(world: World) -> Commitment:
    """The first side has asked the second for something."""
    return world.record(title="A list of goods", speech_act="request", performed_by="second")


def conditional(world: World) -> Commitment:
    due = Due(kind="condition", text="as soon as the pandemic subsides", asked="both", every_weeks=26)
    return world.record(title="A meeting in person", due=due, performed_by="both", beneficiary="both")


def continuing(world: World) -> Commitment:
    due = Due(kind="continuing", every_months=12)
    return world.record(title="Development of the park", due=due, performed_by="both", beneficiary="both")


def announced(world: World) -> Commitment:
    """The first side has announced a step."""
    actions.set_step(world.vaccine, by=world.by.analyst, next_step="Ask for the protocol", at=world.clock())
    return fresh(world.vaccine)


def announced_by_both(world: World) -> Commitment:
    for seat in (world.by.analyst, world.cn.analyst):
        actions.set_step(world.vaccine, by=seat, next_step="Ask again", at=world.clock())
    return fresh(world.vaccine)


def step_tails(commitment: Commitment) -> list[str]:
    """What follows the address of a commitment in those of its steps."""
    return [
        f"steps/{step['number']}/{tail}/" for step in commitment.steps for tail in ("done", "move", "drop")
    ]


STAGES = [
    Stage(
        "log_update",
        ("first", "analyst"),
        EntryKind.UPDATED,
        under_way,
        {"status": "part", "position": "The second lot arrived.", "effective_on": "24.2.2021"},
    ),
    Stage("agree", ("first", "secretary"), EntryKind.AGREED, answered),
    Stage(
        "check_condition",
        ("first", "analyst"),
        EntryKind.CHECKED,
        conditional,
        {"answer": "not_yet", "effective_on": "2021-07-01"},
    ),
    Stage("file_report", ("first", "analyst"), EntryKind.REPORTED, continuing, {"note": "Two firms came."}),
    Stage(
        "close",
        ("first", "secretary"),
        EntryKind.CLOSED,
        under_way,
        {
            "status": "delivered",
            "source_title": "Acceptance protocol no. 4",
            "source_class": "act",
            "source_address": "https://example.org/protocol",
        },
    ),
    Stage(
        "reopen",
        ("first", "secretary"),
        EntryKind.REOPENED,
        closed,
        {"status": "in_progress", "reason": "The need was never put in figures."},
    ),
    Stage("supersede", ("first", "secretary"), EntryKind.SUPERSEDED, vaccine, {"successor": "by-cn-2021-02"}),
    Stage(
        "redate",
        ("first", "secretary"),
        EntryKind.REDATED,
        textbooks,
        {"due_on": "2021年12月31日", "reason": "The plant opens in autumn."},
    ),
    Stage("hand_over", ("first", "secretary"), EntryKind.HANDED_OVER, vaccine, {"post": "Head of exports"}),
    Stage(
        "amend",
        ("first", "secretary"),
        EntryKind.AMENDED,
        textbooks,
        {"title": "Textbooks for all schools", "reason": "Closer to the words of the readout."},
    ),
    Stage(
        "set_step", ("first", "analyst"), EntryKind.STEP_SET, vaccine, {"next_step": "Ask for the protocol"}
    ),
    Stage("mark_step_done", ("first", "analyst"), EntryKind.STEP_DONE, announced),
    Stage("move_step", ("first", "analyst"), EntryKind.STEP_MOVED, announced, {"next_on": "1.9.2021"}),
    Stage("drop_step", ("first", "analyst"), EntryKind.STEP_DROPPED, announced, {"reason": "Not needed."}),
    Stage("say_no_news", ("first", "analyst"), EntryKind.NO_NEWS, vaccine),
    Stage("confirm", ("second", "secretary"), EntryKind.CONFIRMED, trade),
    Stage("decline", ("second", "secretary"), EntryKind.DECLINED, trade, {"reason": "It was not promised."}),
    Stage("note_one_sided", ("second", "secretary"), EntryKind.NOTED, trade),
    Stage(
        "reword",
        ("second", "secretary"),
        EntryKind.REWORDED,
        trade,
        {"statement": "China will look at the list.", "reason": "So it was understood."},
    ),
    Stage("accept_wording", ("first", "secretary"), EntryKind.CONFIRMED, reworded),
    Stage(
        "keep_wording", ("first", "secretary"), EntryKind.WORDING_KEPT, reworded, {"reason": "As published."}
    ),
    Stage("accept", ("second", "secretary"), EntryKind.REDATED, proposed),
    Stage("turn_down", ("second", "secretary"), EntryKind.TURNED_DOWN, proposed, {"reason": "June stands."}),
    Stage("retract", ("first", "secretary"), EntryKind.RETRACTED, proposed),
    Stage("withdraw", ("first", "secretary"), EntryKind.WITHDRAWN, trade, {"reason": "Recorded twice."}),
    Stage(
        "set_criteria",
        ("first", "secretary"),
        EntryKind.CRITERIA_SET,
        trade,
        {"criteria-0-text": "Ten kinds of goods are sold.", "criteria-0-evidence_class": "statistic"},
    ),
    Stage(
        "set_indicators",
        ("first", "secretary"),
        EntryKind.INDICATORS_SET,
        trade,
        {
            "indicators-0-title": "Exports",
            "indicators-0-unit": "tonnes",
            "indicators-0-combining": "flow",
            "indicators-0-direction": "more",
        },
    ),
    Stage(
        "give_values",
        ("first", "analyst"),
        EntryKind.VALUES_GIVEN,
        counted,
        {"indicator": "1", "period": "2020", "number": "5", "effective_on": "2021-02-01"},
    ),
    Stage(
        "translate",
        ("second", "analyst"),
        EntryKind.TRANSLATED,
        vaccine,
        {"part": "title", "language": "zh-hans", "text": "向白俄罗斯提供疫苗"},
    ),
    Stage(
        "accept_request",
        ("second", "secretary"),
        EntryKind.REQUEST_ACCEPTED,
        requested,
        {"due_kind": "date", "due_on": "2021-12-31"},
    ),
    Stage("ready_to_look", ("second", "secretary"), EntryKind.REQUEST_READY, requested),
    Stage(
        "decline_request",
        ("second", "secretary"),
        EntryKind.REQUEST_DECLINED,
        requested,
        {"reason": "There is no money for it."},
    ),
    Stage("ask_again", ("first", "analyst"), EntryKind.ASKED_AGAIN, requested, {"note": "By letter."}),
    Stage(
        "correct",
        ("first", "analyst"),
        EntryKind.CORRECTED,
        under_way,
        {"note": "It was 90,000 doses.", "effective_on": "19.2.2021"},
    ),
]
BY_ACT = {stage.act: stage for stage in STAGES}
