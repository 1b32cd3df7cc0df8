"""Private notes on the page of a commitment: written, changed and deleted in place or without JavaScript."""

import uuid

import pytest

from commitments import actions
from commitments.models import PrivateNote
from commitments.vocabulary import NOTE_LIMIT
from tests.pages import HTMX, errors_in, form_in, from_page, plain, sent_again, soup_of, swapped, text_of
from tests.people import fresh
from tests.stages import TODAY, log_size

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/register/BY-CN-2021-01/"
NOTES = f"{URL}notes/"
FORM, SECTION = "#note-form", "#private-notes"


@pytest.fixture
def analyst(client, world):
    """The analyst of the first side, signed in."""
    return world.sign_in(client, world.by.analyst)


@pytest.fixture
def note(world):
    """A note of that analyst."""
    return actions.write_private_note(world.vaccine, by=world.by.analyst, text="Ask the embassy.")


def url_of(note, tail=""):
    return f"{NOTES}{note.public_id}/{tail}"


def notes_of(side):
    return list(PrivateNote.objects.of(side.party).order_by("pk").values_list("text", flat=True))


def slips(page):
    return [text_of(slip, "p") for slip in soup_of(page).select(f"{SECTION} .slips > li")]


# --- What the page shows


def test_the_section_says_whose_notes_these_are_and_who_reads_them(analyst, note):
    page = analyst.get(URL)

    assert text_of(page, "#private-h") == "Notes of Belarus only"
    assert (
        "Only people with a seat for Belarus can read these notes. The other side and the administrators"
        in text_of(page, SECTION)
    )
    assert slips(page) == ["Ask the embassy."]
    assert "Analyst, Belarus · 15 July 2021" in text_of(page, f"{SECTION} .meta").replace(
        "Jul 2021", "July 2021"
    )
    assert "no-print" in soup_of(page).select_one(SECTION)["class"]


def test_markup_in_a_note_is_words(analyst, world):
    actions.write_private_note(world.vaccine, by=world.by.analyst, text="<b>Ask</b>\nthe embassy.")

    page = analyst.get(URL)

    assert slips(page) == ["<b>Ask</b> the embassy."]
    assert not soup_of(page).select(f"{SECTION} .slips b")


def test_a_past_day_shows_no_notes(analyst, note):
    page = analyst.get(f"{URL}?as_of=2021-07-14")

    assert not soup_of(page).select(SECTION)
    assert "embassy" not in page.text


def test_the_newest_stands_first_and_language_is_told(analyst, world, note):
    actions.write_private_note(world.vaccine, by=world.by.secretary, text="Спросить посольство.")

    page = analyst.get(URL)

    assert slips(page) == ["Спросить посольство.", "Ask the embassy."]
    assert [line["lang"] for line in soup_of(page).select(".slips p[lang]")] == ["ru", "en"]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("observer", []),
        ("analyst", ["Write a note", "Change", "Delete"]),
        ("secretary", ["Write a note", "Delete"]),
    ],
)
def test_offered_is_what_the_reader_may(client, world, note, role, offered):
    world.sign_in(client, world.by.seat(role))

    links = soup_of(client.get(URL)).select(f"{SECTION} a")

    assert [link.text for link in links] == offered
    assert all(client.get(link["href"]).status_code == 200 for link in links)


# --- Writing


@pytest.mark.parametrize(
    "headers", [{}, from_page(URL), from_page(NOTES)], ids=["plain", "in place", "own page"]
)
def test_a_note_is_written(analyst, world, headers):
    before = log_size(world), fresh(world.vaccine).last_number
    form = form_in(analyst.get(NOTES, headers=headers), FORM)

    response = analyst.post(form.action, form.filled(text=" Ask the\r\nembassy. "), headers=headers)

    assert notes_of(world.by) == ["Ask the\nembassy."]
    assert (log_size(world), fresh(world.vaccine).last_number) == before
    if headers == from_page(URL):
        assert (response.status_code, response["HX-Retarget"]) == (200, SECTION)
        assert text_of(response, "[data-announce]") == "Saved."
        return
    there = response.headers.get("HX-Redirect") or response["Location"]
    assert there == f"{URL}{SECTION}"
    assert text_of(analyst.get(there), "#messages") == "Saved."


