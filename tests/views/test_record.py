"""Recording a commitment from words of a readout, as a page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.models import Commitment, Entry
from tests.pages import parsed
from tests.people import find_words

HTMX = {"HX-Request": "true"}


def address(words):
    return f"/by-cn/register/record/?readout={words.readout.slug}&start={words.start}&end={words.end}"


@pytest.fixture
def url(world):
    return address(find_words(world.by.readout, "учтут объём заявок"))


def filled(**fields):
    return {
        "title": "Volumes of orders",
        "statement": "The sides will take account of the volume of orders.",
        "language": "en",
        "speech_act": "joint_undertaking",
        "performed_by": "both",
        "beneficiary": "both",
        "sector": "economy",
        "due_kind": "condition",
        "due_text": "once the list is agreed",
        "asked": "first",
        "every_weeks": "12",
        "first_owner": "trade-by",
        "first_post": "Head of sales",
        "submission": "form-1",
    } | fields


def test_a_commitment_is_recorded_with_its_words(client, world, url):
    world.sign_in(client, world.by.analyst)

    response = client.post(url, filled())

    row = Commitment.objects.latest("pk")
    (quote,) = row.quote_set.all()
    assert (response.status_code, response.url) == (302, row.get_absolute_url())
    assert (row.code, row.title, row.recognition, row.proposed_by) == (
        "BY-CN-2021-03",
        "Volumes of orders",
        "proposed",
        "first",
    )
    assert (row.due_kind, row.due_text, row.asked, row.every_weeks) == (
        "condition",
        "once the list is agreed",
        "first",
        12,
    )
    assert (row.first_owner, row.first_post, row.second_owner) == (world.by.company, "Head of sales", None)
    assert (quote.words, quote.readout, quote.holds()) == ("учтут объём заявок", world.by.readout, True)
    page = client.get("/by-cn/readouts/").content.decode()
    assert "Recorded as BY-CN-2021-03 with entry No. " in page
    assert "China is asked to confirm it." in page


def test_the_form_shows_the_words_in_their_paragraph(client, world, url):
    world.sign_in(client, world.by.analyst)

    page = parsed(client.get(url).content)

    (passage,) = page.select("blockquote.passage > .lines")
    words = passage.decode_contents()
    assert words.endswith("Стороны расширят перечень товаров и <mark>учтут объём заявок</mark>.")
    assert words == words.strip()
    assert passage.parent["lang"] == "ru"
    assert page.select_one('[name="language"] option[selected]')["value"] == "ru"


def test_commitments_that_quote_some_of_the_words_already_are_named(client, world):
    world.sign_in(client, world.by.analyst)

    html = client.get(address(find_words(world.by.readout, "перечень товаров и учтут"))).content.decode()

    assert "Some of these words are quoted already." in html
    known = parsed(html).find("a", href=world.trade.get_absolute_url())
    assert (known["lang"], known.text) == ("en", "A wider list of goods")
    assert "Vaccine for Belarus</a>" not in html


def test_what_is_refused_stands_at_its_field_and_everything_is_kept(client, world, url):
    world.sign_in(client, world.by.analyst)
    before = Entry.objects.count()

    response = client.post(url, filled(title="", every_weeks=""))

    html = response.content.decode()
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert '<a href="#id_title">Give the commitment a title.</a>' in html
    assert '<a href="#id_every_weeks">Say how many weeks there are between two checks.</a>' in html
    assert "The sides will take account of the volume of orders.</textarea>" in html
    assert 'value="Head of sales"' in html
    assert '<option value="economy" selected>' in html
    assert parsed(html).title.text.startswith("Error: Record a commitment")


def test_for_htmx_the_refused_form_comes_alone(client, world, url):
    world.sign_in(client, world.by.analyst)

    refused = client.post(url, filled(title=""), headers=HTMX)
    saved = client.post(url, filled(), headers=HTMX)

    html = refused.content.decode().strip()
    assert refused.status_code == 422
    assert re.match(r'<form\s+id="record-form"', html)
    assert f'hx-post="{url.replace("&", "&amp;")}"' in html
    assert saved.headers["HX-Redirect"] == Commitment.objects.latest("pk").get_absolute_url()


def test_sent_twice_it_is_recorded_once(client, world, url):
    world.sign_in(client, world.by.analyst)

    answers = {client.post(url, filled()).url for _ in range(3)}

    assert len(answers) == 1
    assert Commitment.objects.filter(title="Volumes of orders").count() == 1


def test_the_same_words_in_a_new_form_are_recorded_once(client, world, url):
    """Back button: the page is fetched anew, with a new key, and the browser fills in what had been typed."""
    world.sign_in(client, world.by.analyst)
    first = client.post(url, filled())

    again = client.post(url, filled(submission="of-the-new-form"), follow=True)

    assert again.redirect_chain == [(first.url, 302)]
    assert "Recorded already as BY-CN-2021-03 with entry No. " in again.content.decode()
    assert Commitment.objects.filter(title="Volumes of orders").count() == 1


def test_the_same_title_from_other_words_is_another_commitment(client, world, url):
    world.sign_in(client, world.by.analyst)

    client.post(url, filled())
    client.post(
        address(find_words(world.by.readout, "увидеться лично")), filled(submission="of-the-new-form")
    )

    assert Commitment.objects.filter(title="Volumes of orders").count() == 2


def test_the_same_key_with_other_words_is_not_swallowed(client, world, url):
    world.sign_in(client, world.by.analyst)
    client.post(url, filled())

    response = client.post(url, filled(title="Another title"))

    assert response.status_code == 409
    assert 'value="Another title"' in response.content.decode()
    assert not Commitment.objects.filter(title="Another title").exists()


def test_without_words_the_way_leads_to_the_readouts(client, world):
    world.sign_in(client, world.by.analyst)

    response = client.get("/by-cn/register/record/", follow=True)

    assert response.redirect_chain == [("/by-cn/readouts/", 302)]
    assert "A commitment begins with exact words." in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "readout=nothing&start=0&end=5",
        "readout=%00&start=0&end=5",
        "readout={slug}",
        "readout={slug}&start=0",
        "readout={slug}&start=5&end=5",
        "readout={slug}&start=-1&end=5",
        "readout={slug}&start=0&end=99999999999999999999",
        "readout={slug}&start=71&end=73",
    ],
)
def test_words_that_are_no_words_are_not_found(client, world, query):
    world.sign_in(client, world.by.analyst)
    assert world.by.readout.text[71:73].strip() == ""

    url = f"/by-cn/register/record/?{query.format(slug=world.by.readout.slug)}"

    assert (client.get(url).status_code, client.post(url, filled()).status_code) == (404, 404)


def test_the_number_of_queries_does_not_grow(client, world, url):
    world.sign_in(client, world.by.analyst)
    client.get(url)
    few = count_queries(client, url)
    for number in range(3):
        world.record(title=f"Orders {number}", quotes=(find_words(world.by.readout, "объём"),))

    assert count_queries(client, url) == few


def count_queries(client, url):
    client.get("/by-cn/log/")  # what the head of every page shows is remembered
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


PROMISE = "Китай закупит не менее 1,5 млн тонн калия в 2027 году."


@pytest.fixture
def promise(world):
    """The words of a readout that promise a figure."""
    readout = actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="ru",
        publisher="Ministry",
        address="https://example.org/promise",
        published_on=world.meeting.held_on,
        text=PROMISE,
        is_summary=False,
        at=world.clock(),
    )
    return address(find_words(readout, PROMISE))


def test_a_figure_of_the_words_is_offered_and_counted_only_as_it_is_sent(client, world, promise):
    world.sign_in(client, world.by.analyst)
    page = parsed(client.get(promise).content)
    row = {one["name"].removeprefix("indicators-0-"): one for one in page.select("[name^=indicators-0-]")}
    assert row["title"]["value"] == "Тонн"
    assert row["targets"].text.strip() == "1500000; 2027; 1"

    sent = filled(
        **{
            "indicators-0-title": "Potash",
            "indicators-0-unit": "tonnes",
            "indicators-0-combining": "flow",
            "indicators-0-direction": "more",
            "indicators-0-targets": "1 600 000; 2027",
        }
    )
    client.post(promise, sent)

    recorded = Commitment.objects.latest("pk")
    assert [(one["title"], one["targets"][0]["value"]) for one in recorded.indicators] == [
        ("Potash", "1600000")
    ]
    assert (recorded.figures_count, recorded.figures_verdict) == (1, "too_few")
    assert "Potash" in client.get(f"{recorded.get_absolute_url()}").content.decode()


def test_a_figure_that_is_dropped_is_not_counted_and_a_wrong_one_keeps_everything(client, world, promise):
    world.sign_in(client, world.by.analyst)
    row = {
        "indicators-0-title": "Potash",
        "indicators-0-unit": "tonnes",
        "indicators-0-combining": "flow",
        "indicators-0-direction": "more",
        "indicators-0-targets": "1500000",
    }
    refused = client.post(promise, filled(**row))
    assert refused.status_code == 422
    assert "write the value, a semicolon, and the day or period" in refused.content.decode()
    assert "Volumes of orders" in refused.content.decode()

    client.post(promise, filled(**row, **{"indicators-0-drop": "1"}))
    assert Commitment.objects.latest("pk").indicators == []
