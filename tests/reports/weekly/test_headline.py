"""The sentence of the week, its comparisons and its counts."""

import datetime as dt
import random
from itertools import pairwise

from django.utils import translation

from commitments.models import Week
from commitments.reports import weekly
from tests.reports.weekly.reading import FIRST, W5, at, report_of, tell_a_story


def test_quiet_week_says_so(world):
    report = report_of(world, Week(2021, 8))

    assert report.headline == "Nothing was recorded."
    assert report.sections == []
    assert [one.figure for one in report.figures] == [
        "None delivered",
        "None moved",
        "None newly late",
        "No difference",
    ]
    assert report.counted == "All 2 commitments are counted; none was added, dropped or reopened."


def test_running_week_says_so_far(world):
    assert report_of(world, W5, now=at("2021-02-02")).headline == "Nothing has been recorded this week yet."


def test_week_with_readouts_only_says_what_there_was(world):
    report = report_of(world, FIRST)
    assert report.headline == "Only entries on seats were recorded."
    assert report.besides == "Also: 6 entries on seats."
    assert report.counted == "The register held no commitment yet."


def test_first_week_compares_with_nothing(world):
    report = report_of(world, FIRST)

    assert {one.remark for one in report.figures} == {"the first week of the log", "nothing is late"}


def test_counts_stand_beside_those_of_the_week_before(world):
    for number in range(3):
        world.record(title=f"Further {number}", at=at("2021-02-02", f"0{number + 1}:00"))

    notes = {section.slug: section.note for section in report_of(world, W5).sections}

    assert notes == {"added": "3, the week before 2"}


def test_every_week_says_of_the_week_before_what_that_week_says_of_itself(world):
    tell_a_story(world, random.Random(3), steps=60)  # noqa: S311 (a story)
    weeks = [FIRST.shifted(n) for n in range(1, 60)]

    for before, week in pairwise(weeks):
        own = {section.slug: section.note.split(",")[0] for section in report_of(world, before).sections}
        for section in report_of(world, week).sections:
            if "as in the week before" in section.note:
                assert own[section.slug] == section.note.split(",")[0], (week, section.slug)
            elif "the week before" in section.note:
                said = section.note.split("the week before ")[1].split(";")[0]
                assert said == own.get(section.slug, "none"), (week, section.slug)


def test_report_speaks_the_language_of_its_reader(world):
    with translation.override("ru"):
        name = weekly.days_between(dt.date(2022, 9, 12), dt.date(2022, 9, 18))

    assert "ентябр" in name


def test_headline_of_the_overview_is_the_sentence_of_the_week(world, time_machine):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-02"))
    time_machine.move_to("2021-02-03T09:00:00Z", tick=False)

    now = weekly.headline(world.commission, head=1)
    friday = weekly.headline(world.commission, head=1, as_of=dt.date(2021, 1, 29))

    assert (now.week, now.sentence) == (W5, "One commitment moved.")
    assert (friday.week, friday.sentence) == (Week(2021, 4), report_of(world, Week(2021, 4)).headline)
