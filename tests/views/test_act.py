"""The actions on a commitment: one form each, one entry each, and nothing typed is ever lost."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments import actions
from commitments.actions import Due, Owner
from commitments.models import Commitment, Entry, Evidence, LogHead
from tests.pages import HTMX, errors_in, form_in, from_page, plain, soup_of, swapped, text_of
from tests.people import fresh, make_seat
from tests.stages import BY_ACT, STAGES, TODAY, closed, conditional, continuing, under_way

pytestmark = [
    pytest.mark.time_machine(TODAY),
    pytest.mark.usefixtures("media"),
]

each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
KEPT = "#act-form"
MACHINERY = {"csrfmiddlewaretoken", "seen", "submission"}


@pytest.fixture
def media(settings, tmp_path):
    """A place for files in which nothing lies yet."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_in(folder: Path):
    return [path for path in folder.rglob("*") if path.is_file()]


def log_size(world):
    return LogHead.objects.get(commission=world.commission).size


def last_entry(world):
    return Entry.objects.readable().filter(commission=world.commission).latest("number")


@pytest.fixture
def opened(client, world):
    """`opened(stage)`: the address of its form, and the form as the page of that address has it."""

    def open_form(stage):
        commitment = stage.set_up(world)
        world.sign_in(client, stage.seat(world))
        url = stage.url(commitment)
        response = client.get(url)
        assert response.status_code == 200
        return url, form_in(response)

    return open_form


def somebody_writes(world, commitment, seat):
    """The secretary of the other side writes meanwhile, something that contradicts nothing."""
    other = world.side("second" if seat.side == "first" else "first")
    return actions.hand_over(
        commitment, by=other.secretary, owner=Owner(other.company, "Trade desk"), at=world.clock()
    )


def pdf(name="протокол.pdf", content=b"%PDF-1.7\nprotocol"):
    return SimpleUploadedFile(name, content)


# --- Saved ------------------------------------------------------------------------------------------------


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
    assert plain(part, KEPT) == plain(client.get(url), KEPT)
    assert "HX-Request" in part["Vary"]


def test_form_on_its_own_page_leads_to_the_commitment(client, world, opened):
    url, form = opened(BY_ACT["log-update"])

    answer = client.post(url, form.filled(note="More doses arrived."), headers=from_page(url))

    number = last_entry(world).number
    assert answer["HX-Redirect"] == f"/by-cn/register/{world.vaccine.code}/#entry-{number}"
    assert "Saved as entry" in text_of(client.get(answer["HX-Redirect"]), "#messages")


def test_page_of_a_form_has_one_heading_and_is_about_the_commitment(client, world, opened):
    url, _form = opened(BY_ACT["log-update"])

    soup = soup_of(client.get(url))

    assert [heading.text for heading in soup.find_all("h1")] == ["Vaccine for Belarus"]
    assert soup.title.text == "Log an update for Belarus, BY-CN-2021-01 – Accord"


def test_update_says_all_it_was_told(client, world, opened, media):
    url, form = opened(BY_ACT["log-update"])
    typed = {
        "status": "blocked",
        "note": "Первая партия.\r\nВторая — 24 февраля.",
        "effective_on": "24.2.2021",
        "outlook": "off_track",
        "reason": "The air bridge is closed; it is China’s move.",
        "next_step": "Talks in Beijing",
        "next_on": "2021年3月1日",
        "source_title": "中国援助疫苗运抵白俄罗斯",
        "source_class": "press",
        "source_publisher": "Xinhua",
        "source_address": "HTTPS://Example.org/a?b=c",
        "source_day": "2021-02-24",
        "source_file": pdf(),
    }

    assert client.post(url, form.filled(**typed)).status_code == 302

    entry, now = last_entry(world), fresh(world.vaccine)
    assert (now.first_status, now.first_outlook, now.agreed) == ("blocked", "off_track", "one_side")
    assert (now.first_next_step, str(now.first_next_on)) == ("Talks in Beijing", "2021-03-01")
    assert (str(entry.effective_on), entry.texts.note) == (
        "2021-02-24",
        "Первая партия.\nВторая — 24 февраля.",
    )
    source = Evidence.objects.get(entry=entry)
    assert (source.title, source.language, source.address) == (
        "中国援助疫苗运抵白俄罗斯",
        "zh-hans",
        "https://Example.org/a?b=c",
    )
    assert (source.file_name, source.file_type) == ("протокол.pdf", "application/pdf")
    assert [path.read_bytes() for path in files_in(media)] == [b"%PDF-1.7\nprotocol"]


