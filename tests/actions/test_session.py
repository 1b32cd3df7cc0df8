"""Sessions: called, their agenda drafted by both sides and agreed as it was shown."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Conflict, NotAllowed, Question, RuleBroken
from commitments.models import Entry, Session
from commitments.models.session import (
    SessionState,
    Topic,
)
from commitments.vocabulary import (
    EntryKind,
)
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import make_seat, submission
from tests.sessions import HELD_ON, a_session, again, agree, call, decided, draft, item, move, put


@pytest.fixture
def session(world) -> Session:
    return call(world)


def test_a_session_is_called_for_a_day_to_come(world, session):
    assert (session.title, session.held_on, session.place, session.state) == (
        "Fifth session",
        HELD_ON,
        "Minsk",
        SessionState.DRAFTING,
    )
    entry = Entry.objects.latest("number")
    assert record_of(entry)["object"] == f"session/{session.slug}"
    assert entry.kind == EntryKind.SESSION_CALLED and entry.commitment is None
    assert all_is_well(world)


@pytest.mark.parametrize("field", ["title", "place"])
def test_a_session_needs_a_name_and_a_place(world, field):
    with refused(field=field):
        call(world, **{field: ""})


def test_the_same_session_is_not_called_twice(world, session):
    with refused(field="title"):
        call(world, by=world.cn.secretary)


def test_a_repeated_call_is_one_session(world):
    calls = {"title": "Fifth session", "place": "Minsk", "held_on": HELD_ON, "submission": submission()}
    first = actions.call_session(world.commission, by=world.by.secretary, at=world.clock(), **calls)
    put(world, first)

    assert actions.call_session(world.commission, by=world.by.secretary, at=world.clock(), **calls) == first


def test_who_has_changed_sides_does_not_agree_to_the_agenda_twice(world, session):
    put(world, session)
    version = again(session).agenda
    actions.agree_agenda(session, by=world.by.secretary, version=version, at=world.clock())
    turncoat = world.by.secretary
    turncoat.party = world.cn.party
    turncoat.save(force_update=True)

    with refused(NotAllowed):
        actions.agree_agenda(session, by=turncoat, version=version, at=world.clock())


def test_a_session_is_moved_until_it_is_being_decided_and_both_agree_anew(world):
    session = a_session(world, None)
    world.clock.now -= dt.timedelta(days=5)
    entry = move(world, session, by=world.cn.secretary)

    row = again(session)
    assert (row.held_on, row.place, row.state) == (HELD_ON + dt.timedelta(days=7), "Beijing", "drafting")
    assert not (row.has_agreed("first") or row.has_agreed("second"))
    assert changes_of(entry)["place"] == ["Minsk", "Beijing"]
    assert entry.texts.reason == "A visit."
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"place": ""}, "place"),
        ({"reason": ""}, "reason"),
        ({"held_on": dt.date(2021, 1, 30)}, "held_on"),
        ({"held_on": HELD_ON, "place": "Minsk"}, None),
    ],
)
def test_moving_a_session_is_refused(world, session, fields, field):
    with refused(field=field):
        move(world, session, **fields)


def test_what_is_being_decided_stays_where_it_is(world):
    session = a_session(world, None)
    draft(world, session)

    with refused():
        move(world, session)


def test_items_are_numbered_and_the_number_of_one_taken_off_is_not_given_again(world, session):
    put(world, session, world.vaccine)
    put(world, session, title="Second")
    actions.take_item_off(session, by=world.by.secretary, number=2, at=world.clock())
    third = put(world, session, title="Third")

    assert third.number == 3
    assert item(session, 2).is_off
    assert all_is_well(world)


def test_several_are_put_on_at_once_or_none(world, session):
    questions = [
        Question(Topic.LATE, "Vaccine", commitment=world.vaccine),
        Question(Topic.UNANSWERED, "Goods", commitment=world.trade),
    ]
    actions.put_items(session, by=world.cn.secretary, questions=questions, at=world.clock())
    assert [one.put_by for one in session.items.all()] == ["second", "second"]

    with refused(field="title"):
        actions.put_items(
            session,
            by=world.cn.secretary,
            questions=[Question(Topic.OTHER, "New"), questions[0]],
            at=world.clock(),
        )


def test_a_repeated_putting_of_several_is_one(world, session):
    questions = [Question(Topic.OTHER, "One"), Question(Topic.OTHER, "Two")]
    put_on = {"by": world.by.secretary, "questions": questions, "submission": submission()}
    first = actions.put_items(session, at=world.clock(), **put_on)

    assert actions.put_items(session, at=world.clock(), **put_on) == first
    assert session.items.count() == 2


def test_a_commitment_of_another_commission_is_refused(world, session):
    world.vaccine.commission_id = world.elsewhere.pk
    with refused(field="commitment"):
        put(world, session, world.vaccine)


def test_each_side_states_its_own_position_on_any_item(world, session):
    put(world, session, world.vaccine, position="Осталось 200 000 доз.")
    entry = actions.change_item(
        session, by=world.cn.secretary, number=1, position="疫苗已全部运抵。", at=world.clock()
    )

    assert changes_of(entry) == {"position": ["", "疫苗已全部运抵。"]}
    row = item(session)
    assert (row.first_position, row.second_position) == ("Осталось 200 000 доз.", "疫苗已全部运抵。")
    assert all_is_well(world)


def test_the_words_of_an_item_are_those_of_the_side_that_put_it(world, session):
    put(world, session, world.vaccine)
    with refused(NotAllowed):
        actions.change_item(
            session, by=world.cn.secretary, number=1, position="", title="Ours", at=world.clock()
        )
    with refused(NotAllowed):
        actions.take_item_off(session, by=world.cn.secretary, number=1, at=world.clock())

    actions.change_item(
        session,
        by=world.by.secretary,
        number=1,
        position="",
        title="Vaccine",
        question="How many?",
        at=world.clock(),
    )
    assert (item(session).title, item(session).question) == ("Vaccine", "How many?")


def test_what_was_not_changed_makes_no_entry(world, session):
    put(world, session, world.vaccine, position="As before.")
    with refused():
        actions.change_item(session, by=world.by.secretary, number=1, position="As before.", at=world.clock())


def test_a_change_on_top_of_one_that_was_not_seen_is_a_conflict(world, session):
    row = put(world, session, world.vaccine)
    actions.change_item(session, by=world.cn.secretary, number=1, position="不同意。", at=world.clock())
    with refused(Conflict) as conflict:
        actions.change_item(
            session, by=world.by.secretary, number=1, position="Ours.", seen=row.last_number, at=world.clock()
        )
    assert [entry.kind for entry in conflict.value.entries] == [EntryKind.ITEM_CHANGED]


def test_what_was_taken_off_is_not_changed_any_more(world, session):
    put(world, session)
    actions.take_item_off(session, by=world.by.secretary, number=1, at=world.clock())
    with refused():
        actions.change_item(session, by=world.by.secretary, number=1, position="Late.", at=world.clock())


# --- the agreement


def test_an_agenda_is_agreed_when_both_sides_agree_to_the_same(world, session):
    put(world, session, world.vaccine)
    version = again(session).agenda
    actions.agree_agenda(session, by=world.by.secretary, version=version, at=world.clock())
    assert again(session).state == SessionState.DRAFTING

    actions.agree_agenda(session, by=world.cn.secretary, version=version, at=world.clock())
    assert again(session).state == SessionState.AGREED
    assert all_is_well(world)


def test_nobody_agrees_to_an_agenda_that_was_not_shown(world, session):
    put(world, session, world.vaccine)
    shown = again(session).agenda
    put(world, session, title="Another", by=world.cn.secretary)
    with refused(Conflict) as conflict:
        actions.agree_agenda(session, by=world.by.secretary, version=shown, at=world.clock())
    assert [entry.changes["title"][1] for entry in conflict.value.entries] == ["Another"]


def test_the_agreement_of_the_other_side_does_not_change_the_agenda(world, session):
    put(world, session, world.vaccine)
    shown = again(session).agenda
    actions.agree_agenda(session, by=world.by.secretary, version=shown, at=world.clock())
    actions.agree_agenda(session, by=world.cn.secretary, version=shown, at=world.clock())
    assert again(session).state == SessionState.AGREED


@pytest.mark.parametrize("change", ["put", "position", "off"])
def test_a_later_change_takes_every_agreement_back(world, session, change):
    put(world, session, world.vaccine)
    put(world, session, title="Another")
    agree(world, session)
    secretary = world.by.secretary
    if change == "put":
        put(world, session, title="A third")
    elif change == "position":
        actions.change_item(session, by=secretary, number=1, position="Ours.", at=world.clock())
    else:
        actions.take_item_off(session, by=secretary, number=2, at=world.clock())

    row = again(session)
    assert (row.state, row.first_agreed, row.second_agreed) == (SessionState.DRAFTING, None, None)
    assert all_is_well(world)


def test_an_empty_agenda_is_not_agreed_and_none_twice(world, session):
    with refused():
        actions.agree_agenda(session, by=world.by.secretary, version=session.agenda, at=world.clock())
    put(world, session, world.vaccine)
    version = again(session).agenda
    actions.agree_agenda(session, by=world.by.secretary, version=version, at=world.clock())
    with refused():
        actions.agree_agenda(session, by=world.by.secretary, version=version, at=world.clock())


# --- who


@pytest.mark.parametrize("role", ["analyst", "observer"])
@pytest.mark.parametrize("side", ["first", "second"])
def test_only_secretaries_write_on_a_session(world, role, side):
    session = a_session(world, world.vaccine)
    seat = world.side(side).seat(role)
    tries = [
        lambda: call(world, by=seat, title="Sixth"),
        lambda: put(world, session, title="Ours", by=seat),
        lambda: actions.change_item(session, by=seat, number=1, position="Ours.", at=world.clock()),
        lambda: actions.take_item_off(session, by=seat, number=1, at=world.clock()),
        lambda: actions.agree_agenda(session, by=seat, version=session.agenda, at=world.clock()),
        lambda: actions.decide(session, by=seat, number=1, words="Noted.", at=world.clock()),
        lambda: actions.countersign(session, by=seat, number=1, draft=0, at=world.clock()),
        lambda: actions.withdraw_draft(session, by=seat, number=1, draft=0, at=world.clock()),
        lambda: actions.close_session(session, by=seat, at=world.clock()),
    ]
    for attempt in tries:
        with refused(NotAllowed):
            attempt()


def test_a_secretary_of_another_commission_is_refused(world, session):
    with refused(NotAllowed):
        put(world, session, title="Ours", by=world.stranger)


# --- the end


def test_a_session_closes_when_every_item_is_decided(world):
    session = a_session(world, world.vaccine, None)
    with refused():
        actions.close_session(session, by=world.by.secretary, at=world.clock())  # nothing was decided yet
    decided(world, session, 1)
    with refused():
        actions.close_session(session, by=world.by.secretary, at=world.clock())
    decided(world, session, 2, effect="carried", words="For the next session.")
    actions.close_session(session, by=world.cn.secretary, at=world.clock())

    assert again(session).state == SessionState.CLOSED
    assert all_is_well(world)
    with refused():
        put(world, session, title="Afterthought")
    with refused():
        actions.close_session(session, by=world.by.secretary, at=world.clock())


def test_the_agenda_stands_from_the_first_decision_on(world):
    session = a_session(world, world.vaccine, None)
    decided(world, session, 1)
    for attempt in (
        lambda: put(world, session, title="Late thought"),
        lambda: actions.change_item(
            session, by=world.by.secretary, number=2, position="Ours.", at=world.clock()
        ),
        lambda: actions.take_item_off(session, by=world.by.secretary, number=2, at=world.clock()),
    ):
        with refused(RuleBroken):
            attempt()


def test_an_own_draft_is_not_signed_by_its_author_on_the_other_side_either(world):
    """Somebody who drafted for one side and sits on the other one since."""
    session = a_session(world, world.vaccine)
    actions.decide(session, by=world.by.secretary, number=1, words="Noted.", at=world.clock())
    author = world.by.secretary
    type(author).objects.filter(pk=author.pk).update(held_until=dt.date(2021, 7, 11))
    moved = make_seat("Nina New", world.cn.party, "secretary", by=world.administrator, at=world.clock())
    type(author).objects.filter(pk=moved.pk).update(user=author.user)
    moved.refresh_from_db()
    with refused(NotAllowed):
        actions.countersign(session, by=moved, number=1, draft=item(session).draft_entry, at=world.clock())
