"""The actions on a commitment: one form each, one entry each."""

import pytest

from commitments.models import Evidence
from commitments.views.action_pages import ACTIONS
from tests.pages import HTMX, errors_in, form_in, from_page, plain, soup_of, swapped, text_of
from tests.people import fresh
from tests.stages import BY_ACT, STAGES, TODAY, a_pdf, closed, last_entry, log_size, under_way

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.usefixtures("media")]

each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
PART = "#act-form"


@each_stage
def test_form_filled_in_becomes_one_entry(client, world, opened, stage):
    url, form = opened(stage)
    before = log_size(world)

    response = client.post(url, form.filled(**stage.typed))

    assert response.status_code == 302, errors_in(response)
    entry = last_entry(world)
    assert (entry.kind, entry.number, entry.author) == (stage.kind, before, stage.seat(world).user)
    assert response["Location"] == f"/by-cn/register/{entry.commitment.code}/#entry-{before}"
    page = client.get(response["Location"])
    assert text_of(page, "#messages").startswith(f"Saved as entry No. {before}.")
    assert soup_of(page).find(id=f"entry-{before}")


@each_stage
def test_in_place_the_page_becomes_what_a_fresh_one_shows(client, world, opened, stage):
    url, _form = opened(stage)
    page_url = f"/by-cn/register/{url.split('/')[3]}/"
    headers = from_page(f"{page_url}#entry-3")
    page, form = client.get(page_url), form_in(client.get(url, headers=headers))

    answer = client.post(url, form.filled(**stage.typed), headers=headers)

    assert answer.status_code == 200
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#commitment", "outerHTML")
    after = swapped(page, answer, answer["HX-Retarget"])
    assert text_of(after, "#messages").startswith(f"Saved as entry No. {last_entry(world).number}.")
    assert plain(after) == plain(client.get(page_url))


@each_stage
def test_part_that_opens_in_place_is_that_of_the_page(client, world, opened, stage):
    url, _form = opened(stage)

    part = client.get(url, headers=HTMX)

    assert soup_of(part).html is None
    assert plain(part, PART) == plain(client.get(url), PART)
    assert "HX-Request" in part["Vary"]


def test_form_on_its_own_page_leads_to_the_commitment(client, world, opened):
    url, form = opened(BY_ACT["log_update"])

    answer = client.post(url, form.filled(note="More doses arrived."), headers=from_page(url))

    number = last_entry(world).number
    assert answer["HX-Redirect"] == f"/by-cn/register/{world.vaccine.code}/#entry-{number}"
    assert "Saved as entry" in text_of(client.get(answer["HX-Redirect"]), "#messages")


def test_answer_in_place_brings_the_size_of_the_log_up_to_date(client, world, opened):
    _url, form = opened(BY_ACT["log_update"])
    url = world.vaccine.get_absolute_url()
    page = client.get(url)
    assert f"Log: {log_size(world)} entries" in text_of(page, ".folio")

    answer = client.post(form.action, form.filled(note="More doses arrived."), headers=from_page(url))

    after = swapped(page, answer, "#commitment")
    assert text_of(after, ".folio").count(f"Log: {log_size(world)} entries") == 1
    assert len(after.select(".masthead .folio")) == len(after.select(".folio")) == 1


def test_page_of_a_form_has_one_heading_and_is_about_the_commitment(client, world, opened):
    url, _form = opened(BY_ACT["log_update"])

    soup = soup_of(client.get(url))

    assert [heading.text for heading in soup.find_all("h1")] == ["Vaccine for Belarus"]
    assert soup.title.text == "Log an update for Belarus, BY-CN-2021-01 – Accord"


def test_update_says_all_it_was_told(client, world, opened, media):
    url, form = opened(BY_ACT["log_update"])
    typed = {
        "status": "blocked",
        "note": "Первая партия.\r\nВторая — 24 февраля.",
        "position": "Воздушный мост закрыт.",
        "effective_on": "24.2.2021",
        "outlook": "off_track",
        "reason": "The air bridge is closed; it is China’s move.",
        "waits_on": "second",
        "next_step": "Talks in Beijing",
        "next_on": "2021年9月1日",
        "source_title": "中国援助疫苗运抵白俄罗斯",
        "source_class": "press",
        "source_publisher": "Xinhua",
        "source_address": "HTTPS://Example.org/a?b=c",
        "source_day": "2021-02-24",
        "source_file": a_pdf(),
    }

    assert client.post(url, form.filled(**typed)).status_code == 302

    entry, now = last_entry(world), fresh(world.vaccine)
    assert (now.first_status, now.first_outlook, now.agreed) == ("blocked", "off_track", "one_side")
    assert (now.first_next_step, str(now.first_next_on)) == ("Talks in Beijing", "2021-09-01")
    assert (str(entry.effective_on), entry.texts.note, entry.texts.position) == (
        "2021-02-24",
        "Первая партия.\nВторая — 24 февраля.",
        "Воздушный мост закрыт.",
    )
    source = Evidence.objects.get(entry=entry)
    assert (source.title, source.language, source.address) == (
        "中国援助疫苗运抵白俄罗斯",
        "zh-hans",
        "https://Example.org/a?b=c",
    )
    assert (source.file_name, source.file_type) == ("протокол.pdf", "application/pdf")
    assert [path.read_bytes() for path in media()] == [b"%PDF-1.7\nprotocol"]