def test_saved_message_names_what_waits_next(client, world, opened):
    url, form = opened(BY_ACT["log-update"])
    world.update(world.trade, by=world.cn.analyst, status="blocked")

    client.post(url, form.filled(note="More doses arrived."))

    page = soup_of(client.get(f"/by-cn/register/{world.vaccine.code}/"))
    assert (
        page.select_one(f'#messages a[href="/by-cn/register/{world.trade.code}/"]').text == world.trade.title
    )


def test_saved_message_offers_to_correct_what_can_be_corrected(client, world, opened):
    url, form = opened(BY_ACT["log-update"])

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


def test_sent_again_keeps_one_file(client, world, opened, media):
    url, form = opened(BY_ACT["close"])
    typed = BY_ACT["close"].typed

    for _time in range(3):
        assert client.post(url, form.filled(**typed, source_file=pdf())).status_code == 302

    assert len(files_in(media)) == 1
    assert Evidence.objects.filter(commitment=world.vaccine).count() == 1


def test_same_form_with_other_words_is_asked_again(client, world, opened):
    """Back button, words changed, sent: it may be a correction or a second update, so nobody guesses."""
    url, form = opened(BY_ACT["log-update"])
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


# --- Two at once ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "headers"),
    [*((stage, {}) for stage in STAGES), (BY_ACT["log-update"], HTMX)],
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
    assert soup_of(response).select_one(f"{KEPT} .btn").text == "Save on top of theirs"

    assert client.post(url, again.filled(), headers=headers).status_code in (200, 302)
    assert (last_entry(world).kind, last_entry(world).number) == (stage.kind, theirs.number + 1)


def rows_of(response):
    """The table of a conflict: field, theirs, yours, before."""
    return [
        tuple(cell.text for cell in row.find_all(["th", "td"]))
        for row in soup_of(response).select("#conflict tbody tr")
    ]


def test_conflict_inside_one_side_is_compared_field_by_field(client, world, opened):
    """The colleague moved the status on; "as before" is then no longer what it was."""
    url, form = opened(BY_ACT["log-update"])
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
        ("Next step, Belarus", "Count", "Ask again", "–"),
        ("What happened", "A lot arrived.", "Nothing new.", "–"),
        ("Reason for the outlook", "–", "No plane.", "–"),
    ]
    assert form_in(response).data["status"] == "in_progress"


def test_what_the_other_side_says_is_seen_but_not_contradicted(client, world, opened):
    url, form = opened(BY_ACT["log-update"])
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", note="No plane.", reason="It is late.")

    response = client.post(url, form.filled(note="Nothing new."))

    assert rows_of(response) == [
        ("Status, China", "Blocked", "–", "Not yet assessed"),
        ("What happened", "No plane.", "Nothing new.", "–"),
        ("Reason for the outlook", "It is late.", "–", "–"),
    ]


def test_move_that_the_colleague_made_impossible_keeps_its_words(client, world, opened):
    """The own side was closed while an outlook was being written."""
    url, form = opened(BY_ACT["log-update"])
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
        world.vaccine,
        by=world.cn.secretary,
        reason="Wider.",
        title="Vaccines",
        sector=world.economy,
        at=world.clock(),
    )

    response = client.post(url, form.filled(title="Vaccine doses", reason="Clearer."))

    assert rows_of(response) == [
        ("Title", "Vaccines", "Vaccine doses", "Vaccine for Belarus"),
        ("Sector", "Economy", "Health", "Health"),
        ("Why the wording changes", "Wider.", "Clearer.", "–"),
    ]


def test_owners_are_compared_in_names(client, world, opened):
    url, form = opened(BY_ACT["hand-over"])
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
    url, form = opened(BY_ACT["log-update"])
    client.post(url, form_in(client.get(url)).filled(note="From the other window."))

    assert client.post(url, form.filled(note="From this window.")).status_code == 302


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
    assert "“In progress”" in text_of(client.get(url), KEPT)


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
    assert "“Blocked”" in text_of(response, KEPT)
    assert client.post(url, again.filled()).status_code == 302
    assert fresh(world.vaccine).agreed == "blocked"


