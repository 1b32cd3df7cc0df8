"""Words kept while they are typed, in the browser's place: kept, offered on any machine, used, saved, gone."""

import re

import pytest
from django.test import Client

from commitments.models import TypedWords
from tests import sessions
from tests.pages import HTMX, form_in, from_page, soup_of, text_of
from tests.people import find_words, moment
from tests.stages import STAGES, TODAY, last_entry

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY, tick=False)]
URL = "/by-cn/register/BY-CN-2021-01/update/"
NOTE = "Сто тысяч доз прибыло.\nA hundred thousand doses arrived."


@pytest.fixture
def writer(client, world):
    return world.sign_in(client, world.by.analyst)


def keep(client, form, **typed):
    """What the script sends a moment after somebody typed into this form."""
    written = form.filled(**typed) | {"kept_typed": [name for name in typed if name in form.data]}
    return client.post("/typed/", written, query_params={"form": form.action})


def another_machine(world, seat=None):
    return world.sign_in(Client(), seat or world.by.analyst)


def offers(page):
    return soup_of(page).select("[data-kept]")


def use_of(page):
    return offers(page)[0].find("a", href=re.compile("typed="))["href"]


def test_typed_words_are_offered_on_another_machine_used_saved_and_gone(world, writer):
    form = form_in(writer.get(URL))
    assert keep(writer, form, note=NOTE).text == "Your words are kept (12:00). They are not saved yet."

    elsewhere = another_machine(world)
    page = elsewhere.get(URL)
    assert "You typed this on 15 Jul 2021, 12:00. It is not saved:" in text_of(page, "[data-kept]")
    assert "A hundred thousand doses arrived." in text_of(page, "[data-kept]")
    assert "Nothing has been entered about it since then." in text_of(page, "[data-kept]")
    assert form_in(page).data["note"] == ""
    filled = elsewhere.get(use_of(page))
    assert offers(filled) == []
    again = form_in(filled)
    assert again.data["note"] == NOTE
    assert elsewhere.post(again.action, again.filled()).status_code == 302

    assert last_entry(world).texts.note == NOTE
    assert not TypedWords.objects.of(world.by.analyst.user).exists()
    assert offers(writer.get(URL)) == []


def test_what_others_wrote_meanwhile_is_told_and_compared(world, writer):
    keep(writer, form_in(writer.get(URL)), note=NOTE, status="in_progress")
    world.update(world.vaccine, by=world.by.secretary, status="part", at=moment("2021-07-15", "10:00"))

    page = writer.get(URL)
    assert "Since then there is 1 new entry:" in text_of(page, "[data-kept]")
    form = form_in(writer.get(use_of(page)))
    assert writer.post(form.action, form.filled()).status_code == 409


def test_what_its_writer_saved_meanwhile_is_told_too(world, writer):
    keep(writer, form_in(writer.get(URL)), note=NOTE)
    world.update(world.vaccine, by=world.by.analyst, status="part", at=moment("2021-07-15", "10:00"))

    assert "Since then there is 1 new entry:" in text_of(writer.get(URL), "[data-kept]")


@pytest.mark.parametrize("page", [URL.removesuffix("update/"), "/by-cn/inbox/"])
def test_words_are_offered_where_their_writer_looks(world, writer, page):
    keep(writer, form_in(writer.get(URL)), note=NOTE)

    shown = writer.get(page)

    assert "You have unsaved words since 15 Jul 2021, 12:00." in text_of(shown, "[data-kept]")
    assert "A hundred thousand doses arrived." in text_of(shown, "[data-kept]")
    assert form_in(writer.get(use_of(shown))).data["note"] == NOTE
    assert offers(another_machine(world, world.by.secretary).get(page)) == []
    assert offers(writer.get("/by-cn/register/BY-CN-2021-02/")) == []


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "in place"])
def test_after_a_conflict_the_text_can_be_kept_for_later(world, writer, headers):
    form = form_in(writer.get(URL))
    theirs = world.update(
        world.vaccine, by=world.by.secretary, status="part", at=moment("2021-07-15", "10:00")
    )
    page = writer.post(form.action, form.filled(note=NOTE, status="in_progress"), headers=headers)
    assert [one.text.strip() for one in soup_of(page).select(".save :is(button, a)")] == [
        "Save on top of theirs",
        "Keep my text for later",
        "Drop my text",
    ]

    again = form_in(page)
    writer.post(again.action, again.filled(later="1"), headers=headers)

    assert last_entry(world) == theirs
    tasks = writer.get("/by-cn/inbox/")
    assert "A hundred thousand doses arrived." in text_of(tasks, "[data-kept]")
    kept = writer.get(use_of(tasks))
    assert form_in(kept).data["note"] == NOTE
    assert form_in(kept).data["status"] == "in_progress"
    assert writer.post(again.action, again.filled(note="я" * 40_000, later="1")).status_code == 413


