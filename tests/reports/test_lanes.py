"""The two views over time: lanes on the recorded clock, and where they differed."""

import datetime as dt

import pytest

from commitments import actions
from commitments.reports.commitment import as_it_was, commitment_page
from tests.people import fresh, moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


def say(world, side, status, day, **fields):
    return world.update(world.vaccine, by=side.analyst, status=status, at=moment(day), **fields)


@pytest.fixture
def story(world):
    """Both in progress, then Belarus blocked from 10 March to 20 April, and again since 1 June."""
    say(world, world.cn, "in_progress", "2021-02-10")
    say(world, world.by, "in_progress", "2021-02-20")
    say(world, world.by, "in_progress", "2021-02-25", outlook="at_risk", reason="Few planes.")
    say(world, world.by, "blocked", "2021-03-10", reason="No plane.")
    say(world, world.by, "in_progress", "2021-04-20")
    say(world, world.by, "blocked", "2021-06-01", reason="No plane again.")
    return world


def lanes(world, *, seat=None, as_of=None):
    commitment = fresh(world.vaccine)
    if as_of is not None:
        commitment = as_it_was(commitment, world.commission.calendar.end_of_day(as_of))
    return commitment_page(commitment, seat=seat or world.by.observer, as_of=as_of).lanes


def periods(parts):
    return [(part.status, part.start.isoformat(), part.end.isoformat(), part.days) for part in parts]


def test_each_lane_has_a_part_for_each_status(story):
    """A change of the outlook alone ends no part."""
    belarus, china = lanes(story).lanes

    assert periods(belarus.parts) == [
        ("not_assessed", "2021-01-27", "2021-02-20", 24),
        ("in_progress", "2021-02-20", "2021-03-10", 18),
        ("blocked", "2021-03-10", "2021-04-20", 41),
        ("in_progress", "2021-04-20", "2021-06-01", 42),
        ("blocked", "2021-06-01", "2021-07-15", 44),
    ]
    assert periods(china.parts) == [
        ("not_assessed", "2021-01-27", "2021-02-10", 14),
        ("in_progress", "2021-02-10", "2021-07-15", 155),
    ]


def test_differences_lie_where_both_have_spoken_and_not_the_same(story):
    found = lanes(story)

    assert periods(found.differences) == [
        ("differ", "2021-03-10", "2021-04-20", 41),
        ("differ", "2021-06-01", "2021-07-15", 44),
    ]
    assert found.finding == ("The two views have differed for 44 days, and did so once before, for 41 days.")


def test_places_are_shares_of_the_time_since_the_recording(story):
    found = lanes(story)
    blocked = found.lanes[0].parts[2]
    whole = story.commission.calendar.end_of_day(dt.date(2021, 7, 15)) - fresh(story.vaccine).recorded_at

    start, end = (moment(day) - fresh(story.vaccine).recorded_at for day in ("2021-03-10", "2021-04-20"))
    assert float(blocked.x.rstrip("%")) == pytest.approx(start / whole * 100, abs=0.01)
    assert float(blocked.width.rstrip("%")) == pytest.approx((end - start) / whole * 100, abs=0.01)
    for lane in found.lanes:
        last = lane.parts[-1]
        assert float(last.x.rstrip("%")) + float(last.width.rstrip("%")) == pytest.approx(100, abs=0.02)


def test_what_lasted_a_day_is_seen_and_stays_within_the_chart(story, time_machine):
    time_machine.move_to("2026-07-15T09:00:00Z")
    say(story, story.by, "part", "2026-07-13")
    say(story, story.by, "continuing", "2026-07-15")

    parts = lanes(story).lanes[0].parts
    assert [part.width for part in parts[-2:]] == ["0.40%"] * 2
    assert float(parts[-1].x.rstrip("%")) == pytest.approx(99.6)


def test_lanes_stand_in_the_readers_order(story):
    user = story.cn.observer.user
    user.own_side_first = True
    user.save()

    assert [lane.party.code for lane in lanes(story, seat=story.cn.observer).lanes] == ["CN", "BY"]


@pytest.mark.parametrize(
    ("day", "finding"),
    [
        ("2021-03-09", None),
        ("2021-03-20", "The two views have differed for 10 days, recorded since 10 March 2021."),
        ("2021-05-01", "The two views differed once, for 41 days, until 20 April 2021."),
    ],
)
def test_a_past_day_ends_the_lanes_and_knows_nothing_later(story, day, finding):
    found = lanes(story, as_of=dt.date.fromisoformat(day))

    assert (found and found.finding) == finding
    if found:
        assert {part.end.isoformat() for part in found.lanes[1].parts[-1:]} == {day}