# --- Refused ----------------------------------------------------------------------------------------------

NOT_A_FILE = "This is not a PDF, Word, Excel, PNG or JPEG file, whatever its name says."
CANNOT_BE_KEPT = "This holds a character that cannot be kept. Delete it or type the word again."
TURNS = "This holds invisible characters that turn the direction of the text. Type it again by hand."
NO_PAGE = "This is not the address of a page. It begins with https:// or http://."


def is_not_offered(sentence):
    """Sent by hand: a choice the form does not offer cannot be shown in it."""
    return sentence is not None and sentence.startswith("Select a valid choice.")


REFUSED = [
    # the day
    ("log-update", {"effective_on": "16.7.2021"}, {"effective_on": "This day has not come yet: today is 15 July 2021."}),
    ("log-update", {"effective_on": "25.1.2021"}, {"effective_on": "This is before the promise was made, on 26 January 2021."}),
    ("log-update", {"effective_on": "31.2.2021"}, {"effective_on": "“31.2.2021” is not a day of the calendar."}),
    ("log-update", {"effective_on": "soon"}, {"effective_on": "“soon” is not a day. Write it like 27.9.2022."}),
    ("log-update", {"effective_on": ""}, {"effective_on": "Give the day."}),
    ("log-update", {"effective_on": "0.0.0000"}, {"effective_on": "“0.0.0000” is not a day of the calendar."}),
    # the status
    ("log-update", {"status": "not_started"}, {"status": "A commitment that is “In progress” cannot become “Not started”."}),
    ("log-update", {"status": "not_assessed"}, {"status": "A commitment that is “In progress” cannot become “Not yet assessed”."}),
    ("log-update", {"status": "delivered"}, {"status": "Closing is a decision of its own: use “Close”."}),
    ("log-update", {"status": None}, {"status": "Choose where it stands."}),
    ("log-update", {"status": "broken"}, {"status": "Select a valid choice. broken is not one of the available choices."}),
    # what goes with it
    ("log-update", {"note": ""}, {"note": "Say what happened, in at least one sentence."}),
    ("log-update", {"note": " \n\t "}, {"note": "Say what happened, in at least one sentence."}),
    ("log-update", {"note": "\u200b\u2060"}, {"note": "Say what happened, in at least one sentence."}),
    ("log-update", {"outlook": "at_risk"}, {"reason": "Say why the outlook is not on track."}),
    ("log-update", {"outlook": "off_track"}, {"reason": "Say why the outlook is not on track."}),
    ("log-update", {"status": "blocked"}, {"reason": "Say what blocks it and whose move it is."}),
    ("log-update", {"next_on": "1.8.2021"}, {"next_step": "Say what the next step is, or leave its day empty."}),
    ("log-update", {"next_step": "x" * 301}, {"next_step": "This is 1 character too long: the limit is 300."}),
    ("log-update", {"note": "б" * 2003}, {"note": "This is 3 characters too long: the limit is 2,000."}),
    ("log-update", {"note": "a\0b"}, {"note": CANNOT_BE_KEPT}),
    ("log-update", {"note": "a\ufffdb"}, {"note": CANNOT_BE_KEPT}),
    ("log-update", {"next_step": "Talks \u202egnijieB ni"}, {"next_step": TURNS}),
    # the source
    ("log-update", {"source_address": "https://example.org"}, {"source_title": "Give the title of the source.", "source_class": "Choose what kind of source it is."}),
    ("log-update", {"source_title": "A protocol"}, {"source_class": "Choose what kind of source it is."}),
    *[
        ("log-update", {"source_title": "A protocol", "source_class": "act", "source_address": address}, {"source_address": NO_PAGE})
        for address in ("javascript:alert(1)", "ftp://example.org/a", "https://", "example.org", "//example.org", "https://user:word@example.org/", "https://exa mple.org")
    ],
    ("log-update", {"source_title": "A \u202eprotocol", "source_class": "act"}, {"source_title": TURNS}),
    ("log-update", {"source_title": "A protocol", "source_class": "rumour"}, {"source_class": "Select a valid choice. rumour is not one of the available choices."}),
    # closing
    ("close", {"status": None}, {"status": "Choose how it is closed."}),
    ("close", {"status": "superseded"}, {"status": "Select a valid choice. superseded is not one of the available choices."}),
    ("close", {"source_title": "", "source_class": "", "source_address": ""}, {"source_title": "“Delivered” needs at least one piece of evidence."}),
    ("close", {"status": "not_delivered"}, {"reason": "Say why: the other side will read it before it agrees."}),
    ("close", {"status": "dropped"}, {"reason": "Say why: the other side will read it before it agrees."}),
    # reopening, replacing
    ("reopen", {"reason": ""}, {"reason": "Say why it is opened again."}),
    ("reopen", {"status": "delivered"}, {"status": "Select a valid choice. delivered is not one of the available choices."}),
    ("reopen", {"status": None}, {"status": "Choose where it stands now."}),
    ("supersede", {"successor": ""}, {"successor": "Give the code of the successor."}),
    ("supersede", {"successor": "BY-CN-2021-99"}, {"successor": "There is no commitment BY-CN-2021-99 here."}),
    ("supersede", {"successor": "BY-CN-2021-01"}, {"successor": "A commitment cannot replace itself."}),
    ("supersede", {"successor": "BY\0CN"}, {"successor": CANNOT_BE_KEPT}),
    # terms
    ("redate", {"due_on": "30.6.2021"}, {"due_on": "This is the day it has already."}),
    ("redate", {"due_on": "1.1.2020"}, {"due_on": "The day lies before the promise begins."}),
    ("redate", {"reason": ""}, {"reason": "Say why the day moves."}),
    ("redate", {"due_on": ""}, {"due_on": "Give the new day."}),
    ("hand-over", {"post": ""}, {"post": "Name the post that answers."}),
    ("hand-over", {"post": "Deputy minister"}, {"body": "It is the owner already."}),
    ("hand-over", {"body": ""}, {"body": "Choose the body that takes over."}),
    ("hand-over", {"body": "999999"}, {"body": "Select a valid choice. That choice is not one of the available choices."}),
    ("amend", {"title": "x" * 161}, {"title": "This is 1 character too long: the limit is 160."}),
    ("amend", {"title": "Vaccine \u2066for"}, {"title": TURNS}),
    ("amend", {"title": ""}, {"title": "Give a title."}),
    ("amend", {"statement": ""}, {"statement": "Give the statement."}),
    ("amend", {"reason": ""}, {"reason": "Say why the wording changes."}),
    ("amend", {"title": "Vaccine for Belarus"}, {"": "Nothing was changed."}),
    ("amend", {"sector": "x"}, {"sector": "Select a valid choice. That choice is not one of the available choices."}),
    # what is asked periodically
    ("check", {"answer": None}, {"answer": "Say whether the condition is met."}),
    ("check", {"answer": "met"}, {"note": "Say by what the condition is met."}),
    ("check", {"due_on": "1.8.2021"}, {"due_on": "A condition that is not met has no day yet. Leave this empty."}),
    ("check", {"answer": "met", "note": "It eased.", "due_on": "1.6.2021"}, {"due_on": "The due day lies before the day the condition was met."}),
    ("report", {"note": ""}, {"note": "Write the report, or tick “Nothing to report”."}),
    ("report", {"nothing": "on"}, {"note": "Either report something or tick “Nothing to report”, not both."}),
    # recognition, corrections
    ("decline", {"reason": ""}, {"reason": "Give the reason."}),
    ("withdraw", {"reason": ""}, {"reason": "Give the reason."}),
    ("correct", {"note": ""}, {"note": "Say what is right, in at least one sentence."}),
    ("correct", {"status": "delivered"}, {"status": "Select a valid choice. delivered is not one of the available choices."}),
    ("correct", {"effective_on": "16.7.2021"}, {"effective_on": "This day has not come yet: today is 15 July 2021."}),
    ("correct", {"outlook": "at_risk"}, {"reason": "Say why the outlook is not on track."}),
]  # fmt: skip


