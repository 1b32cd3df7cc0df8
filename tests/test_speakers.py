"""Two commissions in languages of their own, from the readout to the letter: each text says its language and direction."""

import datetime as dt
import io
import json
import zipfile

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from commitments.actions.access_key import make_key
from commitments.models import LetterChoice
from commitments.reports import replay
from commitments.vocabulary.keys import KeyKind
from tests.letters import sent_letters
from tests.pages import parsed
from tests.speakers import COMMISSIONS

TODAY = "2021-02-03T09:00:00Z"
pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture(params=COMMISSIONS)
def speakers(request, db):
    return COMMISSIONS[request.param]()


@pytest.fixture
def read(speakers, client):
    """`read(name, *args)`: a page of the commission, as an analyst of the second side sees it."""
    client.force_login(speakers.second.analyst.user)

    def get(name, *args, **query):
        address = reverse(f"commitments:{name}", args=[speakers.commission.slug, *args])
        response = client.get(address, query)
        assert response.status_code == 200
        return parsed(response.text)

    return get


def said_as(element):
    """The language and direction an element says it has."""
    return element.get("lang"), element.get("dir", "ltr")


def holding(page, words):
    """The innermost elements with a language that hold these words."""
    found = [one for one in page.select("[lang]") if words in one.get_text() and one.name != "html"]
    return [one for one in found if not any(words in inner.get_text() for inner in one.select("[lang]"))]


def assert_said(page, words, speakers):
    found = holding(page, words)
    assert found
    assert {said_as(one) for one in found} == {(speakers.lang, speakers.direction)}


def test_the_log_says_what_the_tables_say(speakers):
    assert list(replay.problems(speakers.commission)) == []


def test_a_readout_is_read_in_its_language_and_direction_with_its_quotes_marked(speakers, read):
    page = read("readout", speakers.first.readout.slug)

    assert said_as(page.select_one("article.reading")) == (speakers.lang, speakers.direction)
    assert page.select_one("article mark").text == speakers.words


def test_every_sentence_of_a_readout_is_undecided_until_somebody_decides(speakers, read, client):
    client.force_login(speakers.first.analyst.user)
    page = read("intake", speakers.first.readout.slug)

    lines = page.select("#sentences li")
    assert len(lines) == 4
    assert [said_as(one) for one in page.select(".sentences a [lang]")] == [
        (speakers.lang, speakers.direction)
    ] * 4
    assert [line.select_one(".state").get_text(strip=True) for line in lines].count("Undecided") == 3
    assert "There are no rules for the language of this text" in page.text


@pytest.mark.parametrize(
    "name", [("register",), ("week", "2021-W05"), ("log",), ("overview",), ("readouts",)], ids=" ".join
)
def test_titles_say_their_language_in_every_list(speakers, read, name):
    assert_said(read(*name), speakers.title, speakers)


def test_the_page_of_a_commitment_says_the_language_of_each_of_its_texts(speakers, read):
    page = read("commitment", speakers.promise.code)

    for words in (speakers.title, speakers.promise.statement, speakers.words, speakers.note):
        assert_said(page, words, speakers)


def test_words_are_found_in_the_register_as_people_type_them(speakers, read):
    asked = {
        "ja": ["研究所", "クリーンエネルギー", "ｸﾘｰﾝ", "институтын"],
        "ar": ["المتجددة", "الطاقــة", "مركزا", "energias"],
    }

    for words in asked[speakers.lang]:
        assert speakers.title in read("register", q=words).text
    nowhere = "大学" if speakers.lang == "ja" else "جامعة"
    assert not read("register", q=nowhere).select(".row-title")


def test_a_document_says_the_direction_of_its_paragraphs(speakers, client):
    client.force_login(speakers.first.observer.user)
    address = speakers.promise.get_absolute_url()

    word = zipfile.ZipFile(io.BytesIO(client.get(f"{address}?file=docx").content))
    written = word.read("word/document.xml").decode()
    assert speakers.title in written
    assert ("<w:bidi/>" in written, "<w:rtl/>" in written) == (speakers.direction == "rtl",) * 2
    assert f'<w:lang w:{"bidi" if speakers.lang == "ar" else "eastAsia"}="' in written


def test_programs_read_which_languages_there_are(speakers, client):
    _key, secret = make_key(speakers.first.observer, KeyKind.PROGRAM, name="Program", days=30)
    answer = client.get("/api/v1/commission", headers={"Authorization": f"Bearer {secret}"})

    told = json.loads(b"".join(answer.streaming_content) if answer.streaming else answer.content)["languages"]
    assert [one["tag"] for one in told] == [
        one.party.language for one in (speakers.first, speakers.second)
    ] + ["en"]
    assert (told[0]["direction"], told[0]["side"], told[2]["side"]) == (speakers.direction, "first", "")


def test_a_letter_says_the_language_of_what_it_names(speakers):
    LetterChoice.objects.create(
        user=speakers.first.secretary.user, commission=speakers.commission, before_21=True, weekly=False
    )
    with time_machine.travel(dt.datetime(2021, 12, 11, 9, tzinfo=dt.UTC), tick=False):
        call_command("write_letters", commission=speakers.commission.slug, stdout=io.StringIO())
        letters = sent_letters()
    html = [content for one in letters for content, kind in one.alternatives if kind == "text/html"]
    named = [parsed(one) for one in html if speakers.title in one]

    assert named
    for page in named:
        assert_said(page, speakers.title, speakers)
