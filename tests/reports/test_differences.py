"""Where the sides differ: what each side last said of its view, now and on a past day."""

import datetime as dt

import pytest

from commitments import actions
from commitments.reports.differences import differences, query_of
from tests.people import moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

FEBRUARY, MARCH = dt.date(2021, 2, 20), dt.date(2021, 3, 20)


@pytest.fixture
def story(world):
    """Belarus says "Blocked" from 10 February and says why again in March; China "In progress" from 15 February."""
    say(world, world.by, "blocked", "2021-02-10", reason="No plane.", note="Two flights were planned.")
    say(world, world.cn, "in_progress", "2021-02-15", note="100,000 doses arrived.")
    say(world, world.by, "blocked", "2021-03-10", note="Still no plane.")
    return world


def say(world, side, status, day, **fields):
    return world.update(world.vaccine, by=side.analyst, status=status, at=moment(day), **fields)


def correct(world, entry, day, **fields):
    fields = {"outlook": "no_view", "note": "It was so.", "effective_on": dt.date(2021, 2, 9), **fields}
    return actions.correct(world.vaccine, by=world.by.analyst, entry=entry, at=moment(day), **fields)


def found(world, **asked):
    return differences(world.commission, query_of(**asked), stop=50)


def words(difference):
    return [(said.code, said.label, said.position, said.stated_on.isoformat()) for said in difference.sides]


def test_a_difference_begins_when_the_second_side_has_spoken(story):
    [now], [then] = found(story), found(story, as_of=FEBRUARY)

    assert (now.since, now.days) == (dt.date(2021, 2, 15), 150)
    assert (then.since, then.days) == (dt.date(2021, 2, 15), 5)
    assert now.number == then.number


def test_each_side_has_its_position_until_it_states_another(story):
    [then] = found(story, as_of=FEBRUARY)
    remark = [
        ("BY", "Blocked", "Two flights were planned.", "2021-02-10"),
        ("CN", "In progress", "100,000 doses arrived.", "2021-02-15"),
    ]
    assert words(then) == words(found(story)[0]) == remark

    say(story, story.by, "blocked", "2021-03-12", note="", position="The airport is closed.")

    assert words(found(story)[0])[0] == ("BY", "Blocked", "The airport is closed.", "2021-03-12")
    assert words(found(story, as_of=FEBRUARY)[0]) == remark


def test_a_side_that_gave_no_reason_has_none(story):
    entry = actions.agree(story.vaccine, by=story.cn.secretary, at=moment("2021-03-20"))
    say(story, story.by, "in_progress", "2021-03-21")

    _by, cn = found(story)[0].sides
    assert (cn.label, cn.position, cn.number) == ("Blocked", "", entry.number)


@pytest.mark.parametrize("as_of", [None, dt.date(2021, 4, 20)])
def test_the_correction_of_an_older_view_leaves_the_position(story, as_of):
    older = say(story, story.by, "in_progress", "2021-03-12", note="A plane is on its way.")
    say(story, story.by, "blocked", "2021-03-14", position="It was sent back.", note="It turned round.")
    correct(story, older, "2021-04-10", status="part")

    [row] = found(story, as_of=as_of)
    assert words(row)[0] == ("BY", "Blocked", "It was sent back.", "2021-03-14")


def test_other_entries_of_a_side_leave_its_position(story):
    story.redate(
        story.vaccine,
        by=story.by.secretary,
        due_on=dt.date(2021, 9, 1),
        reason="The plant opens late.",
        at=moment("2021-03-11"),
    )

    assert words(found(story)[0]) == words(found(story, as_of=MARCH)[0])
    assert words(found(story)[0])[0][2] == "Two flights were planned."


def test_what_has_been_settled_is_gone_today_and_stands_on_the_day(story):
    say(story, story.by, "in_progress", "2021-04-01")

    assert found(story) == []
    assert [row.code for row in found(story, as_of=MARCH)] == ["BY-CN-2021-01"]


def test_one_side_alone_does_not_differ(world):
    say(world, world.by, "blocked", "2021-02-10")

    assert found(world) == []
    assert found(world, as_of=FEBRUARY) == []
