"""No administrator acts as a side: every door by which one could, tried; and how a side itself decides."""

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions.account_request import ask_address, ask_seat, decide_account_request
from commitments.actions.errors import NotAllowed, RuleBroken
from commitments.models import AccountRequest, Entry, Invitation, Seat, SecurityEvent, SignedIn, User
from commitments.reports import replay
from commitments.reports.sentences import SentenceWriter
from tests.admin.pages import address, problems_of
from tests.letters import sent_letters
from tests.people import make_user


@pytest.fixture
def sides(world, client):
    """Both sides have begun: their secretaries have come."""
    for seat in (world.by.secretary, world.cn.secretary):
        world.sign_in(client.__class__(), seat)
        seat.user.refresh_from_db()
    return world


@pytest.fixture
def keeper(sides, client):
    return sides.sign_in(client, sides.administrator)


def a_seat(world, user, *, role="secretary", party=None):
    party = party or world.cn.party
    return Seat(
        user=user, commission=party.commission, party=party, role=role, post="Puppet", held_from="2021-03-01"
    )


def seat_fields(seat, **changed):
    return {
        "role": seat.role,
        "post": seat.post,
        "held_from": seat.held_from,
        "held_until": seat.held_until or "",
        **changed,
    }


def nothing_happened(world):
    """No seat and no entry more; called before and after."""
    seats = Seat.objects.order_by("pk").values_list(
        "user", "party", "role", "post", "held_from", "held_until"
    )
    return list(seats), Entry.objects.count()


# --- the doors to a seat


@pytest.mark.parametrize("role", ["secretary", "analyst", "observer"])
def test_a_new_seat_by_the_form_waits_for_the_side(keeper, sides, role):
    user, before = make_user("Paul Puppet"), nothing_happened(sides)

    response = keeper.post(
        address(Seat, "add"),
        {
            "user": user.pk,
            "commission": sides.commission.pk,
            "party": sides.cn.party.pk,
            **seat_fields(a_seat(sides, user, role=role)),
        },
        follow=True,
    )

    assert "a secretary of China has to consent" in response.text
    assert nothing_happened(sides) == before
    assert AccountRequest.objects.get().party == sides.cn.party
    assert [letter.to for letter in sent_letters()] == [[sides.cn.secretary.user.email]]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("analyst", {"role": "secretary"}),
        ("observer", {"role": "analyst"}),
        ("secretary", {"held_until": "2021-12-31"}),
        ("secretary", {"role": "observer"}),
        ("analyst", {"post": "Another post"}),
        ("analyst", {"held_from": "2020-01-01"}),
    ],
)
def test_a_changed_seat_waits_for_the_side(keeper, sides, name, changed):
    seat, before = sides.cn.seat(name), nothing_happened(sides)

    keeper.post(address(Seat, "change", seat.pk), seat_fields(seat, **changed))

    assert nothing_happened(sides) == before
    assert AccountRequest.objects.get().seat == seat


def test_ending_the_seat_of_who_is_no_secretary_needs_nobody(keeper, sides):
    seat = sides.cn.analyst

    keeper.post(address(Seat, "change", seat.pk), seat_fields(seat, held_until="2021-12-31"))

    seat.refresh_from_db()
    assert str(seat.held_until) == "2021-12-31"
    assert AccountRequest.objects.count() == 0


def test_an_ended_seat_is_not_made_longer_alone(keeper, sides):
    seat = sides.cn.analyst
    keeper.post(address(Seat, "change", seat.pk), seat_fields(seat, held_until="2021-12-31"))
    before = nothing_happened(sides)
    seat.refresh_from_db()

    keeper.post(address(Seat, "change", seat.pk), seat_fields(seat, held_until=""))

    assert nothing_happened(sides) == before


def test_an_invitation_brings_no_seat_of_its_own(keeper, sides):
    seats = Seat.objects.count()

    keeper.post(
        address(Invitation, "add"),
        {
            "email": "paul@example.org",
            "full_name": "Paul Puppet",
            "role": "secretary",
            "party": sides.cn.party.pk,
            "post": "Puppet",
        },
    )

    assert Seat.objects.count() == seats
    assert AccountRequest.objects.get().user.full_name == "Paul Puppet"


def test_an_administrator_gives_oneself_no_seat(keeper, sides):
    """Neither as an administrator, nor after having laid that down."""
    with pytest.raises(Exception, match="An administrator cannot speak for a party"):
        ask_seat(a_seat(sides, sides.administrator), by=sides.administrator)
    other = make_user("Olga Other", is_staff=True, is_superuser=True)
    sides.administrator.is_staff = False
    sides.administrator.save()

    assert isinstance(ask_seat(a_seat(sides, sides.administrator), by=other), AccountRequest)


