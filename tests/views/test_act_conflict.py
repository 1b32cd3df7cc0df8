"""Two on one commitment: the second sees theirs, yours and before, and keeps every word."""

import pytest

from commitments import actions
from commitments.actions import Owner
from commitments.models import Commitment
from commitments.views.action_pages import ACTIONS
from tests.pages import HTMX, errors_in, form_in, soup_of, text_of
from tests.people import make_seat
from tests.stages import BY_ACT, MACHINERY, STAGES, TODAY, last_entry, somebody_writes

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.usefixtures("media")]

PART = "#act-form"


@pytest.mark.parametrize(
    ("stage", "headers"),
    [*((stage, {}) for stage in STAGES), (BY_ACT["log_update"], HTMX)],
    ids=[*BY_ACT, "in place"],
)
def test_who_comes_second_sees_theirs_and_keeps_every_word(client, world, opened, media, stage, headers):
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    commitment = Commitment.objects.get(commission=world.commission, code=url.split("/")[3])
    theirs = somebody_writes(world, commitment, stage.seat(world))

    response = client.post(url, sent, headers=headers)

    assert (response.status_code, last_entry(world)) == (409, theirs)
    seen = text_of(response, "#conflict")
    assert f"Secretary, {theirs.party.name} wrote while you were writing" in seen
    assert f"No. {theirs.number}" in seen
    assert errors_in(response) == {"": "Somebody wrote while you were writing: compare before you save"}
    again = form_in(response)
    typed = sent.keys() - MACHINERY
    assert {name: again.data[name] for name in typed} == {name: sent[name] for name in typed}
    # What answers a proposal lies on top of nothing: its button goes on saying what it does.
    lies_on_top = not ACTIONS[stage.act].is_of_proposal
    assert (soup_of(response).select_one(f"{PART} .btn").text == "Save on top of theirs") is lies_on_top

    assert client.post(url, again.filled(), headers=headers).status_code in (200, 302)
    assert (last_entry(world).kind, last_entry(world).number) == (stage.kind, theirs.number + 1)


def signed_out_in_between(client, world, stage, url, sent):
    """What is typed is sent signed out, and kept; then its writer signs in and opens the form again."""
    client.logout()
    client.post(url, sent)
    world.sign_in(client, stage.seat(world))
    return client.get(url)


def test_signing_in_again_does_not_hide_what_somebody_wrote_meanwhile(client, world, opened):
    stage = BY_ACT["log_update"]
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    theirs = somebody_writes(world, world.vaccine, stage.seat(world))

    page = signed_out_in_between(client, world, stage, url, sent)
    response = client.post(url, form_in(page).filled())

    assert (response.status_code, last_entry(world)) == (409, theirs)
    assert form_in(response).data["note"] == sent["note"]


def test_what_was_saved_before_the_session_ended_is_not_saved_again(client, world, opened):
    stage = BY_ACT["log_update"]
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    client.post(url, sent)
    saved = last_entry(world)
    world.update(world.vaccine, by=world.by.secretary, status="in_progress")

    page = signed_out_in_between(client, world, stage, url, sent)
    client.post(url, form_in(page).filled())

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
    ]
    assert form_in(response).data["status"] == "in_progress"


def test_what_the_other_side_says_is_seen_but_not_contradicted(client, world, opened):
    url, form = opened(BY_ACT["log_update"])
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", note="No plane.", reason="It is late.")

    response = client.post(url, form.filled(note="Nothing new."))

    assert rows_of(response) == [
        ("Status, China", "Blocked", "–", "Not yet assessed"),
        ("What happened", "No plane.", "Nothing new.", "–"),
        ("Reason for the outlook", "It is late.", "–", "–"),
    ]


def test_move_that_the_colleague_made_impossible_keeps_its_words(client, world, opened):
    """The own side was closed while an outlook was being written."""
    url, form = opened(BY_ACT["log_update"])
    sent = form.filled(status="part", note="A lot arrived.", outlook="at_risk", reason="No plane.")
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
        by=second_secretary(world),
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
    deputy = second_secretary(world)
    actions.hand_over(world.vaccine, by=deputy, owner=Owner(world.by.company, "Trade desk"), at=world.clock())

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


def second_secretary(world):
    """A second secretary of the first side."""
    return make_seat("Dina Deputy", world.by.party, "secretary", by=world.administrator, at=world.clock())


def test_own_words_in_another_window_are_no_conflict(client, world, opened):
    url, form = opened(BY_ACT["log_update"])
    client.post(url, form_in(client.get(url)).filled(note="From the other window."))

    assert client.post(url, form.filled(note="From this window.")).status_code == 302
