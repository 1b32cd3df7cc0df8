"""Whether the sides recognise a commitment, and in which words."""

import pytest

from commitments import actions
from commitments.actions import Conflict, NotAllowed
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import fresh, submission

OURS = "China will widen the list of goods it buys."


def reword(world, statement=OURS, **fields):
    return actions.reword(
        world.trade,
        **{
            "by": world.cn.secretary,
            "statement": statement,
            "reason": "So it was understood in Beijing.",
            "at": world.clock(),
            **fields,
        },
    )


def test_the_other_side_confirms(world):
    entry = actions.confirm(world.trade, by=world.cn.secretary, note="So we understood it.", at=world.clock())

    assert fresh(world.trade).recognition == "confirmed"
    assert changes_of(entry) == {"recognition": ["proposed", "confirmed"]}
    with refused(NotAllowed):
        actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    with refused(NotAllowed):
        actions.decline(world.trade, by=world.cn.secretary, reason="After all.", at=world.clock())


def test_the_other_side_declines_and_may_confirm_later(world):
    with refused(field="reason"):
        actions.decline(world.trade, by=world.cn.secretary, reason="", at=world.clock())
    actions.decline(world.trade, by=world.cn.secretary, reason="Not our words.", at=world.clock())
    assert (fresh(world.trade).recognition, fresh(world.trade).is_open) == ("one_sided", True)
    with refused(field=""):
        actions.decline(world.trade, by=world.cn.secretary, reason="Still not.", at=world.clock())

    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    assert fresh(world.trade).recognition == "confirmed"


def test_nobody_recognises_what_their_own_side_proposed(world):
    for act in (
        lambda: actions.confirm(world.trade, by=world.by.secretary, at=world.clock()),
        lambda: actions.decline(world.trade, by=world.by.secretary, reason="No.", at=world.clock()),
    ):
        with refused(NotAllowed):
            act()


def test_noted_as_the_understanding_of_the_other_side(world):
    entry = actions.note_one_sided(world.trade, by=world.cn.secretary, at=world.clock())

    row = fresh(world.trade)
    assert (entry.kind, row.recognition, row.is_open, row.second_need) == ("noted", "one_sided", True, "")
    assert changes_of(entry) == {"recognition": ["proposed", "one_sided"]}
    with refused(field=""):
        actions.note_one_sided(world.trade, by=world.cn.secretary, at=world.clock())
    actions.decline(world.trade, by=world.cn.secretary, reason="Not promised.", at=world.clock())
    with refused(field=""):
        actions.decline(world.trade, by=world.cn.secretary, reason="Not promised.", at=world.clock())
    assert all_is_well(world)


def test_another_wording_is_offered_and_accepted(world):
    entry = reword(world)

    row = fresh(world.trade)
    assert changes_of(entry) == {"offered_statement": ["", OURS], "offered_by": ["", "second"]}
    assert (row.recognition, row.first_need, row.second_need) == ("proposed", "confirm", "")

    accepted = actions.accept_wording(row, by=world.by.secretary, statement=OURS, at=world.clock())

    row = fresh(world.trade)
    assert (row.statement, row.recognition, row.offered_statement, row.offered_by) == (
        OURS,
        "confirmed",
        "",
        "",
    )
    assert (accepted.kind, row.first_need, row.second_need) == ("confirmed", "", "")
    assert "widen" in row.search_tokens.split()
    assert all_is_well(world)


def test_an_acceptance_binds_to_the_words_that_were_shown(world):
    reword(world)
    seen = fresh(world.trade).last_number
    reword(world, "China will look at the list of goods.")

    with refused(Conflict):
        actions.accept_wording(
            world.trade, by=world.by.secretary, seen=seen, statement=OURS, at=world.clock()
        )
    with refused(field=""):
        actions.accept_wording(world.trade, by=world.by.secretary, statement=OURS, at=world.clock())


def test_the_wording_is_kept_and_can_be_confirmed_then(world):
    reword(world)
    with refused(field="reason"):
        actions.keep_wording(world.trade, by=world.by.secretary, reason="", at=world.clock())

    actions.keep_wording(world.trade, by=world.by.secretary, reason="As published.", at=world.clock())

    row = fresh(world.trade)
    assert (row.offered_statement, row.offered_by, row.second_need) == ("", "", "confirm")
    actions.confirm(row, by=world.cn.secretary, at=world.clock())
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("statement", "reason", "field"),
    [("", "Why.", "statement"), (OURS, "", "reason")],
)
def test_an_offer_needs_words_and_a_reason(world, statement, reason, field):
    with refused(field=field):
        reword(world, statement or fresh(world.trade).statement, reason=reason)


def test_the_same_offer_is_not_made_twice(world):
    reword(world)
    with refused(field="statement"):
        reword(world)


def test_nobody_answers_an_offer_of_their_own(world):
    reword(world)
    for act in (
        lambda: actions.accept_wording(world.trade, by=world.cn.secretary, statement=OURS, at=world.clock()),
        lambda: actions.keep_wording(world.trade, by=world.cn.secretary, reason="No.", at=world.clock()),
        lambda: actions.accept_wording(world.trade, by=world.by.analyst, statement=OURS, at=world.clock()),
        lambda: reword(world, by=world.by.secretary),
    ):
        with refused(NotAllowed):
            act()


@pytest.mark.parametrize("settle", ["confirm", "withdraw"])
def test_an_offer_ends_when_it_is_settled_otherwise(world, settle):
    reword(world)
    if settle == "confirm":
        actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    else:
        actions.withdraw(world.trade, by=world.by.secretary, reason="Entered twice.", at=world.clock())

    row = fresh(world.trade)
    assert (row.offered_statement, row.offered_by, row.first_need) == ("", "", "")
    assert all_is_well(world)


@pytest.mark.parametrize("act", ["decline", "note"])
def test_an_offer_is_no_longer_there_once_its_side_has_said_otherwise(world, act):
    """Nobody makes a confirmation of what the other side has declined since."""
    reword(world)
    if act == "decline":
        actions.decline(world.trade, by=world.cn.secretary, reason="Not promised.", at=world.clock())
    else:
        actions.note_one_sided(world.trade, by=world.cn.secretary, at=world.clock())

    row = fresh(world.trade)
    assert (row.offered_statement, row.offered_by, row.first_need) == ("", "", "")
    with refused(NotAllowed):
        actions.accept_wording(row, by=world.by.secretary, statement=OURS, at=world.clock())
    assert fresh(world.trade).recognition == "one_sided"
    assert all_is_well(world)


def test_the_same_words_are_offered_anew_after_they_were_turned_down(world):
    first = reword(world, submission=submission("1"))
    actions.keep_wording(world.trade, by=world.by.secretary, reason="As published.", at=world.clock())

    again = reword(world, submission=submission("2"))

    assert again != first
    assert fresh(world.trade).offered_statement == OURS


def test_what_was_noted_is_noted_still_when_it_is_reopened(world):
    actions.note_one_sided(world.trade, by=world.cn.secretary, at=world.clock())
    closing = {"successor": world.vaccine, "effective_on": world.meeting.held_on}
    for side in (world.by, world.cn):
        actions.supersede(world.trade, by=side.secretary, at=world.clock(), **closing)
    assert fresh(world.trade).recognition == "superseded"

    actions.reopen(
        world.trade,
        by=world.cn.secretary,
        status="in_progress",
        reason="It goes on.",
        effective_on=world.meeting.held_on,
        at=world.clock(),
    )

    row = fresh(world.trade)
    assert (row.recognition, row.second_need) == ("one_sided", "")
