"""Words of a due and titles of what is counted bind both sides in every authentic language, too."""

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.models import Commission
from commitments.reports.commitment.texts import authentic_texts
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.pages import form_in, soup_of
from tests.people import an_indicator, fresh
from tests.stages import TODAY
from tests.views.test_parallel_texts import ZH, amend, authentic, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

SUBSIDES = "as soon as the pandemic subsides"
SUBSIDES_ZH = "疫情缓解后"
ON_CONDITION = Due(kind="condition", text=SUBSIDES, asked="second", every_weeks=4)


@pytest.fixture
def counted(world):
    """Proposed by the first side: due on a condition, with something that is counted; title and statement in both."""
    authentic(world)
    line = an_indicator("Goods sold", "tons")
    made = world.record(by=world.by.secretary, due=ON_CONDITION, indicators=[line], **ZH)
    made.commission = world.commission
    world.trade = made
    return made


def confirm(world, commitment):
    return actions.confirm(fresh(commitment), by=world.cn.secretary, at=world.clock())


def test_nothing_is_confirmed_while_either_lacks_a_text(client, world, counted):
    with refused(field="") as refusal:
        confirm(world, counted)
    said = str(refusal.value.messages)
    assert "Words of the due: Chinese; What is counted, No. 1: Chinese" in said
    assert "changes the wording, the criteria or what is counted" in said
    world.sign_in(client, world.cn.secretary)
    page = client.get(url_of(counted, "confirm/"))
    assert client.post(url_of(counted, "confirm/"), form_in(page).filled()).status_code == 422

    world.sign_in(client, world.by.secretary)
    url = url_of(counted, "amend/")
    typed = {"due_text_zh-hans": SUBSIDES_ZH, "reason": "In both."}
    assert client.post(url, form_in(client.get(url)).filled(**typed)).status_code == 302
    with refused(field="") as refusal:
        confirm(world, counted)
    assert "Words of the due" not in str(refusal.value.messages)
    url = url_of(counted, "indicators/")
    typed = {"indicators-0-text_in_zh-hans": "商品销售量"}
    assert client.post(url, form_in(client.get(url)).filled(**typed)).status_code == 302
    assert fresh(counted).indicators[0]["texts"] == {"zh-hans": "商品销售量"}

    world.sign_in(client, world.cn.secretary)
    page = client.get(url_of(counted, "confirm/"))
    shown = [one.text for one in soup_of(page).select("dd[lang=zh-Hans]")]
    assert shown[-2:] == [SUBSIDES_ZH, "商品销售量"]
    assert client.post(url_of(counted, "confirm/"), form_in(page).filled()).status_code == 302
    assert fresh(counted).recognition == "confirmed"
    assert all_is_well(world)


def test_what_is_counted_no_more_needs_no_text(world, counted):
    amend(world, due_texts={"zh-hans": SUBSIDES_ZH})
    actions.set_indicators(fresh(counted), by=world.by.secretary, indicators=[], at=world.clock())
    assert [part.label for part in authentic_texts(fresh(counted))] == [
        "Title",
        "Statement",
        "Words of the due",
    ]
    confirm(world, counted)


def test_words_of_a_due_are_amended_and_a_condition_keeps_some(world, counted):
    with refused(field="due_text"):
        amend(world, due_text="", due_texts={})
    with refused(field="due_text"):
        amend(world, due_text="x" * 301)
    with refused(field="due_texts"):
        amend(world, due_texts={"en": "The same language"})
    made = amend(world, due_text="when the pandemic is over", due_texts={"zh-hans": "疫情结束后"})
    assert changes_of(made).keys() == {"due_text", "due_texts"}
    assert all_is_well(world)


def test_a_due_is_agreed_in_both_languages(world):
    authentic(world)
    due = {"due_kind": "event", "due_text": "the session of 2022", "due_on": None}
    made = world.propose(world.vaccine, by=world.by, subject="due", values=due)
    with refused(field="") as refusal:
        actions.accept(fresh(world.vaccine), by=world.cn.secretary, proposal=made.number, at=world.clock())
    assert "Words of the due: Chinese" in str(refusal.value.messages)
    values = due | {"due_texts": {"zh-hans": "2022年会议"}}
    Commission.objects.update(four_eyes=False)
    world.vaccine.commission.refresh_from_db()
    put = {"proposal": made.number, "values": values, "reason": "In both."}
    counter = actions.counter(fresh(world.vaccine), by=world.cn.secretary, at=world.clock(), **put)
    actions.accept(fresh(world.vaccine), by=world.by.secretary, proposal=counter.number, at=world.clock())
    assert fresh(world.vaccine).due_texts == {"zh-hans": "2022年会议"}


def test_what_is_counted_is_agreed_in_both_languages(world):
    authentic(world)
    line = an_indicator("Doses", "doses")
    made = world.propose(world.vaccine, by=world.by, subject="figures", values={"indicators": [line]})
    with refused(field="") as refusal:
        actions.accept(fresh(world.vaccine), by=world.cn.secretary, proposal=made.number, at=world.clock())
    assert "What is counted, No. 1: Chinese" in str(refusal.value.messages)


@pytest.mark.parametrize("texts", [{"en": "Doses"}, {"zh-hans": " "}, {"zh-hans": "剂" * 121}])
def test_what_can_be_no_text_of_an_indicator_is_refused(world, texts):
    with refused(field="indicators"):
        lines = [an_indicator("Doses", "doses", texts=texts)]
        actions.set_indicators(fresh(world.trade), by=world.by.secretary, indicators=lines, at=world.clock())


def test_a_request_is_accepted_with_another_due_in_both_languages(client, world):
    authentic(world)
    asked = world.record(speech_act="request", performed_by="second", beneficiary="first", **ZH)
    late = Due(kind="event", text="the session of 2022")
    with refused(field="") as refusal:
        actions.accept_request(fresh(asked), by=world.cn.secretary, due=late, at=world.clock())
    assert "Words of the due: Chinese. Write when it is due" in str(refusal.value.messages)

    world.sign_in(client, world.cn.secretary)
    url = url_of(asked, "accept/")
    typed = {"due_kind": "event", "due_text": late.text, "due_text_zh-hans": "2022年会议"}
    assert client.post(url, form_in(client.get(url)).filled(**typed)).status_code == 302
    assert fresh(asked).due_texts == {"zh-hans": "2022年会议"}


def test_a_reader_gets_the_words_of_a_due_in_the_own_language(client, world, counted):
    amend(world, due_texts={"zh-hans": SUBSIDES_ZH})
    world.cn.analyst.user.language = "zh-hans"
    world.cn.analyst.user.save()
    world.sign_in(client, world.cn.analyst)
    page = soup_of(client.get(counted.get_absolute_url()))
    assert page.find("span", class_="note", lang="zh-Hans", string=SUBSIDES_ZH) is not None
    assert SUBSIDES in [one.text for one in page.select("details.original p")]
