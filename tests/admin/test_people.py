"""Accounts and seats."""

import datetime as dt

import pytest

from commitments.models import Entry, Seat, User
from commitments.reports import replay
from tests.admin.pages import address, problems_of
from tests.people import make_user


def seat_fields(**changed):
    return {
        "role": "analyst",
        "post": "Analyst, archive",
        "held_from": "2021-03-01",
        "held_until": "",
        **changed,
    }


# --- seats


def test_a_new_seat_is_an_entry_of_the_log(keeper, world):
    user = make_user("Nina New")
    party = world.by.party

    response = keeper.post(
        address(Seat, "add"),
        {"user": user.pk, "commission": world.commission.pk, "party": party.pk, **seat_fields()},
    )

    assert response.status_code == 302
    seat = Seat.objects.get(user=user)
    entry = Entry.objects.filter(commission=world.commission).last()
    assert (entry.kind, entry.author, entry.author_role) == (
        "seat_changed",
        world.administrator,
        "administrator",
    )
    assert entry.changes["holder"] == [None, str(user.public_id)]
    assert seat.post == "Analyst, archive"
    assert list(replay.problems(world.commission)) == []


def test_a_seat_is_ended_by_its_last_day_and_keeps_its_holder_and_side(keeper, world):
    seat = world.by.observer
    fields = seat_fields(role="observer", post=seat.post, held_from="2021-01-01", held_until="2021-12-31")

    response = keeper.post(
        address(Seat, "change", seat.pk),
        {**fields, "user": world.cn.analyst.user.pk, "party": world.cn.party.pk},
    )

    assert response.status_code == 302
    seat.refresh_from_db()
    assert (seat.held_until, seat.party, seat.user) == (
        dt.date(2021, 12, 31),
        world.by.party,
        world.by.observer.user,
    )
    assert Entry.objects.filter(commission=world.commission).last().changes == {
        "held_until": [None, "2021-12-31"]
    }


def test_saving_a_seat_as_it_is_adds_no_entry(keeper, world):
    seat = world.by.observer
    before = Entry.objects.count()

    keeper.post(
        address(Seat, "change", seat.pk), seat_fields(role="observer", post=seat.post, held_from="2021-01-01")
    )

    assert Entry.objects.count() == before


def test_a_seat_for_an_administrator_is_refused_with_a_sentence(keeper, world):
    before = Entry.objects.count()

    response = keeper.post(
        address(Seat, "add"),
        {
            "user": world.administrator.pk,
            "commission": world.commission.pk,
            "party": world.by.party.pk,
            **seat_fields(),
        },
    )

    assert "An administrator cannot speak for a party." in problems_of(response)
    assert Entry.objects.count() == before


def test_a_seat_for_another_commissions_party_is_refused(keeper, world):
    response = keeper.post(
        address(Seat, "add"),
        {
            "user": make_user("Nina New").pk,
            "commission": world.commission.pk,
            "party": world.elsewhere.sides[0].pk,
            **seat_fields(),
        },
    )

    assert "This party does not belong to the commission." in problems_of(response)


# --- accounts


def account_fields(user, **changed):
    fields = {"email": user.email, "full_name": user.full_name, "is_active": "on", **changed}
    return {name: value for name, value in fields.items() if value is not None}


def test_an_administrator_is_one_wholly(keeper):
    user = make_user("Nina New")

    keeper.post(address(User, "change", user.pk), account_fields(user, is_staff="on"))
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (True, True)

    keeper.post(address(User, "change", user.pk), account_fields(user))
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_whoever_holds_a_seat_does_not_become_an_administrator(keeper, world):
    user = world.by.analyst.user

    response = keeper.post(address(User, "change", user.pk), account_fields(user, is_staff="on"))

    assert "This person holds a seat" in problems_of(response)
    user.refresh_from_db()
    assert not user.is_staff


@pytest.mark.parametrize(
    "changed", [{"is_active": None, "is_staff": "on"}, {}], ids=["inactive", "no longer one"]
)
def test_the_last_administrator_stays(keeper, world, changed):
    user = world.administrator

    response = keeper.post(address(User, "change", user.pk), account_fields(user, **changed))

    assert "This is the last administrator" in problems_of(response)
    user.refresh_from_db()
    assert user.is_active
    assert user.is_staff
