"""Preparing, sending and answering proposals on terms, through the pages."""

import datetime as dt

import pytest

from commitments import actions
from commitments.models import Draft, Entry
from tests.pages import HTMX, errors_in, form_in, sent_again, soup_of, text_of
from tests.people import fresh
from tests.stages import TODAY, last_entry, log_size

URL = "/by-cn/register/BY-CN-2021-01/"
NEW_DAY = {"due_on": "30.9.2021", "reason": "The plant opens in autumn."}
COVER = "We would take August."


pytestmark = pytest.mark.time_machine(TODAY)


def prepared(client, world, subject="due", *, by=None, url=None, **typed):
    world.sign_in(client, by or world.by.analyst)
    url = url or f"{URL}propose/{subject}/"
    form = form_in(client.get(url))
    return client.post(url, form.filled(**(typed or NEW_DAY)))


def draft_url(world, side="by"):
    row = Draft.objects.of(getattr(world, side).party).latest("pk")
    return f"{URL}drafts/{row.public_id}/"


def sent(client, world, *, side="by"):
    people = getattr(world, side)
    world.sign_in(client, people.secretary)
    url = draft_url(world, side)
    return client.post(url, form_in(client.get(url), f'form[action="{url}"]').filled())


def test_a_day_stands_in_the_form_as_its_example_writes_days(client, world):
    world.sign_in(client, world.by.analyst)
    page = soup_of(client.get(f"{URL}propose/due/"))
    assert page.select_one("#id_due_on")["value"] == "30.6.2021"

    prepared(client, world)
    page = soup_of(client.get(f"{draft_url(world)}change/"))
    assert page.select_one("#id_due_on")["value"] == "30.9.2021"


def test_a_page_of_a_draft_says_once_who_can_send_it(client, world):
    prepared(client, world, by=world.by.secretary)

    said = soup_of(client.get(draft_url(world))).text

    who = "Only a secretary"
    assert said.count(who) == 2  # after saving, and on the draft: with the same words
    assert "Your secretary decides" not in said and "Propose for Belarus" not in said


def test_an_analyst_prepares_a_secretary_sends_the_other_accepts(client, world):
    size = log_size(world)
    response = prepared(client, world, cover_note=COVER, **NEW_DAY)
    assert response.status_code == 302
    assert log_size(world) == size

    page = client.get(draft_url(world))
    assert COVER in text_of(page)
    assert not soup_of(page).select(f'form[action="{draft_url(world)}"]')  # who prepared it does not send it

    assert sent(client, world).status_code == 302
    proposal = last_entry(world)
    assert (proposal.kind, proposal.texts.reason) == ("proposed", NEW_DAY["reason"])

    world.sign_in(client, world.cn.secretary)
    page = client.get(URL)
    assert "Belarus proposes: When it is due" in text_of(page, "#table")
    assert "30 June 2021 30 September 2021" in text_of(page, "#table table")
    assert COVER not in page.content.decode()
    accept = f"{URL}proposals/{proposal.number}/accept/"
    client.post(accept, form_in(client.get(accept)).filled(note="No later."))

    assert fresh(world.vaccine).due_on == dt.date(2021, 9, 30)
    assert "China accepted proposal No." in text_of(client.get(URL), ".history")


def test_a_cover_note_stays_in_sight_of_its_own_side(client, world):
    prepared(client, world, cover_note=COVER, **NEW_DAY)
    sent(client, world)

    for seat in world.seats:
        world.sign_in(client, seat)
        assert (COVER in client.get(URL).content.decode()) is (seat.side == "first")


def test_a_counter_proposal_begins_with_the_terms_it_answers(client, world):
    entry = world.propose(world.vaccine, by=world.by)
    url = f"{URL}propose/due/?counters={entry.number}"

    world.sign_in(client, world.cn.analyst)
    form = form_in(client.get(url))
    assert form.data["due_on"] == "30 Sept 2021" or "2021" in form.data["due_on"]
    prepared(client, world, by=world.cn.analyst, url=url, due_on="31.12.2021", reason="Later still.")
    sent(client, world, side="cn")

    assert last_entry(world).kind == "countered"
    assert fresh(world.vaccine).proposals["due"]["side"] == "second"


