"""Who sits where: given by administrators alone, each change an entry."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from commitments import actions
from commitments.actions import NotAllowed
from commitments.models import Entry, Seat
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import make_user


def a_seat(world, **fields) -> Seat:
    fields = {
        "user": fields.pop("user", None) or make_user("Nina New"),
        "commission": world.commission,
        "party": world.by.party,
        "role": "analyst",
        "post": "Analyst",
        "held_from": dt.date(2021, 2, 1),
        **fields,
    }
    return Seat(**fields)


def test_a_new_seat_is_an_entry_that_names_nobody(world):
    seat = a_seat(world)
    entry = actions.keep_seat(seat, by=world.administrator, at=world.clock())

    assert Seat.objects.get(pk=seat.pk).role == "analyst"
    assert changes_of(entry) == {
        "holder": [None, str(seat.user.public_id)],
        "party": [None, "BY"],
        "role": [None, "analyst"],
        "post": [None, "Analyst"],
        "held_from": [None, "2021-02-01"],
    }
    assert record_of(entry)["object"] == f"seat/{seat.pk}"
    assert record_of(entry)["actor"] == {
        "id": str(world.administrator.public_id),
        "party": "",
        "side": "",
        "role": "administrator",
        "post": "administrator",
    }
    assert (entry.party, entry.commitment) == (None, None)
    assert all_is_well(world)


def test_a_changed_seat_is_an_entry_of_what_changed(world):
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    seat.role, seat.held_until = "secretary", dt.date(2021, 12, 31)

    entry = actions.keep_seat(seat, by=world.administrator, at=world.clock())

    assert changes_of(entry) == {"role": ["analyst", "secretary"], "held_until": [None, "2021-12-31"]}
    assert all_is_well(world)


def test_an_unchanged_seat_is_no_entry(world):
    before = Entry.objects.count()

    assert actions.keep_seat(Seat.objects.get(pk=world.by.analyst.pk), by=world.administrator) is None
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["secretary", "inactive", "left"])
def test_only_administrators_give_seats(world, who):
    by = {
        "secretary": lambda: world.by.secretary.user,
        "inactive": lambda: make_user("Ida Inactive", is_staff=True, is_active=False),
        "left": lambda: make_user("Lev Left"),
    }[who]()
    seat = a_seat(world)

    with refused(NotAllowed):
        actions.keep_seat(seat, by=by)


@pytest.mark.parametrize(
    ("field", "seat"),
    [
        ("user", lambda world: {"user": world.administrator}),
        ("party", lambda world: {"party": world.elsewhere.sides[0]}),
        ("role", lambda world: {"role": "ambassador"}),
        ("post", lambda world: {"post": ""}),
        ("__all__", lambda world: {"held_until": dt.date(2021, 1, 31)}),
    ],
)
def test_an_impossible_seat_is_refused(world, field, seat):
    impossible = a_seat(world, **{"user": make_user("Ina Invented"), **seat(world)})

    with refused(ValidationError, field=field):
        actions.keep_seat(impossible, by=world.administrator)


def test_a_second_open_seat_on_a_commission_is_refused(world):
    seat = a_seat(world, user=world.by.analyst.user, role="secretary")

    with refused(ValidationError):
        actions.keep_seat(seat, by=world.administrator)


def test_a_seat_does_not_move_to_another_commission(world):
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    seat.commission, seat.party = world.elsewhere, world.elsewhere.sides[0]

    with refused(ValidationError, field="commission"):
        actions.keep_seat(seat, by=world.administrator)


def test_a_changed_seat_keeps_what_its_inbox_has_seen_meanwhile(world):
    opened = Seat.objects.get(pk=world.by.analyst.pk)
    Seat.objects.filter(pk=opened.pk).update(inbox_revision=7)

    opened.post = "Head of department"
    actions.keep_seat(opened, by=world.administrator, at=world.clock())

    kept = Seat.objects.get(pk=opened.pk)
    assert (kept.post, kept.inbox_revision) == ("Head of department", 7)