def test_saved_message_names_what_waits_next(client, world, opened):
    url, form = opened(BY_ACT["log_update"])
    world.update(world.trade, by=world.cn.analyst, status="blocked")

    client.post(url, form.filled(note="More doses arrived."))

    page = soup_of(client.get(f"/by-cn/register/{world.vaccine.code}/"))
    assert (
        page.select_one(f'#messages a[href="/by-cn/register/{world.trade.code}/"]').text == world.trade.title
    )


def test_saved_message_offers_to_correct_what_can_be_corrected(client, world, opened):
    url, form = opened(BY_ACT["log_update"])

    client.post(url, form.filled(note="More doses arrived."))

    number = last_entry(world).number
    page = soup_of(client.get(f"/by-cn/register/{world.vaccine.code}/"))
    correct = f"/by-cn/register/{world.vaccine.code}/correct/{number}/"
    assert page.select_one(f'#messages a[href="{correct}"]')


# --- Sent more than once ----------------------------------------------------------------------------------


@each_stage
def test_sent_again_is_still_one_entry(client, world, opened, stage):
    url, form = opened(stage)
    sent = form.filled(**stage.typed)

    first = client.post(url, sent)
    size = log_size(world)
    again = [client.post(url, sent), client.post(url, sent, headers=from_page(url))]

    assert log_size(world) == size
    assert [again[0]["Location"], again[1]["HX-Redirect"]] == [first["Location"]] * 2


@each_stage
def test_same_words_in_a_new_form_are_still_one_entry(client, world, opened, stage):
    """Back button: the page is fetched anew, with a new key, and the browser fills in what had been typed."""
    url, form = opened(stage)
    sent = form.filled(**stage.typed)
    first = client.post(url, sent)
    size = log_size(world)

    again = client.post(url, sent | {"submission": "of-the-new-form"}, follow=True)

    assert (log_size(world), again.redirect_chain) == (size, [(first["Location"], 302)])
    assert f"Saved already as entry No. {size - 1}; nothing was recorded twice." in text_of(
        again, "#messages"
    )


def test_sent_again_keeps_one_file(client, world, opened, media):
    url, form = opened(BY_ACT["close"])
    typed = BY_ACT["close"].typed

    for _time in range(3):
        assert client.post(url, form.filled(**typed, source_file=a_pdf())).status_code == 302

    assert len(media()) == 1
    assert Evidence.objects.filter(commitment=world.vaccine).count() == 1


def test_same_form_with_other_words_is_asked_again(client, world, opened):
    """Back button, words changed, sent: it may be a correction or a second update, so nobody guesses."""
    url, form = opened(BY_ACT["log_update"])
    client.post(url, form.filled(note="The first words."))
    size = log_size(world)

    response = client.post(url, form.filled(note="Other words."))

    assert (response.status_code, log_size(world)) == (409, size)
    again = form_in(response)
    assert again.data["note"] == "Other words."
    assert errors_in(response) == {
        "": "This form was sent before with other words. Read them once more and send again."
    }
    assert client.post(url, again.filled()).status_code == 302
    assert (log_size(world), last_entry(world).texts.note) == (size + 1, "Other words.")


# --- Agreeing ---------------------------------------------------------------------------------------------


def test_agreeing_takes_one_click_on_the_page(client, world):
    commitment = BY_ACT["agree"].set_up(world)
    world.sign_in(client, world.by.secretary)
    page = client.get(f"/by-cn/register/{commitment.code}/")
    form = form_in(page, 'form[action$="/agree/"]')

    assert form.element.find("button").text == "Agree: “In progress”"
    assert client.post(form.action, form.filled()).status_code == 302
    assert (fresh(commitment).agreed, last_entry(world).kind) == ("in_progress", "agreed")


def test_page_for_agreeing_names_what_is_agreed(client, world, opened):
    url, form = opened(BY_ACT["agree"])

    assert form.data["shown"] == "in_progress"
    assert "“In progress”" in text_of(client.get(url), PART)


