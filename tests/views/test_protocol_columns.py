"""A protocol in two equally authentic columns: each side's copy has its own language first, item by item."""

import pytest

from commitments import actions
from commitments.models import AgendaItem, Commission, User
from tests import briefings
from tests.pages import soup_of, text_of
from tests.people import fresh
from tests.sessions import a_session, ask_for, draft, sign
from tests.stages import TODAY
from tests.views.test_papers import words_of

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

RU, ZH = "Стороны приняли к сведению.", "双方予以注意。"


@pytest.fixture
def session(world):
    """Decided before the languages were asked for, in both, and not decided."""
    session = a_session(world, world.vaccine, world.trade, None)
    draft(world, session, 1, words="The committee took note.")
    sign(world, session, 1)
    ask_for(world, "ru zh-hans")
    draft(world, session, 2, words=RU, texts={"zh-hans": ZH}, effect="carried")
    sign(world, session, 2)
    return session


def protocol(client, world, session, side, tail=""):
    world.sign_in(client, side.secretary)
    return client.get(f"{session.get_absolute_url()}protocol/{tail}")


def columns(soup, selector):
    return [(one["lang"], one) for one in soup.select(f"{selector} > [lang]")]


def test_each_copy_has_its_own_language_first(client, world, session):
    for side, order in ((world.by, ["ru", "zh-Hans"]), (world.cn, ["zh-Hans", "ru"])):
        soup = soup_of(protocol(client, world, session, side))
        assert [lang for lang, _one in columns(soup, "main > .both")] == order
        for item in ("#item-1", "#item-2", "#item-3"):
            assert [lang for lang, _one in columns(soup, f"{item} > .both")] == order * 2
        assert [one["lang"] for one in soup.select("#item-2 .offer .words")] == order


def test_all_around_the_texts_is_in_the_language_of_its_column(client, world, session):
    soup = soup_of(protocol(client, world, session, world.by))
    (_ru, russian), (_zh, chinese) = columns(soup, "main > .both")
    assert "Проект протокола" in russian.text
    assert "12 июля 2021" in russian.text
    assert "2021年7月12日" in chinese.text
    decided = [one.text for _lang, one in columns(soup, "#item-2 > .offer")]
    assert RU in decided[0]
    assert "Решено" in decided[0]
    assert ZH in decided[1]
    assert RU not in decided[1]
    undecided = [one.text.strip() for _lang, one in columns(soup, "#item-3 > .both:last-child")]
    assert len(set(undecided)) == 2


def test_what_was_decided_in_one_text_is_said_once(client, world, session):
    page = protocol(client, world, session, world.by)
    assert text_of(page, "#item-1").count("The committee took note.") == 1


def test_a_language_without_its_text_says_so(client, world, session):
    ask_for(world, "ru")
    draft(world, session, 3, words="Только по-русски.")
    sign(world, session, 3)
    soup = soup_of(protocol(client, world, session, world.cn))
    chinese, russian = (one for _lang, one in columns(soup, "#item-3 > .offer"))
    assert "Только по-русски." in russian.text
    assert "Только по-русски." not in chinese.text
    assert "无此语言文本。" in chinese.text


def test_one_text_makes_one_column(client, world):
    session = a_session(world, world.vaccine)
    draft(world, session)
    sign(world, session)
    assert not soup_of(protocol(client, world, session, world.by)).select("main > .both")


def test_an_item_is_called_in_the_language_of_each_column(client, world, session):
    texts = {"ru": "Вакцина для Беларуси", "zh-hans": "白俄罗斯所需疫苗"}
    for language, text in texts.items():
        said = {"part": "title", "language": language, "text": text}
        actions.translate(fresh(world.vaccine), by=world.cn.analyst, at=world.clock(), **said)
    AgendaItem.objects.filter(commitment=world.vaccine).update(title=world.vaccine.title)
    for side, order in ((world.by, ["ru", "zh-Hans"]), (world.cn, ["zh-Hans", "ru"])):
        soup = soup_of(protocol(client, world, session, side))
        titles = soup.select("#item-1 h2 [lang]")
        assert [one["lang"] for one in titles] == order
        assert {one.text for one in titles} == set(texts.values())
    assert len(soup.select("#item-3 h2 > span:not(.code)")) == 1


def test_so_it_is_where_the_interface_does_not_speak_the_language(client, world, session):
    Commission.objects.filter(pk=world.commission.pk).update(languages="ru zh-hans en ar")
    ask_for(world, "ar zh-hans")
    draft(world, session, 3, words="أحيط علماً.", language="ar", texts={"zh-hans": ZH})
    sign(world, session, 3)
    said = {"part": "title", "language": "ar", "text": "لقاح لبيلاروس"}
    actions.translate(fresh(world.vaccine), by=world.cn.analyst, at=world.clock(), **said)
    AgendaItem.objects.filter(commitment=world.vaccine).update(title=world.vaccine.title)
    titles = soup_of(protocol(client, world, session, world.by)).select("#item-1 h2 [lang=ar]")
    assert [(one.text, one["dir"]) for one in titles] == [("لقاح لبيلاروس", "rtl")]


def test_the_week_tells_a_decision_in_the_language_of_its_reader(client, world, session):
    for side, told in ((world.by, RU), (world.cn, ZH)):
        User.objects.filter(pk=side.secretary.user_id).update(language=side.secretary.party.language)
        world.sign_in(client, side.secretary)
        week = client.get(
            f"/{world.commission.slug}/weeks/{world.commission.calendar.week_of(world.clock.now)}/"
        )
        assert told in week.text
        assert (RU in week.text) != (ZH in week.text)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_on_paper_both_texts_are_there_in_the_order_of_each_side(client, world, session, kind):
    briefings.wait_for_paper()
    for side, first, second in ((world.by, RU, ZH), (world.cn, ZH, RU)):
        said = words_of(protocol(client, world, session, side, f"?file={kind}"))
        assert 0 < said.index(first) < said.index(second)
        assert "Проект протокола" in said
        assert "The committee took note." in said
