"""The same words sent with another key: a browser that went back fills a new form with the words of the old one."""

from commitments import actions
from commitments.models import Commitment, Meeting
from tests.people import submission


def said(world, key, *, by=None, digest="d" * 64, **fields):
    fields = {"status": "in_progress", "submission": submission(key, digest)} | fields
    return world.update(world.vaccine, by=by or world.by.analyst, **fields)


def test_same_words_are_the_entry_they_became(world):
    first = said(world, "1")

    assert said(world, "2") == first
    assert said(world, "2", digest="e" * 64) != first


def test_words_of_the_other_side_in_between_change_nothing(world):
    first = said(world, "1", seen=10)
    world.update(world.vaccine, by=world.cn.analyst, status="blocked")

    assert said(world, "2", seen=10) == first


def test_what_was_said_otherwise_since_can_be_said_again(world):
    first = said(world, "1")
    said(world, "2", digest="e" * 64, by=world.by.secretary, status="part")

    assert said(world, "3").number == first.number + 2


def test_same_words_of_a_colleague_are_an_entry_of_their_own(world):
    first = said(world, "1")

    assert said(world, "2", by=world.by.secretary) != first


def test_same_words_about_another_commitment_are_about_that(world):
    first = said(world, "1")
    other = world.update(
        world.trade, by=world.by.analyst, status="in_progress", submission=submission("2", "d" * 64)
    )

    assert (first.commitment, other.commitment) == (world.vaccine, world.trade)


def test_same_words_without_a_form_are_new_words(world):
    first = world.update(world.vaccine, by=world.by.analyst, status="in_progress")

    assert world.update(world.vaccine, by=world.by.analyst, status="in_progress") != first


def test_a_commitment_recorded_again_is_the_same_until_it_is_withdrawn(world):
    first = world.record(submission=submission("1"))
    world.update(first, by=world.by.analyst, status="in_progress")

    assert world.record(submission=submission("2")) == first

    actions.withdraw(first, by=world.by.secretary, reason="A mistake.", at=world.clock())
    assert world.record(submission=submission("3")) != first
    assert Commitment.objects.filter(title=first.title).count() == 2


def test_a_meeting_entered_again_is_the_same(world):
    opened = [
        actions.open_meeting(
            world.commission,
            by=world.by.analyst,
            kind="visit",
            title="A visit",
            held_on=world.meeting.held_on,
            at=world.clock(),
            submission=submission(key),
        )
        for key in ("1", "2")
    ]

    assert opened[0] == opened[1]
    assert Meeting.objects.filter(title="A visit").count() == 1
