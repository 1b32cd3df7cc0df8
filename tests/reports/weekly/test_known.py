"""What is known today about the days of a week."""

import datetime as dt

import pytest

from commitments import actions
from commitments.reports import weekly
from commitments.reports.register.known import as_known_today
from tests.reports.weekly.reading import W5, at, lines_of, numbers, report_of


def known(world, week):
    return weekly.known_today(
        world.commission, weekly.period_of(world.commission, week), sides=world.by.analyst.sides
    )


def test_known_today_tells_by_the_day_things_became_true(world):
    entry = world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="100,000 doses arrived.",
        effective_on=dt.date(2021, 2, 3),
        at=at("2021-03-01"),
    )

    then, today = report_of(world, W5), known(world, W5)

    assert then.sections == []
    assert [section.slug for section in today.sections] == ["moved"]
    assert today.days == "30 January – 5 February 2021"
    assert today.later.title == "1 later entry is about these days"
    assert [(sentence.number, by) for sentence, by in today.later.entries] == [(entry.number, None)]
    assert not today.is_same


@pytest.mark.parametrize(("day", "is_there"), [(29, False), (30, True)])
def test_known_today_begins_after_the_day_of_the_cutoff_before(world, day, is_there):
    world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        effective_on=dt.date(2021, 1, day),
        at=at("2021-03-01"),
    )

    assert bool(known(world, W5).sections) is is_there


def test_known_today_leaves_out_what_was_corrected_and_says_so(world):
    wrong = world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))
    right = actions.correct(
        world.vaccine,
        by=world.cn.analyst,
        entry=wrong,
        status="not_started",
        outlook="no_view",
        note="The flight was cancelled.",
        effective_on=dt.date(2021, 2, 1),
        at=at("2021-02-10"),
    )

    today = known(world, W5)

    line = lines_of(today, "moved")["BY-CN-2021-01"]
    assert numbers(line) == [right.number]
    assert today.corrected.title == "1 entry of the week was corrected later"
    assert [(sentence.number, by) for sentence, by in today.corrected.entries] == [
        (wrong.number, right.number)
    ]
    assert [sentence.number for sentence, _by in today.later.entries] == [right.number]


def test_known_today_of_an_ordinary_week_differs_in_nothing(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=at("2021-02-01"))

    today = known(world, W5)

    assert today.is_same
    assert lines_of(today, "moved").keys() == lines_of(report_of(world, W5), "moved").keys()


def test_known_today_takes_as_outcome_what_was_true_last(world):
    """Recorded last is what happened first: the register of the cut-off, known today, says the same."""
    later = world.update(
        world.vaccine,
        by=world.by.analyst,
        status="in_progress",
        effective_on=dt.date(2021, 2, 4),
        at=at("2021-02-04"),
    )
    earlier = world.update(
        world.vaccine,
        by=world.by.analyst,
        status="part",
        effective_on=dt.date(2021, 2, 2),
        at=at("2021-02-05"),
    )

    line = lines_of(known(world, W5), "moved")["BY-CN-2021-01"]

    assert line.facts == (
        "Belarus says: in progress; before: not yet assessed; in between: delivered in part."
    )
    assert line.entries == (earlier.number, later.number)
    (row,) = as_known_today(world.commission, dt.date(2021, 2, 5)).filter(commitment=world.vaccine)
    assert row.known_first == "in_progress"
