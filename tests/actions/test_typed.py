"""Keeping what is typed: the newest of each form, within limits, until it is saved or forgotten."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from commitments import clock
from commitments.actions import Submission, log_update, write_private_note
from commitments.actions.typed import (
    FORM_BYTES,
    FORMS_OF_ONE_ACCOUNT,
    TooLongToKeep,
    keep_typed_words,
    throw_away,
)
from commitments.models import TypedWords
from commitments.models.typed import NeedsAccount

pytestmark = pytest.mark.django_db
ADDRESS = "/by-cn/register/BY-CN-2021-01/update/"


@pytest.fixture
def writer(world):
    return world.by.analyst


def keep(writer, note="It arrived.", *, key="form-1", **more):
    fields = {"note": [note], "submission": more.pop("submission", ["key-1"])}
    return keep_typed_words(by=writer, key=key, address=ADDRESS, fields=fields, **more)


def kept(writer):
    return [(row.key, row.fields["note"][0]) for row in TypedWords.objects.of(writer.user)]


def private_note(world, **fields):
    write_private_note(world.vaccine, by=world.by.analyst, text="It arrived.", **fields)


def prepared(world, **fields):
    world.prepare(world.vaccine, by=world.by.analyst, **fields)


def test_newest_words_of_a_form_take_the_place_of_the_older(writer):
    keep(writer)
    keep(writer, "It arrived in Minsk.")

    assert kept(writer) == [("form-1", "It arrived in Minsk.")]


def test_two_windows_with_one_form_keep_both(writer):
    keep(writer)
    keep(writer, "It left.", key="form-2")

    assert kept(writer) == [("form-2", "It left."), ("form-1", "It arrived.")]


def test_form_that_goes_on_from_older_words_takes_their_place(writer):
    keep(writer)
    keep(writer, "It arrived, and is counted.", key="form-2", instead_of="form-1")

    assert kept(writer) == [("form-2", "It arrived, and is counted.")]


def test_words_of_an_entry_are_not_kept_by_a_request_that_comes_late(world, writer):
    keep(writer)
    log_update(
        world.vaccine,
        by=world.by.analyst,
        status="in_progress",
        note="It arrived.",
        position="It goes on.",
        effective_on=dt.date(2021, 2, 1),
        submission=Submission("key-1", "digest"),
        at=world.clock(),
    )

    assert keep(writer, "It arrived.") is None
    assert kept(writer) == []


@pytest.mark.parametrize("write", [private_note, prepared], ids=["private note", "draft"])
def test_nor_are_those_of_what_is_private_to_a_side(world, writer, write):
    keep(writer)
    write(world, submission=Submission("key-1", "digest"))

    assert keep(writer) is None
    assert kept(writer) == []


def test_more_than_is_kept_of_a_form_changes_nothing(writer):
    keep(writer)
    with pytest.raises(TooLongToKeep):
        keep(writer, "я" * (FORM_BYTES // 2))
    with pytest.raises(TooLongToKeep):
        keep_typed_words(by=writer, key="form-1", address="/" + "a" * 500, fields={"note": ["x"]})

    assert kept(writer) == [("form-1", "It arrived.")]


def test_oldest_form_of_an_account_makes_room_and_others_keep_theirs(world, writer):
    other = world.cn.analyst
    keep(other, "Theirs.")
    for number in range(FORMS_OF_ONE_ACCOUNT + 1):
        keep(writer, f"No. {number}", key=f"form-{number}")

    assert len(kept(writer)) == FORMS_OF_ONE_ACCOUNT
    assert "form-0" not in dict(kept(writer)) and "form-1" in dict(kept(writer))
    assert kept(other) == [("form-1", "Theirs.")]


def test_nobody_throws_away_the_words_of_others(world, writer):
    keep(writer)
    throw_away("form-1", "", by=world.by.secretary.user)

    assert kept(writer) == [("form-1", "It arrived.")]


def test_what_nobody_came_back_to_is_swept_after_a_month(writer):
    keep(writer)
    with time_machine.travel(clock.now() + dt.timedelta(days=29)):
        keep(writer, "Newer.", key="form-2")
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        out = StringIO()
        call_command("sweep_typed_words", stdout=out)

    assert kept(writer) == [("form-2", "Newer.")]
    assert out.getvalue() == "The words of 1 form removed.\n"


@pytest.mark.parametrize("ask", [TypedWords.objects.all, TypedWords.objects.count, TypedWords.objects.first])
def test_nothing_is_found_without_saying_whose(db, ask):
    with pytest.raises(NeedsAccount):
        ask()