def test_two_windows_lose_nothing(world, writer):
    first, second = form_in(writer.get(URL)), form_in(writer.get(URL))
    keep(writer, first, note="Typed in the first window.")
    keep(writer, second, note="Typed in the second window.")

    page = writer.get(URL)
    assert [text_of(page, f"[data-kept]:nth-of-type({n}) .said") for n in (1, 2)] == [
        "Typed in the second window.",
        "Typed in the first window.",
    ]
    assert writer.post(second.action, second.filled(note="Typed in the second window.")).status_code == 302
    assert "Typed in the first window." in text_of(writer.get(URL), "[data-kept]")


def test_words_used_in_two_windows_are_kept_twice_once_they_differ(world, writer):
    keep(writer, form_in(writer.get(URL)), note="Begun.")
    use = use_of(writer.get(URL))
    one, two = form_in(writer.get(use)), form_in(writer.get(use))
    keep(writer, one, note="Begun, and ended so.")
    keep(writer, two, note="Begun, and ended otherwise.")

    kept = {row.fields["note"][0] for row in TypedWords.objects.of(world.by.analyst.user)}
    assert kept == {"Begun, and ended so.", "Begun, and ended otherwise."}


def test_words_of_a_form_that_met_a_conflict_go_when_it_is_saved(world, writer):
    form = form_in(writer.get(URL))
    keep(writer, form, note=NOTE, status="in_progress")
    world.update(world.vaccine, by=world.by.secretary, status="part", at=moment("2021-07-15", "10:00"))
    told = {"note": NOTE, "status": "in_progress", "position": "The doses are on their way."}
    answer = writer.post(form.action, form.filled(**told))
    assert answer.status_code == 409
    assert TypedWords.objects.of(world.by.analyst.user).count() == 1
    again = form_in(answer)

    assert writer.post(again.action, again.filled()).status_code == 302
    assert not TypedWords.objects.of(world.by.analyst.user).exists()


def test_thrown_away_is_gone_and_leads_back_to_the_form(world, writer):
    keep(writer, form_in(writer.get(URL)), note=NOTE)
    key = offers(writer.get(URL))[0].select_one("button")["value"]
    another_machine(world, world.cn.analyst).post("/typed/forget/", {"key": key})
    assert len(offers(writer.get(URL))) == 1

    answer = writer.post("/typed/forget/", {"key": key})

    assert answer["Location"] == URL
    assert offers(writer.get(URL)) == []
    assert writer.post("/typed/forget/", {"key": key})["Location"] == "/"


def test_files_are_not_kept_and_their_names_say_so(world, writer):
    form = form_in(writer.get(URL))
    writer.post(f"/typed/?form={URL}", form.filled(note=NOTE) | {"kept_files": ["протокол.pdf"]})

    page = text_of(writer.get(URL), "[data-kept]")
    assert "Choose the file again: протокол.pdf. Files are not kept." in page


def test_form_in_place_is_filled_in_place(world, writer):
    keep(writer, form_in(writer.get(URL)), note=NOTE)
    part = writer.get(URL, headers=from_page("/by-cn/register/BY-CN-2021-01/"))

    link = offers(part)[0].select_one("a.btn")
    assert (link["hx-get"], link["hx-target"]) == (link["href"], "#act-form")
    filled = writer.get(link["hx-get"], headers=from_page("/by-cn/register/BY-CN-2021-01/"))
    assert form_in(filled).data["note"] == NOTE


