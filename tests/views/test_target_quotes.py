"""A target names the exact words it comes from: proposed with the words that promise it, or chosen in the form."""

import pytest

from commitments import actions
from commitments.actions import RuleBroken
from commitments.actions.proposed_terms import new_terms
from commitments.models import Commitment
from commitments.views.action_pages import ACTIONS
from tests.pages import soup_of, text_of
from tests.people import an_indicator, find_words, fresh
from tests.stages import TODAY
from tests.views.test_record import PROMISE, filled, promise  # noqa: F401

pytestmark = pytest.mark.time_machine(TODAY)

ROW = {
    "indicators-0-title": "Potash",
    "indicators-0-unit": "tonnes",
    "indicators-0-combining": "flow",
    "indicators-0-direction": "more",
}


def test_a_target_proposed_with_the_words_leads_back_to_them(client, world, promise):  # noqa: F811
    world.sign_in(client, world.by.analyst)
    page = soup_of(client.get(promise))
    assert [one.text for one in page.select(".criteria ol q[lang=ru]")] == [PROMISE]

    client.post(promise, filled(**ROW, **{"indicators-0-targets": "1500000; 2027; 1\n9; 2028"}))

    recorded = Commitment.objects.latest("pk")
    [named, unnamed] = recorded.indicators[0]["targets"]
    assert named["quote"]["words"] == PROMISE and "quote" not in unnamed
    shown = soup_of(client.get(recorded.get_absolute_url()))
    [origin] = [one for one in shown.select("ul.note li") if one.q]
    assert origin.q.text == PROMISE and origin.q["lang"] == "ru"
    assert origin.text.strip().startswith("1.5 million tonnes in 2027")
    address, anchor = origin.a["href"].split("#")
    assert soup_of(client.get(address)).find(id=anchor).text in PROMISE
    assert f"1.5 million tonnes in 2027 (“{PROMISE}”)" in text_of(shown, "#history")


def test_a_quote_that_is_not_there_is_refused_and_nothing_typed_is_lost(client, world, promise):  # noqa: F811
    world.sign_in(client, world.by.analyst)
    refused = client.post(promise, filled(**ROW, **{"indicators-0-targets": "1500000; 2027; 2"}))

    assert refused.status_code == 422
    assert "“1500000; 2027; 2”: there is no quote with the number “2”." in text_of(refused, "body")
    assert "1500000; 2027; 2" in soup_of(refused).select_one("[name=indicators-0-targets]").text


def test_the_form_keeps_what_a_target_comes_from_and_lets_it_be_chosen(client, world):
    client.force_login(world.by.secretary.user)
    url = ACTIONS["set_indicators"].url(world.trade)
    page = soup_of(client.get(url))
    [words] = [one.text for one in page.select(".criteria ol q")]
    for number, typed in enumerate(("900; 2021", "900; 2021; 1")):
        sent = {**ROW, "indicators-0-number": str(number and 1), "indicators-0-targets": typed}
        client.post(url, {**sent, "submission": f"w-{number}", "seen": fresh(world.trade).last_number})

    [target] = fresh(world.trade).indicators[0]["targets"]
    assert (target["number"], target["quote"]["words"]) == (1, words)
    again = soup_of(client.get(url)).select_one("[name=indicators-0-targets]")
    assert again.text.strip() == "900; 2021; 1"


@pytest.mark.parametrize("start", [0, 1])
def test_no_door_takes_words_that_are_not_quoted_for_the_commitment(world, start):
    words = find_words(world.by.readout, "объём")
    quote = {
        "readout": words.readout.slug,
        "start": words.start + start,
        "end": words.end,
        "words": "made up",
    }
    line = an_indicator("Exports", "USD", targets=[{"value": "9", "period": "2021", "quote": quote}])
    with pytest.raises(RuleBroken, match="a target can only name words that are quoted"):
        actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[line])
    with pytest.raises(RuleBroken, match="a target can only name words that are quoted"):
        new_terms(world.trade, "figures", {"indicators": [line]})
    assert fresh(world.trade).indicators == []


@pytest.mark.parametrize(("typed", "kept"), [("about 900; 2021", "about 900"), ("约900; 2021", "about 900")])
def test_a_target_keeps_its_about(client, world, typed, kept):
    client.force_login(world.by.secretary.user)
    url = ACTIONS["set_indicators"].url(world.trade)
    sent = {
        **ROW,
        "indicators-0-baseline": "около 68; 2019",
        "submission": "w",
        "seen": world.trade.last_number,
    }
    client.post(url, {**sent, "indicators-0-targets": typed})

    page = text_of(client.get(world.trade.get_absolute_url()), "main")
    assert f"{kept} tonnes in 2021" in page and "Before the promise: about 68 tonnes (2019)" in page
    row = soup_of(client.get(url))
    assert row.select_one("[name=indicators-0-targets]").text.strip() == "about 900; 2021"
    assert row.select_one("[name=indicators-0-baseline]")["value"] == "about 68; 2019"


@pytest.mark.parametrize("typed", ["more than 900; 2021", "не более 900; 2021"])
def test_a_target_that_is_a_bound_is_asked_for_its_number(client, world, typed):
    client.force_login(world.by.secretary.user)
    url = ACTIONS["set_indicators"].url(world.trade)
    sent = {**ROW, "indicators-0-targets": typed, "submission": "w", "seen": world.trade.last_number}
    refused = client.post(url, sent)

    assert refused.status_code == 422
    assert "give the number that is to be reached, or “about” so much." in text_of(refused, "body")