def test_in_place_the_section_becomes_what_a_fresh_page_shows(analyst):
    page = analyst.get(URL)
    form = form_in(analyst.get(NOTES, headers=from_page(URL)), FORM)

    answer = analyst.post(form.action, form.filled(text="Ask the embassy."), headers=from_page(URL))

    after = swapped(page, answer, SECTION)
    after.select_one("[data-announce]").decompose()
    del after.select_one("#private-h")["data-focus"]
    assert plain(after) == plain(analyst.get(URL))


@pytest.mark.parametrize("address", [NOTES, "change", "delete"])
def test_part_that_opens_in_place_is_that_of_the_page(analyst, note, address):
    url = {"change": url_of(note), "delete": url_of(note, "delete/")}.get(address, address)

    part = analyst.get(url, headers=HTMX)

    assert soup_of(part).html is None
    assert plain(part, FORM) == plain(analyst.get(url), FORM)


def test_ids_of_the_form_are_its_own(analyst, note):
    page = [element["id"] for element in soup_of(analyst.get(URL)).select("[id]")]
    update = [element["id"] for element in soup_of(analyst.get(f"{URL}update/", headers=HTMX)).select("[id]")]
    form = [element["id"] for element in soup_of(analyst.get(url_of(note), headers=HTMX)).select("[id]")]

    assert len(page) == len(set(page))
    assert not (set(page) | set(update)) & set(form) - {"note-form"}


def test_sent_twice_it_is_saved_once(analyst, world):
    form = form_in(analyst.get(NOTES), FORM)
    typed = form.filled(text="Ask the embassy.")

    first, second = (analyst.post(form.action, typed) for _ in range(2))
    gone_back = form_in(analyst.get(NOTES), FORM)
    third = analyst.post(form.action, gone_back.filled(text="Ask the embassy."), follow=True)

    assert first.status_code == second.status_code == 302
    assert "This is noted already; nothing was saved twice." in text_of(third, "#messages")
    assert notes_of(world.by) == ["Ask the embassy."]


def test_a_key_with_other_words_is_asked_about_once_more(analyst, world):
    form = form_in(analyst.get(NOTES), FORM)
    analyst.post(form.action, form.filled(text="Ask the embassy."))

    response = analyst.post(form.action, form.filled(text="Other words."))

    assert (response.status_code, form_in(response, FORM).data["text"]) == (409, "Other words.")
    again = form_in(response, FORM)
    assert analyst.post(again.action, again.filled()).status_code == 302
    assert notes_of(world.by) == ["Ask the embassy.", "Other words."]


REFUSED = {
    "": "Write the note.",
    " \u200b": "Write the note.",
    "x" * (NOTE_LIMIT + 1): "This is 1 character too long: the limit is 2,000.",
    "a\0b": "This holds a character that cannot be kept. Delete it or type the word again.",
}


@pytest.mark.parametrize("headers", [{}, from_page(URL)], ids=["plain", "in place"])
@pytest.mark.parametrize("text", REFUSED, ids=["empty", "unseen", "too long", "NUL"])
@pytest.mark.parametrize("address", ["write", "change"])
def test_what_is_refused_keeps_what_was_typed(analyst, world, note, address, text, headers):
    url = NOTES if address == "write" else url_of(note)
    form = form_in(analyst.get(url, headers=headers), FORM)

    response = analyst.post(url, form.filled(text=text), headers=headers)

    assert response.status_code == 422
    assert errors_in(response) == {"text": REFUSED[text]}
    assert form_in(response, FORM).data["text"] == text
    assert notes_of(world.by) == ["Ask the embassy."]


# --- Changing and deleting


@pytest.mark.parametrize("headers", [{}, from_page(URL)], ids=["plain", "in place"])
def test_a_note_is_changed(analyst, world, note, headers):
    form = form_in(analyst.get(url_of(note), headers=headers), FORM)
    assert form.data["text"] == "Ask the embassy."

    response = analyst.post(form.action, form.filled(text="Ask twice."), headers=headers)

    assert response.status_code == (200 if headers else 302)
    assert notes_of(world.by) == ["Ask twice."]
    assert "changed 15 Jul" in text_of(analyst.get(URL), f"{SECTION} .meta")


