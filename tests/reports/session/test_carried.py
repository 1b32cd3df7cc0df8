"""What a session carried over comes first on the next agenda, with its history, and leads to where it went."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Question, RuleBroken
from commitments.models import AgendaItem
from commitments.reports.session.draft import draft
from tests.actions.outcome import all_is_well, refused
from tests.pages import form_in, soup_of, text_of
from tests.sessions import HELD_ON, a_session, again, agree, call, decided, item, put

NEXT = HELD_ON + dt.timedelta(days=180)
KEPT = "Deferred until the tariffs are known."


@pytest.fixture
def closed(world):
    """Items 1, on a commitment neither late nor differing, and 2, on none, were carried over; 3 was decided."""
    books = world.record(title="Books")
    session = a_session(world, books, None, None)
    for number in (1, 2):
        decided(world, session, number, effect="carried", words=KEPT)
    decided(world, session, 3)
    actions.close_session(session, by=world.cn.secretary, at=world.clock())
    session.books = books
    return session


def take(world, session, number):
    one = draft(session).kinds[0].suggestions[number]
    question = Question(one.topic, one.title, commitment=one.commitment, carried_from=one.item.reference)
    return actions.put_items(session, by=world.cn.secretary, questions=[question], at=world.clock())


def test_what_was_carried_over_is_suggested_first_with_its_history(world, closed):
    following = call(world, title="Sixth session", held_on=NEXT)
    kind = draft(following).kinds[0]

    assert (kind.topic, kind.label, kind.count) == ("carried", "Carried over", 2)
    assert [(one.title, one.commitment) for one in kind.suggestions] == [
        ("Question 1", closed.books),
        ("Question 2", None),
    ]
    assert kind.suggestions[1].reason == "Carried over from the session of 12 July 2021, item 2."
    assert [one.decision for one in kind.suggestions[1].history] == [KEPT]
    told = [one.code for kind in draft(following).kinds for one in kind.suggestions if one.code]
    assert told.count(closed.books.code) == 1


def test_taken_up_it_is_suggested_to_no_other_session_until_it_is_taken_off(world, closed):
    following, other = (call(world, title=title, held_on=NEXT) for title in ("Sixth", "Extraordinary"))
    stale = Question("divergence", "Question 2", carried_from=item(closed, 2).reference)
    take(world, following, 1)

    assert [one.title for one in draft(other).kinds[0].suggestions] == ["Question 1"]
    with refused(RuleBroken):
        actions.put_items(other, by=world.by.secretary, questions=[stale], at=world.clock())
    actions.take_item_off(following, by=world.cn.secretary, number=1, at=world.clock())
    assert [one.title for one in draft(other).kinds[0].suggestions] == ["Question 1", "Question 2"]


@pytest.mark.parametrize("carried_from", ["fifth-session-2021-07-12/3", "no-session/1", "nonsense"])
def test_only_what_was_carried_over_can_be_taken_up(world, closed, carried_from):
    following = call(world, title="Sixth session", held_on=NEXT)
    question = Question("other", "Question", carried_from=carried_from)
    with refused(RuleBroken):
        actions.put_items(following, by=world.by.secretary, questions=[question], at=world.clock())
    assert not AgendaItem.objects.filter(session=following).exists()


def test_an_earlier_session_is_suggested_nothing_that_was_carried_over_after_it(world, closed):
    earlier = call(world, title="Earlier", held_on=NEXT)
    type(earlier).objects.filter(pk=earlier.pk).update(held_on=HELD_ON - dt.timedelta(days=1))
    assert "carried" not in [kind.topic for kind in draft(again(earlier)).kinds]


def test_put_in_another_way_its_commitment_takes_it_up_too(world, closed):
    following = call(world, title="Sixth session", held_on=NEXT)
    put(world, following, closed.books, topic="other")

    assert item(following).carried_from == item(closed, 1).reference
    assert [one.title for one in draft(following).kinds[0].suggestions] == ["Question 2"]
    assert all_is_well(world)


def test_both_pages_lead_to_each_other_and_the_history_grows(client, world, closed):
    world.sign_in(client, world.cn.secretary)
    assert "It is not on the agenda of a later session yet." in text_of(
        client.get(closed.get_absolute_url()), "#item-2"
    )
    following = call(world, title="Sixth session", held_on=NEXT)
    page = client.get(following.get_absolute_url())
    assert f"Carried over from the session of 12 July 2021, item 1: {KEPT}" in text_of(page, ".tray .sheet")
    form = form_in(page, 'form[action$="take/"]')
    client.post(form.action, form.filled(take="carried:"), follow=True)

    old = soup_of(client.get(closed.get_absolute_url())).select_one("#item-2")
    assert old.find("a", string="the session of 8 January 2022, item 2")["href"].endswith("#item-2")
    new = text_of(client.get(following.get_absolute_url()), "#item-2")
    carried = f"Carried over from the session of 12 July 2021, item 2: {KEPT}"
    assert carried in new
    for paper in "pack", "protocol":
        assert carried in text_of(client.get(f"{following.get_absolute_url()}{paper}/"), "#item-2")

    agree(world, following)
    world.clock.now = max(world.clock.now, dt.datetime.combine(NEXT, dt.time(9), dt.UTC))
    decided(world, following, 2, effect="carried", words="Deferred again.")
    third = call(world, title="Seventh session", held_on=NEXT + dt.timedelta(days=180))
    [again_carried] = draft(third).kinds[0].suggestions
    assert [one.decision for one in again_carried.history] == ["Deferred again.", KEPT]
    assert all_is_well(world)
