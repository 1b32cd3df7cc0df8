"""Deciding in two authentic texts: a field for each, the reader's own first, and both side by side where they are signed."""

import pytest
from django.utils import translation

from tests.pages import errors_in, form_in, soup_of, text_of
from tests.people import fresh
from tests.sessions import a_session, ask_for, draft, item, sign
from tests.stages import TODAY
from tests.views.test_papers import words_of

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]

RU, ZH = "Стороны приняли к сведению.", "双方予以注意。"


@pytest.fixture
def session(world):
    ask_for(world, "ru zh-hans")
    return a_session(world, world.vaccine)


def decide_url(session):
    return f"{session.get_absolute_url()}items/1/decide/"


def fields(response):
    return [one["name"] for one in soup_of(response).select("#session-form textarea")]


def test_each_side_is_asked_for_its_own_text_first(client, world, session):
    for side, own, other in ((world.by, "ru", "zh-hans"), (world.cn, "zh-hans", "ru")):
        world.sign_in(client, side.secretary)
        page = client.get(decide_url(session))
        assert fields(page) == [f"words_{own}", f"words_{other}"]
    first = soup_of(page).select_one("textarea")
    assert (first["lang"], first["dir"]) == ("zh-Hans", "ltr")


def test_both_texts_are_kept_where_the_form_is_refused(client, world, session):
    world.sign_in(client, world.cn.secretary)
    form = form_in(client.get(decide_url(session)), "#session-form")
    empty = client.post(decide_url(session), form.filled())
    assert errors_in(empty) == {"words_zh-hans": "Say what is decided, in at least one sentence."}

    typed = {"words_zh-hans": ZH, "words_ru": RU, "effect": "redated"}
    refused = client.post(decide_url(session), form.filled(**typed))
    assert set(errors_in(refused)) == {"effect_on"}
    kept = form_in(refused, "#session-form").data
    assert (kept["words_zh-hans"], kept["words_ru"]) == (ZH, RU)


def test_a_draft_written_on_top_of_another_one_keeps_both_texts(client, world, session):
    world.sign_in(client, world.cn.secretary)
    form = form_in(client.get(decide_url(session)), "#session-form")
    draft(world, session, words="Иначе.")

    answer = client.post(decide_url(session), form.filled(**{"words_zh-hans": ZH, "words_ru": RU}))
    assert answer.status_code == 409
    kept = form_in(answer, "#session-form")
    assert (kept.data["words_zh-hans"], kept.data["words_ru"]) == (ZH, RU)
    assert client.post(decide_url(session), kept.filled()).status_code == 302
    assert item(session).texts() == {"ru": RU, "zh-hans": ZH}


def test_the_page_says_which_text_is_missing_instead_of_offering_to_sign(client, world, session):
    draft(world, session, words=RU)
    world.sign_in(client, world.cn.secretary)
    page = client.get(session.get_absolute_url())
    assert "The decision has no text yet in: Chinese." in text_of(page, "#item-1")
    assert "No text in this language." in text_of(page, "#item-1 .offer")
    assert not soup_of(page).select('form[action$="items/1/sign/"]')

    by_hand = client.post(
        f"{session.get_absolute_url()}items/1/sign/", {"shown": item(session).draft_entry}, follow=True
    )
    assert by_hand.status_code == 422
    assert "The decision has no text yet in: Chinese." in by_hand.text
    assert not item(session).is_signed


def test_the_other_side_fills_in_its_text_and_the_first_one_signs_what_it_saw(client, world, session):
    draft(world, session, words=RU)
    world.sign_in(client, world.cn.secretary)
    form = form_in(client.get(decide_url(session)), "#session-form")
    assert (form.data["words_ru"], form.data["words_zh-hans"]) == (RU, "")
    assert client.post(decide_url(session), form.filled(**{"words_zh-hans": ZH})).status_code == 302

    world.sign_in(client, world.by.secretary)
    page = client.get(session.get_absolute_url())
    shown = [(one["lang"], one.text) for one in soup_of(page).select("#item-1 .offer .words")]
    assert shown == [("ru", RU), ("zh-Hans", ZH)]
    assert "Equally authentic texts: Russian, Chinese." in text_of(page, "#item-1 .offer")
    form = form_in(page, 'form[action$="items/1/sign/"]')
    assert client.post(form.action, form.filled()).status_code == 302

    for url in (fresh(world.vaccine).get_absolute_url(), "/by-cn/log/"):
        said = {one["lang"]: one.text for one in soup_of(client.get(url)).select(".said[lang]")}
        assert (said.get("ru"), said.get("zh-Hans")) == (RU, ZH), (url, said)


def test_a_language_of_the_form_that_is_no_authentic_one_is_not_taken(client, world, session):
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(decide_url(session)), "#session-form")
    client.post(decide_url(session), form.filled(words_ru=RU) | {"words_en": "And this.", "words": "This."})
    assert item(session).texts() == {"ru": RU}


def test_whose_language_is_none_of_them_reads_that_of_the_interface_first(client, world):
    ask_for(world, "zh-hans en")
    session = a_session(world, world.vaccine)
    world.sign_in(client, world.by.secretary)
    with translation.override("en"):
        assert fields(client.get(decide_url(session))) == ["words_en", "words_zh-hans"]


def test_an_item_that_was_carried_over_is_quoted_in_the_language_of_its_reader(client, world, session):
    draft(world, session, words=RU, texts={"zh-hans": ZH}, effect="carried")
    sign(world, session)
    world.sign_in(client, world.cn.secretary)
    page = client.get(session.get_absolute_url())
    shown = [(one["lang"], one.text) for one in soup_of(page).select("#item-1 .offer .words")]
    assert shown == [("zh-Hans", ZH), ("ru", RU)]


def test_the_pack_has_both_texts_and_says_whether_they_are_signed(client, world, session):
    draft(world, session, words=RU, texts={"zh-hans": ZH})
    world.sign_in(client, world.cn.secretary)
    pack = f"{session.get_absolute_url()}pack/"
    shown = [(one["lang"], one.text) for one in soup_of(client.get(pack)).select("#item-1 .offer .words")]
    assert shown == [("zh-Hans", ZH), ("ru", RU)]
    said = words_of(client.get(f"{pack}?file=docx"))
    assert 0 < said.index("Drafted by Belarus, not signed") < said.index(ZH) < said.index(RU)