@pytest.mark.parametrize("act", sorted({act for act, _typed, _sentences in REFUSED}))
def test_bad_input_is_told_at_its_field_and_costs_no_word(client, world, opened, media, act):
    url, form = opened(BY_ACT[act])
    before = log_size(world)

    for typed, sentences in [(typed, sentences) for of, typed, sentences in REFUSED if of == act]:
        sent = form.filled(**{**BY_ACT[act].typed, **typed})
        page = soup_of(response := client.post(url, sent))

        assert (response.status_code, errors_in(page)) == (422, sentences)
        kept = form_in(page).data
        typed = {
            name: sent[name] for name in sent.keys() - MACHINERY if not is_not_offered(sentences.get(name))
        }
        assert {name: kept.get(name, "") for name in typed} == typed
        assert page.title.text.startswith("Error: ")
    assert (log_size(world), files_in(media)) == (before, [])


def test_summary_is_the_first_thing_in_main_and_takes_the_focus(client, world, opened):
    url, form = opened(BY_ACT["log-update"])

    main = soup_of(client.post(url, form.filled(note=""))).main

    assert main.find(True)["class"] == ["summary"]
    assert main.select_one(".summary").has_attr("autofocus")


def docx(*members, content=b"<xml/>"):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *members):
            archive.writestr(name, content)
    return package.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("протокол.pdf", b"MZ\x90\x00 not a document", NOT_A_FILE),
        ("a.docx", docx("word/vbaProject.bin"), NOT_A_FILE),
        ("a.html", b"<script>alert(1)</script>", NOT_A_FILE),
        ("a.pdf", b"", "This file is empty."),
        ("a.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "This file is larger than 10 MB."),
    ],
    ids=["another type", "macros", "a page", "empty", "too large"],
)
def test_file_that_is_not_kept_costs_no_word_and_is_named(
    client, world, opened, media, name, content, sentence
):
    url, form = opened(BY_ACT["close"])
    before = log_size(world)
    typed = BY_ACT["close"].typed

    response = client.post(url, form.filled(**typed, source_file=SimpleUploadedFile(name, content)))

    assert (response.status_code, errors_in(response)) == (422, {"source_file": sentence})
    assert f"Choose the file again: {name}." in text_of(response, KEPT)
    assert form_in(response).data["source_title"] == typed["source_title"]
    assert (log_size(world), files_in(media)) == (before, [])


