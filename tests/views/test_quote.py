"""Quoting words of a readout, as a page and as a form within the page of the text."""

import re

import pytest
from django.contrib.messages import get_messages

from commitments import actions
from commitments.models import Entry, Quote
from tests.pages import soup_of
from tests.people import MEETING_DAY

HTMX = {"HX-Request": "true"}


@pytest.fixture
def readout(world):
    """An English readout of the first side, with words that stand twice."""
    return actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text="The sides met. China will help.\n\nThe sides agreed on <b>trade</b>.",
        at=world.clock(),
    )


def messages_of(response):
    return [re.sub("<.*?>", "", str(message)) for message in get_messages(response.wsgi_request)]


def quoting(readout):
    return f"{readout.get_absolute_url()}quote/"


def test_typed_words_are_quoted_for_a_commitment(client, world, readout):
    world.sign_in(client, world.by.analyst)

    response = client.post(quoting(readout), {"words": "China will help", "commitment": "1"})

    quote = Quote.objects.latest("pk")
    assert (response.status_code, response.url) == (302, f"{readout.get_absolute_url()}#q-01")
    assert (quote.commitment, quote.words, quote.start, quote.end) == (
        world.vaccine,
        "China will help",
        15,
        30,
    )
    assert messages_of(response) == [
        f"Quoted for BY-CN-2021-01 as entry No. {quote.entry.number}. The words are marked in the text."
    ]


def test_selected_words_are_quoted_at_their_place(client, world, readout):
    start = readout.text.rindex("The sides")
    world.sign_in(client, world.cn.analyst)

    client.post(
        quoting(readout),
        {"words": "The sides", "start": start, "end": start + 9, "commitment": "BY-CN-2021-01"},
    )

    assert Quote.objects.latest("pk").start == start


def test_ambiguous_words_come_back_with_their_places(client, world, readout):
    world.sign_in(client, world.by.analyst)
    before = Entry.objects.count()

    response = client.post(quoting(readout), {"words": "The sides", "commitment": "1"}, headers=HTMX)

    (form,) = soup_of(response).find_all(recursive=False)
    places = [(place["id"], place["value"]) for place in form.select('input[type="radio"][name="place"]')]
    link = form.select_one('a[href="#id_place_0"]')
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert form["id"] == "quote-form"
    assert link.text == "These words are at 2 places. Choose the one you mean."
    assert places == [("id_place_0", "0"), ("id_place_1", "33")]
    assert form.textarea.text.endswith("The sides")

    again = client.post(
        quoting(readout), {"words": "The sides", "commitment": "1", "place": "33"}, headers=HTMX
    )
    assert again.status_code == 200
    assert Quote.objects.latest("pk").start == 33


def test_words_that_are_not_there_are_refused_without_htmx_as_well(client, world, readout):
    world.sign_in(client, world.by.analyst)

    response = client.post(quoting(readout), {"words": "china will help", "commitment": "1"})

    html = response.content.decode()
    assert response.status_code == 422
    assert soup_of(response).title.text.startswith("Error: Quote words of a readout")
    assert "Paragraph 1 has them with other capital letters: “China will help”" in html


def test_the_same_words_twice_for_one_commitment_are_refused(client, world, readout):
    world.sign_in(client, world.by.analyst)
    client.post(quoting(readout), {"words": "China will help", "commitment": "1"})

    response = client.post(quoting(readout), {"words": "China will help", "commitment": "1"})

    assert response.status_code == 422
    assert "These words are quoted for this commitment already." in response.content.decode()


def test_a_quote_sent_twice_is_one(client, world, readout):
    world.sign_in(client, world.by.analyst)
    form = {"words": "China will help", "commitment": "1", "submission": "form-1"}

    answers = [client.post(quoting(readout), form).status_code for _ in range(3)]

    assert answers == [302, 302, 302]
    assert Quote.objects.filter(readout=readout).count() == 1


def test_for_a_new_commitment_the_words_go_on_to_its_form(client, world, readout):
    world.sign_in(client, world.by.analyst)
    before = Entry.objects.count()

    plain = client.post(quoting(readout), {"words": "China will help", "goal": "record"})
    part = client.post(quoting(readout), {"words": "China will help", "goal": "record"}, headers=HTMX)

    url = f"/by-cn/register/record/?readout={readout.slug}&start=15&end=30"
    assert (plain.status_code, plain.url) == (302, url)
    assert part.headers["HX-Redirect"] == url
    assert Entry.objects.count() == before
    assert client.get(url).status_code == 200


def test_back_on_the_same_page_the_browser_is_told_to_ask_again(client, world, readout):
    world.sign_in(client, world.by.analyst)
    here = f"http://testserver{readout.get_absolute_url()}"

    same = client.post(
        quoting(readout),
        {"words": "China", "commitment": "1"},
        headers=HTMX | {"HX-Current-URL": f"{here}#q-02"},
    )
    other = client.post(
        quoting(readout),
        {"words": "help", "commitment": "1"},
        headers=HTMX | {"HX-Current-URL": f"{here}quote/"},
    )

    assert (same.headers["HX-Redirect"], same.headers["HX-Refresh"]) == (
        f"{readout.get_absolute_url()}#q-01",
        "true",
    )
    assert other.headers["HX-Redirect"] == f"{readout.get_absolute_url()}#q-01"
    assert "HX-Refresh" not in other.headers


def test_a_selection_in_the_address_fills_the_form(client, world, readout):
    world.sign_in(client, world.by.analyst)

    html = client.get(f"{quoting(readout)}?start=15&end=30").content.decode()

    assert "China will help</textarea>" in html
    assert 'name="start" value="15"' in html


@pytest.mark.parametrize(
    "query", ["start=a&end=b", "start=30&end=15", "start=0&end=99999", "start=%00&end=1", "end=3"]
)
def test_a_wrong_selection_in_the_address_leaves_the_form_empty(client, world, readout, query):
    world.sign_in(client, world.by.analyst)

    response = client.get(f"{quoting(readout)}?{query}")

    assert response.status_code == 200
    assert 'name="start" id="id_start"' in response.content.decode()


def test_other_methods_are_refused(client, world, readout):
    world.sign_in(client, world.by.analyst)

    assert client.put(quoting(readout)).status_code == 405
