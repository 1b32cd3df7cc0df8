"""What each commitment of the sample will go through, drawn before the log is written."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from operator import itemgetter

from commitments.management.sample import words
from commitments.management.sample.words import Phrase, drawn
from commitments.models import Meeting, Readout
from commitments.vocabulary import DueKind, Side, SpeechAct, other_side

SIDES = (Side.FIRST.value, Side.SECOND.value)
YEARS = 2
COMMITMENTS_PER_MEETING = 40
MAX_MEETINGS = 60  # a session every twelve days is the most that two governments hold

# A commitment fares by its fate. What is closed is closed by both sides; the others stay open.
CLOSING = frozenset({"delivered", "not_delivered", "dropped", "superseded", "withdrawn"})
BODIES_PER_SIDE = 20
# The largest ministries answer for most of it: 1, 1/2, 1/3 …
BODY_WEIGHTS = [1 / place for place in range(1, BODIES_PER_SIDE + 1)]


@dataclass
class PlannedMeeting:
    """A meeting, the languages of its two readouts, and what is promised at it."""

    number: int
    at: dt.datetime
    languages: tuple[str, str]
    stories: list[Story] = field(default_factory=list)
    row: Meeting = field(default_factory=Meeting)  # as it is written


@dataclass
class Story:
    """One commitment: what is promised by whom, and how it will fare."""

    meeting: PlannedMeeting
    left: int  # so many entries are still to come after its recording
    phrase: Phrase
    fate: str
    proposed_by: str
    performed_by: str
    beneficiary: str
    speech_act: str
    due_kind: str
    due_days: int  # from the meeting
    owners: list[int]
    attested_by_both: bool
    has_figures: bool
    code: str = ""
    quoted: list[tuple[Readout, int, int]] = field(default_factory=list)  # start and end in its text
    values: dict[tuple[int, str], list[dict[str, str]]] = field(default_factory=dict)  # by indicator and side

    @property
    def language(self) -> str:
        return self.meeting.languages[SIDES.index(self.proposed_by)]


@dataclass
class Plan:
    """All stories, and whose turn it is at which moment, in their order."""

    stories: list[Story]
    turns: list[tuple[dt.datetime, PlannedMeeting | Story]]


def make_plan(
    commitments: int, updates: int, *, now: dt.datetime, rng: random.Random, figures_every: int = 5
) -> Plan:
    """Draw `commitments` stories with `updates` entries each after the recording, over the two years before `now`.

    Every so many commitments one has `figures_every`; 0: none has.
    """
    since = now - dt.timedelta(days=YEARS * 365)
    count = min(max(commitments // COMMITMENTS_PER_MEETING, 1), MAX_MEETINGS)
    # Rather more of them early, so that most commitments have had time to move.
    latest = dt.timedelta(days=YEARS * 365 - 20)
    later = sorted(since + latest * rng.random() ** 1.4 for _ in range(count - 1))
    meetings = [
        PlannedMeeting(number, at, (rng.choice(("ru", "ru", "en")), rng.choice(("zh-hans", "zh-hans", "en"))))
        for number, at in enumerate([since, *later])
    ]
    plan = Plan([], [(meeting.at, meeting) for meeting in meetings])
    for number in range(commitments):
        meeting = meetings[number * count // commitments]
        has_figures = figures_every > 0 and number % figures_every == 0
        story = _story(meeting, updates, rng, has_figures=has_figures)
        meeting.stories.append(story)
        plan.stories.append(story)
        plan.turns += [(at, story) for at in _moments(story, updates, now, rng)]
    plan.turns.sort(key=itemgetter(0))
    return plan


def _story(meeting: PlannedMeeting, updates: int, rng: random.Random, *, has_figures: bool) -> Story:
    performer = drawn("performed_by", rng)
    fate = drawn("fates", rng)
    act = drawn("speech_acts", rng)
    if act == SpeechAct.REQUEST and (performer == Side.BOTH or has_figures):
        act = SpeechAct.JOINT_UNDERTAKING.value  # one side asks the other, and nothing is counted yet
    gains = ["both"] if performer == Side.BOTH else [other_side(performer), "both"]
    return Story(
        meeting=meeting,
        left=updates,
        phrase=words.phrase(drawn("sectors", rng), rng),
        fate=fate,
        proposed_by=rng.choice(SIDES),
        performed_by=performer,
        beneficiary=rng.choice(gains),
        speech_act=act,
        due_kind=DueKind.DATE.value if fate == "not_delivered" else drawn("due_kinds", rng),
        due_days=rng.randrange(20, 200) if fate == "not_delivered" else rng.randrange(60, 1000),
        owners=rng.choices(range(BODIES_PER_SIDE), BODY_WEIGHTS, k=2),
        attested_by_both=rng.random() < 0.55,
        has_figures=has_figures,
    )


def _moments(story: Story, updates: int, now: dt.datetime, rng: random.Random) -> list[dt.datetime]:
    """When it is recorded, days after the meeting, and when each later word falls."""
    day = dt.timedelta(days=1)
    recorded = min(story.meeting.at + rng.uniform(1, 14) * day, now - 2 * day)
    first, last = recorded + day / 24, now - dt.timedelta(minutes=1)
    if story.fate == "silent":
        # Nothing in the last half year, where it is old enough for that.
        last = max(now - rng.uniform(190, 500) * day, recorded + 2 * day)
    elif story.fate in CLOSING:
        last = recorded + day + (last - recorded - day) * rng.random()
    return [recorded, *(first + (last - first) * rng.random() for _ in range(updates))]