@pytest.mark.parametrize("trouble", ["refused by a rule", "conflict", "not allowed any more"])
def test_file_of_an_entry_that_is_not_written_is_not_kept(client, world, opened, media, trouble):
    url, form = opened(BY_ACT["close"])
    typed = dict(BY_ACT["close"].typed)
    if trouble == "refused by a rule":
        typed["effective_on"] = "16.7.2021"
    elif trouble == "conflict":
        somebody_writes(world, world.vaccine, world.by.secretary)
    else:
        world.close(world.vaccine, by=world.by.secretary)

    response = client.post(url, form.filled(**typed, source_file=pdf()))

    assert (response.status_code, files_in(media)) == (
        {"refused by a rule": 422, "conflict": 409, "not allowed any more": 403}[trouble],
        [],
    )


def test_limit_counts_what_the_reader_sees(client, world, opened):
    """Code points after NFC, a line break as one: this is exactly 2,000."""
    url, form = opened(BY_ACT["log-update"])
    note = "е\u0308\r\n𠀋" * 500 + "x" * 500

    assert client.post(url, form.filled(note=note)).status_code == 302
    assert last_entry(world).texts.note == "ё\n𠀋" * 500 + "x" * 500


@pytest.mark.parametrize(
    ("set_up", "act", "sentence"),
    [
        (conditional, "redate", "Its condition is not met yet; answer the check first."),
        (continuing, "redate", "A continuing commitment has no end to move; change its terms instead."),
    ],
)
def test_date_that_cannot_move(client, world, set_up, act, sentence):
    commitment = set_up(world)
    world.sign_in(client, world.by.secretary)
    url = f"/by-cn/register/{commitment.code}/{act}/"

    response = client.post(url, form_in(client.get(url)).filled(due_on="31.12.2022", reason="Later."))

    assert (response.status_code, errors_in(response)) == (422, {"due_on": sentence})


def test_late_is_not_broken(client, world):
    """Before its day nothing can be "not delivered"."""
    commitment = world.record(due=Due(kind="date", on=dt.date(2022, 3, 1)))
    world.sign_in(client, world.by.secretary)
    url = f"/by-cn/register/{commitment.code}/close/"

    response = client.post(
        url, form_in(client.get(url)).filled(status="not_delivered", reason="No textbooks came.")
    )

    assert errors_in(response) == {
        "status": "Its date has not passed yet: late or not, it can still be delivered."
    }


