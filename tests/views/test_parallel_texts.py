"""Texts of a commitment in two authentic languages, and translations, on their pages."""

import re

import pytest

from commitments import actions
from commitments.models import Commission, Commitment, User
from commitments.vocabulary import TITLE_LIMIT
from tests import sessions
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.pages import form_in, soup_of
from tests.people import a_criterion, find_words, fresh
from tests.stages import TODAY, last_entry
from tests.views.test_register import codes

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

ZH = {"title_texts": {"zh-hans": "电子商务"}, "statement_texts": {"zh-hans": "双方发展电子商务。"}}


def authentic(world, codes="en zh-hans"):
    Commission.objects.filter(pk=world.commission.pk).update(authentic_languages=codes)
    world.commission.refresh_from_db()
    for commitment in (world.trade, world.vaccine):
        commitment.commission = world.commission
    for side in (world.by, world.cn):
        for seat in side.secretary, side.analyst:
            seat.party.commission = world.commission


def url_of(commitment, page):
    return f"{commitment.get_absolute_url()}{page}"


def amend(world, **fields):
    return actions.amend(
        fresh(world.trade), by=world.by.secretary, reason="Clearer.", at=world.clock(), **fields
    )


def test_nothing_is_confirmed_while_an_authentic_text_is_missing(client, world):
    authentic(world)
    with refused(field="") as refusal:
        actions.confirm(fresh(world.trade), by=world.cn.secretary, at=world.clock())
    assert "Title: Chinese; Statement: Chinese" in str(refusal.value.messages)

    world.sign_in(client, world.cn.secretary)
    page = client.get(url_of(world.trade, "confirm/"))
    assert "missing" in page.text
    assert client.post(url_of(world.trade, "confirm/"), form_in(page).filled()).status_code == 422

    amend(world, **ZH)
    page = client.get(url_of(world.trade, "confirm/"))
    assert "双方发展电子商务。" in page.text
    assert client.post(url_of(world.trade, "confirm/"), form_in(page).filled()).status_code == 302
    assert fresh(world.trade).recognition == "confirmed"
    assert all_is_well(world)


def test_without_authentic_languages_nothing_is_demanded(world):
    actions.confirm(fresh(world.trade), by=world.cn.secretary, at=world.clock())
    assert fresh(world.trade).recognition == "confirmed"


def test_the_form_has_a_field_for_each_authentic_language_and_says_what_is_left_as_it_was(client, world):
    authentic(world)
    amend(world, **ZH)
    world.sign_in(client, world.by.secretary)
    page = client.get(url_of(world.trade, "amend/"))
    form = form_in(page)
    typed = {"title": "Trade by internet", "reason": "Shorter."}

    refusal = client.post(url_of(world.trade, "amend/"), form.filled(**typed))
    assert refusal.status_code == 422
    assert "Its original changes." in refusal.text

    renewed = typed | {"title_zh-hans": "网上贸易"}
    assert client.post(url_of(world.trade, "amend/"), form.filled(**renewed)).status_code == 302
    assert fresh(world.trade).title_texts == {"zh-hans": "网上贸易"}
    assert fresh(world.trade).first_texts_old == ""


def test_a_text_that_stays_is_marked(client, world):
    authentic(world)
    amend(world, **ZH)
    world.sign_in(client, world.by.secretary)
    form = form_in(client.get(url_of(world.trade, "amend/")))
    sent = form.filled(title="Trade by internet", reason="Shorter.", texts_stay="on")
    assert client.post(url_of(world.trade, "amend/"), sent).status_code == 302

    trade = fresh(world.trade)
    assert trade.titles["zh-hans"][0][0] == "not_renewed"
    assert trade.first_texts_old == trade.second_texts_old == " zh-hans "


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"title_texts": {"en": "The same"}}, "title_texts"),
        ({"title_texts": {"ja": "電子商取引"}}, "language"),
        ({"title_texts": {"ru": "х" * 161}}, "title_texts"),
        ({"statement_texts": {"ru": " "}}, "statement_texts"),
    ],
)
def test_what_cannot_be_an_authentic_text_is_refused(world, texts, field):
    with refused(field=field):
        amend(world, **texts)


