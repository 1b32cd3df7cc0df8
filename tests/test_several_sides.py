"""An account that speaks on several commissions: what concerns it as a whole is decided by every side it speaks for."""

import datetime as dt
import re
import threading

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.actions.account import change_account
from commitments.actions.account_request import ask_address, ask_factor, ask_hand_over, decide_account_request
from commitments.actions.errors import RuleBroken
from commitments.clock import now
from commitments.models import AccountRequest, Entry, Seat, User
from commitments.reports import replay
from commitments.reports.sentences import SentenceWriter
from tests.people import make_commission, make_user


def sit(user, party, role="observer", **fields):
    seat = {"post": f"{role} of {party.code}", "held_from": dt.date(2021, 1, 1), **fields}
    return Seat.objects.create(user=user, commission=party.commission, party=party, role=role, **seat)


def secretary(party):
    """Of a side that has begun."""
    user = make_user(f"Sam Secretary {party.code} {party.commission.slug}")
    User.objects.filter(pk=user.pk).update(last_login=now())
    return sit(User.objects.get(pk=user.pk), party, role="secretary")


@pytest.fixture
def two(world):
    """A person of China on the first commission and of Kazakhstan on another; and one secretary of each."""
    User.objects.update(last_login=now())
    other = make_commission("cn-kz", "CN-KZ")
    kz = other.party_set.get(code="KZ")
    world.person = world.cn.analyst.user
    sit(world.person, kz)
    world.kz_secretary = secretary(kz)
    world.other = other
    return world


def ask(two):
    first = ask_address(two.person, email="new@example.org", by=two.administrator)
    return {one.party.code: one for one in [first, *first.others]}


def test_every_side_is_asked_and_it_is_done_with_the_last_consent(two):
    asked = ask(two)
    assert set(asked) == {"CN", "KZ"}

    assert decide_account_request(asked["CN"], by=two.cn.secretary, is_granted=True) is None
    two.person.refresh_from_db()
    assert two.person.email != "new@example.org"

    decide_account_request(asked["KZ"], by=two.kz_secretary, is_granted=True)
    two.person.refresh_from_db()
    assert two.person.email == "new@example.org"
    for commission, party in ((two.commission, "China"), (two.other, "KZ")):
        entry = Entry.objects.filter(commission=commission).readable().last()
        said = SentenceWriter(commission).sentence(entry)
        assert f"An administrator asked, {party} consented." in f"{said.lead}{said.tail}"
        assert [one for one in replay.problems(commission) if "seat/" not in one] == []  # seated by hand


@pytest.mark.parametrize(("first", "second"), [("CN", "KZ"), ("KZ", "CN")])
def test_one_side_that_refuses_ends_it_for_all(two, first, second):
    asked = ask(two)
    seats = {"CN": two.cn.secretary, "KZ": two.kz_secretary}
    decide_account_request(asked[first], by=seats[first], is_granted=False)

    with pytest.raises(RuleBroken, match="decided before"):
        decide_account_request(asked[second], by=seats[second], is_granted=True)
    two.person.refresh_from_db()
    assert two.person.email != "new@example.org"
    assert not AccountRequest.objects.filter(decided_at=None).exists()


def test_consent_of_one_and_refusal_of_the_other_is_none(two):
    asked = ask(two)
    decide_account_request(asked["CN"], by=two.cn.secretary, is_granted=True)
    decide_account_request(asked["KZ"], by=two.kz_secretary, is_granted=False)

    two.person.refresh_from_db()
    assert two.person.email != "new@example.org"


def test_a_lost_factor_goes_with_the_last_consent(two):
    Authenticator.objects.create(user=two.person, type="totp", data={"secret": "x"})
    first = ask_factor(two.person, by=two.administrator)
    asked = {one.party.code: one for one in [first, *first.others]}

    decide_account_request(asked["KZ"], by=two.kz_secretary, is_granted=True)
    assert Authenticator.objects.filter(user=two.person).exists()
    decide_account_request(asked["CN"], by=two.cn.secretary, is_granted=True)

    assert not Authenticator.objects.filter(user=two.person).exists()


def test_a_side_one_has_left_is_not_asked(two):
    Seat.objects.filter(user=two.person, commission=two.commission).update(held_until=dt.date(2021, 12, 31))

    assert set(ask(two)) == {"KZ"}


def test_a_side_where_nobody_can_consent_yet_stops_it(two):
    User.objects.filter(pk=two.kz_secretary.user_id).update(last_login=None)

    with pytest.raises(RuleBroken, match="Nobody of this side can consent yet"):
        ask(two)


def test_the_page_says_who_else_decides(client, two):
    asked = ask(two)
    page = reverse("commitments:account-request", args=[two.commission.slug, asked["CN"].public_id])

    text = two.sign_in(client, two.cn.secretary).get(page).text

    assert "KZ is asked as well, for Commission CN-KZ" in text


# --- at the same moment


def test_a_hand_over_locks_the_logs_in_the_order_of_all_others(world):
    """And not in that of the seats: an act that locks both logs the other way round would wait for it in vain."""
    other = make_commission("cn-kz", "CN-KZ")
    leaves, comes = make_user("Lea Leaves"), make_user("Nina New")
    sit(leaves, other.party_set.get(code="CN"))
    sit(leaves, world.cn.party)

    with CaptureQueriesContext(connection) as asked:
        ask_hand_over(leaves, to=comes, on=dt.date(2021, 3, 10), by=world.administrator)

    locks = (
        re.search(r'FROM "commitments_loghead" WHERE .*?= (\d+)', one["sql"])
        for one in asked.captured_queries
    )
    order = list(dict.fromkeys(int(lock[1]) for lock in locks if lock))
    assert order == [world.commission.pk, other.pk]
    assert Seat.objects.filter(user=comes).count() == 2


def at_once(*acts):
    """Each in a thread with a connection of its own, begun together. Returns what went wrong."""
    faults, barrier = [], threading.Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(10)
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return faults


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_consents_and_changes_at_the_same_moment_wait_for_each_other(world):
    """Of two commissions whose logs both tell of two accounts, in either order, and an administrator between them."""
    User.objects.update(last_login=now())
    other = make_commission("cn-kz", "CN-KZ")
    kz = other.party_set.get(code="KZ")
    deciding = {"CN": world.cn.secretary, "KZ": secretary(kz)}
    people = [world.cn.analyst.user, world.cn.observer.user]
    for person in people:
        sit(person, kz)
    for turn in range(8):
        rows = []
        for person in people:
            first = ask_address(person, email=f"{person.pk}-{turn}@example.org", by=world.administrator)
            rows.append({one.party.code: one for one in [first, *first.others]})
        for row, code in zip(rows, ("KZ", "CN"), strict=True):
            decide_account_request(row[code], by=deciding[code], is_granted=True)

        faults = at_once(
            lambda rows=rows: decide_account_request(rows[0]["CN"], by=deciding["CN"], is_granted=True),
            lambda rows=rows: decide_account_request(rows[1]["KZ"], by=deciding["KZ"], is_granted=True),
            lambda turn=turn: change_account(
                people[0], by=world.administrator, full_name=f"Name {turn}", is_active=True, is_staff=False
            ),
        )

        assert faults == []
        assert [User.objects.get(pk=one.pk).email for one in people] == [
            f"{one.pk}-{turn}@example.org" for one in people
        ]
