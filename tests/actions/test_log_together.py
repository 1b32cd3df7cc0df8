"""Two at once, who may at all, and all or nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.test import override_settings

from commitments.actions import Conflict, NotAllowed
from commitments.models import LogHead, Seat, Tally
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import a_source, fresh, moment


def size_of(world) -> int:
    return LogHead.objects.get(commission=world.commission).size


# --- conflicts


def test_only_newer_words_of_others_on_the_same_view_are_a_conflict(world):
    seen = fresh(world.vaccine).last_number
    own = world.update(world.vaccine, by=world.by.analyst, status="in_progress", seen=seen)
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", seen=seen)
    colleague = world.update(world.vaccine, by=world.by.secretary, status="part", seen=own.number)
    repeated = world.update(world.vaccine, by=world.by.secretary, status="part", seen=own.number)

    with refused(Conflict) as conflict:
        world.update(world.vaccine, by=world.by.analyst, status="blocked", seen=seen)

    assert conflict.value.entries == [colleague, repeated]


def test_a_conflict_is_told_from_the_last_one_that_was_seen(world):
    theirs = world.update(world.vaccine, by=world.by.secretary, status="in_progress")

    with refused(Conflict):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", seen=theirs.number - 1)
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", seen=theirs.number)
    world.update(world.vaccine, by=world.by.analyst, status="blocked", seen=theirs.number)


def test_entries_on_other_commitments_are_no_conflict(world):
    seen = fresh(world.vaccine).last_number
    world.update(world.trade, by=world.cn.analyst, status="blocked")

    world.update(world.vaccine, by=world.by.analyst, status="in_progress", seen=seen)


def test_without_a_number_seen_nothing_is_compared(world):
    world.update(world.vaccine, by=world.cn.analyst, status="blocked")

    assert world.update(world.vaccine, by=world.by.analyst, status="in_progress")


# --- who


def test_a_seat_of_another_commission_writes_nothing(world):
    with refused(NotAllowed):
        world.update(world.vaccine, by=world.stranger, status="in_progress")


@pytest.mark.parametrize(("until", "allowed"), [("2021-02-01", False), ("2021-02-02", True)])
def test_a_seat_writes_to_its_last_day(world, until, allowed):
    Seat.objects.filter(pk=world.by.analyst.pk).update(held_until=dt.date.fromisoformat(until))
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    say = {"status": "in_progress", "at": moment("2021-02-02", "20:59")}

    if allowed:
        world.update(world.vaccine, by=seat, **say)
    with refused(NotAllowed):
        world.update(world.vaccine, by=seat, **{**say, "at": moment("2021-02-02", "21:00")})


# --- all or nothing


def test_a_failing_projection_leaves_nothing_behind(world):
    Tally.objects.filter(commission=world.commission, whose="first").update(count=0)

    with refused(
        IntegrityError
    ):  # the count would become negative, after the row and its periods were written
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(),))


def test_a_failing_piece_of_evidence_leaves_nothing_behind(world):
    with refused(IntegrityError):
        world.update(
            world.vaccine,
            by=world.by.analyst,
            status="in_progress",
            sources=(a_source(address="javascript:1"),),
        )


def test_failing_quotes_leave_no_commitment_behind(world, monkeypatch):
    def fail(*args):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("commitments.actions.log.quote_rows", fail)
    with refused(RuntimeError):
        world.record()


@override_settings(LANGUAGE_CODE="ru")
def test_after_a_failure_the_log_goes_on_without_a_gap(world):
    size = size_of(world)
    Tally.objects.filter(commission=world.commission, whose="first").update(count=0)
    with pytest.raises(IntegrityError):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    Tally.objects.filter(commission=world.commission, whose="first").update(count=1)

    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress")

    assert (entry.number, size_of(world)) == (size, size + 1)
    assert changes_of(entry) == {"status": ["not_assessed", "in_progress"]}
    assert all_is_well(world)