FORMS = {
    "note": (("by", "analyst"), "/by-cn/register/BY-CN-2021-01/notes/", "#note-form", "text"),
    "terms": (("by", "analyst"), "/by-cn/register/BY-CN-2021-01/propose/due/", "#act-form", "reason"),
    "criteria": (("by", "analyst"), "/by-cn/register/BY-CN-2021-01/propose/criteria/", "#act-form", "reason"),
    "readout": (("by", "analyst"), "/by-cn/readouts/file/", "#readout-form", "publisher"),
    "session": (("by", "secretary"), "/by-cn/sessions/call/", "main form", "title"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_offers_its_words(client, world, name):
    (side, role), url, selector, field = FORMS[name]
    world.sign_in(client, getattr(world, side).seat(role))
    form = form_in(client.get(url), selector)
    assert keep(client, form, **{field: "Typed and not saved."}).status_code == 200

    page = client.get(url)

    assert form_in(client.get(use_of(page)), selector).data[field] == "Typed and not saved."


def test_words_to_record_and_to_quote_are_offered_too(client, world):
    world.sign_in(client, world.by.analyst)
    words = find_words(world.by.readout, "учтут объём заявок")
    place = f"start={words.start}&end={words.end}"
    url_of_record = f"/by-cn/register/record/?readout={words.readout.slug}&{place}"
    for url, selector, field in (
        (url_of_record, "#record-form", "title"),
        (f"{words.readout.get_absolute_url()}quote/?{place}", "#quote-form", "words"),
    ):
        form = form_in(client.get(url), selector)
        keep(client, form, **{field: "Typed."})

        use = use_of(client.get(url))
        assert form_in(client.get(use), selector).data[field] == "Typed."
    elsewhere = url_of_record.replace(f"end={words.end}", f"end={words.end - 2}")
    assert offers(client.get(elsewhere)) == []


def test_a_position_at_a_session_is_kept(client, world):
    session = sessions.call(world)
    world.sign_in(client, world.by.secretary)
    url = f"{session.get_absolute_url()}put/"
    form = form_in(client.get(url), "main form")
    keep(client, form, title="Vaccine")

    assert form_in(client.get(use_of(client.get(url))), "main form").data["title"] == "Vaccine"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
def test_form_of_every_action_carries_a_key(client, world, stage):
    commitment = stage.set_up(world)
    world.sign_in(client, stage.seat(world))
    form = form_in(client.get(stage.url(commitment)))

    assert len(form.data["kept_as"]) == 24
    assert keep(client, form, **stage.typed).status_code == 200


# --- What is refused


def test_words_are_kept_for_the_one_who_typed_them_alone(world, writer):
    keep(writer, form_in(writer.get(URL)), note=NOTE)
    key = TypedWords.objects.of(world.by.analyst.user).get().key

    for seat in (world.by.secretary, world.cn.analyst):
        other = another_machine(world, seat)
        page = other.get(f"{URL}?typed={key}")
        assert offers(other.get(URL)) == []
        assert form_in(page).data["note"] == ""


def test_words_typed_by_somebody_else_at_this_browser_are_not_kept(world, writer):
    form = form_in(writer.get(URL))
    other = another_machine(world, world.cn.analyst)

    assert keep(other, form, note=NOTE).status_code == 403
    assert not TypedWords.objects.of(world.cn.analyst.user).exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/no-such/register/BY-CN-2021-01/update/", 404),
        ("/settings/", 404),
        ("//evil.example/", 404),
        ("", 404),
    ],
)
def test_words_are_kept_of_forms_of_ones_own_commissions_only(world, writer, address, status):
    form = form_in(writer.get(URL))

    answer = writer.post("/typed/", form.filled(note=NOTE), query_params={"form": address})

    assert answer.status_code == status
    assert not TypedWords.objects.of(world.by.analyst.user).exists()


def test_passwords_and_tokens_are_not_kept_and_keys_have_a_shape(world, writer):
    form = form_in(writer.get(URL))
    assert writer.post(f"/typed/?form={URL}", form.filled(note=NOTE, kept_as="x")).status_code == 403
    keep(writer, form, note=NOTE, password1="hidden")

    fields = TypedWords.objects.of(world.by.analyst.user).get().fields
    assert fields["note"] == [NOTE.replace("\n", "\r\n")] or fields["note"] == [NOTE]
    assert not {"password1", "csrfmiddlewaretoken", "kept_as", "typed_by"} & fields.keys()


def test_token_of_the_form_is_asked_for(world):
    client = Client(enforce_csrf_checks=True)
    world.sign_in(client, world.by.analyst)
    form = form_in(client.get(URL))
    answer = client.post(f"/typed/?form={URL}", form.filled(note=NOTE, csrfmiddlewaretoken="x" * 64))

    assert answer.status_code == 403
    assert not TypedWords.objects.of(world.by.analyst.user).exists()


def test_too_much_is_said_to_be_so(world, writer):
    answer = keep(writer, form_in(writer.get(URL)), note="я" * 40_000)

    assert (answer.status_code, answer.text) == (
        413,
        "This is too long to be kept while you type. Save it, or copy it.",
    )


@pytest.mark.parametrize("field", ["submission", "used_words", "note"])
def test_what_no_database_keeps_is_left_out_of_kept_words(world, writer, field):
    form = form_in(writer.get(URL))
    sent = form.filled(**{"note": NOTE, field: "a\0b"})

    assert writer.post("/typed/", sent, query_params={"form": URL}).status_code == 200
    assert writer.post(URL, sent | {"later": "1"}).status_code == 302
    kept = form_in(writer.get(use_of(writer.get(URL)))).data
    assert kept["note"].split() == (["ab"] if field == "note" else NOTE.split())


def test_what_is_no_key_of_kept_words_names_none(world, writer):
    keep(writer, form_in(writer.get(URL)), note=NOTE)

    assert form_in(writer.get(URL, {"typed": "a\0b"})).data["note"] == ""
    assert writer.post("/typed/forget/", {"key": "a\0b"})["Location"] == "/"
    assert len(offers(writer.get(URL))) == 1
