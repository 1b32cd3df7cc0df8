"""Commissions, parties, bodies, sectors and seats: what they can never be, and who sees what."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.models import Body, Commission, Party, Seat, Sector
from commitments.models.addresses import RESERVED_SLUGS
from tests.models.violations import another, check_changes, constraint_of, refused_by
from tests.people import make_user


def test_the_database_refuses_impossible_commissions(world):
    check_changes(
        world.commission, {"commission_cutoff_is_a_weekday": [{"cutoff_weekday": 0}, {"cutoff_weekday": 8}]}
    )


def test_the_database_refuses_impossible_parties(world):
    check_changes(world.by.party, {"party_place_is_1_or_2": [{"position": 3}, {"position": 0}]})
    with refused_by(constraint_of(Party, "party_one_per_place")), transaction.atomic():
        another(world.by.party, code="XX").save(force_insert=True)


def test_a_party_code_stands_once_in_a_commission(world):
    commission = Commission.objects.create(slug="one", code_prefix="ONE", name="One")
    another(world.by.party, commission=commission).save(force_insert=True)

    with refused_by(constraint_of(Party, "party_code_once")), transaction.atomic():
        another(world.by.party, commission=commission, position=2).save(force_insert=True)


def test_the_database_refuses_impossible_seats(world):
    check_changes(
        world.by.analyst,
        {
            "seat_ends_after_it_begins": [{"held_until": dt.date(2020, 12, 31)}],
            "seat_role_is_known": [{"role": "ambassador"}, {"role": ""}],
            "seat_stand_in_has_an_end": [{"stands_in_for": world.by.secretary}],
        },
    )
    with refused_by(constraint_of(Seat, "seat_one_open_per_commission")), transaction.atomic():
        another(world.by.analyst, role="secretary").save(force_insert=True)


@pytest.mark.parametrize(
    ("model", "constraint", "row"),
    [
        (Body, "body_code_once", lambda world: world.by.ministry),
        (Sector, "sector_code_once", lambda world: world.health),
    ],
)
def test_codes_stand_once(world, model, constraint, row):
    with refused_by(constraint_of(model, constraint)), transaction.atomic():
        another(row(world)).save(force_insert=True)


def test_a_party_of_the_other_side_may_use_the_same_code(world):
    assert world.by.ministry.code == world.cn.ministry.code


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_commission_cannot_take_an_address_of_the_installation(slug):
    with pytest.raises(ValidationError) as refusal:
        Commission(slug=slug, code_prefix="AA-BB", name="Name").clean_fields()

    assert set(refusal.value.message_dict) == {"slug"}


@pytest.mark.parametrize("zone", ["Minsk", "", "Europe/minsk ", "../etc/passwd", "UTC+3"])
def test_a_commission_needs_a_real_time_zone(zone):
    with pytest.raises(ValidationError) as refusal:
        Commission(slug="aa-bb", code_prefix="AA-BB", name="Name", time_zone=zone).clean_fields()

    assert set(refusal.value.message_dict) == {"time_zone"}


@pytest.mark.parametrize("prefix", ["by-cn", "BY-", "BY--CN", "BY-CN\n"])
def test_a_code_prefix_is_capitals_digits_and_hyphens(prefix):
    with pytest.raises(ValidationError) as refusal:
        Commission(slug="aa-bb", code_prefix=prefix, name="Name").clean_fields()

    assert set(refusal.value.message_dict) == {"code_prefix"}


@pytest.mark.parametrize("code", ["B", "by", "BYEL", "Б", "B1", "BY ", "BY\n"])
def test_a_party_code_is_two_or_three_capitals(code):
    with pytest.raises(ValidationError) as refusal:
        Party(position=1, code=code, own_name="Belarus", language="ru").clean_fields(exclude=["commission"])

    assert set(refusal.value.message_dict) == {"code"}


def test_sides_stand_in_their_order_and_must_be_two(world):
    assert world.commission.sides == (world.by.party, world.cn.party)
    assert [party.side for party in world.commission.sides] == ["first", "second"]

    lonely = Commission.objects.create(slug="one", code_prefix="ONE", name="One")
    with pytest.raises(Party.DoesNotExist):
        _ = lonely.sides


@pytest.mark.parametrize(
    ("until", "on", "held"),
    [
        (None, "2020-12-31", False),
        (None, "2021-01-01", True),
        (None, "2999-01-01", True),
        ("2021-03-31", "2021-03-31", True),
        ("2021-03-31", "2021-04-01", False),
    ],
)
def test_a_seat_is_held_from_its_first_day_to_its_last(world, until, on, held):
    seat, day = world.by.analyst, dt.date.fromisoformat(on)
    Seat.objects.filter(pk=seat.pk).update(held_until=until and dt.date.fromisoformat(until))
    seat.refresh_from_db()

    assert seat.is_held(on=day) == held
    assert Seat.objects.held_by(seat.user, on=day).exists() == held
    assert Commission.objects.filter(seat__in=Seat.objects.held_by(seat.user, on=day)).exists() == held


def test_people_see_their_own_commission_only(world):
    for seat in world.seats:
        assert list(Commission.objects.filter(seat__in=Seat.objects.held_by(seat.user))) == [world.commission]
    assert list(Commission.objects.filter(seat__in=Seat.objects.held_by(world.stranger.user))) == [
        world.elsewhere
    ]
    assert list(Commission.objects.filter(seat__in=Seat.objects.held_by(world.administrator))) == []
    assert list(Commission.objects.filter(seat__in=Seat.objects.held_by(make_user("Nina Nobody")))) == []


@pytest.mark.parametrize(
    ("now", "held"),
    [
        ("2021-03-31T19:30:00Z", True),  # 23:30 in Minsk
        ("2021-03-31T21:30:00Z", False),  # 00:30 of the next day there
        ("2020-12-31T20:30:00Z", False),
        ("2020-12-31T21:30:00Z", True),
    ],
)
def test_today_is_the_day_where_the_commission_sits(world, time_machine, now, held):
    Seat.objects.filter(pk=world.by.analyst.pk).update(held_until=dt.date(2021, 3, 31))
    time_machine.move_to(now, tick=False)

    assert Seat.objects.held_by(world.by.analyst.user).exists() == held
    assert Commission.objects.filter(seat__in=Seat.objects.held_by(world.by.analyst.user)).exists() == held


def test_an_administrator_sees_nothing_even_with_a_seat_left_over(world):
    user = world.by.analyst.user
    user.is_staff = True
    user.save()

    assert list(Commission.objects.filter(seat__in=Seat.objects.held_by(user))) == []


def test_a_seat_is_for_no_administrator_and_no_other_commission(world):
    for seat, field in (
        (Seat(user=world.administrator, commission=world.commission, party=world.by.party), "user"),
        (Seat(user=make_user("Nina Nobody"), commission=world.elsewhere, party=world.by.party), "party"),
    ):
        with pytest.raises(ValidationError) as refusal:
            seat.clean()
        assert set(refusal.value.message_dict) == {field}


@time_machine.travel("2021-01-26T21:30:00+00:00", tick=False)
def test_today_is_the_commissions(world):
    assert (world.commission.today(), world.elsewhere.today()) == (dt.date(2021, 1, 27), dt.date(2021, 1, 27))
    assert Commission(time_zone="UTC").today() == dt.date(2021, 1, 26)


def test_words_on_paper(world):
    rows = (world.commission, world.by.party, world.cn.ministry, world.health, world.by.analyst)

    assert [str(row) for row in rows] == [
        "Commission BY-CN", "Belarus", "Ministry of Health of China", "Health", "Analyst, Belarus (BY)",
    ]  # fmt: skip
