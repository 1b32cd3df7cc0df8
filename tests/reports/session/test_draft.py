"""What the register suggests for an agenda: each commitment once, for its most pressing reason, and none by itself."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.models import AgendaItem
from commitments.reports.session import draft as drafts
from commitments.reports.session.draft import draft, suggestions_of
from tests.sessions import call, put


@pytest.fixture
def session(world):
    return call(world)


def reasons(session) -> dict[tuple[str, str], str]:
    return {
        (kind.topic, one.commitment.code): one.reason
        for kind in draft(session).kinds
        for one in kind.suggestions
    }


def test_each_reason_there_is(world, session):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.cn.analyst, status="blocked")
    day = dt.date(2021, 6, 1)
    closing = world.record(title="Closing")
    world.update(closing, by=world.by.analyst, status="part")
    world.close(closing, by=world.cn.secretary, status="dropped")
    condition = world.record(due=Due(kind="condition", text="It is over", asked="both", every_weeks=4))
    report = world.record(due=Due(kind="continuing", every_months=3))
    late = world.record(due=Due(kind="date", on=day))

    found = reasons(session)

    assert found == {
        ("closing", closing.code): "Belarus states “Delivered in part”. China states “Dropped by agreement”.",
        ("divergence", "BY-CN-2021-01"): "Belarus states “In progress”. China states “Blocked”.",
        ("condition", condition.code): found["condition", condition.code],
        ("report", report.code): found["report", report.code],
        ("late", late.code): "On the day of the session, 12 July 2021: late by 41 days.",
        ("unanswered", "BY-CN-2021-02"): "China has to answer: Confirm or decline the commitment.",
    }
    for key in (("condition", condition.code), ("report", report.code)):
        assert found[key].startswith("On the day of the session, 12 July 2021:")
    assert AgendaItem.objects.count() == 0


def test_the_day_of_the_session_counts(world):
    before, after = call(world, held_on=dt.date(2021, 6, 30)), call(world, held_on=dt.date(2021, 7, 1))
    assert ("late", "BY-CN-2021-01") not in reasons(before)
    assert reasons(after)["late", "BY-CN-2021-01"].endswith("late by 1 day.")


def test_a_side_that_has_said_nothing_is_asked_for_its_view(world, session):
    world.update(world.trade, by=world.by.analyst, status="in_progress")
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    assert reasons(session)["unanswered", "BY-CN-2021-02"] == (
        "Belarus states “In progress”; China has stated no status."
    )


def test_what_is_on_the_agenda_is_not_suggested_until_it_is_taken_off(world, session):
    put(world, session, world.vaccine, topic="other")
    assert ("late", "BY-CN-2021-01") not in reasons(session)
    actions.take_item_off(session, by=world.by.secretary, number=1, at=world.clock())
    assert ("late", "BY-CN-2021-01") in reasons(session)


def test_what_was_withdrawn_is_not_suggested(world, session):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Twice.", at=world.clock())
    assert ("unanswered", "BY-CN-2021-02") not in reasons(session)


def test_no_more_are_shown_at_a_time_than_one_can_read(world, session, monkeypatch):
    for number in range(3):
        world.record(title=f"Late {number}", due=Due(kind="date", on=dt.date(2021, 3, 1)))
    monkeypatch.setattr(drafts, "SHOWN", 2)
    late = draft(session).kinds[0]
    assert (late.topic, len(late.suggestions), late.count) == ("late", 2, 4)
    assert len(suggestions_of(session, "late")) == 2


def test_one_is_in_hand_with_those_beside_it(world, session):
    first = draft(session)
    assert (first.in_hand.key, first.previous, first.next) == (
        "late:BY-CN-2021-01",
        "",
        "unanswered:BY-CN-2021-02",
    )
    second = draft(session, at="unanswered:BY-CN-2021-02")
    assert (second.previous, second.next, second.place) == ("late:BY-CN-2021-01", "", 1)
    assert draft(session, place=99).in_hand == second.in_hand
    assert suggestions_of(session, "nonsense") == []
