"""A briefing in two languages: chosen with the draft, the own one first, on one page, and frozen as any other."""

import hashlib
import io

import pytest
from docx import Document
from pypdf import PdfReader

from commitments.models import Briefing, BriefingDraft, BriefingFile
from tests.briefings import wait_for_paper
from tests.pages import errors_in, form_in, soup_of
from tests.people import moment
from tests.sessions import ask_for
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY, tick=False)

URL = "/by-cn/weeks/2021-W05/briefing/"
ISSUE = f"{URL}issue/"
RU, ZH = "Назвать день поставки вакцины.", "确定疫苗交付日期。"


@pytest.fixture
def story(world):
    wait_for_paper()
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-02"))
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="blocked",
        position="Воздушный мост закрыт.",
        at=moment("2021-02-03"),
    )
    ask_for(world, "ru zh-hans")
    return world


def save(client, **words):
    return client.post(URL, form_in(client.get(URL), "#briefing-form").data | words)


def issue(client):
    return client.post(ISSUE, form_in(client.get(ISSUE), "#issue-form").data, follow=True)


def issued(side):
    rows = BriefingFile.objects.readable_by(side.party).filter(briefing__party=side.party)
    return {row.name: bytes(row.content) for row in rows}


def words_of(content, kind):
    if kind == "pdf":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        assert len(pages) == 1
        return " ".join(pages[0].split())
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join(cells)


@pytest.mark.parametrize("place", ["first", "second"])
def test_each_side_issues_one_page_with_its_own_language_first(client, story, place):
    side = story.side(place)
    own, other = ("ru", "zh-hans") if place == "first" else ("zh-hans", "ru")
    words = {"ru": RU, "zh-hans": ZH}
    client = story.sign_in(client, side.secretary)
    saved = save(
        client, **{"decision_1": words[own], f"decision_1_{other}": words[other], "is_in_columns": "on"}
    )
    assert saved.status_code == 302
    issue(client)

    files = issued(side)
    for kind in ("pdf", "docx"):
        said = words_of(files[f"briefing.{kind}"], kind)
        assert 0 <= said.index(words[own]) < said.index(words[other])
        assert said.index({"ru": "Справка", "zh-hans": "简报"}[own]) >= 0
    kept = Briefing.objects.get().files
    assert kept == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_a_line_that_is_missing_in_a_language_is_said_to_be_missing(client, story):
    client = story.sign_in(client, story.by.secretary)
    save(client, decision_1=RU, is_in_columns="on")
    paper = soup_of(client.get(ISSUE)).select_one(".paper")
    cells = {one.text: one["lang"] for one in paper.select("[lang]")}
    assert cells[RU] == "ru"
    assert cells["无此语言文本。"] == "zh-Hans"
    assert paper.select_one("h1 [lang]")["lang"] == "ru"


def test_lines_keep_their_pairs_where_one_is_left_empty(client, story):
    client = story.sign_in(client, story.by.secretary)
    save(client, decision_2=RU, **{"decision_2_zh-hans": ZH, "decision_1_zh-hans": "没有对应。"})
    draft = BriefingDraft.objects.of(story.by.party).get()
    assert (draft.decisions, draft.other_decisions) == ([RU], {"zh-hans": [ZH]})
    form = form_in(client.get(URL), "#briefing-form").data
    assert (form["decision_1"], form["decision_1_zh-hans"]) == (RU, ZH)


def test_without_the_choice_or_a_second_language_it_is_as_before(client, story):
    client = story.sign_in(client, story.by.secretary)
    save(client, decision_1=RU, **{"decision_1_zh-hans": ZH})
    assert ZH not in client.get(ISSUE).text.partition('class="paper')[2].partition("</section>")[0]

    ask_for(story, "")
    page = soup_of(client.get(URL))
    assert not page.select("[name=is_in_columns], [name=decision_1_zh-hans]")
    answer = save(client, decision_1="Иначе.", is_in_columns="on")
    assert (answer.status_code, errors_in(answer) if answer.status_code == 422 else {}) == (302, {})
    assert not BriefingDraft.objects.of(story.by.party).get().is_in_columns
