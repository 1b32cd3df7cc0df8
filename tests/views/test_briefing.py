"""Briefings on their pages: prepared, looked at, issued, and taken along by who may."""

import io
import re

import pytest
from docx import Document
from pypdf import PdfReader

from commitments import actions
from commitments.exports.documents import pdf
from commitments.models import Briefing, BriefingDraft, Entry, User, Week
from commitments.views import briefing as views
from tests.briefings import issue, prepare, wait_for_paper
from tests.pages import errors_in, form_in, sent_again, soup_of, text_of
from tests.people import moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY, tick=False)

WEEK = "/by-cn/weeks/2021-W05/"
URL = f"{WEEK}briefing/"
ISSUE = f"{URL}issue/"
FIFTH = Week(2021, 5)
PAPER = "/by-cn/register/BY-CN-2021-01/"
COVER = "Yellowhammer: not for the other side."


@pytest.fixture
def story(world):
    """In the fifth week the sides come to differ on the vaccine."""
    wait_for_paper()
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-02"))
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        position="Воздушный мост закрыт.",
        at=moment("2021-02-03"),
    )
    return world


@pytest.fixture
def secretary(client, story):
    return story.sign_in(client, story.by.secretary)


def send(client, url, **words):
    page = client.get(url)
    return client.post(url, form_in(page, "#briefing-form").data | words)


def press(client, **words):
    return client.post(ISSUE, form_in(client.get(ISSUE), "#issue-form").data | words)


def text_of_pdf(content):
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def links_in(client, url=WEEK):
    return [link["href"] for link in soup_of(client.get(url)).select(".briefings a[download]")]


def test_what_is_chosen_from_the_week_fills_the_lines_that_are_left(secretary, story):
    page = secretary.get(URL)
    [offered] = [box["value"] for box in soup_of(page).select("[name=picked]")]
    assert "Belarus says: blocked" in offered

    response = send(secretary, URL, decision_2="Ask for an aeroplane.", picked=[offered], cover_note=COVER)

    assert response.status_code == 302
    draft = BriefingDraft.objects.of(story.by.party).get()
    assert (draft.decisions, draft.cover_note) == ([offered, "Ask for an aeroplane."], COVER)


def test_words_survive_a_session_that_has_ended(client, secretary, story):
    data = form_in(secretary.get(URL), "#briefing-form").data | {"decision_1": "Ask for an aeroplane."}
    client.logout()

    refused = client.post(URL, data)
    assert "Ask for an aeroplane." in refused.text
    story.sign_in(client, story.by.secretary)
    assert sent_again(client, refused).status_code == 302

    assert BriefingDraft.objects.of(story.by.party).get().decisions == ["Ask for an aeroplane."]


def test_more_than_five_lines_are_refused_with_every_word_kept(secretary):
    [offered] = [box["value"] for box in soup_of(secretary.get(URL)).select("[name=picked]")]
    lines = {f"decision_{n}": f"Line {n}" for n in range(1, 6)}

    response = send(secretary, URL, **lines, picked=[offered])

    assert response.status_code == 422
    assert "There is room for 0 more" in str(errors_in(response))
    assert soup_of(response).select_one("[name=decision_5]").text.strip() == "Line 5"


def test_who_saves_on_top_of_somebody_else_sees_both_versions(secretary, story):
    page = form_in(secretary.get(URL), "#briefing-form").data
    prepare(story, story.by.secretary, week=FIFTH, decisions=["Theirs."])

    response = secretary.post(URL, page | {"decision_1": "Mine."})

    assert response.status_code == 409
    assert "Theirs." in text_of(response, "#briefing-form .message")
    assert soup_of(response).select_one("[name=decision_1]").text.strip() == "Mine."
    again = secretary.post(URL, form_in(response, "#briefing-form").data)
    assert again.status_code == 302
    assert BriefingDraft.objects.of(story.by.party).get().decisions == ["Mine."]


def test_a_briefing_is_issued_read_by_both_sides_and_never_changes(client, secretary, story):
    send(secretary, URL, decision_1="Ask for an aeroplane.", cover_note=COVER)
    assert "Ask for an aeroplane." in text_of(secretary.get(ISSUE), ".paper")

    assert press(secretary).status_code == 302

    urls = links_in(secretary)
    assert [url.rpartition("/")[2] for url in urls] == [
        "own.docx",
        "own.pdf",
        "briefing.docx",
        "briefing.pdf",
    ]
    files = {url: secretary.get(url).content for url in urls}
    shared = text_of_pdf(files[urls[3]])
    assert len(PdfReader(io.BytesIO(files[urls[3]])).pages) == 1
    assert shared.startswith("Belarus – China")
    for words in ("Briefing No. 5/2021", "Ask for an aeroplane.", "Воздушный мост закрыт."):
        assert words in shared
    assert COVER not in shared
    assert COVER in text_of_pdf(files[urls[1]])
    word = Document(io.BytesIO(files[urls[2]]))
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"][:1] == ["To decide"]

    story.update(story.vaccine, by=story.by.analyst, status="in_progress", at=moment("2021-07-15", "08:00"))
    assert {url: secretary.get(url).content for url in urls} == files
    story.sign_in(client, story.cn.observer)
    assert links_in(client) == urls[2:]
    assert {url: client.get(url).status_code for url in urls} == dict(
        zip(urls, (404, 404, 200, 200), strict=True)
    )
    assert client.get(urls[3]).content == files[urls[3]]


