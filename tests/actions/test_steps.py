"""Next steps: whose they are, how they are done, moved and dropped, and the word that there is nothing to report."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due, NotAllowed, RuleBroken
from commitments.models import Entry
from commitments.reports.replay import problems
from tests.people import fresh, submission


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def step(world):
    """A step of the first side: a letter, by 10 February."""
    return announce(world, "A letter", "2021-02-10")


def announce(world, text, on=None, *, by=None, **fields):
    by = by or world.by.analyst
    next_on = day(on) if on else None
    return actions.set_step(
        world.vaccine, by=by, next_step=text, next_on=next_on, at=world.clock(), **fields
    ).number


def steps(world):
    return [(step["text"], step["on"], step["done_on"]) for step in fresh(world.vaccine).steps]


def test_a_step_is_the_owners_unless_another_post_is_named(world, step):
    announce(world, "A visit", next_post="Secretary, Belarus")
    announce(world, "An answer", by=world.cn.analyst)

    assert [(step["side"], step["post"]) for step in fresh(world.vaccine).steps] == [
        ("first", "Deputy minister"),
        ("first", "Secretary, Belarus"),
        ("second", "Director, Department 2"),
    ]
    assert list(problems(world.commission)) == []


def test_a_post_that_was_pasted_in_pieces_can_own_a_step(world):
    seat = world.by.secretary
    seat.post = "Sekreta\u0308r"
    actions.keep_seat(seat, by=world.administrator, at=world.clock())
    announce(world, "A visit", next_post="Sekret\u00e4r")

    assert fresh(world.vaccine).steps[0]["post"] == "Sekret\u00e4r"


@pytest.mark.parametrize("post", ["Secretary, China", "Director, Department 2", "Nobody"])
def test_a_step_is_no_post_of_the_other_sides(world, post):
    with pytest.raises(RuleBroken) as refused:
        announce(world, "A visit", next_post=post)

    assert "next_post" in refused.value.error_dict


def test_the_next_step_of_a_side_is_its_earliest_that_is_not_done(world, step):
    announce(world, "Some day")
    earlier = announce(world, "A call", "2021-02-05")
    assert fresh(world.vaccine).first_next_step == "A call"

    actions.mark_step_done(
        world.vaccine, by=world.by.secretary, number=earlier, effective_on=day("2021-02-01"), at=world.clock()
    )

    row = fresh(world.vaccine)
    assert (row.first_next_step, row.first_next_on, row.second_next_step) == (
        "A letter",
        day("2021-02-10"),
        "",
    )


def test_a_step_keeps_its_number_when_it_moves(world, step):
    entry = actions.move_step(
        world.vaccine,
        by=world.by.analyst,
        number=step,
        next_on=day("2021-03-01"),
        reason="Snow.",
        at=world.clock(),
    )

    assert steps(world) == [("A letter", "2021-03-01", None)]
    assert fresh(world.vaccine).steps[0]["number"] == step
    assert [[one["on"] for one in told] for told in entry.changes["steps"]] == [
        ["2021-02-10"],
        ["2021-03-01"],
    ]


def test_a_dropped_step_leaves_with_its_reason(world, step):
    entry = actions.drop_step(
        world.vaccine, by=world.by.analyst, number=step, reason="Not needed.", at=world.clock()
    )

    assert (steps(world), entry.texts.reason) == ([], "Not needed.")
    assert list(problems(world.commission)) == []


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        (actions.mark_step_done, {"effective_on": dt.date(2021, 2, 1)}),
        (actions.move_step, {"next_on": dt.date(2021, 3, 1)}),
        (actions.drop_step, {"reason": "No."}),
    ],
)
def test_nobody_touches_a_step_of_the_other_side_or_one_that_is_done(world, step, act, fields):
    with pytest.raises(RuleBroken):
        act(world.vaccine, by=world.cn.secretary, number=step, at=world.clock(), **fields)
    actions.mark_step_done(
        world.vaccine, by=world.by.analyst, number=step, effective_on=day("2021-02-01"), at=world.clock()
    )
    size = Entry.objects.count()

    with pytest.raises(RuleBroken):
        act(world.vaccine, by=world.by.analyst, number=step, at=world.clock(), **fields)

    assert Entry.objects.count() == size


def test_an_update_cannot_do_a_step_of_the_other_side(world, step):
    with pytest.raises(RuleBroken) as refused:
        world.update(world.vaccine, by=world.cn.analyst, status="in_progress", steps_done=(step,))

    assert "steps_done" in refused.value.error_dict


def test_what_is_refused_of_a_step(world, step):
    on = {"by": world.by.analyst, "at": world.clock()}
    with pytest.raises(RuleBroken):
        actions.set_step(world.vaccine, next_step="", **on)
    with pytest.raises(RuleBroken):
        actions.drop_step(world.vaccine, number=step, reason="", **on)
    with pytest.raises(RuleBroken):
        actions.move_step(world.vaccine, number=step, next_on=day("2021-02-10"), **on)
    with pytest.raises(RuleBroken):
        actions.mark_step_done(world.vaccine, number=step, effective_on=day("2022-01-01"), **on)


def test_what_is_closed_takes_no_further_step(world):
    for seat in (world.by.secretary, world.cn.secretary):
        world.close(world.vaccine, by=seat)

    with pytest.raises(NotAllowed):
        announce(world, "A letter")
    with pytest.raises(NotAllowed):
        actions.say_no_news(world.vaccine, by=world.by.analyst, at=world.clock())


# --- nothing to report


def test_nothing_to_report_is_a_word_and_no_view(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    before = fresh(world.vaccine)
    entry = actions.say_no_news(world.vaccine, by=world.by.analyst, at=world.clock())

    row = fresh(world.vaccine)
    assert entry.kind == "no_news"
    assert (row.first_word, row.first_entry) == (entry.number, before.first_entry)
    assert row.first_word_at > before.first_word_at


def test_where_a_report_is_owed_it_is_that_report(world):
    commitment = world.record(due=Due(kind="continuing", every_months=6), performed_by="second")
    assert actions.say_no_news(commitment, by=world.by.analyst, at=world.clock()).kind == "no_news"
    entry = actions.say_no_news(commitment, by=world.cn.analyst, at=world.clock())

    row = fresh(commitment)
    assert (entry.kind, row.second_reported_on) == ("reported", day("2021-02-01"))
    assert row.second_owed_on == day("2021-08-01")


def test_the_same_word_of_another_day_is_another_word(world):
    """A browser sends the same words but for the day, which its form names."""
    first = actions.say_no_news(
        world.vaccine, by=world.by.analyst, submission=submission("a", "1" * 64), at=world.clock()
    )
    again = actions.say_no_news(
        world.vaccine, by=world.by.analyst, submission=submission("b", "1" * 64), at=world.clock()
    )
    later = actions.say_no_news(
        world.vaccine, by=world.by.analyst, submission=submission("c", "2" * 64), at=world.clock(days=31)
    )

    assert (again.number == first.number, later.number == first.number) == (True, False)
