"""The pages of readouts: who sees them, reading and filing."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.models import Entry, Meeting, Readout
from tests.pages import parsed, sent_again, text_of
from tests.people import MEETING_DAY, find_words

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


def filled(**fields):
    return {
        "meeting": "",
        "kind": "visit",
        "title": "Visit to Minsk",
        "held_on": "3.3.2023",
        "language": "en",
        "publisher": "President of Belarus",
        "published_on": "2023-03-04",
        "address": "https://example.org/visit",
        "text": "The presidents met.\r\n\r\nChina will send textbooks.",
        "submission": "form-1",
    } | fields


def messages_of(response):
    return [re.sub("<.*?>", "", str(message)) for message in get_messages(response.wsgi_request)]


def pages(world):
    return [
        "/by-cn/readouts/",
        world.by.readout.get_absolute_url(),
        f"{world.by.readout.get_absolute_url()}?with={world.cn.readout.slug}",
    ]


def writing_pages(world):
    readout = world.by.readout
    return [
        "/by-cn/readouts/file/",
        f"{readout.get_absolute_url()}quote/",
        f"/by-cn/register/record/?readout={readout.slug}&start=0&end=10",
        "/by-cn/register/record/",
    ]


# --- Who may --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["by", "cn"])
@pytest.mark.parametrize("role", ["observer", "analyst", "secretary"])
def test_everybody_with_a_seat_reads(client, world, side, role):
    world.sign_in(client, getattr(world, side).seat(role))

    assert [client.get(url).status_code for url in pages(world)] == [200, 200, 200]


@pytest.mark.parametrize("side", ["by", "cn"])
def test_observers_cannot_write(client, world, side):
    world.sign_in(client, getattr(world, side).observer)

    for url in writing_pages(world):
        assert (client.get(url).status_code, client.post(url, filled()).status_code) == (403, 403)
    assert (
        Entry.objects.filter(commission=world.commission).count()
        == Entry.objects.exclude(commission=world.elsewhere).count()
    )


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_whoever_has_no_seat_here_finds_nothing(client, world, who):
    world.sign_in(client, getattr(world, who))
    # Administrators know which commissions there are; they are told why they may not enter.
    refusal = 403 if who == "administrator" else 404

    for url in pages(world) + writing_pages(world):
        assert (url, client.get(url).status_code) == (url, refusal)
    for url in writing_pages(world):
        assert client.post(url, filled()).status_code == refusal


def test_nobody_reads_without_signing_in(client, world):
    for url in pages(world) + writing_pages(world):
        assert client.get(url).status_code == 302


def test_observers_see_no_way_to_write(client, world):
    world.sign_in(client, world.by.observer)

    seen = "".join(client.get(url).content.decode() for url in pages(world))

    for word in ("/file/", "/quote/", "data-quote-form", "data-quote-bar", "quote.js"):
        assert word not in seen


def test_a_readout_of_another_commission_is_not_here(client, world):
    meeting = actions.open_meeting(
        world.elsewhere, by=world.stranger, kind="call", title="A call", held_on=MEETING_DAY, at=world.clock()
    )
    theirs = actions.file_readout(
        meeting,
        by=world.stranger,
        language="ru",
        publisher="Office",
        published_on=MEETING_DAY,
        text="Слова.",
        at=world.clock(),
    )
    world.sign_in(client, world.by.analyst)

    assert client.get(f"/by-cn/readouts/{theirs.slug}/").status_code == 404
    assert client.get(f"/kz-uz/readouts/{theirs.slug}/").status_code == 404


# --- Reading --------------------------------------------------------------------------------------------------


def test_reading_writes_nothing(client, world, only_reading):
    world.sign_in(client, world.by.analyst)

    with only_reading():
        answers = [client.get(url).status_code for url in pages(world) + writing_pages(world)]

    assert answers == [200, 200, 200, 200, 200, 200, 302]


def test_the_text_stands_in_its_paragraphs_to_the_character(client, world, readout):
    actions.quote(
        world.vaccine, by=world.by.analyst, words=find_words(readout, "China will"), at=world.clock()
    )
    actions.quote(world.trade, by=world.by.analyst, words=find_words(readout, "will help"), at=world.clock())
    world.sign_in(client, world.by.observer)

    page = parsed(client.get(readout.get_absolute_url()).content)

    assert [str(paragraph) for paragraph in page.select("p[data-start]")] == [
        '<p data-start="0">The sides met. <mark id="q-01">China </mark><mark data-n="01" id="q-02">will</mark>'
        '<mark data-n="02"> help</mark>.</p>',
        '<p data-start="33">The sides agreed on &lt;b&gt;trade&lt;/b&gt;.</p>',
    ]


def test_the_page_says_what_the_text_holds_and_where_it_is_from(client, world):
    world.sign_in(client, world.by.observer)

    html = client.get(world.by.readout.get_absolute_url()).content.decode()

    for words in (
        'lang="ru"',
        "is quoted, by 2 commitments.",
        "1 of them has a quote in what China published too.",
        "1 is only on this side.",
        "Belarus, 2 commitments",
        "China, 1 commitment",
        world.by.readout.sha256,
        'href="https://example.org/readout"',
    ):
        assert words in html
    assert " ".join(html.split()).count('class="code">BY-CN-2021-01<') == 1


@pytest.mark.parametrize("query", ["with=nothing", "with=%00", "with=" + "x" * 500])
def test_an_unknown_neighbour_is_not_found(client, world, query):
    world.sign_in(client, world.by.observer)

    assert client.get(f"{world.by.readout.get_absolute_url()}?{query}").status_code == 404


@pytest.mark.parametrize("page", ["0", "2", "-1", "1e3", "9" * 40, "%00", "²"])
def test_an_unknown_page_of_the_list_is_not_found(client, world, page):
    world.sign_in(client, world.by.observer)

    assert client.get(f"/by-cn/readouts/?page={page}").status_code == 404


def test_the_number_of_queries_does_not_grow(client, world):
    world.sign_in(client, world.by.analyst)
    for url in pages(world):
        client.get(url)
    few = [count_queries(client, url) for url in pages(world)]
    for number in range(3):
        world.record(title=f"Textbooks {number}")
        actions.quote(
            world.vaccine,
            by=world.by.analyst,
            words=find_words(world.by.readout, "Китай"[number:]),
            at=world.clock(),
        )
        meeting = actions.open_meeting(
            world.commission,
            by=world.by.analyst,
            kind="visit",
            title=f"Visit {number}",
            held_on=MEETING_DAY,
            at=world.clock(),
        )
        for side in (world.by, world.cn):
            actions.file_readout(
                meeting,
                by=side.analyst,
                language="en",
                publisher="Office",
                published_on=MEETING_DAY,
                text=f"Words of {side.party} on visit {number}.",
                at=world.clock(),
            )

    assert [count_queries(client, url) for url in pages(world)] == few


def count_queries(client, url):
    client.get("/by-cn/log/")  # what the head of every page shows is remembered
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


# --- Filing ---------------------------------------------------------------------------------------------------


def test_a_readout_is_filed_with_its_new_meeting(client, world):
    world.sign_in(client, world.by.analyst)

    response = client.post("/by-cn/readouts/file/", filled())

    readout = Readout.objects.latest("pk")
    assert (response.status_code, response.url) == (302, readout.get_absolute_url())
    assert readout.slug == "2023-03-03-visit-by-en"
    assert readout.text == "The presidents met.\n\nChina will send textbooks."
    assert (readout.party, readout.meeting.title) == (world.by.party, "Visit to Minsk")
    assert [entry.kind for entry in Entry.objects.order_by("-pk")[:2]] == ["readout_filed", "meeting_opened"]
    assert messages_of(response) == [
        f"Filed for Belarus and frozen as entry No. {readout.entry.number}. Go through it sentence by sentence, or select words in the text to quote them."
    ]


def test_a_readout_is_filed_for_a_meeting_that_is_there(client, world):
    world.sign_in(client, world.cn.secretary)

    client.post("/by-cn/readouts/file/", filled(meeting=world.meeting.slug))

    readout = Readout.objects.latest("pk")
    assert (readout.meeting, readout.party) == (world.meeting, world.cn.party)
    assert Meeting.objects.filter(commission=world.commission).count() == 1


def test_sent_twice_it_is_filed_once(client, world):
    world.sign_in(client, world.by.analyst)

    first = client.post("/by-cn/readouts/file/", filled())
    before = Entry.objects.count()
    second = client.post("/by-cn/readouts/file/", filled())

    assert (first.url, before) == (second.url, Entry.objects.count())


def test_the_same_words_in_a_new_form_are_filed_once(client, world):
    world.sign_in(client, world.by.analyst)
    client.post("/by-cn/readouts/file/", filled())
    filed = Readout.objects.latest("pk")

    response = client.post("/by-cn/readouts/file/", filled(submission="of-the-new-form"))

    assert f"This text is filed already, as {filed.slug}" in text_of(response, ".summary")
    assert Meeting.objects.filter(title=filed.meeting.title).count() == 1


def test_the_same_key_with_other_words_is_not_swallowed(client, world):
    world.sign_in(client, world.by.analyst)
    client.post("/by-cn/readouts/file/", filled())
    before = Entry.objects.count()

    response = client.post("/by-cn/readouts/file/", filled(text="Other words."))

    html = response.content.decode()
    assert (response.status_code, Entry.objects.count()) == (409, before)
    assert "This form was sent before with other words." in html
    assert "Other words.</textarea>" in html
    assert 'value="form-1"' not in html


def test_a_refused_text_opens_no_meeting(client, world):
    world.sign_in(client, world.by.analyst)
    before = Entry.objects.count()

    response = client.post("/by-cn/readouts/file/", filled(published_on="1.1.2999"))

    html = response.content.decode()
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert '<a href="#id_published_on">This day has not come yet.</a>' in html
    assert 'value="Visit to Minsk"' in html
    assert "China will send textbooks.</textarea>" in html


def test_a_meeting_to_come_is_refused_at_its_field(client, world):
    world.sign_in(client, world.by.analyst)

    response = client.post("/by-cn/readouts/file/", filled(held_on="1.1.2999"))

    assert '<a href="#id_held_on">This day has not come yet.</a>' in response.content.decode()


@pytest.mark.parametrize("is_same", [True, False], ids=["this meeting", "another meeting"])
def test_a_text_filed_before_is_refused_with_a_link_to_it(client, world, is_same):
    world.sign_in(client, world.by.analyst)
    known, before = world.by.readout, Entry.objects.count()

    response = client.post(
        "/by-cn/readouts/file/",
        filled(meeting=world.meeting.slug if is_same else "", text=known.text, language=known.language),
    )

    link = f'This text is filed already, as <a href="{known.get_absolute_url()}">{known.slug}</a>'
    where = "." if is_same else f", for the meeting “{world.meeting.title}”."
    html = response.content.decode()
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert (
        html.count(link + where) == 2
    )  # in the summary, where it is the only link of its line, and at the field
    assert parsed(html).select_one(".summary li").decode_contents().startswith(link)


def test_for_htmx_a_refused_form_comes_alone_and_a_filed_one_moves_the_page(client, world):
    world.sign_in(client, world.by.analyst)

    refused = client.post("/by-cn/readouts/file/", filled(text=""), headers=HTMX)
    filed = client.post("/by-cn/readouts/file/", filled(), headers=HTMX)

    html = refused.content.decode().strip()
    assert refused.status_code == 422
    assert re.match(r'<form\s+id="readout-form"', html)
    assert "Paste the text of the readout." in html
    assert filed.headers["HX-Redirect"] == Readout.objects.latest("pk").get_absolute_url()


def test_words_sent_after_the_session_ended_come_back_to_be_sent_again(client, world):
    page = client.post("/by-cn/readouts/file/", filled(csrfmiddlewaretoken="token"))
    assert (page.status_code, Readout.objects.filter(meeting__title="Visit to Minsk").count()) == (401, 0)
    world.sign_in(client, world.by.analyst)

    sent_again(client, page)

    assert Readout.objects.get(meeting__title="Visit to Minsk").text.endswith("China will send textbooks.")


def test_the_list_leads_to_filing_for_its_meeting(client, world):
    world.sign_in(client, world.by.analyst)
    listed = client.get("/by-cn/readouts/").content.decode()
    assert f'href="/by-cn/readouts/file/?meeting={world.meeting.slug}"' in listed

    html = client.get(f"/by-cn/readouts/file/?meeting={world.meeting.slug}").content.decode()

    assert f'<option value="{world.meeting.slug}" selected>' in html


def test_other_methods_are_refused(client, world):
    world.sign_in(client, world.by.analyst)

    assert client.put("/by-cn/readouts/file/").status_code == 405
    assert [
        client.post(url).status_code for url in ("/by-cn/readouts/", world.by.readout.get_absolute_url())
    ] == [405, 405]
