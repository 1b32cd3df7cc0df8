"""The sessions of the demonstration: told in the order of everything else, one closed and one to come."""

import dataclasses

import pytest

from commitments.actions import RuleBroken
from commitments.demo import loader, reader, sessions
from commitments.demo.fields import DataError
from commitments.models import Entry, Session
from commitments.vocabulary import language_of


def silently(step, done, total):
    """Nobody watches a test."""


@pytest.fixture(scope="module")
def rows():
    return reader.load()


def test_one_session_is_closed_and_the_pack_of_the_other_is_ready(rows, db):
    commission = loader.build(rows, tell=silently)
    conference, planned = Session.objects.filter(commission=commission).order_by("held_on")

    assert (conference.state, planned.state) == ("closed", "agreed")
    assert not conference.items.filter(signed_entry=None).exists()
    assert all(planned.has_agreed(side) for side in ("first", "second"))
    assert planned.items.count() == 10
    assert (planned.held_on.year, planned.held_on.month) == (2022, 12)
    assert all(item.first_position and item.second_position for item in planned.items.all())
    decided = Entry.objects.filter(kind="decided").order_by("number")
    assert [(entry.commitment.code, bool(entry.changes)) for entry in decided] == [
        ("BY-CN-2021-08", False),
        ("BY-CN-2021-16", True),
        ("BY-CN-2021-05", False),
        ("BY-CN-2021-01", False),
    ]


def test_each_side_speaks_in_its_own_language(rows):
    for row in rows.sessions:
        for act in row.acts:
            if act.position:
                assert language_of(act.position) == ("zh-Hans" if ".cn@" in act.by else "ru"), act


def test_an_agenda_that_is_not_agreed_is_not_decided(rows, db):
    conference = rows.sessions[0]
    hasty = tuple(act for act in conference.acts if act.kind != "agree")
    wrong = dataclasses.replace(rows, sessions=(dataclasses.replace(conference, acts=hasty),))
    with pytest.raises(RuleBroken):
        loader.build(wrong, tell=silently)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"kind": "vote"}, "kind"),
        ({"kind": "sign"}, "needs item"),
        ({"topic": "weather"}, "topic"),
        ({"words": "x" * 2001}, "too long"),
        ({"effect": "more"}, "effect"),
    ],
)
def test_a_mistake_in_an_act_is_named(changed, named):
    act = {"kind": "put", "by": "x", "at": "2021-12-01T10:00", "topic": "late", "title": "Why"} | changed
    session = {
        "title": "S",
        "place": "P",
        "held_on": "2021-12-29",
        "called_by": "x",
        "called_at": "",
        "acts": [act],
    }
    with pytest.raises(DataError, match=named):
        sessions.read_session(session, lambda text: text)


@pytest.mark.parametrize("by", ["nobody@demo.accord.invalid", "administrator@demo.accord.invalid"])
def test_who_speaks_for_no_side_calls_none(rows, by):
    parties = {"administrator@demo.accord.invalid": ""}
    wrong = dataclasses.replace(rows.sessions[0], called_by=by)
    with pytest.raises(DataError, match="speaks for no side"):
        sessions.check_sessions((wrong,), parties, set())


def test_acts_come_in_their_order(rows):
    conference = rows.sessions[0]
    parties = {act.by: "BY" for act in conference.acts}
    codes = {row.code for row in rows.commitments}
    sessions.check_sessions((conference,), parties, codes)
    with pytest.raises(DataError, match="before what comes before it"):
        sessions.check_sessions(
            (dataclasses.replace(conference, acts=conference.acts[::-1]),), parties, codes
        )