def test_a_change_from_two_tabs_is_not_lost(analyst, world, note):
    one, other = (form_in(analyst.get(url_of(note)), FORM) for _ in range(2))
    analyst.post(one.action, one.filled(text="From the first tab."))

    response = analyst.post(other.action, other.filled(text="From the other tab."))

    assert response.status_code == 409
    assert "It now says: “From the first tab.”" in errors_in(response)["text"]
    again = form_in(response, FORM)
    assert again.data["text"] == "From the other tab."
    assert analyst.post(again.action, again.filled()).status_code == 302
    assert notes_of(world.by) == ["From the other tab."]


@pytest.mark.parametrize("headers", [{}, from_page(URL)], ids=["plain", "in place"])
def test_a_note_is_deleted_after_being_asked_and_pressed_twice_it_is_gone_once(analyst, world, note, headers):
    form = form_in(analyst.get(url_of(note, "delete/"), headers=headers), FORM)
    assert notes_of(world.by) == ["Ask the embassy."]

    first, second = (analyst.post(form.action, form.filled(), headers=headers) for _ in range(2))

    assert first.status_code == second.status_code == (200 if headers else 302)
    assert notes_of(world.by) == []
    assert slips(analyst.get(URL)) == []


def test_a_secretary_deletes_what_an_analyst_wrote_and_changes_nothing(client, world, note):
    world.sign_in(client, world.by.secretary)

    assert client.get(url_of(note)).status_code == client.post(url_of(note), {"text": "x"}).status_code == 403
    form = form_in(client.get(url_of(note, "delete/")), FORM)
    assert client.post(form.action, form.filled()).status_code == 302
    assert notes_of(world.by) == []


def test_words_for_a_note_that_was_deleted_meanwhile_are_shown(analyst, world, note):
    form = form_in(analyst.get(url_of(note)), FORM)
    actions.delete_private_note(note, by=world.by.secretary)

    response = analyst.post(form.action, form.filled(text="These words took me an hour."))

    assert response.status_code == 404
    assert "These words took me an hour." in response.text


# --- Who has no business here


def test_an_observer_reads_and_does_nothing_else(client, world, note):
    world.sign_in(client, world.by.observer)

    for url in (NOTES, url_of(note), url_of(note, "delete/")):
        assert client.get(url).status_code == client.post(url, {"text": "x"}).status_code == 403
    assert notes_of(world.by) == ["Ask the embassy."]


@pytest.mark.parametrize("role", ["analyst", "secretary"])
@pytest.mark.parametrize("headers", [{}, from_page(URL)], ids=["plain", "in place"])
def test_a_note_of_the_other_side_answers_like_one_that_never_was(client, world, note, role, headers):
    world.sign_in(client, world.cn.seat(role))
    never = f"{NOTES}{uuid.UUID(int=7)}/"

    def answers(url):
        found = [client.get(url, headers=headers), client.post(url, {"text": "x"}, headers=headers)]
        return [(response.status_code, response.text.replace(url, "")) for response in found]

    assert [status for status, _page in answers(url_of(note))] == [404, 404]
    real, invented = ([strip(page) for _s, page in answers(url)] for url in (url_of(note), never))
    assert real == invented
    found, nothing = (
        client.post(f"{url}delete/", {}, headers=headers) for url in (url_of(note).rstrip("/") + "/", never)
    )
    assert (found.status_code, found.headers.get("Location")) == (
        nothing.status_code,
        nothing.headers.get("Location"),
    )
    assert strip(found.text) == strip(nothing.text)
    assert notes_of(world.by) == ["Ask the embassy."]


def strip(page):
    """Without the number of the request, by which two answers always differ."""
    return [line for line in page.splitlines() if "help desk" not in line and "csrf" not in line]


def test_a_note_is_found_at_its_own_commitment_only(analyst, world, note):
    assert analyst.get(url_of(note).replace("2021-01", "2021-02")).status_code == 404
    assert analyst.get(f"{NOTES}1/").status_code == 404


# --- Signed out in between


def test_words_sent_after_the_session_ended_come_back_to_be_sent_again(client, world):
    world.sign_in(client, world.by.analyst)
    form = form_in(client.get(NOTES), FORM)
    client.logout()
    page = client.post(form.action, form.filled(text="Ask the embassy."))
    assert page.status_code == 401
    world.sign_in(client, world.by.analyst)

    sent_again(client, page)

    assert notes_of(world.by) == ["Ask the embassy."]