def test_a_criterion_is_proposed_and_countered_in_both_languages(client, world):
    authentic(world)
    one = a_criterion()
    sent = {"subject": "criteria", "reason": "As said."}
    made = world.propose(world.vaccine, by=world.by, values={"criteria": [one]}, **sent)
    with refused(field=""):
        actions.accept(fresh(world.vaccine), by=world.cn.secretary, proposal=made.number, at=world.clock())

    both = one | {"texts": {"zh-hans": "疫苗已运到。"}}
    draft = world.prepare(
        fresh(world.vaccine), by=world.cn.analyst, values={"criteria": [both]}, counters=made.number, **sent
    )
    countered = actions.counter(
        fresh(world.vaccine),
        by=world.cn.secretary,
        proposal=made.number,
        draft=draft,
        values=draft.terms,
        reason="As said.",
        at=world.clock(),
    )
    accepted = actions.accept(
        fresh(world.vaccine), by=world.by.secretary, proposal=countered.number, at=world.clock()
    )
    assert changes_of(accepted)["criteria"][1][0]["texts"] == {"zh-hans": "疫苗已运到。"}
    assert all_is_well(world)

    world.sign_in(client, world.cn.analyst)
    client.cookies["django_language"] = "zh-hans"
    page = client.get(world.vaccine.get_absolute_url(), headers={"accept-language": "zh-hans"})
    assert "疫苗已运到。" in page.text


def test_the_rows_of_criteria_take_authentic_texts(client, world):
    authentic(world)
    world.sign_in(client, world.by.secretary)
    url = url_of(world.trade, "criteria/")
    typed = {
        "criteria-0-text": "Ten kinds of goods are sold.",
        "criteria-0-evidence_class": "statistic",
        "criteria-0-text_in_zh-hans": "十种商品已上架。",
    }
    assert client.post(url, form_in(client.get(url)).filled(**typed)).status_code == 302
    [criterion] = fresh(world.trade).criteria
    assert criterion["texts"] == {"zh-hans": "十种商品已上架。"}
    assert "十种商品已上架。" in client.get(url).text


def test_another_wording_is_offered_and_accepted_in_both_languages(world):
    authentic(world)
    amend(world, **ZH)
    words = {"statement": "China will look at the list.", "statement_texts": {"zh-hans": "中方将研究清单。"}}
    actions.reword(fresh(world.trade), by=world.cn.secretary, reason="So it was.", at=world.clock(), **words)
    actions.accept_wording(
        fresh(world.trade), by=world.by.secretary, statement=words["statement"], at=world.clock()
    )

    trade = fresh(world.trade)
    assert (trade.statement_texts, trade.offered_texts) == (words["statement_texts"], {})
    assert trade.first_texts_old == ""
    assert all_is_well(world)


def test_a_translation_is_typed_beside_its_original(client, world):
    world.sign_in(client, world.cn.analyst)
    page = client.get(world.trade.get_absolute_url())
    link = url_of(world.trade, "translate/?part=title&amp;language=zh-hans")
    assert link in page.text

    url = link.replace("&amp;", "&")
    form = client.get(url)
    assert world.trade.title in form.text
    assert soup_of(form).select_one("textarea[name=text]")["data-limit"] == str(TITLE_LIMIT)
    # A title is one line, whatever is pasted.
    assert client.post(url, form_in(form).filled(text="电子\n商务")).status_code == 302
    assert last_entry(world).kind == "translated"
    assert fresh(world.trade).translations["title"]["zh-hans"]["second"]["text"] == "电子 商务"

    amend(world, title="A wider list of goods and services")
    again = client.get(url)
    assert "It read before" in again.text and "<ins>" in again.text
    assert "1 text out of date" in client.get(world.trade.get_absolute_url()).text


def test_an_item_of_a_session_is_called_as_its_commitment_while_both_are_called_alike(client, world):
    session = sessions.call(world)
    sessions.put(world, session, world.trade, title=world.trade.title)
    sessions.put(world, session, world.vaccine, title="Where the vaccine stands")
    for commitment, text in ((world.trade, "更多商品清单"), (world.vaccine, "疫苗")):
        said = {"part": "title", "language": "zh-hans", "text": text}
        actions.translate(commitment, by=world.cn.analyst, at=world.clock(), **said)
    world.sign_in(client, world.cn.analyst)
    User.objects.update(language="zh-hans")

    for page in ("", "protocol/", "pack/"):
        answer = client.get(f"{session.get_absolute_url()}{page}")
        title = soup_of(answer).find(
            attrs={"lang": "zh-Hans", "data-text": "译文"}, string=re.compile("更多商品清单")
        )
        assert title is not None, page
        assert "Where the vaccine stands" in answer.text, page
    before = soup_of(client.get(f"{session.get_absolute_url()}pack/?as_of=2021-01-30"))
    assert before.find("span", string=re.compile(world.trade.title)) is not None
    assert before.find("span", string=re.compile("更多商品清单")) is None


