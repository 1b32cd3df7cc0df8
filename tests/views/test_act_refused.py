"""Bad input: a sentence at the field and in the summary, everything typed is kept, nothing is stored."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.actions import Due
from tests.pages import errors_in, form_in, soup_of, text_of
from tests.people import fresh
from tests.stages import (
    BY_ACT,
    HIDDEN_FIELDS,
    TODAY,
    a_pdf,
    conditional,
    continuing,
    last_entry,
    log_size,
)

pytestmark = [pytest.mark.time_machine(TODAY), pytest.mark.usefixtures("media")]

PART = "#act-form"

NOT_A_FILE = "This is not a PDF, Word, Excel, PNG or JPEG file, although its name says so."
CANNOT_BE_PART = "This holds a character that cannot be kept. Delete it or type the word again."
TURNS = (
    "This holds the character {} after “{}”. It cannot be seen and turns the direction of the text."
    " Delete it, or type the words again."
)
NO_PAGE = "This is not the address of a web page. An address begins with https:// or http://."


def is_not_offered(sentence):
    """Sent by hand: a choice the form does not offer cannot be shown in it."""
    return sentence is not None and sentence.startswith("Select a valid choice.")


REFUSED = [
    # the day
    ("log_update", {"effective_on": "16.7.2021"}, {"effective_on": "This day has not come yet: today is 15 July 2021."}),
    ("log_update", {"effective_on": "25.1.2021"}, {"effective_on": "This is before the promise was made, on 26 January 2021."}),
    ("log_update", {"effective_on": "31.2.2021"}, {"effective_on": "“31.2.2021” is not a day of the calendar."}),
    ("log_update", {"effective_on": "soon"}, {"effective_on": "“soon” is not a day. Write it like 27.9.2022."}),
    ("log_update", {"effective_on": ""}, {"effective_on": "Give the day."}),
    ("log_update", {"effective_on": "0.0.0000"}, {"effective_on": "“0.0.0000” is not a day of the calendar."}),
    # the status
    ("log_update", {"status": "not_started"}, {"status": "A commitment that is “In progress” cannot become “Not started”."}),
    ("log_update", {"status": "not_assessed"}, {"status": "A commitment that is “In progress” cannot become “Not yet assessed”."}),
    ("log_update", {"status": "delivered"}, {"status": "An update cannot close a commitment: use “End this commitment”."}),
    ("log_update", {"status": None}, {"status": "Choose the status."}),
    ("log_update", {"status": "broken"}, {"status": "Select a valid choice. broken is not one of the available choices."}),
    # what goes with it
    ("log_update", {"note": "It came.", "position": ""}, {"position": "The status changes: say why, in a sentence or two."}),
    ("log_update", {"note": "It came.", "position": " \n\t "}, {"position": "The status changes: say why, in a sentence or two."}),
    ("log_update", {"note": "It came.", "position": "\u200b\u2060"}, {"position": "The status changes: say why, in a sentence or two."}),
    ("log_update", {"outlook": "at_risk"}, {"reason": "Say why the outlook is not on track."}),
    ("log_update", {"outlook": "off_track"}, {"reason": "Say why the outlook is not on track."}),
    ("log_update", {"status": "blocked"}, {"waits_on": "Say who has to act next."}),
    ("log_update", {"next_on": "1.8.2021"}, {"next_step": "Say what the next step is, or leave its day empty."}),
    ("log_update", {"next_step": "x" * 301}, {"next_step": "This is 1 character too long: the limit is 300."}),
    ("log_update", {"status": "in_progress", "position": ""}, {"note": "Say what happened, in at least one sentence."}),
    ("log_update", {"note": "б" * 2003}, {"note": "This is 3 characters too long: the limit is 2,000."}),
    ("log_update", {"note": "a\0b"}, {"note": CANNOT_BE_PART}),
    ("log_update", {"note": "a\ufffdb"}, {"note": CANNOT_BE_PART}),
    ("log_update", {"next_step": "Talks \u202egnijieB ni"}, {"next_step": TURNS.format("U+202E", "Talks")}),
    # the source
    ("log_update", {"source_address": "https://example.org"}, {"source_title": "Give the title of the source.", "source_class": "Choose what kind of source it is."}),
    ("log_update", {"source_title": "A protocol"}, {"source_class": "Choose what kind of source it is."}),
    *[
        ("log_update", {"source_title": "A protocol", "source_class": "act", "source_address": address}, {"source_address": NO_PAGE})
        for address in ("javascript:alert(1)", "ftp://example.org/a", "https://", "//example.org", "https://user:word@example.org/", "https://exa mple.org")
    ],
    ("log_update", {"source_title": "A \u202eprotocol", "source_class": "act"}, {"source_title": TURNS.format("U+202E", "A")}),
    ("log_update", {"source_title": "A protocol", "source_class": "rumour"}, {"source_class": "Select a valid choice. rumour is not one of the available choices."}),
    # closing
    ("close", {"status": None}, {"status": "Choose how it is closed."}),
    ("close", {"status": "superseded"}, {"status": "Select a valid choice. superseded is not one of the available choices."}),
    ("close", {"source_title": "", "source_class": "", "source_address": ""}, {"source_title": "“Delivered” needs at least one piece of evidence."}),
    ("close", {"status": "not_delivered"}, {"reason": "Say why: the other side will read it before it agrees."}),
    ("close", {"status": "dropped"}, {"reason": "Say why: the other side will read it before it agrees."}),
    # reopening, replacing
    ("reopen", {"reason": ""}, {"reason": "Say why it is opened again."}),
    ("reopen", {"status": "delivered"}, {"status": "Select a valid choice. delivered is not one of the available choices."}),
    ("reopen", {"status": None}, {"status": "Choose the status it has now."}),
    ("supersede", {"successor": ""}, {"successor": "Give the code of the successor."}),
    ("supersede", {"successor": "BY-CN-2021-99"}, {"successor": "There is no commitment BY-CN-2021-99 here."}),
    ("supersede", {"successor": "BY-CN-2021-01"}, {"successor": "A commitment cannot replace itself."}),
    ("supersede", {"successor": "BY\0CN"}, {"successor": CANNOT_BE_PART}),
    # terms
    ("redate", {"due_on": "30.6.2021"}, {"due_on": "This is its date already."}),
    ("redate", {"due_on": "1.1.2020"}, {"due_on": "The day is before the promise begins."}),
    ("redate", {"reason": ""}, {"reason": "Say why the day moves."}),
    ("redate", {"due_on": ""}, {"due_on": "Give the new day."}),
    ("hand_over", {"post": ""}, {"post": "Name the post that answers."}),
    ("hand_over", {"post": "Deputy minister"}, {"body": "This body is the owner already."}),
    ("hand_over", {"body": ""}, {"body": "Choose the new owner."}),
    ("hand_over", {"body": "999999"}, {"body": "Select a valid choice. That choice is not one of the available choices."}),
    ("amend", {"title": "x" * 161}, {"title": "This is 1 character too long: the limit is 160."}),
    ("amend", {"title": "Vaccine \u2066for"}, {"title": TURNS.format("U+2066", "Vaccine")}),
    ("amend", {"title": ""}, {"title": "Give a title."}),
    ("amend", {"statement": ""}, {"statement": "Give the statement."}),
    ("amend", {"reason": ""}, {"reason": "Say why the wording changes."}),
    ("amend", {"title": "Textbooks for schools"}, {"": "Nothing was changed."}),
    ("amend", {"sector": "x"}, {"sector": "Select a valid choice. That choice is not one of the available choices."}),
    ("turn_down", {"reason": ""}, {"reason": "Give the reason."}),
    # what is asked periodically
    ("check_condition", {"answer": None}, {"answer": "Say whether the condition is met."}),
    ("check_condition", {"answer": "met"}, {"note": "Say what shows that the condition is met."}),
    ("check_condition", {"due_on": "1.8.2021"}, {"due_on": "A condition that is not met has no day yet. Leave this empty."}),
    ("check_condition", {"answer": "met", "note": "It eased.", "due_on": "1.6.2021"}, {"due_on": "The due day is before the day the condition was met."}),
    ("file_report", {"note": ""}, {"note": "Write the report, or tick “Nothing to report”."}),
    ("file_report", {"nothing": "on"}, {"note": "Either report something or tick “Nothing to report”, not both."}),
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
            name: sent[name]
            for name in sent.keys() - HIDDEN_FIELDS
            if not is_not_offered(sentences.get(name))
        }
        assert {name: kept.get(name, "") for name in typed} == typed
        assert page.title.text.startswith("Error: ")
    assert (log_size(world), media()) == (before, [])


def test_summary_is_the_first_thing_in_main_and_takes_the_focus(client, world, opened):
    url, form = opened(BY_ACT["log_update"])

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
    assert f"Choose the file again: {name}." in text_of(response, PART)
    assert form_in(response).data["source_title"] == typed["source_title"]
    assert (log_size(world), media()) == (before, [])


def test_words_with_a_file_sent_after_the_session_ended_can_be_copied(client, world, opened, media):
    """A file cannot be put into the page, so there is no button that would send the form without it."""
    url, form = opened(BY_ACT["log_update"])
    client.logout()
    note = "The consignment arrived in Minsk."
    page = client.post(url, form.filled(note=note, source_file=a_pdf("протокол.pdf")))

    assert page.status_code == 401
    assert soup_of(page).find("textarea", readonly=True).text.strip() == note
    assert "Send it again" not in page.text
    assert media() == []


@pytest.mark.parametrize("trouble", ["refused by a rule", "conflict", "not allowed any more"])
def test_file_of_an_entry_that_is_not_written_is_not_kept(client, world, opened, media, trouble):
    url, form = opened(BY_ACT["close"])
    typed = dict(BY_ACT["close"].typed)
    if trouble == "refused by a rule":
        typed["effective_on"] = "16.7.2021"
    elif trouble == "conflict":
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="Talks.")
    else:
        world.close(world.vaccine, by=world.by.secretary)

    response = client.post(url, form.filled(**typed, source_file=a_pdf()))

    assert (response.status_code, media()) == (
        {"refused by a rule": 422, "conflict": 409, "not allowed any more": 403}[trouble],
        [],
    )


def test_limit_counts_what_the_reader_sees(client, world, opened):
    """Code points after NFC, a line break as one: this is exactly 2,000."""
    url, form = opened(BY_ACT["log_update"])
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

    assert errors_in(response) == {"status": "Its date has not passed yet, so it can still be delivered."}


def test_closed_side_only_adds_words(client, world, opened):
    url, form = opened(BY_ACT["log_update"])
    world.close(world.vaccine, by=world.by.secretary)
    form = form_in(client.get(url))

    assert [control["value"] for control in form.element.select("[name=status]")] == ["delivered"]
    assert client.post(url, form.filled(note="A remark.")).status_code == 302
    assert fresh(world.vaccine).first_status == "delivered"
    refused = client.post(url, form_in(client.get(url)).filled(position="More.", status="in_progress"))
    assert errors_in(refused) == {"status": "Your side has closed this: use “Reopen”."}


def test_report_may_say_that_there_is_nothing(client, world, opened):
    url, form = opened(BY_ACT["file_report"])

    assert client.post(url, form.filled(note="", nothing="on")).status_code == 302
    assert last_entry(world).texts.note is None


def test_report_older_than_the_last_one(client, world, opened):
    url, form = opened(BY_ACT["file_report"])
    client.post(url, form.filled(note="Two firms came."))

    response = client.post(url, form_in(client.get(url)).filled(note="Earlier.", effective_on="1.7.2021"))

    assert errors_in(response) == {"effective_on": "Your side has filed a later report already."}


def test_what_was_corrected_is_not_corrected_again(client, world, opened):
    url, form = opened(BY_ACT["correct"])
    client.post(url, form.filled(note="It was 90,000 doses."))

    response = client.post(url, form_in(client.get(url)).filled(note="It was 80,000 doses."))

    number = fresh(world.vaccine).first_entry - 1
    assert errors_in(response) == {"": f"No. {number} was corrected already; correct the correction."}


def test_declined_twice(client, world, opened):
    url, form = opened(BY_ACT["decline"])
    client.post(url, form.filled(reason="It was not promised."))

    assert client.get(url).status_code == 403
    response = client.post(url, form.filled(reason="Again.", submission="another"))

    assert errors_in(response) == {"": "Your side has declined it already."}