def test_what_was_settled_on_the_same_day_is_not_told(world):
    say(world, world.cn, "in_progress", "2021-02-10")
    say(world, world.by, "in_progress", "2021-02-10")
    say(world, world.by, "part", "2021-04-01")
    world.update(world.vaccine, by=world.cn.analyst, status="part", at=moment("2021-04-01", "15:00"))
    found = lanes(world)

    assert (found.differences, found.finding) == ([], "The two views did not differ at the end of any day.")


def test_what_began_today_is_told(world):
    say(world, world.cn, "in_progress", "2021-02-10")
    say(world, world.by, "in_progress", "2021-02-10")
    world.update(world.vaccine, by=world.by.analyst, status="part", at=moment("2021-07-15", "08:00"))

    assert (
        lanes(world).finding
        == "The two views have differed for less than a day, recorded since 15 July 2021."
    )


def test_several_differences_are_summed_up(story):
    say(story, story.by, "in_progress", "2021-06-11")

    assert lanes(story).finding == (
        "The two views differed in 2 periods, for 51 days in all, the last until 11 June 2021."
    )


def test_first_views_alone_are_no_movement(world):
    say(world, world.cn, "in_progress", "2021-02-10")
    say(world, world.by, "blocked", "2021-02-20", reason="No plane.")

    assert lanes(world) is None


@pytest.fixture
def corrected(story):
    """China set it to “Delivered in part” on 10 June by mistake, and corrected that on 20 June."""
    wrong = say(story, story.cn, "part", "2021-06-10")
    actions.correct(
        story.vaccine,
        by=story.cn.analyst,
        entry=wrong,
        status="in_progress",
        outlook="no_view",
        note="The other lot was meant.",
        effective_on=dt.date(2021, 6, 10),
        at=moment("2021-06-20"),
    )
    return story


def test_a_corrected_view_is_left_out(corrected):
    found = lanes(corrected)

    assert found.has_left_out
    assert periods(found.lanes[1].parts)[1:] == [
        ("in_progress", "2021-02-10", "2021-06-10", 120),
        ("in_progress", "2021-06-20", "2021-07-15", 25),
    ]


@pytest.mark.parametrize(("day", "statuses"), [("2021-06-15", "part"), ("2021-06-25", "in_progress")])
def test_before_its_correction_it_was_not_known_to_be_wrong(corrected, day, statuses):
    found = lanes(corrected, as_of=dt.date.fromisoformat(day))

    assert found.lanes[1].parts[-1].status == statuses
    assert found.has_left_out == (statuses != "part")


def test_a_difference_that_rested_on_a_corrected_view_is_none(world):
    say(world, world.cn, "in_progress", "2021-02-10")
    say(world, world.by, "in_progress", "2021-02-10")
    wrong = say(world, world.by, "blocked", "2021-03-10", reason="No plane.")
    actions.correct(
        world.vaccine,
        by=world.by.analyst,
        entry=wrong,
        status="in_progress",
        outlook="no_view",
        note="Another commitment was meant.",
        effective_on=dt.date(2021, 3, 10),
        at=moment("2021-03-11"),
    )
    say(world, world.by, "part", "2021-04-01")
    say(world, world.cn, "part", "2021-04-02")

    assert periods(lanes(world).differences) == [("differ", "2021-04-01", "2021-04-02", 1)]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (0, ["Feb 2021"]),
        (150, ["Feb 2021", "Mar", "Apr", "May", "Jun"]),
        (500, ["Apr 2021", "Jul", "Oct", "Jan 2022", "Apr"]),
        (2000, ["2022", "2023", "2024", "2025", "2026"]),
    ],
)
def test_axis_has_as_many_marks_as_have_room(world, time_machine, days, labels):
    say(world, world.cn, "in_progress", "2021-02-02")
    say(world, world.cn, "blocked", "2021-02-03", reason="No plane.")
    day = dt.date(2021, 2, 3) + dt.timedelta(days=days)
    time_machine.move_to(dt.datetime.combine(day, dt.time(9), dt.UTC))

    assert [tick.label for tick in lanes(world).ticks] == labels
