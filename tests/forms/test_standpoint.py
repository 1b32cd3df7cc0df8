"""Forms by which a side says where a commitment stands: what they offer, and what they ask for."""

import datetime as dt

import pytest

from commitments.forms.standpoint import (
    AgreeForm,
    CheckForm,
    CorrectForm,
    ReopenForm,
    ReportForm,
    SupersedeForm,
    UpdateForm,
    open_moves,
)
from commitments.models import Entry
from tests.people import fresh
from tests.stages import TODAY, closed, conditional, continuing, under_way

pytestmark = pytest.mark.time_machine(TODAY)

VALID = {
    "status": "in_progress",
    "note": "100,000 doses arrived.",
    "position": "Deliveries have begun.",
    "effective_on": "19.2.2021",
}


def errors(form):
    return {name: list(sentences) for name, sentences in form.errors.items()}


# --- What is offered ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("not_assessed", ["not_assessed", "not_started", "in_progress", "blocked", "continuing", "part"]),
        ("not_started", ["not_started", "in_progress", "blocked", "continuing", "part"]),
        ("in_progress", ["in_progress", "blocked", "continuing", "part"]),
        ("delivered", ["delivered"]),
    ],
)
def test_moves_offered_begin_with_as_before(status, offered):
    moves = open_moves(status)

    assert [value for value, _label in moves] == offered
    assert str(moves[0][1]).startswith("As before: ")


def test_form_opens_with_what_the_side_said_last(world):
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        outlook="off_track",
        reason="No plane.",
        waits_on="second",
        next_step="Talks in Beijing",
        next_on=dt.date(2021, 3, 1),
    )
    form = UpdateForm(seat=world.by.analyst, commitment=fresh(world.vaccine))

    shown = {
        name: form[name].value()
        for name in ("status", "outlook", "waits_on", "next_step", "next_on", "effective_on", "note")
    }
    assert shown == {
        "status": "blocked",
        "outlook": "off_track",
        "waits_on": "second",
        "next_step": None,
        "next_on": None,
        "effective_on": "15.7.2021",
        "note": None,
    }
    assert [label for _number, label in form.fields["steps_done"].choices] == [
        "Talks in Beijing, by 1 March 2021 (Deputy minister)"
    ]


def test_other_side_opens_with_its_own(world):
    form = UpdateForm(seat=world.cn.analyst, commitment=under_way(world))

    assert form["status"].value() == "not_assessed"


def test_outlook_is_for_what_is_open(world):
    commitment = closed(world)

    assert "outlook" not in UpdateForm(seat=world.by.analyst, commitment=commitment).fields
    assert "outlook" in UpdateForm(seat=world.cn.analyst, commitment=commitment).fields


def test_kept_words_come_before_what_was_said_last(world):
    form = UpdateForm(
        seat=world.by.analyst, commitment=under_way(world), initial={"status": "part", "note": "Kept."}
    )

    assert (form["status"].value(), form["note"].value()) == ("part", "Kept.")


# --- What is asked for ----------------------------------------------------------------------------------------


def update(world, **typed):
    return UpdateForm({**VALID, **typed}, seat=world.by.analyst, commitment=world.vaccine)


def test_update_becomes_what_the_action_takes(world):
    form = update(world)

    assert form.is_valid(), errors(form)
    assert form.fields_of_action() == {
        "status": "in_progress",
        "note": "100,000 doses arrived.",
        "effective_on": dt.date(2021, 2, 19),
        "outlook": None,
        "position": "Deliveries have begun.",
        "reason": "",
        "waits_on": None,
        "steps_done": (),
        "next_step": "",
        "next_on": None,
        "next_post": "",
        "sources": (),
    }


def test_blocked_says_what_blocks(world):
    assert errors(update(world, status="blocked")) == {
        "waits_on": ["Say who has to act next."],
    }
    assert errors(update(world, status="blocked", waits_on="else")) == {}


def test_next_step_and_its_day_belong_together(world):
    assert errors(update(world, next_on="1.8.2021")) == {
        "next_step": ["Say what the next step is, or leave its day empty."]
    }
    assert errors(update(world, next_step="Talks")) == {}


