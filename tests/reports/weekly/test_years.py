"""The list of all weeks: what it says of a week is what the week says of itself, and it is read once."""

import random

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import LogHead, Week
from commitments.reports import weekly
from tests.reports.weekly.reading import FIRST, at, report_of, tell_a_story

PRESENT = Week(2021, 20)


@pytest.fixture(autouse=True)
def now(time_machine):
    caches["pictures"].clear()
    time_machine.move_to("2021-05-19T09:00:00Z", tick=False)


def summaries(world):
    head = LogHead.objects.get(commission=world.commission).size
    weeks = [PRESENT.shifted(-n) for n in range(PRESENT.number - FIRST.number + 1)]
    found = weekly.summaries(world.commission, weeks, first=FIRST, head=head)
    return {one.week: one for one in found}


def test_each_week_says_in_the_list_what_it_says_on_its_page(world):
    tell_a_story(world, random.Random(5), steps=40, days=5)  # noqa: S311 (a story)

    found = summaries(world)

    assert list(found) == [FIRST.shifted(n) for n in range(len(found) - 1, -1, -1)]
    assert (max(found), found[PRESENT].is_running) == (PRESENT, True)
    assert sum(bool(one.changes) for one in found.values()) > 5
    for week, one in found.items():
        report = report_of(world, week, now=at("2021-05-19", "09:00"))
        assert one.sentence == report.headline, week
        figures = [figure.figure for figure in report.figures]
        assert list(one.changes) == [figure for figure in figures if figure in one.changes], week
        told = [figure for figure in figures if not figure.startswith(("None", "No "))]
        assert set(one.changes) <= set(told), week


def test_a_week_that_is_over_is_read_once_and_the_present_one_with_each_entry(world):
    tell_a_story(world, random.Random(5), steps=20, days=5)  # noqa: S311 (a story)
    weeks = len(summaries(world))

    def asked():
        """Besides how long the log is."""
        with CaptureQueriesContext(connection) as captured:
            summaries(world)
        return len(captured) - 1

    assert asked() == 0
    world.record(at=at("2021-05-19"))
    assert 0 < asked() <= 4  # the present week
    caches["pictures"].clear()
    assert asked() <= 4 + 1 * weeks  # all together, and those in which something was delivered


def test_weeks_that_were_forgotten_are_read_again_among_those_that_are_known(world):
    tell_a_story(world, random.Random(5), steps=20, days=5)  # noqa: S311 (a story)
    told = summaries(world)
    keys = [key for key in caches["pictures"]._cache if "summary" in key]
    for key in keys[1::2]:
        del caches["pictures"]._cache[key], caches["pictures"]._expire_info[key]

    assert len(keys) == len(told) > 5
    assert summaries(world) == told


def test_a_year_is_listed_by_quarters():
    first, present = Week(2020, 51), Week(2021, 20)
    latest, before = weekly.weeks_of(2021, first=first, present=present)

    assert (latest[0], latest[-1], len(latest), before) == (present, Week(2021, 8), 13, Week(2021, 7))
    assert weekly.weeks_of(2021, first=first, present=present, until=before) == (
        [Week(2021, number) for number in range(7, 0, -1)],
        None,
    )
    assert weekly.weeks_of(2020, first=first, present=present)[0][-1] == first
    for until in (Week(2021, 21), Week(2020, 52)):
        with pytest.raises(ValueError, match="not in list"):
            weekly.weeks_of(2021, first=first, present=present, until=until)


def test_a_strip_counts_what_differs_between_two_cut_offs(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-10"))
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-10", "09:00"))
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-17"))

    with CaptureQueriesContext(connection) as captured:
        (strip,) = weekly.strips(world.commission, FIRST, PRESENT)

    assert len(captured) == 1
    found = {cell.week.number: (cell.changes, cell.shade) for cell in strip.cells if cell.changes}
    assert found[6] == (1, 1)  # by one side only, then agreed: one commitment more in progress
    assert 7 not in found
    assert strip.finding == f"{sum(n for n, _shade in found.values())} changes, most in week 4: {found[4][0]}"
    assert [cell.week.number for cell in strip.cells if cell.is_in_log] == list(range(FIRST.number, 21))


def test_a_year_without_a_change_says_so(world):
    latest, _first = weekly.strips(world.commission, FIRST, Week(2022, 3))

    assert latest.finding == "No change"
    assert len(latest.cells) == 52
