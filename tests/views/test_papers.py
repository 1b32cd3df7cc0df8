"""Documents of pages: what they tell and to whom, as of which day, and the same bytes for the same state."""

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader

from commitments import actions
from tests import briefings, sessions
from tests.pages import soup_of
from tests.people import moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY, tick=False)

URL = "/by-cn/register/BY-CN-2021-01/"
CANARY = {"first": "Yellowhammer", "second": "Brambling"}


@pytest.fixture
def story(world):
    """Each side says something and keeps something to itself; a session deals with the vaccine."""
    briefings.wait_for_paper()
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        position="Воздушный мост закрыт.",
        at=moment("2021-02-02"),
    )
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-03"))
    session = sessions.call(world)
    sessions.put(world, session, world.vaccine, position="First <b>say</b>.")
    for side, word in CANARY.items():
        people = world.side(side)
        actions.write_private_note(world.vaccine, by=people.analyst, text=word)
        world.prepare(
            world.vaccine, by=people.analyst, subject="sector", values={"sector": "economy"}, reason=word
        )
        briefings.prepare(world, people.secretary, decisions=[word], cover_note=word)
    world.session = session
    return world


def words_of(response):
    """All words of a document, head and foot too."""
    assert response.status_code == 200
    if response["Content-Type"] == "application/pdf":
        read = PdfReader(io.BytesIO(response.content))
        return " ".join("\n".join(page.extract_text() for page in read.pages).split())
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        xml = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))
        )
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells, xml])


def documents(story):
    session = story.session.get_absolute_url()
    return [URL, f"{URL}?as_of=2021-02-02", session, f"{session}pack/", f"{session}protocol/"]


def file_at(client, url, kind):
    return client.get(f"{url}{'&' if '?' in url else '?'}file={kind}")


@pytest.mark.parametrize("role", ["observer", "secretary"])
@pytest.mark.parametrize("side", ["first", "second"])
def test_no_document_holds_what_a_side_keeps_to_itself(client, story, side, role):
    story.sign_in(client, story.side(side).seat(role))

    told = [words_of(file_at(client, url, "docx")) for url in documents(story)]

    assert not [word for word in CANARY.values() for text in told if word in text]


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_outsiders_get_no_document(client, story, who):
    story.sign_in(client, getattr(story, who))

    assert {file_at(client, url, "docx").status_code for url in documents(story)} <= {403, 404}


def test_a_commitment_is_printed_with_its_whole_history_and_the_same_bytes_twice(client, story):
    story.sign_in(client, story.by.observer)

    printed = file_at(client, URL, "pdf")

    text = words_of(printed)
    for words in (
        "BY-CN-2021-01",
        "Belarus says",
        "Воздушный мост закрыт.",
        "History",
        "In progress",
        "疫苗",
    ):
        assert words in text
    assert 'filename="BY-CN-2021-01-2021-07-15.pdf"' in printed["Content-Disposition"]
    assert file_at(client, URL, "pdf").content == printed.content
    assert file_at(client, URL, "docx").content == file_at(client, URL, "docx").content


def test_a_past_day_is_printed_as_it_was_recorded_then(client, story):
    story.sign_in(client, story.cn.analyst)

    text = words_of(file_at(client, f"{URL}?as_of=2021-02-02", "docx"))

    assert "As of 2 February 2021, as recorded then" in text
    assert "Blocked" in text
    assert "In progress" not in text


def test_a_protocol_names_the_side_of_its_reader_first(client, story):
    url = f"{story.session.get_absolute_url()}protocol/"
    for people, names in ((story.by, "Belarus and China"), (story.cn, "China and Belarus")):
        story.sign_in(client, people.observer)
        assert f"The two sides, {names}, considered" in words_of(file_at(client, url, "docx"))


def test_a_pack_has_what_is_on_the_table_and_words_are_never_markup(client, story):
    story.sign_in(client, story.by.secretary)

    text = words_of(file_at(client, f"{story.session.get_absolute_url()}pack/", "docx"))

    for words in (
        "Where the vaccine stands",
        "First <b>say</b>.",
        "In the register for China",
        "Last entries",
    ):
        assert words in text


@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_each_page_leads_to_its_documents(client, story, place):
    url = documents(story)[place]
    story.sign_in(client, story.by.observer)

    links = [link["href"] for link in soup_of(client.get(url)).select(".files a")]

    assert links == ["?file=docx", "?file=pdf"]


def test_there_is_no_other_kind_of_file(client, story):
    story.sign_in(client, story.by.observer)

    assert file_at(client, URL, "exe").status_code == 404
