"""What the sample's sides said: meetings, their readouts, and what is recorded from them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from commitments.actions.record import EventDraft, Words
from commitments.management.sample import words
from commitments.management.sample.plan import SIDES, Plan, Story
from commitments.vocabulary import DueKind, EntryKind, Recognition, SpeechAct

POSTS = ("Head of department", "Deputy director", "Project lead")


class Composer:
    """A readout's text while it grows."""

    def __init__(self, language: str) -> None:
        self.blank = "" if language == "zh-hans" else " "
        self.text = ""

    def say(self, sentence: str, *, paragraph: bool = False) -> tuple[int, int]:
        """Add a sentence. Returns where it starts and ends, in code points, without its full stop."""
        if self.text:
            self.text += "\n\n" if paragraph else self.blank
        start = len(self.text)
        self.text += sentence
        return start, len(self.text) - 1


Told = list[tuple[Story, int, int]]


def compose(plan: Plan, meeting: int, place: int, day: str, rng: random.Random) -> tuple[str, Told]:
    """The readout of the side at `place` (0 or 1), and every story it tells with the place of its words."""
    side, language = SIDES[place], plan.languages[meeting][place]
    composer, told = Composer(language), Told()
    composer.say(words.one_of("openings", language, rng, who=words.PARTIES[side][language], day=day))
    for number, story in enumerate(plan.stories_of[meeting]):
        if story.proposed_by != side and not story.attested_by_both:
            continue
        begins = number % 4 == 0
        if rng.random() < 0.3:
            composer.say(words.one_of("remarks", language, rng), paragraph=begins)
            begins = False
        sentence = story.phrase.statement(language, story.performed_by)
        told.append((story, *composer.say(sentence, paragraph=begins)))
    return composer.text, told


def recorded_draft(
    story: Story, meeting_slug: str, held_on: dt.date, bodies: dict[str, list[str]]
) -> EventDraft:
    """The first entry of a commitment. `bodies` are the codes of each side's, in the order of the plan."""
    after: dict[str, Any] = {
        "meeting": meeting_slug,
        "title": story.phrase.title(story.language),
        "statement": story.phrase.statement(story.language, story.performed_by),
        "language": story.language,
        "speech_act": story.speech_act,
        "performed_by": story.performed_by,
        "beneficiary": story.beneficiary,
        "sector": story.phrase.sector,
        "recognition": Recognition.PROPOSED.value,
        "proposed_by": story.proposed_by,
        "asked_on": held_on.isoformat() if story.speech_act == SpeechAct.REQUEST else None,
        **_due(story, held_on),
    }
    for side, body in zip(SIDES, story.owners, strict=True):
        after |= {f"{side}_owner": bodies[side][body], f"{side}_post": POSTS[body % len(POSTS)]}
    return EventDraft(
        kind=EntryKind.RECORDED.value,
        object=f"commitment/{story.code}",
        effective_on=held_on,
        changes={name: [None, value] for name, value in after.items() if value not in (None, "")},
        quotes=tuple(
            Words(readout, start, end, readout.text[start:end]) for readout, start, end in story.quoted
        ),
    )


def _due(story: Story, held_on: dt.date) -> dict[str, Any]:
    kind, at = story.due_kind, words.LANGUAGES.index(story.language)
    due_on = (held_on + dt.timedelta(days=story.due_days)).isoformat()
    fields: dict[str, Any] = {"due_kind": kind}
    if kind == DueKind.DATE:
        fields |= {"due_on": due_on}
    elif kind == DueKind.PERIOD:
        fields |= {"due_from": held_on.isoformat(), "due_on": due_on}
    elif kind == DueKind.EVENT:
        fields |= {"due_text": words.SAID["event"][0][at], "due_on": due_on if story.due_days % 2 else None}
    elif kind == DueKind.CONDITION:
        fields |= {"due_text": words.SAID["condition"][0][at], "asked": story.performed_by, "every_weeks": 13}
    elif kind == DueKind.CONTINUING:
        fields |= {"due_text": words.SAID["continuing"][0][at], "every_months": 6}
    return fields