@pytest.mark.parametrize(
    ("subject", "typed", "values"),
    [
        ("wording", {"title": "Doses"}, {"title": "Doses"}),
        ("speech_act", {"speech_act": "joint_undertaking"}, {"speech_act": "joint_undertaking"}),
        ("performers", {"beneficiary": "both"}, {"beneficiary": "both"}),
        ("sector", {"sector": "economy"}, {"sector": "economy"}),
        (
            "due",
            {"due_kind": "condition", "due_text": "When it is over", "asked": "both", "every_weeks": "4"},
            {"due_kind": "condition", "due_text": "When it is over", "every_weeks": 4, "due_on": None},
        ),
    ],
)
def test_every_subject_has_its_form(client, world, subject, typed, values):
    response = prepared(client, world, subject, reason="Closer to the readout.", **typed)

    assert response.status_code == 302, errors_in(response)
    row = Draft.objects.of(world.by.party).get()
    assert {name: row.terms[name] for name in values} == values


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("due", "due_on"),
        ("wording", "title"),
        ("speech_act", "speech_act"),
        ("performers", "performed_by"),
        ("sector", "sector"),
        ("criteria", "criteria-0-text"),
    ],
)
def test_every_form_begins_in_its_first_field(client, world, subject, name):
    world.sign_in(client, world.by.analyst)
    page = soup_of(client.get(f"{URL}propose/{subject}/", headers=HTMX))

    assert page.select_one("[data-focus]")["name"] == name


def test_a_form_does_not_begin_in_a_field_that_is_not_shown(client, world):
    values = {"due_kind": "continuing", "every_months": 6, "due_on": None}
    world.agree_on(world.vaccine, by=world.by, values=values)
    world.sign_in(client, world.by.analyst)
    page = soup_of(client.get(f"{URL}propose/due/"))

    assert page.select_one("[data-focus]")["name"] == "due_kind"


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({"reason": ""}, {"reason": "Say why: the other side will read it before it answers."}),
        ({"due_on": ""}, {"due_on": "Give the day."}),
        ({"due_on": "1.1.2020"}, {"due_on": "The day is before the promise begins."}),
        ({"due_on": "30.6.2021"}, {"": "These terms apply already: nothing would change."}),
        ({"source_title": "Letter"}, {"source_class": "Choose what kind of source it is."}),
    ],
)
def test_bad_terms_are_told_at_their_field_and_cost_no_word(client, world, typed, sentences):
    response = prepared(client, world, **{**NEW_DAY, "cover_note": COVER, **typed})

    assert (response.status_code, errors_in(response)) == (422, sentences)
    assert form_in(response).data["cover_note"] == COVER
    assert not Draft.objects.of(world.by.party).exists()


