"""The same words sent with another key: a browser that went back fills a new form with the words of the old one."""

from commitments import actions
from commitments.models import Commitment, Meeting
from tests.people import fresh, submission
from tests.sessions import a_session, decided


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


def proposed(world, key):
    terms = {"values": {"due_on": "2021-09-30"}, "reason": "More time is needed."}
    return actions.propose(
        world.vaccine,
        by=world.by.secretary,
        subject="due",
        submission=submission(key),
        at=world.clock(),
        **terms,
    )


def test_what_lapsed_with_the_closing_can_be_proposed_again(world):
    type(world.commission).objects.update(four_eyes=False)
    world.vaccine.commission.four_eyes = False
    for seat in world.seats:
        seat.commission.four_eyes = False
    world.close(world.vaccine, by=world.by.secretary, status="dropped")
    first = proposed(world, "1")
    assert proposed(world, "2") == first
    actions.agree(world.vaccine, by=world.cn.secretary, at=world.clock())
    reopened = {"status": "in_progress", "reason": "Not at all.", "effective_on": world.meeting.held_on}
    actions.reopen(world.vaccine, by=world.cn.secretary, at=world.clock(), **reopened)

    assert proposed(world, "3") != first


def test_what_was_said_before_a_session_decided_can_be_said_again(world):
    first = said(world, "1")
    decided(world, a_session(world, world.vaccine), effect="status", status="blocked")

    assert said(world, "2") != first
    assert fresh(world.vaccine).first_status == "in_progress"


def test_who_has_changed_sides_says_it_for_the_other_one(world):
    first = said(world, "1")
    turncoat = world.by.analyst
    turncoat.party = world.cn.party
    turncoat.save(force_update=True)

    assert said(world, "2", by=turncoat).party == world.cn.party != first.party
