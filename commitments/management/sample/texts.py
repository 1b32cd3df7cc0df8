"""What the sample's sides said: their readouts, and what is recorded from them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from commitments.actions import Due
from commitments.actions.record import EventDraft, Words
from commitments.management.sample import words
from commitments.management.sample.plan import SIDES, PlannedMeeting, Story
from commitments.management.sample.setting import body_code
from commitments.models.fields import as_recorded
from commitments.vocabulary import DueKind, EntryKind, Recognition, SpeechAct

POSTS = ("Head of department", "Deputy director", "Project lead")


def compose(meeting: PlannedMeeting, side: str, language: str, rng: random.Random) -> tuple[str, list[Story]]:
    """The readout of a side, and the stories it tells."""
    day, who = meeting.row.held_on.isoformat(), words.PARTIES[side][language]
    paragraphs = [[words.one_of("openings", language, rng, who=who, day=day)]]
    told = [story for story in meeting.stories if story.proposed_by == side or story.attested_by_both]
    for number, story in enumerate(told):
        if number % 3 == 0:
            paragraphs.append([])
        if rng.random() < 0.3:
            paragraphs[-1].append(words.one_of("remarks", language, rng))
        paragraphs[-1].append(statement(story, language))
    blank = "" if language == "zh-hans" else " "
    return "\n\n".join(blank.join(sentences) for sentences in paragraphs), told


def statement(story: Story, language: str) -> str:
    return story.phrase.statement(language, story.performed_by)


def recorded_draft(story: Story) -> EventDraft:
    """The first entry of a commitment."""
    held_on = story.meeting.row.held_on
    after: dict[str, Any] = {
        "meeting": story.meeting.row.slug,
        "title": story.phrase.title(story.language),
        "statement": statement(story, story.language),
        "language": story.language,
        "speech_act": story.speech_act,
        "performed_by": story.performed_by,
        "beneficiary": story.beneficiary,
        "sector": story.phrase.sector,
        "recognition": Recognition.PROPOSED,
        "proposed_by": story.proposed_by,
        "asked_on": held_on if story.speech_act == SpeechAct.REQUEST else None,
        **_due(story, held_on).fields(),
    }
    for side, body in zip(SIDES, story.owners, strict=True):
        after |= {f"{side}_owner": body_code(side, body), f"{side}_post": POSTS[body % len(POSTS)]}
    return EventDraft(
        kind=EntryKind.RECORDED.value,
        object=f"commitment/{story.code}",
        effective_on=held_on,
        changes={
            name: [None, as_recorded(value)] for name, value in after.items() if value not in (None, "", {})
        },
        quotes=tuple(
            Words(readout, start, end, readout.text[start:end]) for readout, start, end in story.quoted
        ),
    )


def _due(story: Story, held_on: dt.date) -> Due:
    """What its kind does not need is left out by what records it."""
    kind = story.due_kind
    has_day = kind != DueKind.EVENT or story.due_days % 2
    said = words.SAID[kind][0] if kind in (DueKind.EVENT, DueKind.CONDITION, DueKind.CONTINUING) else None
    return Due(
        kind,
        from_day=held_on,
        on=held_on + dt.timedelta(days=story.due_days) if has_day else None,
        text=said[words.LANGUAGES.index(story.language)] if said else "",
        asked=story.performed_by,
        every_weeks=13,
        every_months=6,
    )