def test_an_acceptance_binds_to_the_version_that_was_shown(client, world):
    first = world.propose(world.vaccine, by=world.by, values={"due_on": "2021-08-31"})
    world.sign_in(client, world.cn.secretary)
    accept = f"{URL}proposals/{first.number}/accept/"
    shown = form_in(client.get(accept))
    actions.retract(world.vaccine, by=world.by.secretary, proposal=first.number, at=world.clock())
    second = world.propose(world.vaccine, by=world.by, values={"due_on": "2021-09-30"})
    size = log_size(world)

    response = client.post(accept, shown.filled(note="Agreed."))
    assert (response.status_code, log_size(world)) == (409, size)
    rows = [
        [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
        for row in soup_of(response).select("#conflict tbody tr")
    ]
    assert ["Due on", "30 September 2021", "31 August 2021", "30 June 2021"] in rows
    again = form_in(response)
    assert text_of(response, "#act-form button[type=submit]") == "Accept for China"
    assert again.data["note"] == "Agreed."
    assert again.data["proposal"] == str(second.number)

    assert client.post(accept, again.filled()).status_code == 302
    assert fresh(world.vaccine).due_on == dt.date(2021, 9, 30)


def test_what_was_taken_off_the_table_is_not_accepted(client, world):
    entry = world.propose(world.vaccine, by=world.by)
    world.sign_in(client, world.cn.secretary)
    accept = f"{URL}proposals/{entry.number}/accept/"
    shown = form_in(client.get(accept))
    actions.retract(world.vaccine, by=world.by.secretary, proposal=entry.number, at=world.clock())

    assert client.post(accept, shown.filled()).status_code == 409
    assert client.get(accept, follow=True).redirect_chain == [(URL, 302)]
    assert fresh(world.vaccine).due_on == dt.date(2021, 6, 30)


def test_nobody_accepts_their_own_proposal_by_a_hand_made_post(client, world):
    entry = world.propose(world.vaccine, by=world.by)
    for seat in (world.by.secretary, world.by.analyst, world.cn.analyst, world.cn.observer):
        world.sign_in(client, seat)
        response = client.post(f"{URL}proposals/{entry.number}/accept/", {"proposal": entry.number})
        assert response.status_code == 403
    assert fresh(world.vaccine).due_on == dt.date(2021, 6, 30)


def test_a_draft_is_not_there_for_the_other_side(client, world):
    prepared(client, world, cover_note=COVER, **NEW_DAY)
    url = draft_url(world)

    for seat in (world.cn.secretary, world.cn.analyst, world.cn.observer):
        world.sign_in(client, seat)
        for address in (url, f"{url}change/"):
            assert client.get(address).status_code in (403, 404)
        for address in (url, f"{url}change/", f"{url}return/", f"{url}delete/"):
            assert client.post(address, {}).status_code in (302, 403, 404)
    assert Draft.objects.of(world.by.party).exists()


def test_a_draft_is_changed_handed_back_and_deleted(client, world):
    prepared(client, world)
    url = draft_url(world)
    form = form_in(client.get(f"{url}change/"))
    assert form.data["reason"] == NEW_DAY["reason"]
    client.post(f"{url}change/", form.filled(due_on="31.10.2021"))
    assert Draft.objects.of(world.by.party).get().terms["due_on"] == "2021-10-31"

    world.sign_in(client, world.by.secretary)
    back = form_in(client.get(url), f'form[action="{url}return/"]')
    assert client.post(back.action, back.filled()).status_code == 422
    client.post(back.action, back.filled(remark="Ask for November."))
    assert "Ask for November." in text_of(client.get(url))

    client.post(f"{url}delete/")
    assert not Draft.objects.of(world.by.party).exists()
    assert client.post(f"{url}delete/").status_code == 302  # pressed twice


def test_a_remark_outlives_the_session(client, world):
    prepared(client, world)
    url = draft_url(world)
    world.sign_in(client, world.by.secretary)
    back = form_in(client.get(url), f'form[action="{url}return/"]')
    client.logout()
    page = client.post(back.action, back.filled(remark="Ask for November."))
    world.sign_in(client, world.by.secretary)

    assert sent_again(client, page).status_code == 302
    assert "Ask for November." in text_of(client.get(url))


def test_what_was_changed_after_it_was_read_is_not_sent(client, world):
    prepared(client, world)
    url = draft_url(world)
    world.sign_in(client, world.by.secretary)
    read = form_in(client.get(url), f'form[action="{url}"]')
    draft = Draft.objects.of(world.by.party).get()
    actions.change_draft(draft, by=world.by.analyst, values={"due_on": "2021-11-30"}, reason="Later.")

    response = client.post(url, read.filled())

    assert response.status_code == 409
    assert "30 November 2021" in text_of(response)
    assert not Entry.objects.filter(kind="proposed").exists()


def test_where_one_person_may_do_both_a_secretary_proposes_at_once(client, world):
    world.commission.four_eyes = False
    world.commission.save()

    prepared(client, world, by=world.by.secretary)

    assert last_entry(world).kind == "proposed"
    assert not Draft.objects.of(world.by.party).exists()


def test_terms_are_proposed_once_both_have_confirmed_and_no_earlier(client, world):
    world.sign_in(client, world.by.analyst)

    assert client.get("/by-cn/register/BY-CN-2021-02/propose/due/").status_code == 403
    assert client.get(f"{URL}propose/recognition/").status_code == 404


def test_a_past_day_shows_what_was_on_the_table_and_takes_no_answer(client, world):
    world.propose(world.vaccine, by=world.by)
    world.sign_in(client, world.cn.secretary)

    page = client.get(f"{URL}?as_of=2021-02-02")

    assert "Belarus proposes: When it is due" in text_of(page, "#table")
    assert not soup_of(page).select("#table a.btn")
    assert not soup_of(client.get(f"{URL}?as_of=2021-01-28")).select("#table")


def test_each_comparison_has_a_name_of_its_own(client, world):
    entry = world.propose(world.vaccine, by=world.by)
    world.propose(world.vaccine, by=world.by, subject="sector", values={"sector": "economy"})
    world.sign_in(client, world.cn.secretary)
    pages = client.get(URL), client.get(f"{URL}proposals/{entry.number}/accept/", headers=HTMX)
    names = [
        region["aria-label"] for page in pages for region in soup_of(page).select(".scroller:has(.terms)")
    ]

    assert len(names) == len(set(names)) == 3


def test_forms_open_in_place(client, world):
    entry = world.propose(world.vaccine, by=world.by)
    world.sign_in(client, world.cn.secretary)

    for tail in (f"proposals/{entry.number}/accept/", "propose/sector/"):
        part = soup_of(client.get(f"{URL}{tail}", headers=HTMX))
        assert part.find("form")["id"] == "act-form"
        assert part.find("html") is None