def test_closed_side_only_adds_words(client, world, opened):
    url, form = opened(BY_ACT["log-update"])
    world.close(world.vaccine, by=world.by.secretary)
    form = form_in(client.get(url))

    assert [control["value"] for control in form.element.select("[name=status]")] == ["delivered"]
    assert client.post(url, form.filled(note="A remark.")).status_code == 302
    assert fresh(world.vaccine).first_status == "delivered"
    refused = client.post(url, form_in(client.get(url)).filled(note="More.", status="in_progress"))
    assert errors_in(refused) == {"status": "Your side has closed this: use “Reopen”."}


def test_report_may_say_that_there_is_nothing(client, world, opened):
    url, form = opened(BY_ACT["report"])

    assert client.post(url, form.filled(note="", nothing="on")).status_code == 302
    assert last_entry(world).texts.note is None


def test_report_older_than_the_last_one(client, world, opened):
    url, form = opened(BY_ACT["report"])
    client.post(url, form.filled(note="Two firms came."))

    response = client.post(url, form_in(client.get(url)).filled(note="Earlier.", effective_on="1.7.2021"))

    assert errors_in(response) == {"effective_on": "A later report has been filed already."}


def test_what_was_corrected_is_not_corrected_again(client, world, opened):
    url, form = opened(BY_ACT["correct"])
    client.post(url, form.filled(note="It was 90,000 doses."))

    response = client.post(url, form_in(client.get(url)).filled(note="It was 80,000 doses."))

    number = fresh(world.vaccine).first_entry - 1
    assert errors_in(response) == {"": f"No. {number} was corrected already; correct the correction."}


def test_declined_twice(client, world, opened):
    url, form = opened(BY_ACT["decline"])
    client.post(url, form.filled(reason="It was not promised."))

    response = client.post(url, form_in(client.get(url)).filled(reason="Again."))

    assert errors_in(response) == {"": "Your side has declined it already."}


# --- Not allowed ------------------------------------------------------------------------------------------

NOT_NOW = [
    ("agree", ("first", "secretary"), under_way, "There is nothing to agree with"),
    ("check", ("first", "analyst"), under_way, "This cannot be done here now."),
    ("report", ("first", "analyst"), under_way, "This cannot be done here now."),
    ("close", ("first", "secretary"), closed, "This cannot be done here now."),
    ("reopen", ("first", "secretary"), under_way, "This cannot be done here now."),
    ("confirm", ("second", "secretary"), under_way, "This cannot be done here now."),
    ("confirm", ("first", "secretary"), lambda world: world.trade, "This cannot be done here now."),
    ("withdraw", ("first", "secretary"), under_way, "Only who proposed a commitment can withdraw it"),
    ("withdraw", ("second", "secretary"), lambda world: world.trade, "Only who proposed a commitment can withdraw it"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "who", "set_up", "sentence"), NOT_NOW)
def test_what_cannot_be_done_now_says_why(client, world, act, who, set_up, sentence):
    commitment = set_up(world)
    side, role = who
    world.sign_in(client, world.side(side).seat(role))
    url = f"/by-cn/register/{commitment.code}/{act}/"
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
    url, form = opened(BY_ACT["log-update"])

    for name, value in [("seen", "x"), ("seen", "-1"), ("seen", str(2**60)), ("submission", "k" * 65)]:
        response = client.post(url, form.filled(note="More.", **{name: value}))
        assert (response.status_code, form_in(response).data["note"]) == (422, "More.")


def test_history_of_a_form_that_knows_too_little_is_a_conflict(client, world, opened):
    """`seen` taken out or set back by hand hides nothing from nobody but its sender."""
    url, form = opened(BY_ACT["log-update"])

    assert client.post(url, form.filled(note="More.", seen="0")).status_code == 409


def test_who_writes_is_the_seat_not_the_form(client, world, opened):
    url, form = opened(BY_ACT["log-update"])

    client.post(
        url,
        form.filled(note="More.", typed_by=str(world.cn.analyst.user.public_id), party="CN", side="second"),
    )

    assert (last_entry(world).party.code, last_entry(world).author) == ("BY", world.by.analyst.user)