def test_nobody_agrees_to_what_they_did_not_see(client, world, opened):
    url, form = opened(BY_ACT["agree"])
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", reason="No plane.")
    size = log_size(world)
    sent = form.filled(seen=str(fresh(world.vaccine).last_number))

    response = client.post(url, sent)

    assert (response.status_code, log_size(world)) == (422, size)
    assert errors_in(response) == {
        "": "The other side has changed its view since you opened this page. Look again first."
    }
    again = form_in(response)
    assert again.data["shown"] == "blocked"
    assert "“Blocked”" in text_of(response, PART)
    assert client.post(url, again.filled()).status_code == 302
    assert fresh(world.vaccine).agreed == "blocked"


# --- Not allowed ------------------------------------------------------------------------------------------

NOT_NOW = [
    ("agree", ("first", "secretary"), under_way, "There is nothing to agree with"),
    ("check_condition", ("first", "analyst"), under_way, "This cannot be done here now."),
    ("file_report", ("first", "analyst"), under_way, "This cannot be done here now."),
    ("close", ("first", "secretary"), closed, "This cannot be done here now."),
    ("reopen", ("first", "secretary"), under_way, "This cannot be done here now."),
    ("confirm", ("second", "secretary"), under_way, "This cannot be done here now."),
    ("confirm", ("first", "secretary"), lambda world: world.trade, "This cannot be done here now."),
    ("withdraw", ("first", "secretary"), under_way, "Only the side that proposed a commitment can withdraw it"),
    ("withdraw", ("second", "secretary"), lambda world: world.trade, "Only the side that proposed a commitment can withdraw it"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "who", "set_up", "sentence"), NOT_NOW)
def test_what_cannot_be_done_now_says_why(client, world, act, who, set_up, sentence):
    commitment = set_up(world)
    side, role = who
    world.sign_in(client, world.side(side).seat(role))
    url = ACTIONS[act].url(commitment)
    before = log_size(world)

    page, posted = client.get(url), client.post(url, BY_ACT[act].typed | {"effective_on": "15.7.2021"})

    assert (page.status_code, posted.status_code, log_size(world)) == (403, 403, before)
    assert sentence in text_of(page)


def test_only_words_of_the_own_side_can_be_corrected(client, world):
    ours = under_way(world).first_entry
    theirs = world.update(world.vaccine, by=world.cn.analyst, status="part").number
    before = log_size(world)
    url = f"/by-cn/register/{world.vaccine.code}/correct"
    typed = {"status": "part", "outlook": "no_view", "note": "Wrong.", "effective_on": "24.2.2021"}
    answers = {}

    for seat in (world.by.analyst, world.cn.analyst):
        world.sign_in(client, seat)
        for number in (ours, theirs):
            answers[seat.side, number] = (
                client.get(f"{url}/{number}/").status_code,
                client.post(f"{url}/{number}/", typed).status_code,
            )

    assert answers["first", theirs] == answers["second", ours] == (403, 403)
    assert answers["first", ours] == answers["second", theirs] == (200, 302)
    assert log_size(world) == before + 2


@pytest.mark.parametrize("number", [0, 5, 999, 2**70])
def test_no_such_entry_of_this_commitment(client, world, number):
    world.sign_in(client, world.by.analyst)
    url = f"/by-cn/register/{world.trade.code}/correct/{number}/"

    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


def test_hand_made_machinery_is_refused_not_failed_on(client, world, opened):
    url, form = opened(BY_ACT["log_update"])

    for name, value in [("seen", "x"), ("seen", "-1"), ("seen", str(2**60)), ("submission", "k" * 65)]:
        response = client.post(url, form.filled(note="More.", **{name: value}))
        assert (response.status_code, form_in(response).data["note"]) == (422, "More.")


def test_history_of_a_form_that_knows_too_little_is_a_conflict(client, world, opened):
    """`seen` taken out or set back by hand hides nothing from nobody but its sender."""
    url, _ = opened(BY_ACT["log_update"])
    world.update(fresh(world.vaccine), by=world.by.secretary, status="part", note="The first lot came.")
    form = form_in(client.get(url))

    assert client.post(url, form.filled(note="More.", seen="0")).status_code == 409
    assert client.post(url, form.filled(note="More.")).status_code == 302


def test_who_writes_is_the_seat_not_the_form(client, world, opened):
    url, form = opened(BY_ACT["log_update"])

    client.post(
        url,
        form.filled(note="More.", typed_by=str(world.cn.analyst.user.public_id), party="CN", side="second"),
    )

    assert (last_entry(world).party.code, last_entry(world).author) == ("BY", world.by.analyst.user)