def test_a_language_sent_by_hand_is_refused_at_the_text(client, world):
    world.sign_in(client, world.cn.analyst)
    url = url_of(world.trade, "translate/?part=title&language=zh-hans")
    form = form_in(client.get(url))
    refusal = client.post(url, form.filled(text="電子商取引", language="ja"))
    assert refusal.status_code == 422
    assert "Not a language of this commission" in refusal.text
    assert Commitment.objects.filter(translations={}).count() == Commitment.objects.count()


def test_what_is_out_of_date_waits_for_who_keeps_it_and_is_found(client, world):
    said = {"part": "title", "language": "zh-hans", "text": "更多商品清单"}
    actions.translate(world.trade, by=world.cn.analyst, at=world.clock(), **said)
    tasks, old = f"/{world.commission.slug}/inbox/", f"/{world.commission.slug}/register/?texts=old"

    def waits(who):
        world.sign_in(client, who)
        return "Renew its texts in other languages" in client.get(tasks).text

    assert not waits(world.cn.analyst)
    amend(world, title="A wider list of goods and services")
    assert [waits(who) for who in (world.cn.analyst, world.cn.observer, world.by.analyst)] == [
        True,
        False,
        False,
    ]
    assert world.trade.code in client.get(old).text

    actions.translate(
        fresh(world.trade), by=world.cn.analyst, at=world.clock(), **(said | {"text": "更多商品和服务清单"})
    )
    assert not waits(world.cn.analyst)
    assert world.trade.code not in soup_of(client.get(old)).select_one("#results").text


def test_search_finds_every_version(client, world):
    world.sign_in(client, world.by.analyst)
    search = f"/{world.commission.slug}/register/?q="
    assert codes(client.get(f"{search}清单")) == []
    said = {"part": "title", "language": "zh-hans", "text": "更多商品清单"}
    actions.translate(world.trade, by=world.cn.analyst, at=world.clock(), **said)
    amend(world, statement_texts={"ru": "Китай изучит перечень."})

    assert codes(client.get(f"{search}清单")) == codes(client.get(f"{search}перечень")) == ["02"]
    assert all_is_well(world)


def test_a_list_has_the_title_in_the_readers_language_and_says_what_it_is(client, world):
    said = {"part": "title", "language": "zh-hans", "text": "更多商品清单"}
    actions.translate(world.trade, by=world.cn.analyst, at=world.clock(), **said)
    world.cn.analyst.user.language = "zh-hans"
    world.cn.analyst.user.save()
    world.sign_in(client, world.cn.analyst)

    row = soup_of(client.get(f"/{world.commission.slug}/register/")).select_one("a.row-title[data-text]")
    assert (row.text, row["lang"], row["data-text"]) == ("更多商品清单", "zh-Hans", "译文")
    page = soup_of(client.get(world.trade.get_absolute_url()))
    assert page.select_one("h1").text == "更多商品清单"
    assert page.select_one("details.original p").text == world.trade.title


def test_who_confirms_where_readouts_are_compared_sees_every_authentic_text(client, world):
    authentic(world)
    amend(world, **ZH)
    words = {"language": "en", "publisher": "President of Belarus", "published_on": world.meeting.held_on}
    english = actions.file_readout(
        world.meeting, by=world.by.analyst, text="China will look at the list.", at=world.clock(), **words
    )
    quoted = find_words(english, "look at the list")
    actions.quote(fresh(world.trade), by=world.by.analyst, words=quoted, at=world.clock())
    url = f"/by-cn/meetings/{world.meeting.slug}/"

    world.sign_in(client, world.cn.secretary)
    row = soup_of(client.get(url)).select_one(f"#row-{world.trade.code}")
    assert "双方发展电子商务。" in [one.text for one in row.select("dd[lang=zh-Hans]")]
    # The words in the language of the page, and one click away those in that of the side.
    assert row.select_one(".snippet[lang=en]").text.strip() == "look at the list"
    [elsewhere] = row.select("details.original")
    assert "Russian" in elsewhere.summary.text
    assert elsewhere.select_one(".snippet")["lang"] == "ru"

    world.sign_in(client, world.cn.analyst)
    assert not soup_of(client.get(url)).select(f"#row-{world.trade.code} dd")
