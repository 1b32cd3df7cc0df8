"""Standing in for somebody, a seat tied to a body, and handing over all posts; and the second person each needs."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError

from commitments import actions, clock
from commitments.actions import NotAllowed
from commitments.actions.account_request import ask_address, ask_hand_over, ask_seat, decide_account_request
from commitments.actions.errors import RuleBroken
from commitments.models import AccountRequest, Body, Entry, Letter, Seat, User
from commitments.reports import replay
from commitments.reports.account_request import wanted_of
from commitments.reports.sentences import SentenceWriter
from commitments.reports.waiting.account_requests import open_requests
from commitments.vocabulary import Asked
from tests.admin.pages import address
from tests.people import make_user

TODAY = "2021-03-10 09:00Z"
pytestmark = pytest.mark.time_machine(TODAY, tick=False)
FROM, UNTIL = dt.date(2021, 3, 10), dt.date(2021, 3, 20)


def stand_in(seat, user, **changed):
    fields = {
        "user": user,
        "commission": seat.commission,
        "party": seat.party,
        "role": seat.role,
        "post": f"{seat.post} (stand-in)",
        "held_from": FROM,
        "held_until": UNTIL,
        "stands_in_for": seat,
        **changed,
    }
    return Seat(**fields)


def given(seat, user, *, by, **changed):
    row = stand_in(seat, user, **changed)
    actions.keep_seat(row, by=by)
    return Seat.objects.select_related("stands_in_for__user", "user", "party", "commission").get(pk=row.pk)


@pytest.fixture
def begun(world):
    """Both secretaries have come, so that their sides decide who speaks for them."""
    for side in (world.by, world.cn):
        User.objects.filter(pk=side.secretary.user_id).update(last_login=clock.of_this_machine())
    return world


def in_order(world):
    return list(replay.problems(world.commission)) == []


# --- standing in


def test_a_stand_in_acts_with_the_rights_of_the_post_and_the_entry_says_for_whom(world):
    deputy = given(world.by.secretary, world.by.analyst.user, by=world.administrator)
    entry = Entry.objects.latest("pk")
    assert entry.changes["stands_in_for"] == [None, f"seat/{world.by.secretary.pk}"]
    said = SentenceWriter(world.commission).sentence(entry)
    assert "(stand-in) from 10 March 2021 until 20 March 2021." in said.lead

    closed = actions.withdraw(world.trade, by=deputy, reason="Not ours.")

    record = json.loads(bytes(closed.record))
    assert closed.author_post == f"{world.by.secretary.post} (stand-in)"
    assert record["actor"]["id"] == str(world.by.analyst.user.public_id)
    assert record["actor"]["for"] == str(world.by.secretary.user.public_id)
    assert in_order(world)


def test_only_a_stand_in_says_that_it_acts_for_somebody(world):
    entry = actions.say_no_news(world.vaccine, by=world.cn.analyst)

    assert "for" not in json.loads(bytes(entry.record))["actor"]


def test_a_stand_in_has_the_pages_of_the_post_in_that_time_and_no_longer(world, client, time_machine):
    given(world.by.secretary, world.by.observer.user, by=world.administrator)

    def role_on(day):
        time_machine.move_to(f"{day} 09:00Z")
        client.force_login(world.by.observer.user)
        return client.get("/by-cn/").context["seat"].role

    assert [role_on(day) for day in ("2021-03-09", "2021-03-10", "2021-03-20", "2021-03-21")] == [
        "observer",
        "secretary",
        "secretary",
        "observer",
    ]


def test_a_stand_in_whose_time_is_over_is_refused(world, time_machine):
    deputy = given(world.by.secretary, make_user("Nina New"), by=world.administrator)
    time_machine.move_to("2021-03-21 09:00Z")

    with pytest.raises(NotAllowed):
        actions.withdraw(world.trade, by=deputy, reason="Not ours.")


def test_nobody_stands_in_for_a_seat_that_has_ended(world, client):
    deputy = given(world.by.analyst, make_user("Nina New"), by=world.administrator)
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    seat.held_until = dt.date(2021, 3, 9)
    actions.keep_seat(seat, by=world.administrator)

    client.force_login(deputy.user)

    assert client.get("/by-cn/").status_code == 404
    assert not Seat.objects.held_on(FROM).filter(pk=deputy.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_until": None}, "say the last day"),
        ({"role": "analyst"}, "A stand-in has the role of the seat: secretary."),
        ({"held_until": dt.date(2021, 3, 1)}, "The last day comes before the first."),
    ],
)
def test_what_is_no_stand_in_is_refused_in_words(world, wrong, sentence):
    with pytest.raises(ValidationError, match=sentence):
        given(world.by.secretary, make_user("Nina New"), by=world.administrator, **wrong)
    assert Seat.objects.filter(stands_in_for__isnull=False).count() == 0


def test_a_side_is_stood_in_for_by_its_own_people_alone(world):
    with pytest.raises(ValidationError, match="of the same side"):
        given(world.by.secretary, make_user("Nina New"), by=world.administrator, party=world.cn.party)
    with pytest.raises(ValidationError, match="holds another seat"):
        given(world.by.secretary, world.cn.analyst.user, by=world.administrator)
    with pytest.raises(ValidationError, match="own"):
        given(world.by.secretary, world.by.secretary.user, by=world.administrator)


def test_one_person_stands_in_for_one_seat_at_a_time(world):
    nina = make_user("Nina New")
    deputy = given(world.by.secretary, nina, by=world.administrator)

    with pytest.raises(ValidationError, match="holds another seat"):
        given(world.by.analyst, nina, by=world.administrator)
    with pytest.raises(ValidationError, match="stand-in itself"):
        given(deputy, make_user("Otto Other"), by=world.administrator)


def test_the_role_of_a_seat_stays_while_somebody_stands_in(world):
    given(world.by.analyst, make_user("Nina New"), by=world.administrator)
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    seat.role = "secretary"

    with pytest.raises(ValidationError, match="end that first"):
        actions.keep_seat(seat, by=world.administrator)


@pytest.mark.parametrize("name", ["secretary", "analyst"])
def test_a_stand_in_of_a_side_that_has_begun_needs_its_secretary(begun, name):
    row, count = stand_in(begun.by.seat(name), make_user("Nina New")), Entry.objects.count()
    with pytest.raises(NotAllowed):
        actions.keep_seat(stand_in(begun.by.seat(name), row.user), by=begun.administrator)

    asked = ask_seat(row, by=begun.administrator)

    assert isinstance(asked, AccountRequest)
    assert (Seat.objects.filter(user=row.user).count(), Entry.objects.count()) == (0, count)
    assert ("Stands in for", str(begun.by.seat(name))) in [(one.name, one.after) for one in wanted_of(asked)]
    with pytest.raises(NotAllowed):
        decide_account_request(asked, by=begun.cn.secretary, is_granted=True)
    entry = decide_account_request(asked, by=begun.by.secretary, is_granted=True)
    assert entry.party == begun.by.party
    assert Seat.objects.get(user=row.user).stands_in_for == begun.by.seat(name)
    assert in_order(begun)


def test_the_form_of_a_seat_takes_role_and_post_from_the_seat(world, client):
    client.force_login(world.administrator)
    nina = make_user("Nina New")
    fields = {
        "user": nina.pk,
        "commission": world.commission.pk,
        "party": world.by.party.pk,
        "role": "",
        "post": "",
        "held_from": "2021-03-10",
        "held_until": "2021-03-20",
        "stands_in_for": world.by.secretary.pk,
    }

    assert client.post(address(Seat, "add"), fields).status_code == 302

    seat = Seat.objects.get(user=nina)
    assert (seat.role, seat.post) == ("secretary", f"{world.by.secretary.post} (stand-in)")


def test_the_form_of_a_seat_asks_for_role_and_post_otherwise(world, client):
    client.force_login(world.administrator)
    fields = {"user": make_user("Nina New").pk, "commission": world.commission.pk, "held_from": "2021-03-10"}

    response = client.post(address(Seat, "add"), {**fields, "party": world.by.party.pk})

    assert "Say the role and the post of this person." in response.text


# --- a body


def test_a_seat_is_tied_to_a_body_of_its_side(world):
    seat = Seat.objects.get(pk=world.by.analyst.pk)
    seat.body = world.by.ministry

    entry = actions.keep_seat(seat, by=world.administrator)

    assert entry.changes == {"body": [None, "health"]}
    assert in_order(world)
    seat.body = Body.objects.filter(party=world.cn.party).first()
    with pytest.raises(ValidationError, match="belongs to the other side"):
        actions.keep_seat(seat, by=world.administrator)


def test_nobody_stands_in_at_a_post_with_fewer_rights_than_their_own(world):
    with pytest.raises(ValidationError, match="has more rights now"):
        given(world.by.analyst, world.by.secretary.user, by=world.administrator)
    given(world.by.analyst, world.by.observer.user, by=world.administrator)
    own = Seat.objects.get(pk=world.by.observer.pk)
    own.role = "secretary"
    with pytest.raises(ValidationError, match="has more rights now"):
        actions.keep_seat(own, by=world.administrator)


def test_a_stand_in_decides_nothing_about_themselves_or_who_is_away(begun):
    away, nina = begun.by.secretary, make_user("Nina New")
    row = stand_in(away, nina)
    actions.keep_seat(row, by=away)
    User.objects.filter(pk=nina.pk).update(last_login=clock.of_this_machine())
    seat = Seat.objects.select_related("stands_in_for__user", "user", "party", "commission").get(pk=row.pk)
    ada = begun.administrator
    longer = Seat.objects.get(pk=row.pk)
    longer.held_until = dt.date(2021, 12, 31)
    refused = [
        ask_seat(longer, by=ada),
        ask_address(away.user, email="new@example.org", by=ada),
        *ask_hand_over(begun.by.observer.user, to=nina, on=dt.date(2021, 4, 1), by=ada),
    ]
    mine = ask_address(begun.by.observer.user, email="olga@example.org", by=ada)
    assert not Letter.objects.filter(
        user=nina, subject__contains="your consent", body__contains=str(away.user)
    )

    for asked in refused:
        with pytest.raises(NotAllowed):
            decide_account_request(asked, by=seat, is_granted=True)
    assert {one.public_id for one in open_requests(seat)} == {mine.public_id}
    assert len(open_requests(away)) == 4

    decide_account_request(mine, by=seat, is_granted=True)
    decide_account_request(refused[0], by=away, is_granted=True)
    assert Seat.objects.get(pk=row.pk).held_until == dt.date(2021, 12, 31)


# --- handing over


def test_all_posts_of_a_person_go_to_another_one_each_as_entries(world):
    anna, nina = world.by.analyst.user, make_user("Nina New")
    count = Entry.objects.count()

    done = ask_hand_over(anna, to=nina, on=FROM, by=world.administrator)

    assert [entry.kind for entry in done] == ["seat_changed", "seat_changed"]
    assert Entry.objects.count() == count + 2
    old, new = Seat.objects.get(user=anna), Seat.objects.get(user=nina)
    assert (old.held_until, new.held_from, new.held_until) == (dt.date(2021, 3, 9), FROM, None)
    assert (new.role, new.post, new.party) == (old.role, old.post, old.party)
    assert in_order(world)


@pytest.mark.parametrize("name", ["secretary", "analyst"])
def test_a_side_that_has_begun_consents_to_a_hand_over_also_by_who_leaves(begun, name):
    seat, nina = begun.by.seat(name), make_user("Nina New")
    count = Entry.objects.count()

    (asked,) = ask_hand_over(seat.user, to=nina, on=FROM, by=begun.administrator)

    assert (asked.kind, asked.party, Entry.objects.count()) == (Asked.POSTS, begun.by.party, count)
    assert ("Held by", str(seat.user), "Nina New") in [
        (one.name, one.before, one.after) for one in wanted_of(asked)
    ]
    with pytest.raises(NotAllowed):
        decide_account_request(asked, by=begun.by.observer, is_granted=True)
    decide_account_request(asked, by=begun.by.secretary, is_granted=True)
    assert Entry.objects.count() == count + 2
    assert Seat.objects.get(user=nina).role == seat.role
    assert in_order(begun)


def test_a_refused_hand_over_changes_nothing(begun):
    nina, count = make_user("Nina New"), Entry.objects.count()
    (asked,) = ask_hand_over(begun.by.analyst.user, to=nina, on=FROM, by=begun.administrator)

    decide_account_request(asked, by=begun.by.secretary, is_granted=False)

    assert (Seat.objects.filter(user=nina).count(), Entry.objects.count()) == (0, count)


def test_a_hand_over_is_whole_or_nothing(world):
    count = Entry.objects.count()
    with pytest.raises(ValidationError, match="holds another seat"):
        ask_hand_over(world.by.analyst.user, to=world.by.observer.user, on=FROM, by=world.administrator)
    with pytest.raises(ValidationError, match="cannot speak for a party"):
        ask_hand_over(world.by.analyst.user, to=world.administrator, on=FROM, by=world.administrator)
    with pytest.raises(RuleBroken, match="holds no post"):
        ask_hand_over(make_user("Nina New"), to=world.by.analyst.user, on=FROM, by=world.administrator)
    with pytest.raises(NotAllowed):
        ask_hand_over(world.by.analyst.user, to=make_user("Otto Other"), on=FROM, by=world.by.secretary.user)
    assert Entry.objects.count() == count


def test_posts_are_handed_over_on_one_page(world, client):
    client.force_login(world.administrator)
    nina = make_user("Nina New")
    fields = {"user": world.by.analyst.user.pk, "what": "posts"}
    assert "to whom the posts go" in client.post(address(AccountRequest, "add"), fields).text

    response = client.post(
        address(AccountRequest, "add"), {**fields, "to": nina.pk, "on": "10.3.2021"}, follow=True
    )

    assert "It is done at once" in response.text
    assert Seat.objects.get(user=nina).post == world.by.analyst.post


def test_who_gets_a_seat_for_a_time_signs_in_again_and_shows_what_its_role_needs(world, client):
    """A session that began at another post knows nothing of the second factor that a secretary needs."""
    client.force_login(world.by.analyst.user)

    given(world.by.secretary, world.by.analyst.user, by=world.administrator)

    assert client.get("/by-cn/").status_code == 302
