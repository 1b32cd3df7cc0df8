"""What each commitment of the sample will go through, drawn before the log is written. Moments are Unix seconds."""

from __future__ import annotations

import datetime as dt
import random
from array import array
from dataclasses import dataclass, field

from commitments.management.sample import words
from commitments.management.sample.words import Phrase
from commitments.models import Readout
from commitments.vocabulary import DueKind, Side, SpeechAct, other_side

SIDES = (Side.FIRST.value, Side.SECOND.value)
DAY = 86_400.0
YEARS = 2
COMMITMENTS_PER_MEETING = 40
MAX_MEETINGS = 60  # a session every twelve days is the most that two governments hold

# How a commitment fares, and how often. What is closed is closed by both sides; the others stay open.
FATES = {
    "moving": 32,
    "delivered": 22,
    "silent": 12,
    "one_voice": 12,
    "diverging": 9,
    "blocked": 3,
    "not_delivered": 4,
    "dropped": 3,
    "superseded": 2,
    "withdrawn": 1,
}
CLOSING = frozenset({"delivered", "not_delivered", "dropped", "superseded", "withdrawn"})
SECTOR_WEIGHTS = (24, 20, 15, 12, 10, 8, 6, 5)
PERFORMERS = {Side.FIRST: 38, Side.SECOND: 38, Side.BOTH: 24}
DUE_KINDS = {
    DueKind.DATE: 45,
    DueKind.CONTINUING: 15,
    DueKind.PERIOD: 13,
    DueKind.NONE: 12,
    DueKind.CONDITION: 8,
    DueKind.EVENT: 7,
}
SPEECH_ACTS = {
    SpeechAct.UNDERTAKING: 60,
    SpeechAct.JOINT_UNDERTAKING: 20,
    SpeechAct.REQUEST: 10,
    SpeechAct.MANDATE: 10,
}
BODIES_PER_SIDE = 20
# The largest ministries answer for most of it: 1, 1/2, 1/3 …
BODY_WEIGHTS = tuple(1 / place for place in range(1, BODIES_PER_SIDE + 1))


def drawn(weights: dict, rng: random.Random):
    return rng.choices(list(weights), list(weights.values()))[0]


@dataclass(slots=True)
class Story:
    """One commitment: what is promised by whom, and how it will fare."""

    meeting: int
    phrase: Phrase
    fate: str
    proposed_by: str
    performed_by: str
    beneficiary: str
    speech_act: str
    due_kind: str
    due_days: int  # from the meeting
    owners: tuple[int, int]
    attested_by_both: bool
    has_figures: bool
    language: str = ""
    code: str = ""
    quoted: list[tuple[Readout, int, int]] = field(default_factory=list)  # start and end in its text
    values: dict[tuple[int, str], list[dict[str, str]]] = field(default_factory=dict)  # by indicator and side


@dataclass(slots=True)
class Plan:
    """All stories and all moments: entry k of story c is event c * (updates + 1) + k, meetings come after those."""

    stories: list[Story]
    stories_of: list[list[Story]]  # by meeting
    updates: int
    moments: array
    languages: list[tuple[str, str]]  # of the two readouts of each meeting
    order: list[int]

    @property
    def first_meeting_event(self) -> int:
        return len(self.stories) * (self.updates + 1)


def make_plan(
    commitments: int, updates: int, *, now: dt.datetime, rng: random.Random, figures_every: int = 5
) -> Plan:
    """Draw `commitments` stories with `updates` entries each after the recording, over the two years before `now`.

    Every so many commitments one has `figures_every`; 0: none has.
    """
    until = now.timestamp()
    since = until - YEARS * 365 * DAY
    meetings = min(max(commitments // COMMITMENTS_PER_MEETING, 1), MAX_MEETINGS)
    # Rather more of them early, so that most commitments have had time to move.
    held = sorted(since + (until - 20 * DAY - since) * rng.random() ** 1.4 for _ in range(meetings))
    held[0] = since
    moments = array("d")
    stories: list[Story] = []
    stories_of: list[list[Story]] = [[] for _ in held]
    for number in range(commitments):
        meeting = number * meetings // commitments
        story = _story(meeting, rng, has_figures=figures_every > 0 and number % figures_every == 0)
        stories.append(story)
        stories_of[meeting].append(story)
        moments.extend(_moments(story, held[meeting], updates, until, rng))
    moments.extend(held)
    languages = [(rng.choice(("ru", "ru", "en")), rng.choice(("zh-hans", "zh-hans", "en"))) for _ in held]
    for story in stories:
        story.language = languages[story.meeting][0 if story.proposed_by == Side.FIRST else 1]
    order = sorted(range(len(moments)), key=moments.__getitem__)
    return Plan(stories, stories_of, updates, moments, languages, order)


def _story(meeting: int, rng: random.Random, *, has_figures: bool) -> Story:
    performer = drawn(PERFORMERS, rng)
    beneficiary = (
        Side.BOTH if performer == Side.BOTH else rng.choice((Side(other_side(performer)), Side.BOTH))
    )
    fate = drawn(FATES, rng)
    kind = DueKind.DATE if fate == "not_delivered" else drawn(DUE_KINDS, rng)
    sector = rng.choices(list(words.SECTORS), SECTOR_WEIGHTS)[0]
    bodies = range(BODIES_PER_SIDE)
    act = drawn(SPEECH_ACTS, rng)
    if act == SpeechAct.REQUEST and (performer == Side.BOTH or has_figures):
        act = SpeechAct.JOINT_UNDERTAKING  # one side asks the other, and nothing is counted yet
    return Story(
        meeting=meeting,
        phrase=words.phrase(sector, rng),
        fate=fate,
        proposed_by=rng.choice(SIDES),
        performed_by=performer.value,
        beneficiary=beneficiary.value,
        speech_act=act.value,
        due_kind=kind.value,
        due_days=rng.randrange(20, 200) if fate == "not_delivered" else rng.randrange(60, 1000),
        owners=(rng.choices(bodies, BODY_WEIGHTS)[0], rng.choices(bodies, BODY_WEIGHTS)[0]),
        attested_by_both=rng.random() < 0.55,
        has_figures=has_figures,
    )


def _moments(story: Story, held: float, updates: int, until: float, rng: random.Random) -> list[float]:
    """When it is recorded, days after the meeting, and when each later word falls."""
    recorded = min(held + rng.uniform(1, 14) * DAY, until - 2 * DAY)
    last = until - 60
    if story.fate == "silent":
        # Nothing in the last half year, where it is old enough for that.
        last = max(until - rng.uniform(190, 500) * DAY, recorded + 2 * DAY)
    elif story.fate in CLOSING:
        last = rng.uniform(recorded + DAY, last)
    return [recorded, *sorted(rng.uniform(recorded + 3600, last) for _ in range(updates))]
