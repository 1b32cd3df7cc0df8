"""The table of moves, tried cell by cell through the actions that move a side's status."""

import pytest
from django.db import transaction

from commitments import actions
from commitments.actions import NotAllowed, RuleBroken
from commitments.vocabulary import CLOSED, MOVES, SIDES, Status, agreed_view, other_side
from tests.actions.outcome import all_is_well
from tests.people import a_source, fresh

REFUSED = "refused"


class Undone(Exception):
    """Ends a try without leaving anything of it."""


def bring(world, commitment, side: str, status: str):
    """`commitment` as `side` says it is `status`, by the shortest allowed way from "Not yet assessed"."""
    secretary = world.side(side).secretary
    if status == Status.SUPERSEDED:
        actions.supersede(
            commitment,
            by=secretary,
            successor=world.trade,
            effective_on=world.meeting.held_on,
            at=world.clock(),
        )
    elif status in CLOSED:
        world.close(commitment, by=secretary, status=status)
    elif status != Status.NOT_ASSESSED:
        world.update(commitment, by=secretary, status=status)
    return fresh(commitment)


def attempt(world, commitment, side: str, act) -> str:
    """The status `side` has after `act`, or "refused"; everything is undone again."""
    try:
        with transaction.atomic():
            try:
                act()
            except (RuleBroken, NotAllowed):
                return REFUSED
            after = fresh(commitment)
            assert after.agreed == agreed_view(after.first_status, after.second_status)
            assert after.is_open == (after.agreed not in CLOSED)
            raise Undone(after.of(side, "status"))
    except Undone as undone:
        return str(undone)


@pytest.fixture
def commitment(world):
    """One without a date, so that it can be "Not delivered" at any time."""
    return world.record()


@pytest.mark.parametrize("before", list(Status))
def test_log_update_moves_between_open_statuses_only(world, commitment, before):
    commitment = bring(world, commitment, "first", before)

    found = {
        after: attempt(
            world,
            commitment,
            "first",
            lambda after=after: world.update(commitment, by=world.by.analyst, status=after),
        )
        for after in Status
    }

    open_to_open = {after for after in MOVES[before] - CLOSED if before not in CLOSED}
    assert found == {after: after.value if after in open_to_open | {before} else REFUSED for after in Status}


@pytest.mark.parametrize("before", list(Status))
def test_close_moves_into_closed_statuses_only(world, commitment, before):
    commitment = bring(world, commitment, "first", before)

    found = {
        after: attempt(
            world,
            commitment,
            "first",
            lambda after=after: world.close(commitment, by=world.by.secretary, status=after),
        )
        for after in Status
    }

    closable = CLOSED - {Status.SUPERSEDED} if before not in CLOSED else set()
    assert found == {after: after.value if after in closable else REFUSED for after in Status}


@pytest.mark.parametrize("before", list(Status))
def test_supersede_moves_out_of_every_open_status(world, commitment, before):
    commitment = bring(world, commitment, "first", before)

    found = attempt(world, commitment, "first", lambda: bring(world, commitment, "first", Status.SUPERSEDED))

    assert found == (REFUSED if before in CLOSED else "superseded")


@pytest.mark.parametrize("before", list(Status))
def test_reopen_moves_out_of_closed_statuses_only(world, commitment, before):
    commitment = bring(world, commitment, "first", before)

    def reopen(after):
        return actions.reopen(
            commitment,
            by=world.by.secretary,
            status=after,
            reason="It was not over.",
            effective_on=world.meeting.held_on,
            at=world.clock(),
        )

    found = {
        after: attempt(world, commitment, "first", lambda after=after: reopen(after)) for after in Status
    }

    allowed = MOVES[before] if before in CLOSED else set()
    assert found == {after: after.value if after in allowed else REFUSED for after in Status}


@pytest.mark.parametrize("theirs", list(Status))
def test_agree_takes_over_what_the_table_allows(world, commitment, theirs):
    commitment = bring(world, commitment, "second", theirs)
    found = {}
    for own in Status:

        def agree(own=own):
            brought = bring(world, commitment, "first", own)
            return actions.agree(brought, by=world.by.secretary, at=world.clock())

        found[own] = attempt(world, commitment, "first", agree)

    # What nobody has looked at is no view.
    may = {own for own in Status if theirs in MOVES[own] and theirs != Status.NOT_ASSESSED}
    assert found == {own: theirs.value if own in may else REFUSED for own in Status}


@pytest.mark.parametrize("first", list(Status))
def test_the_agreed_status_is_what_both_have_said_for_every_pair(world, commitment, first):
    commitment = bring(world, commitment, "first", first)
    for second in Status:
        with pytest.raises(Undone), transaction.atomic():
            after = bring(world, commitment, "second", second)
            assert (after.first_status, after.second_status) == (first, second)
            assert after.agreed == agreed_view(first, second)
            assert after.is_open == (after.agreed not in CLOSED)
            assert after.recognition == ("superseded" if first == second == "superseded" else "proposed")
            assert (after.superseded_by == world.trade) == ("superseded" in (first, second))
            assert all_is_well(world)
            raise Undone


@pytest.mark.parametrize("side", SIDES)
def test_delivered_completes_only_with_both(world, side):
    other = other_side(side)
    world.close(world.vaccine, by=world.side(side).secretary, sources=(a_source(),))
    half = fresh(world.vaccine)

    assert (half.of(side, "status"), half.agreed, half.is_open) == ("delivered", "one_side", True)

    world.update(world.vaccine, by=world.side(other).analyst, status="part")
    apart = fresh(world.vaccine)
    assert (apart.agreed, apart.is_open) == ("differ", True)

    actions.agree(world.vaccine, by=world.side(other).secretary, at=world.clock())
    whole = fresh(world.vaccine)
    assert (whole.agreed, whole.is_open, whole.owed_on) == ("delivered", False, None)

    actions.reopen(
        world.vaccine,
        by=world.side(side).secretary,
        status="part",
        reason="A tenth is missing.",
        effective_on=world.meeting.held_on,
        at=world.clock(),
    )
    again = fresh(world.vaccine)
    assert (again.agreed, again.is_open, str(again.owed_on)) == ("differ", True, "2021-06-30")
    assert all_is_well(world)