def test_a_step_for_a_day_that_is_past_is_asked_back_once(world):
    typed = {"next_step": "Talks", "next_on": "1.7.2021"}
    form = update(world, **typed)
    assert errors(form) == {
        "next_on": ["1 July 2021 is past. Give another day, or save again if you mean this one."]
    }
    assert form["past_on"].value() == "2021-07-01"

    assert errors(update(world, **typed, past_on="2021-07-01")) == {}
    assert set(errors(update(world, **typed, past_on="2021-06-30"))) == {"next_on"}
    assert errors(update(world, **typed | {"next_on": "15.7.2021"})) == {}


def test_all_that_is_wrong_is_said_at_once(world):
    form = update(
        world, status="", note="", position="", effective_on="soon", source_address="x", next_on="1.8.2021"
    )

    assert set(form.errors) == {"status", "note", "effective_on", "source_address", "next_step"}


def test_chosen_when_it_was_still_offered(world):
    """A colleague has moved on; the action refuses it in words, or shows a conflict."""
    form = UpdateForm({**VALID, "status": "not_started"}, seat=world.by.analyst, commitment=under_way(world))

    assert form.is_valid()
    assert [value for value, _label in form.fields["status"].choices][-1] == "not_started"


def test_answer_to_a_condition(world):
    def check(**typed):
        data = {"answer": "not_yet", "effective_on": "1.7.2021", **typed}
        return errors(CheckForm(data, seat=world.by.analyst, commitment=conditional(world)))

    assert check() == {}
    assert check(answer="met", note="It eased.", due_on="1.9.2021") == {}
    assert set(check(due_on="1.9.2021")) == {"due_on"}
    assert set(check(answer="")) == {"answer"}


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"note": "Two firms came."}, set()),
        ({"nothing": "on"}, set()),
        ({}, {"note"}),
        ({"note": "Two firms came.", "nothing": "on"}, {"note"}),
        ({"note": "x" * 2001}, {"note"}),
        ({"note": "x" * 2001, "nothing": "on"}, {"note"}),
    ],
)
def test_report_or_nothing_to_report(world, typed, refused):
    form = ReportForm(
        {"effective_on": "1.7.2021", **typed}, seat=world.by.analyst, commitment=continuing(world)
    )

    assert set(form.errors) == refused
    if not refused:
        assert form.fields_of_action() == {
            "note": typed.get("note", ""),
            "effective_on": dt.date(2021, 7, 1),
            "sources": (),
        }


def test_reopening_needs_all_of_it(world):
    assert set(ReopenForm({}, seat=world.by.secretary, commitment=closed(world)).errors) == {
        "status",
        "reason",
        "effective_on",
    }


def test_successor_by_its_code(world):
    def form(code):
        data = {"successor": code, "effective_on": "1.7.2021"}
        return SupersedeForm(data, seat=world.by.secretary, commitment=world.vaccine)

    found = form(" by-cn-2021-02 ")
    assert found.is_valid()
    assert found.cleaned_data["successor"] == world.trade
    assert errors(form("KZ-UZ-2021-01")) == {"successor": ["There is no commitment KZ-UZ-2021-01 here."]}


def test_agreeing_shows_what_the_other_side_says(world):
    form = AgreeForm(seat=world.cn.secretary, commitment=under_way(world))

    assert form["shown"].value() == "in_progress"
    assert form.visible_fields() == []


def test_agreeing_again_after_a_refusal_shows_what_it_says_now(world):
    commitment = under_way(world)
    form = AgreeForm({"shown": "blocked", "seen": "1"}, seat=world.cn.secretary, commitment=commitment)
    assert form.is_valid()
    assert form.fields_of_action() == {"shown": "blocked"}

    form.ask_again(seen=9)

    assert (form["shown"].value(), form["seen"].value()) == ("in_progress", "9")


def test_correction_opens_with_what_is_corrected(world):
    commitment = under_way(world)
    entry = Entry.objects.readable().get(commission=world.commission, number=commitment.first_entry)
    form = CorrectForm(seat=world.by.analyst, commitment=commitment, entry=entry)

    assert {name: form[name].value() for name in ("status", "note", "effective_on", "outlook", "reason")} == {
        "status": "in_progress",
        "note": "100,000 doses arrived.",
        "effective_on": "1.2.2021",
        "outlook": "no_view",
        "reason": "",
    }
    assert "delivered" not in dict(form.fields["status"].choices)


def test_correction_of_a_closing_stays_one(world):
    commitment = closed(world)
    entry = Entry.objects.readable().get(commission=world.commission, number=commitment.first_entry)
    form = CorrectForm(seat=world.by.secretary, commitment=commitment, entry=entry)

    assert [value for value, _label in form.fields["status"].choices] == ["delivered"]
