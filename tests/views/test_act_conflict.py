"""Two on one commitment: the second sees theirs, yours and before, and keeps every word."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.actions import Owner
from commitments.figures.period import ValuePeriod
from commitments.models import Commitment
from commitments.views.action_pages import ACTIONS
from tests import sessions
from tests.pages import HTMX, errors_in, form_in, sent_again, soup_of, text_of
from tests.people import a_criterion, an_indicator, fresh, make_seat
from tests.stages import BY_ACT, HIDDEN_FIELDS, STAGES, TODAY, last_entry, somebody_writes

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.usefixtures("media")]

PART = "#act-form"


def deputy(world, side):
    """A second secretary of a side."""
    return make_seat("Dina Deputy", side.party, "secretary", by=world.administrator, at=world.clock())


def colleague(world, seat):
    side = world.side(seat.side)
    return side.analyst if seat.role == "secretary" else side.secretary


def restated(world, commitment, seat):
    status = fresh(commitment).of(seat.side, "status")
    return world.update(commitment, by=colleague(world, seat), status=status, note="Talks were held.")


def checked(world, commitment, seat):
    day = dt.date(2021, 1, 28)
    by = colleague(world, seat)
    return actions.check_condition(commitment, by=by, answer="not_yet", effective_on=day, at=world.clock())


def reported(world, commitment, seat):
    day, by = dt.date(2021, 1, 28), colleague(world, seat)
    return actions.file_report(commitment, by=by, effective_on=day, note="One firm.", at=world.clock())


def redated(world, commitment, seat):
    day, by = dt.date(2021, 10, 31), deputy(world, world.side(seat.side))
    return actions.redate(commitment, by=by, due_on=day, reason="Later.", at=world.clock())


def handed_over(world, commitment, seat):
    side = world.side(seat.side)
    owner = Owner(side.company, "Trade desk")
    return actions.hand_over(commitment, by=deputy(world, side), owner=owner, at=world.clock())


def amended(world, commitment, seat):
    """The terms are those of the side that proposed it."""
    by = deputy(world, world.side(commitment.proposed_by))
    return actions.amend(commitment, by=by, title="In other words", reason="Clearer.", at=world.clock())


def announced(world, commitment, seat):
    by = colleague(world, seat)
    return actions.set_step(commitment, by=by, next_step="A call", at=world.clock())


def asked(world, commitment, seat):
    return actions.ask_again(commitment, by=colleague(world, seat), note="At the visit.", at=world.clock())


def reworded(world, commitment, seat):
    words = {"statement": "China will look at it.", "reason": "So it was understood."}
    return actions.reword(commitment, by=world.cn.secretary, at=world.clock(), **words)


def given_a_test(world, commitment, seat):
    by = deputy(world, world.side(seat.side))
    return actions.set_criteria(commitment, by=by, criteria=[a_criterion("Talks.")], at=world.clock())


def counted(world, commitment, seat):
    by, lines = deputy(world, world.side(seat.side)), [an_indicator("Books", "copies")]
    return actions.set_indicators(commitment, by=by, indicators=lines, at=world.clock())


def given_values(world, commitment, seat):
    value = actions.StatedValue(ValuePeriod.of_key("2020"), Decimal(7))
    by = colleague(world, seat)
    return actions.give_values(commitment, by=by, indicator=1, values=[value], at=world.clock())


def translated(world, commitment, seat):
    by, words = colleague(world, seat), {"part": "title", "language": "zh-hans", "text": "提供疫苗"}
    return actions.translate(commitment, by=by, at=world.clock(), **words)


# Who else writes just what an action rests on. What answers a proposal is bound to its number (test_terms.py).
RIVALS = {
    **dict.fromkeys(
        ("log_update", "agree", "close", "reopen", "supersede", "correct", "say_no_news"), restated
    ),
    "check_condition": checked,
    "file_report": reported,
    "redate": redated,
    "hand_over": handed_over,
    **dict.fromkeys(("amend", "confirm", "decline", "note_one_sided", "reword"), amended),
    **dict.fromkeys(("accept_wording", "keep_wording"), amended),
    **dict.fromkeys(("accept_request", "ready_to_look", "decline_request"), amended),
    **dict.fromkeys(("set_step", "mark_step_done", "move_step", "drop_step"), announced),
    "ask_again": asked,
    "withdraw": reworded,
    "set_criteria": given_a_test,
    "set_indicators": counted,
    "give_values": given_values,
    "translate": translated,
}


@pytest.mark.parametrize(
    ("stage", "headers"),
    [*((BY_ACT[act], {}) for act in RIVALS), (BY_ACT["log_update"], HTMX)],
    ids=[*RIVALS, "in place"],
)
def test_who_comes_second_sees_theirs_and_keeps_every_word(client, world, opened, media, stage, headers):
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    commitment = Commitment.objects.get(commission=world.commission, code=url.split("/")[3])
    theirs = RIVALS[stage.act](world, commitment, stage.seat(world))

    response = client.post(url, sent, headers=headers)

    assert (response.status_code, last_entry(world)) == (409, theirs)
    seen = text_of(response, "#conflict")
    assert f"{theirs.author_post} wrote while you were writing" in seen
    assert f"No. {theirs.number}" in seen
    assert errors_in(response) == {"": "Somebody wrote while you were writing: compare before you save"}
    again = form_in(response)
    typed = sent.keys() - HIDDEN_FIELDS
    assert {name: again.data[name] for name in typed} == {name: sent[name] for name in typed}
    assert soup_of(response).select_one(f"{PART} .btn").text == "Save on top of theirs"

    assert client.post(url, again.filled(), headers=headers).status_code in (200, 302)
    assert (last_entry(world).kind, last_entry(world).number) == (stage.kind, theirs.number + 1)


def test_every_action_has_a_rival():
    assert set(RIVALS) == {name for name, page in ACTIONS.items() if not page.is_of_proposal}


@pytest.mark.parametrize("stage", STAGES, ids=BY_ACT)
def test_what_the_other_side_writes_for_itself_is_no_conflict(client, world, opened, stage):
    url, form = opened(stage)
    commitment = Commitment.objects.get(commission=world.commission, code=url.split("/")[3])
    theirs = somebody_writes(world, commitment, stage.seat(world))

    assert client.post(url, form.filled(**stage.typed)).status_code == 302
    assert (last_entry(world).kind, last_entry(world).number) == (stage.kind, theirs.number + 1)


@pytest.mark.parametrize("act", ["log_update", "close", "set_step", "hand_over", "say_no_news", "supersede"])
def test_two_sides_may_state_their_views_on_one_call(client, world, opened, act):
    """Each types its own; what the other says is on the page afterwards."""
    url, form = opened(BY_ACT[act])
    world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="blocked",
        note="No plane.",
        reason="Late.",
        next_step="Ask",
    )

    assert client.post(url, form.filled(**BY_ACT[act].typed)).status_code == 302
    assert last_entry(world).kind == BY_ACT[act].kind


@pytest.mark.parametrize(("status", "answer"), [("in_progress", 302), ("part", 409)])
def test_agreeing_is_bound_to_the_status_that_was_shown(client, world, opened, status, answer):
    """A remark of the other side changes nothing of it."""
    url, form = opened(BY_ACT["agree"])
    world.update(world.vaccine, by=world.cn.secretary, status=status, note="A second lot.")

    assert client.post(url, form.filled()).status_code == answer
    assert fresh(world.vaccine).first_status == ("in_progress" if answer == 302 else "not_assessed")


def signed_out_in_between(client, world, stage, url, sent):
    """What is typed is sent signed out, and comes back; then its writer signs in and sends it again."""
    client.logout()
    page = client.post(url, sent)
    world.sign_in(client, stage.seat(world))
    return sent_again(client, page)


def test_signing_in_again_does_not_hide_what_somebody_wrote_meanwhile(client, world, opened):
    stage = BY_ACT["log_update"]
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    theirs = restated(world, world.vaccine, stage.seat(world))

    response = signed_out_in_between(client, world, stage, url, sent)

    assert (response.status_code, last_entry(world)) == (409, theirs)
    assert form_in(response).data["note"] == sent["note"]


def test_what_was_saved_before_the_session_ended_is_not_saved_again(client, world, opened):
    stage = BY_ACT["log_update"]
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    client.post(url, sent)
    saved = last_entry(world)
    world.update(world.vaccine, by=world.by.secretary, status="in_progress")

    signed_out_in_between(client, world, stage, url, sent)

    assert last_entry(world).number == saved.number + 1


def rows_of(response):
    """The table of a conflict: field, theirs, yours, before."""
    return [
        tuple(cell.text for cell in row.find_all(["th", "td"]))
        for row in soup_of(response).select("#conflict tbody tr")
    ]


def test_conflict_inside_one_side_is_compared_field_by_field(client, world, opened):
    """The colleague moved the status on; "as before" is then no longer what it was."""
    url, form = opened(BY_ACT["log_update"])
    sent = form.filled(note="Nothing new.", outlook="at_risk", reason="No plane.", next_step="Ask again")
    world.update(
        world.vaccine,
        by=world.by.secretary,
        status="part",
        note="A lot arrived.",
        outlook="on_track",
        next_step="Count",
    )

    response = client.post(url, sent)

    assert response.status_code == 409
    assert rows_of(response) == [
        ("Status, Belarus", "Delivered in part", "In progress", "In progress"),
        ("Outlook, Belarus", "On track", "At risk", "No view"),
        ("Next steps, Belarus", "Count (Deputy minister)", "Ask again", "–"),
        ("What happened", "A lot arrived.", "Nothing new.", "–"),
        ("Reason for the outlook", "–", "No plane.", "–"),
        ("Position", "A lot arrived.", "–", "–"),
    ]
    assert form_in(response).data["status"] == "in_progress"


def test_a_decision_of_both_sides_is_seen_but_contradicted_for_one(client, world, opened):
    url, form = opened(BY_ACT["log_update"])
    session = sessions.a_session(world, fresh(world.vaccine))
    sessions.decided(world, session, effect="status", status="part")

    response = client.post(url, form.filled(note="Nothing new."))

    assert response.status_code == 409
    assert rows_of(response)[:2] == [
        ("Status, Belarus", "Delivered in part", "In progress", "In progress"),
        ("Status, China", "Delivered in part", "–", "Not yet assessed"),
    ]
    assert client.post(url, form_in(response).filled(status="part")).status_code == 302


def test_move_that_the_colleague_made_impossible_keeps_its_words(client, world, opened):
    """The own side was closed while an outlook was being written."""
    url, form = opened(BY_ACT["log_update"])
    sent = form.filled(
        status="part",
        note="A lot arrived.",
        position="One lot is here.",
        outlook="at_risk",
        reason="No plane.",
    )
    world.close(world.vaccine, by=world.by.secretary)

    response = client.post(url, sent)

    assert response.status_code == 409
    again = form_in(response)
    assert [again.data[name] for name in ("status", "note", "outlook", "reason")] == [
        "part",
        "A lot arrived.",
        "at_risk",
        "No plane.",
    ]
    refused = client.post(url, again.filled())
    assert (refused.status_code, errors_in(refused)) == (
        422,
        {"status": "Your side has closed this: use “Reopen”."},
    )
    assert form_in(refused).data["reason"] == "No plane."


def test_wording_and_owners_are_compared_in_names(client, world, opened):
    url, form = opened(BY_ACT["amend"])
    actions.amend(
        Commitment.objects.get(title="Textbooks for schools"),
        by=deputy(world, world.by),
        reason="Wider.",
        title="Books",
        sector=world.economy,
        at=world.clock(),
    )

    response = client.post(url, form.filled(title="Schoolbooks", reason="Clearer."))

    assert rows_of(response) == [
        ("Title", "Books", "Schoolbooks", "Textbooks for schools"),
        ("Sector", "Economy", "Health", "Health"),
        ("Why the wording changes", "Wider.", "Clearer.", "–"),
    ]


def test_owners_are_compared_in_names(client, world, opened):
    url, form = opened(BY_ACT["hand_over"])
    actions.hand_over(
        world.vaccine,
        by=deputy(world, world.by),
        owner=Owner(world.by.company, "Trade desk"),
        at=world.clock(),
    )

    response = client.post(url, form.filled(post="Head of exports"))

    assert rows_of(response) == [
        (
            "Owner, Belarus",
            "Trade of Belarus",
            "Ministry of Health of Belarus",
            "Ministry of Health of Belarus",
        ),
        ("Post, Belarus", "Trade desk", "Head of exports", "Deputy minister"),
    ]


def test_own_words_in_another_window_are_no_conflict(client, world, opened):
    url, form = opened(BY_ACT["log_update"])
    client.post(url, form_in(client.get(url)).filled(note="From the other window."))

    assert client.post(url, form.filled(note="From this window.")).status_code == 302