def test_pressed_twice_the_second_one_is_told(secretary, story):
    prepare(story, story.by.secretary, week=FIFTH)
    data = form_in(secretary.get(ISSUE), "#issue-form").data

    first, second = (secretary.post(ISSUE, data) for _n in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert Briefing.objects.count() == 1
    assert "was issued already" in text_of(secretary.get(WEEK), "#messages")


def test_what_was_changed_meanwhile_is_shown_again_before_it_is_issued(secretary, story):
    prepare(story, story.by.secretary, week=FIFTH)
    data = form_in(secretary.get(ISSUE), "#issue-form").data
    prepare(story, story.by.secretary, week=FIFTH, decisions=["Other."], seen=1)

    response = secretary.post(ISSUE, data)

    assert response.status_code == 409
    assert "Other." in text_of(response, ".paper")
    assert not Briefing.objects.exists()


def test_while_other_documents_are_made_it_is_said_when_to_come_back(secretary, story, monkeypatch):
    prepare(story, story.by.secretary, week=FIFTH)
    monkeypatch.setattr(pdf, "WAIT", 0.01)

    with pdf.ONE_AT_A_TIME:
        answers = [secretary.get(f"{ISSUE}?file=pdf"), press(secretary), secretary.get(f"{PAPER}?file=pdf")]

    for answer in answers:
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0
        assert "Other documents are being made." in answer.text
    assert not Briefing.objects.exists()


def test_words_removed_while_it_was_printed_are_not_issued(secretary, story, monkeypatch):
    """A removal that comes after the page was read and before the log is locked: it is read and printed again."""
    prepare(story, story.by.secretary, week=FIFTH)
    said = Entry.objects.filter(commission=story.commission).latest("number")
    data = form_in(secretary.get(ISSUE), "#issue-form").data
    print_files = views.print_briefing

    def print_and_remove(*args, **kwargs):
        printed = print_files(*args, **kwargs)
        asked = actions.ask_redaction(said, by=story.administrator, texts=["position"], why="Erasure.")
        other = User.objects.create_user("olga@example.org", full_name="Olga Other", is_staff=True)
        actions.consent_to_redaction(asked, by=other)
        return printed

    monkeypatch.setattr(views, "print_briefing", print_and_remove)
    response = secretary.post(ISSUE, data)
    assert response.status_code == 409
    assert "Воздушный мост закрыт." not in text_of(response, ".paper")
    assert not Briefing.objects.exists()

    monkeypatch.undo()
    assert secretary.post(ISSUE, form_in(response, "#issue-form").data).status_code == 302
    url = links_in(secretary)[-1]
    assert "Воздушный мост закрыт." not in text_of_pdf(secretary.get(url).content)


@pytest.mark.parametrize(
    ("who", "side", "statuses"),
    [
        ("analyst", "first", (200, 200, 403)),
        ("observer", "first", (403, 403, 403)),
        ("secretary", "second", (200, 302, 302)),
    ],
)
def test_a_draft_is_read_by_who_works_for_its_side_and_sent_by_its_secretary(
    client, story, who, side, statuses
):
    prepare(story, story.by.secretary, week=FIFTH, cover_note=COVER)
    story.sign_in(client, story.side(side).seat(who))

    pages = [client.get(URL), client.get(ISSUE), client.post(ISSUE, {"seen": 1})]

    assert tuple(page.status_code for page in pages) == statuses
    if side == "second":
        assert not any(COVER in page.content.decode() for page in pages)


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_outsiders_are_refused_every_address(client, story, who):
    issue(prepare(story, story.by.secretary, week=FIFTH), story.by.secretary)
    story.sign_in(client, getattr(story, who))

    for url in (URL, ISSUE, "/by-cn/briefings/", f"{URL}BY/briefing.pdf"):
        assert client.get(url).status_code in (403, 404)


@pytest.mark.parametrize("week", ["2021-W28", "2021-W29", "2020-W50"])
def test_a_week_that_is_not_over_or_was_before_the_log_has_no_briefing(secretary, week):
    assert secretary.get(f"/by-cn/weeks/{week}/briefing/").status_code == 404


def test_a_draft_as_a_file_says_that_it_is_one(secretary, story):
    prepare(story, story.by.secretary, week=FIFTH, cover_note=COVER)

    response = secretary.get(f"{ISSUE}?file=pdf")

    assert "A draft of Belarus: not issued." in text_of_pdf(response.content)
    assert COVER in text_of_pdf(response.content)  # a draft is its own side's alone, in Word too
    word = Document(io.BytesIO(secretary.get(f"{ISSUE}?file=docx").content))
    assert COVER in [one.text for one in word.paragraphs]
    assert re.search(r'filename="BY-CN-briefing-BY-2021-W05-draft.pdf"', response["Content-Disposition"])


def test_the_list_has_the_briefings_of_both_sides(secretary, story):
    for side in (story.by, story.cn):
        issue(prepare(story, side.secretary, week=FIFTH), side.secretary)

    page = text_of(secretary.get("/by-cn/briefings/"), ".briefings")

    assert "Briefing No. 5/2021 of Belarus" in page
    assert "Briefing No. 5/2021 of China" in page
    assert secretary.get(f"{URL}CN/own.pdf").status_code == 404


@pytest.mark.parametrize(
    ("address", "statements"),
    [(URL, 11), (ISSUE, 15), ("/by-cn/briefings/", 4), (f"{URL}BY/briefing.pdf", 4)],
)
def test_how_often_the_database_is_asked(
    secretary, story, django_assert_max_num_queries, address, statements
):
    issue(prepare(story, story.by.secretary, week=Week(2021, 4)), story.by.secretary)
    prepare(story, story.by.secretary, week=FIFTH)
    secretary.get(URL)  # names and headlines are cached

    with django_assert_max_num_queries(statements):
        secretary.get(address)
