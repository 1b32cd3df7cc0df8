"""What is kept of the overview and of the running week follows the log: it is what would be drawn from nothing.

The quick run tells a few stories; `--hypothesis-profile=thorough` tells many.
"""

from __future__ import annotations

import re

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client, override_settings
from hypothesis import Phase, settings
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from commitments.actions.touched import touched_by
from commitments.models import Commission, Commitment
from commitments.models.fields import COMMITMENT
from commitments.reports.touched import touched_key
from commitments.vocabulary import SIDES
from commitments.vocabulary.parts import PicturePart
from tests.actions.test_story import STEPS, Story

pytestmark = pytest.mark.django_db
EMPTY = {
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pictures": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
OF_ONE_ANSWER = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken"\s*:\s*"[^"]*"|"[A-Za-z0-9]{64}"'
    rb'|name="(submission|kept_as)" value="[^"]*"'
)


class Watched(Story):
    """After each act two readers look again, at pages of which much was kept, and see what is there."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        caches["pictures"].clear()
        self.readers = [(Client(), seat.user) for seat in (self.world.by.analyst, self.world.cn.secretary)]

    def addresses(self) -> list[str]:
        commission = self.world.commission
        week = commission.calendar.week_of(self.world.clock.now)
        root = f"/{commission.slug}/"
        return [
            *(root, f"{root}weeks/{week}/", f"{root}differences/", f"{root}register/?late=1&sector=health"),
            *(
                f"{root}indicators/",
                f"{root}indicators/?figures=owed&sector=health",
                f"{root}inbox/",
                f"{root}log/",
            ),
        ]

    @invariant()
    def what_is_kept_is_what_would_be_drawn_from_nothing(self) -> None:
        if not hasattr(self, "readers"):
            return
        with time_machine.travel(self.world.clock.now, tick=False):
            for reader, user in self.readers:
                reader.force_login(user)  # the days of a story outlast a session
                for address in self.addresses():
                    kept = shown(reader, address)
                    with override_settings(CACHES=EMPTY):
                        assert kept == shown(reader, address), address


def shown(reader: Client, address: str) -> bytes:
    answer = reader.get(address)
    assert answer.status_code == 200
    return OF_ONE_ANSWER.sub(b"", answer.content)


def test_after_any_story_what_is_kept_is_what_would_be_drawn_from_nothing():
    stories = max(2, settings.default.max_examples // 20)
    run_state_machine_as_test(
        Watched,
        settings=settings(
            max_examples=stories, stateful_step_count=STEPS, deadline=None, phases=[Phase.generate]
        ),
    )


# Nothing waits, is late, differs, is asked for or counted.
CALM = {
    **dict.fromkeys(f"{side}_{name}" for side in SIDES for name in ("owed_on", "next_on", "figures_owed_on")),
    **{f"{side}_need": "" for side in SIDES},
    **dict.fromkeys(("owed_on", "asked_on")),
    **{"agreed": "not_assessed", "figures_count": 0, "is_open": True, "is_counted": True},
}


def parts_of(before, after, kind="updated", days=180):
    record = {"kind": kind, "recorded_at": "2021-02-01T12:00:00.000000Z"}
    return {str(part) for part in touched_by(before, after, record, silent_after_days=days)}


@pytest.fixture
def state(world):
    return COMMITMENT.state_of(Commitment.objects.select_related("meeting", "sector").first())


@pytest.mark.parametrize(
    ("held", "becomes", "touched"),
    [
        ({}, {"first_entry": 7, "first_word": 7, "first_outlook": "on_track"}, set()),
        ({}, {"agreed": "in_progress"}, {"counts"}),
        ({"owed_on": "2021-03-01"}, {"owed_on": "2021-04-01"}, {"late"}),
        ({}, {"owed_on": "2021-04-01"}, {"late"}),
        ({"owed_on": "2021-03-01"}, {"first_since": "2021-02-01T12:00:00.000000Z"}, set()),
        ({"agreed": "differ"}, {"first_position": 7}, {"differing"}),
        ({"first_word_at": "2020-01-01T00:00:00.000000Z"}, {"second_word_at": "2021-02-01T00:00:00.000000Z"}, {"silent"}),
        ({"asked_on": "2021-01-26"}, {"recognition": "one_sided"}, {"requests"}),
        ({"figures_count": 1}, {"figures_share": 4}, {"figures"}),
        ({"first_next_on": "2021-03-01"}, {"first_next_step": "Send a list"}, {"first_tasks"}),
        ({}, {"second_need": "assess"}, {"second_tasks"}),
    ],
)  # fmt: skip
def test_an_entry_touches_what_tells_of_its_commitment(state, held, becomes, touched):
    calm = {
        "first_need": "",
        "second_need": "",
        "owed_on": None,
        "first_owed_on": None,
        "second_owed_on": None,
    }
    recent = dict.fromkeys(("first_word_at", "second_word_at"), "2021-01-30T00:00:00.000000Z")
    before = state | calm | recent | {"is_open": True, "is_counted": True} | held

    assert parts_of(before, before | becomes) == touched


def test_values_touch_the_figures_whatever_they_come_to(state):
    assert parts_of(state, state, kind="values_given") == {"figures"}


def test_a_reader_of_another_end_of_the_log_has_a_key_of_the_whole_log(world):
    commission = Commission.objects.select_related("loghead").get(pk=world.commission.pk)
    head = commission.loghead

    assert touched_key(commission, head.size + 1, PicturePart.LATE) == str(head.size + 1)
    assert touched_key(commission, head.size, PicturePart.LATE) == str(head.touched.get("late", -1))