def test_the_action_itself_refuses_an_administrator_alone(sides):
    with pytest.raises(NotAllowed):
        actions.keep_seat(a_seat(sides, make_user("Paul Puppet")), by=sides.administrator)


def test_closing_the_account_of_the_secretary_opens_no_door(keeper, sides):
    """Then the other side consents, and when it has nobody either, nobody does."""
    for name, waits_for in ((sides.cn.secretary, sides.by.party), (sides.by.secretary, None)):
        keeper.post(address(User, "change", name.user.pk), {"full_name": name.user.full_name})
        puppet = a_seat(sides, make_user(f"Paul Puppet {name.pk}"))
        if waits_for:
            assert ask_seat(puppet, by=sides.administrator).party == waits_for
        else:
            with pytest.raises(RuleBroken, match="nobody can consent"):
                ask_seat(puppet, by=sides.administrator)


def test_until_a_side_has_begun_its_first_people_are_seated_by_the_administrator(world):
    entry = ask_seat(a_seat(world, make_user("Nina New")), by=world.administrator)

    assert entry.kind == "seat_changed"
    assert entry.author == world.administrator


# --- how a side decides


def asked_seat(sides, role="secretary"):
    return ask_seat(a_seat(sides, make_user("Nina New"), role=role), by=sides.administrator)


def page_of(asked):
    return reverse("commitments:account-request", args=[asked.commission.slug, asked.public_id])


def test_the_secretary_finds_it_and_consents(client, sides):
    asked = asked_seat(sides)
    theirs = sides.sign_in(client, sides.cn.secretary)
    assert "Consent, or refuse" in theirs.get("/by-cn/inbox/").text
    page = theirs.get(page_of(asked)).text
    assert "Puppet" in page
    assert "Secretary" in page

    response = theirs.post(page_of(asked), {"answer": "consent"})

    assert response.status_code == 302
    seat = Seat.objects.get(user__full_name="Nina New")
    assert (seat.role, seat.post, seat.party) == ("secretary", "Puppet", sides.cn.party)
    entry = Entry.objects.filter(commission=sides.commission).readable().last()
    assert (entry.author, entry.party) == (sides.cn.secretary.user, sides.cn.party)
    said = SentenceWriter(sides.commission).sentence(entry)
    assert "A seat was given: Puppet. An administrator asked, China consented." in f"{said.lead}{said.tail}"
    assert list(replay.problems(sides.commission)) == []
    asked.refresh_from_db()
    assert (asked.is_granted, asked.wanted) == (True, {})
    assert "Consent, or refuse" not in theirs.get("/by-cn/inbox/").text


def test_the_secretary_refuses_and_nothing_is_done(client, sides):
    asked, before = asked_seat(sides), nothing_happened(sides)
    theirs = sides.sign_in(client, sides.cn.secretary)

    theirs.post(page_of(asked), {"answer": "refuse"})

    assert nothing_happened(sides) == before
    assert theirs.post(page_of(asked), {"answer": "consent"}).status_code == 422
    assert nothing_happened(sides) == before


@pytest.mark.parametrize(
    ("side", "role", "status"),
    [("cn", "analyst", 403), ("cn", "observer", 403), ("by", "secretary", 404), ("by", "analyst", 404)],
)
def test_nobody_else_decides(client, sides, side, role, status):
    asked, before = asked_seat(sides), nothing_happened(sides)
    other = sides.sign_in(client, getattr(sides, side).seat(role))

    assert other.get(page_of(asked)).status_code == status
    assert other.post(page_of(asked), {"answer": "consent"}).status_code == status
    assert nothing_happened(sides) == before


def test_the_administrator_does_not_decide(keeper, sides):
    asked, before = asked_seat(sides), nothing_happened(sides)

    assert keeper.post(page_of(asked), {"answer": "consent"}).status_code in (403, 404)
    assert keeper.post(address(AccountRequest, "change", asked.pk), {"is_granted": "on"}).status_code == 403
    assert nothing_happened(sides) == before


def test_a_puppet_seated_before_does_not_decide(sides):
    """An analyst's seat, or one that a secretary of the other side holds, decides nothing here."""
    asked = asked_seat(sides)
    for seat in (sides.cn.analyst, sides.by.secretary, sides.stranger):
        with pytest.raises(NotAllowed):
            decide_account_request(asked, by=seat, is_granted=True)


