"""Any story, any week: each entry is told in one place, nothing moves that did not, and nothing late is left out."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.actions.acts import ACTS
from tests.actions.test_story import Story
from tests.reports.weekly.truth import Told, check_known_today, check_week

STEPS = 30
# What both sides say of the performance comes about often enough to part, to agree and to be taken back.
ABOUT_VIEWS = ("log_update", "agree", "close", "reopen", "correct", "supersede")
# And so that figures cross something.
ABOUT_FIGURES = ("set_indicators", "give_values", "give_values")
NAMES = (*sorted(ACTS), *ABOUT_VIEWS * 5, *ABOUT_FIGURES * 3)
WEEKS = settings(
    max_examples=max(5, settings.default.max_examples // 20), deadline=None, phases=[Phase.generate]
)


@pytest.mark.django_db
@WEEKS
@given(data=st.data())
def test_every_week_of_any_story_tells_the_truth(data):
    story = Story()
    with transaction.atomic():
        story.begin()
        try:
            for _step in range(STEPS):
                story.somebody_acts(
                    data=data,
                    name=data.draw(st.sampled_from(NAMES)),
                    hours=data.draw(st.integers(0, 24 * 5)),
                    rogue=False,
                )
            told, sides = Told(story.world.commission), story.world.by.analyst.sides
            for week in told.weeks():
                check_week(told, week, sides)
                check_known_today(told, week, sides)
        finally:
            story.teardown()
