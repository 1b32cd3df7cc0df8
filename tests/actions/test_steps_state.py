"""Whose move it is: who is asked, what is said of a block, who announced a step, who performs, in this order."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions.steps_state import earliest
from commitments.reports.replay import problems
from tests.people import fresh


def move(world, commitment=None):
    return fresh(commitment or world.vaccine).move


def both_say(world, status, **fields):
    world.update(world.vaccine, by=world.by.analyst, status=status, **fields)
    world.update(world.vaccine, by=world.cn.analyst, status=status, **fields)


def test_it_is_the_performers_until_anything_is_said(world):
    assert move(world) == "second"
    assert (
        move(world, world.trade) == "second"
    )  # proposed to it: asked to confirm, and the first side performs


def test_who_is_asked_comes_before_who_performs(world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")

    assert move(world) == "first"  # to state a view


@pytest.mark.parametrize(("said", "expected"), [("first", "first"), ("both", "both"), ("else", "")])
def test_what_is_said_of_a_block_comes_before_the_steps(world, said, expected):
    both_say(world, "blocked", reason="No plane.", waits_on=said, next_step="A letter")

    assert move(world) == expected
    assert list(problems(world.commission)) == []


def test_of_two_words_on_a_block_the_latest_counts(world):
    both_say(world, "blocked", reason="No plane.", waits_on="first")
    world.update(world.vaccine, by=world.by.analyst, status="blocked", waits_on="second")
    assert move(world) == "second"

    world.update(world.vaccine, by=world.cn.analyst, status="blocked", waits_on="both")
    assert move(world) == "both"


def test_a_word_on_a_block_ends_with_the_block(world):
    both_say(world, "blocked", reason="No plane.", waits_on="first")
    both_say(world, "in_progress")

    row = fresh(world.vaccine)
    assert (row.first_waits_on, row.second_waits_on, row.move) == ("", "", "second")


def test_the_side_of_the_earliest_open_step_moves(world):
    both_say(world, "in_progress")
    for seat, on in ((world.cn.analyst, dt.date(2021, 3, 1)), (world.by.analyst, dt.date(2021, 2, 20))):
        actions.set_step(world.vaccine, by=seat, next_step="A letter", next_on=on, at=world.clock())
    assert move(world) == "first"

    number = fresh(world.vaccine).steps[1]["number"]
    actions.mark_step_done(
        world.vaccine, by=world.by.analyst, number=number, effective_on=dt.date(2021, 2, 1), at=world.clock()
    )
    assert move(world) == "second"


def test_what_is_over_is_nobodys_move(world):
    for seat in (world.by.secretary, world.cn.secretary):
        world.close(world.vaccine, by=seat)

    assert move(world) == ""


def test_a_step_without_a_date_comes_last():
    def step(number, on, done_on=None):
        return {"number": number, "on": on, "done_on": done_on}

    first = step(3, "2021-02-10")
    assert (
        earliest([step(1, None), step(2, "2021-01-01", "2021-01-01"), first, step(4, "2021-02-10")]) is first
    )
    assert earliest([step(1, None, "2021-01-01")]) is None
