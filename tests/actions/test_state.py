"""What follows from what was said: what is owed and by whom, whose move it is, and since when the sides differ."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import actions
from commitments.actions import Due
from commitments.actions.state import advance, need
from commitments.models import Commitment, Entry, Standpoint
from commitments.models.fields import COMMITMENT
from commitments.vocabulary import Status
from tests.actions.outcome import all_is_well
from tests.people import fresh, moment

DAY = dt.date(2021, 2, 1)


def test_a_blank_state_has_every_column():
    columns = {field.name for field in Commitment._meta.fields}
    assert columns - set(COMMITMENT.columns) == {"id", "commission", "code", "place", "search_tokens"}


def test_a_step_changes_nothing_it_was_given(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    before = COMMITMENT.state_of(fresh(world.vaccine))
    kept = json.dumps(before, sort_keys=True, default=str)
    record = json.loads(bytes(Entry.objects.filter(commitment=world.vaccine).last().record))

    advance(before, record | {"seq": 99}, dt.UTC)

    assert json.dumps(before, sort_keys=True, default=str) == kept


# --- whose move it is


def needs(commitment) -> tuple[str, str]:
    row = fresh(commitment)
    return row.first_need, row.second_need


def test_the_other_side_is_asked_to_confirm_until_it_answers(world):
    assert needs(world.trade) == ("", "confirm")

    actions.decline(world.trade, by=world.cn.secretary, reason="Not our words.", at=world.clock())
    assert needs(world.trade) == ("", "")

    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    assert needs(world.trade) == ("", "")


def test_a_view_of_one_side_asks_the_other_for_its_own(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    assert needs(world.vaccine) == ("", "assess")

    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    assert needs(world.vaccine) == ("", "")


def test_who_differs_last_waits_for_the_other(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.cn.analyst, status="part")
    assert needs(world.vaccine) == ("answer", "")

    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    assert needs(world.vaccine) == ("", "answer")

    world.update(world.vaccine, by=world.cn.analyst, status="part", note="We still think so.")
    assert needs(world.vaccine) == ("answer", "")

    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())
    assert needs(world.vaccine) == ("", "")


def test_a_confirmation_is_asked_for_before_a_view(world):
    world.update(world.trade, by=world.by.analyst, status="in_progress")

    assert needs(world.trade) == ("", "confirm")


def test_words_about_the_terms_do_not_answer_for_a_view(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.cn.analyst, status="part")

    actions.hand_over(
        world.vaccine, by=world.by.secretary, owner=actions.Owner(world.by.company, "Head"), at=world.clock()
    )

    assert needs(world.vaccine) == ("answer", "")


@pytest.mark.parametrize("recognition", ["withdrawn", "superseded"])
def test_nobody_is_asked_about_what_does_not_stand(recognition):
    state = COMMITMENT.blank | {
        "recognition": recognition,
        "is_open": False,
        "first_status": "blocked",
        "second_status": "part",
    }

    assert [need(state, side) for side in ("first", "second")] == ["", ""]


@given(
    st.fixed_dictionaries(
        {
            "first_status": st.sampled_from(Status.values),
            "second_status": st.sampled_from(Status.values),
            "first_entry": st.none() | st.integers(0, 9),
            "second_entry": st.none() | st.integers(10, 19),
        }
    )
)
def test_never_both_sides_are_waited_for(statuses):
    state = COMMITMENT.blank | statuses | {"recognition": "confirmed", "proposed_by": "first"}

    assert "" in (need(state, "first"), need(state, "second"))


# --- since when


def test_sides_differ_since_they_first_did(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    parted = world.update(world.vaccine, by=world.cn.analyst, status="part")
    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    world.update(world.vaccine, by=world.cn.analyst, status="part", note="Once more.")

    row = fresh(world.vaccine)
    assert (row.agreed, row.agreed_since, row.agreed_view) == ("differ", parted.recorded_at, parted.number)

    joined = actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())
    assert (fresh(world.vaccine).agreed, fresh(world.vaccine).agreed_since) == ("part", joined.recorded_at)


def test_a_status_is_held_since_it_was_stated_whatever_was_said_after(world):
    first = world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    second = world.update(world.vaccine, by=world.by.analyst, status="in_progress", outlook="on_track")
    third = world.update(world.vaccine, by=world.by.analyst, status="in_progress")

    row = fresh(world.vaccine)
    assert row.first_since == first.recorded_at
    assert (row.first_view, row.first_entry, row.first_word) == (second.number, third.number, third.number)
    assert row.first_word_at == third.recorded_at
    assert row.second_since is None


def test_silence_is_broken_by_any_word_of_the_side(world):
    entry = actions.quote(
        world.vaccine,
        by=world.cn.analyst,
        words=actions.Words(world.by.readout, 0, 10, world.by.readout.text[:10]),
        at=moment("2021-03-01"),
    )

    row = fresh(world.vaccine)
    assert (row.second_word, row.second_word_at) == (entry.number, entry.recorded_at)
    assert row.second_entry is None


def spans(world, whose):
    rows = Standpoint.objects.filter(commitment=world.vaccine, whose=whose)
    return [(row.status, row.outlook, row.recorded_to is None, row.is_corrected) for row in rows]


def test_standpoints_follow_each_other_without_a_gap(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="Nothing new.")
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", outlook="on_track")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    world.close(world.vaccine, by=world.by.secretary)

    assert spans(world, "first") == [
        ("not_assessed", "no_view", False, False),
        ("in_progress", "no_view", False, False),
        ("in_progress", "on_track", False, False),
        ("delivered", "no_view", True, False),
    ]
    assert [row[0] for row in spans(world, "agreed")] == ["not_assessed", "one_side", "in_progress", "differ"]
    for whose in ("first", "second", "agreed"):
        rows = list(Standpoint.objects.filter(commitment=world.vaccine, whose=whose))
        assert [row.recorded_to for row in rows[:-1]] == [row.recorded_from for row in rows[1:]]
    assert all_is_well(world)


def test_first_date_is_kept_when_a_date_comes_later(world):
    commitment = world.record(due=Due(kind="event", text="At the visit"))
    assert fresh(commitment).first_due_on is None

    world.redate(
        commitment,
        by=world.by.secretary,
        due_on=DAY + dt.timedelta(days=90),
        reason="Named.",
        at=world.clock(),
    )
    world.redate(
        commitment,
        by=world.by.secretary,
        due_on=DAY + dt.timedelta(days=60),
        reason="Sooner.",
        at=world.clock(),
    )

    row = fresh(commitment)
    assert row.first_due_on == DAY + dt.timedelta(days=90)
    assert (row.redated_times, row.redated_days) == (1, -30)  # naming a day is not moving it


def test_a_status_is_true_from_its_day_and_recorded_on_another(world):
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="in_progress",
        effective_on=dt.date(2021, 1, 28),
        at=moment("2021-02-03"),
    )
    kept = world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=moment("2021-02-10"))
    parted = world.update(world.vaccine, by=world.cn.analyst, status="part", at=moment("2021-02-12"))

    row = fresh(world.vaccine)
    assert (row.first_true_on, row.first_begun != kept.number) == (dt.date(2021, 1, 28), True)
    assert (row.agreed, row.agreed_true_on) == ("differ", dt.date(2021, 2, 12))
    actions.correct(
        world.vaccine,
        entry=parted,
        by=world.cn.analyst,
        status="part",
        outlook="no_view",
        note="It had come before.",
        effective_on=dt.date(2021, 2, 5),
        at=moment("2021-02-20"),
    )

    row = fresh(world.vaccine)
    assert (row.second_true_on, row.agreed_true_on) == (dt.date(2021, 2, 5), dt.date(2021, 2, 5))
    assert row.agreed_since == parted.recorded_at
    assert all_is_well(world)


@pytest.mark.parametrize("takes_over", [True, False])
def test_delivered_on_the_day_its_performer_states(world, takes_over):
    done = {"effective_on": dt.date(2021, 7, 10), "at": moment("2021-07-12")}
    world.close(world.vaccine, by=world.cn.secretary, **done)
    assert fresh(world.vaccine).delivered_on is None
    if takes_over:
        actions.agree(world.vaccine, by=world.by.secretary, at=moment("2021-08-01"))
    else:
        world.close(
            world.vaccine,
            by=world.by.secretary,
            effective_on=dt.date(2021, 7, 20),
            at=moment("2021-08-01"),
        )

    assert fresh(world.vaccine).delivered_on == dt.date(2021, 7, 10)
    actions.reopen(
        world.vaccine,
        by=world.cn.secretary,
        status="in_progress",
        reason="It came back.",
        effective_on=dt.date(2021, 8, 9),
        at=moment("2021-08-10"),
    )
    assert fresh(world.vaccine).delivered_on is None
    assert all_is_well(world)


def test_what_both_have_closed_asks_for_nothing_and_is_nobodys_move(world):
    for side in (world.by, world.cn):
        world.close(world.trade, by=side.secretary)

    row = fresh(world.trade)
    assert (row.recognition, row.move, needs(world.trade)) == ("proposed", "", ("", ""))


def test_what_is_asked_is_asked_since_it_was_first_asked(world):
    parted = world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    row = fresh(world.vaccine)
    assert (row.second_need, row.second_need_at) == ("assess", parted.recorded_at)

    request = world.record(title="A list", speech_act="request", performed_by="second")
    assert (
        str(fresh(request).second_need_at) == "2021-01-25 21:00:00+00:00"
    )  # the day of the meeting, in Minsk