def test_the_same_is_not_asked_twice(sides):
    asked_seat(sides)
    with pytest.raises(RuleBroken, match="asked for already"):
        ask_seat(a_seat(sides, User.objects.get(full_name="Nina New")), by=sides.administrator)


def test_who_had_the_seat_is_signed_out_by_its_change(client, sides):
    user = sides.cn.analyst.user
    sides.sign_in(client, user)
    sides.cn.analyst.held_until = sides.commission.today()

    actions.keep_seat(sides.cn.analyst, by=sides.administrator)

    assert SignedIn.objects.of(user).count() == 0


# --- the doors to an address


def test_another_address_waits_for_the_side_and_is_told_at_the_old_one(keeper, sides):
    user = sides.cn.analyst.user
    before = user.email

    response = keeper.post(
        address(AccountRequest, "add"),
        {"what": "address", "user": user.pk, "email": "ada.admin2@example.org"},
        follow=True,
    )

    assert "a secretary of China has to consent" in response.text
    user.refresh_from_db()
    assert user.email == before
    assert {letter.to[0] for letter in sent_letters()} == {before, sides.cn.secretary.user.email}


def test_with_consent_the_address_changes_and_all_see_it(client, sides):
    user = sides.cn.analyst.user
    before = user.email
    sides.sign_in(client, user)
    asked = ask_address(user, email="Ann@Example.org", by=sides.administrator)
    sent_letters()

    entry = decide_account_request(asked, by=sides.cn.secretary, is_granted=True)

    user.refresh_from_db()
    assert user.email == "ann@example.org"
    assert {letter.to[0] for letter in sent_letters()} == {before, "ann@example.org"}
    assert SignedIn.objects.of(user).count() == 0
    said = SentenceWriter(sides.commission).sentence(Entry.objects.readable().get(pk=entry.pk))
    assert "E-mail address changed. An administrator asked, China consented." in f"{said.lead}{said.tail}"
    # The log tells that it changed, and never what it is.
    assert b"example.org" not in bytes(entry.record)
    assert list(replay.problems(sides.commission)) == []


def test_a_link_on_its_way_to_the_old_address_does_not_leave(client, sides):
    user = sides.cn.analyst.user
    asked = ask_address(user, email="ann@example.org", by=sides.administrator)
    client.post(reverse("account_reset_password"), {"email": user.email})

    decide_account_request(asked, by=sides.cn.secretary, is_granted=True)

    assert all("/accounts/" not in letter.body for letter in sent_letters())


def test_who_speaks_for_nobody_gets_another_address_at_once_and_is_told(keeper, sides):
    user = make_user("Nina New")

    keeper.post(
        address(AccountRequest, "add"), {"what": "address", "user": user.pk, "email": "nina2@example.org"}
    )

    user.refresh_from_db()
    assert user.email == "nina2@example.org"
    assert {letter.to[0] for letter in sent_letters()} == {"nina.new@example.org", "nina2@example.org"}


def test_an_address_of_somebody_else_is_refused(keeper, sides):
    response = keeper.post(
        address(AccountRequest, "add"),
        {"what": "address", "user": sides.cn.analyst.user.pk, "email": sides.by.analyst.user.email},
    )

    assert "There is an account with this address." in problems_of(response)


def test_before_a_side_has_begun_the_address_of_a_seat_stays(world):
    with pytest.raises(RuleBroken, match="Nobody of this side can consent yet"):
        ask_address(world.cn.analyst.user, email="ann@example.org", by=world.administrator)


# --- what an administrator does to accounts enters the log


def test_closing_an_account_is_an_entry_a_letter_and_an_event(keeper, sides):
    user = sides.cn.analyst.user

    keeper.post(address(User, "change", user.pk), {"full_name": user.full_name})

    entry = Entry.objects.filter(commission=sides.commission).readable().last()
    said = SentenceWriter(sides.commission).sentence(entry)
    assert (
        "An administrator changed the account of Analyst, China: Account closed." in f"{said.lead}{said.tail}"
    )
    assert [letter.to for letter in sent_letters()] == [[user.email]]
    assert SecurityEvent.objects.filter(user=user, by=sides.administrator, kind="deactivated").exists()


def test_the_list_of_what_waits_opens(keeper, sides):
    asked = asked_seat(sides)

    assert "Nina New" in keeper.get(address(AccountRequest, "changelist")).text
    assert keeper.get(address(AccountRequest, "change", asked.pk)).status_code == 200
    assert keeper.get(address(AccountRequest, "add")).status_code == 200
