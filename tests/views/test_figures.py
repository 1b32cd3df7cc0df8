"""Progress in figures in the browser: saying what is counted, giving values, and where they are seen."""

from decimal import Decimal

import pytest
from django.urls import reverse

from commitments import actions
from commitments.figures.period import ValuePeriod
from tests.pages import plain, soup_of
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

EXPORTS = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])


def url(world, name, *more):
    return reverse(f"commitments:{name}", args=["by-cn", world.trade.code, *more])


@pytest.fixture
def counted(world):
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[EXPORTS])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


def values(world, **fields):
    return {
        "indicator": "1",
        "effective_on": "2021-02-01",
        "submission": "values-1",
        "seen": fresh(world.trade).last_number,
        **fields,
    }


def test_what_is_counted_is_said_in_a_form(client, world):
    client.force_login(world.by.secretary.user)
    page = client.get(url(world, "set_indicators"))
    assert "Row 1" in page.content.decode()
    sent = {
        "indicators-0-title": "Exports",
        "indicators-0-unit": "million USD",
        "indicators-0-combining": "flow",
        "indicators-0-direction": "more",
        "indicators-0-targets": "900; 2021\n1,000; 2022",
        "submission": "what-1",
        "seen": world.trade.last_number,
    }
    wrong = client.post(url(world, "set_indicators"), sent)
    assert wrong.status_code == 422  # "1,000" can be one thousand or one
    assert "1,000; 2022" in wrong.content.decode()

    client.post(url(world, "set_indicators"), sent | {"indicators-0-targets": "900; 2021\n1000; 2022"})

    (indicator,) = fresh(world.trade).indicators
    assert [(one["value"], one["period"]) for one in indicator["targets"]] == [
        ("900", "2021"),
        ("1000", "2022"),
    ]


def test_a_value_for_a_period_that_has_one_says_that_it_corrects_it(client, counted):
    client.force_login(counted.by.analyst.user)
    first = client.post(url(counted, "give_values"), values(counted, period="2020", number="20"), follow=True)
    assert "corrects a value" not in soup_of(first).select_one("#messages").text

    sent = values(counted, period="2020", number="30") | {"submission": "values-2"}
    second = soup_of(client.post(url(counted, "give_values"), sent, follow=True))
    assert "It corrects a value given before: 30 million USD (2020), before 20." in second.text
    assert (
        "Belarus gave a value for it: 30 million USD (2020), before 20." in second.select_one("#history").text
    )


def test_a_value_is_given_and_seen_everywhere(client, counted):
    client.force_login(counted.by.analyst.user)
    sent = values(counted, period="January 2021", number="about 20")
    assert client.post(url(counted, "give_values"), sent).status_code == 302

    page = client.get(url(counted, "commitment")).content.decode()
    assert "about 20" in page
    assert "Behind by 74 % on 31 January 2021: about 20, and 76 were needed" in page
    listed = client.get(reverse("commitments:indicators", args=["by-cn"])).content.decode()
    assert "Exports" in listed and "about 20" in listed
    behind = reverse("commitments:register", args=["by-cn"], query={"figures": "behind"})
    assert counted.trade.code in client.get(behind).content.decode()
    assert counted.trade.code not in client.get(behind.replace("behind", "reached")).content.decode()


def test_pasted_rows_are_shown_as_they_are_understood_before_they_are_stated(client, counted):
    client.force_login(counted.by.analyst.user)
    rows = "2019\t1,234\nQ1 2020;about 300\n2018;not published\nsoon;5"
    before = counted.trade.entry_set.count()
    shown = client.post(url(counted, "give_values"), values(counted, pasted=rows, preview="1"))
    page = shown.content.decode()
    assert "Row 1: “1,234” can be 1234 or 1.234" in page
    assert "Row 4: “soon” is no period" in page
    assert "about 300" in page and "Not published" in page
    assert rows.splitlines()[0] in page  # what was typed is kept

    refused = client.post(url(counted, "give_values"), values(counted, pasted=rows))
    assert refused.status_code == 422
    assert counted.trade.entry_set.count() == before

    rows = rows.replace("soon;5", "2017;5")
    client.post(url(counted, "give_values"), values(counted, pasted=rows, decimal_mark=","))
    held = {row.period: row.number for row in counted.trade.values_given.all()}
    assert held == {"2019": "1.234", "2020-Q1": "300", "2018": "", "2017": "5"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "2020", "number": "5 tonnes"},
        {"period": "2020", "number": "NaN"},
        {"period": "2020", "number": "1e400"},
        {"period": "2020", "number": "12.3.2020"},
        {"period": "2020", "number": "1234567890123456789"},
        {"period": "2030", "number": "5"},
        {"period": "2022 – 2020", "number": "5"},
        {"period": "", "number": "5"},
        {"period": "2020", "number": ""},
        {"period": "2020", "number": "5", "status": "withheld"},
        {"period": "2020", "number": "5", "indicator": "7"},
        {"pasted": "\n".join(f"{year};1" for year in range(1800, 2001))},
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_keeps_what_was_typed_and_stores_nothing(client, counted, wrong):
    client.force_login(counted.by.analyst.user)
    page = client.post(url(counted, "give_values"), values(counted, **wrong))
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    assert not counted.trade.values_given.exists()


def test_where_the_figures_differ_both_sides_are_named_and_since_when(client, counted):
    for by, number in ((counted.by.analyst, "20"), (counted.cn.analyst, "30")):
        values_of = [actions.StatedValue(*_value("2021-01-26", number))]
        at = counted.clock()
        actions.give_values(counted.trade, by=by, at=at, indicator=1, values=values_of)
    client.force_login(counted.cn.analyst.user)
    page = plain(client.get(url(counted, "commitment")))

    assert (
        "26 January 2021: China 30, Belarus 20." in page or "26 January 2021: Belarus 20, China 30." in page
    )
    assert "The difference is 10 (33 %). Both figures have been known since" in page


def test_a_past_day_shows_what_was_known_then(client, counted):
    actions.give_values(
        counted.trade,
        by=counted.by.analyst,
        at=counted.clock(),
        indicator=1,
        values=[actions.StatedValue(*_value("2021-01-26", "100"))],
    )
    then = counted.commission.calendar.day_of(counted.clock.now)
    counted.clock(days=3)
    actions.give_values(
        counted.trade,
        by=counted.by.analyst,
        at=counted.clock(),
        indicator=1,
        values=[actions.StatedValue(*_value("2021-01-26", "7"))],
    )
    client.force_login(counted.by.analyst.user)
    for name, args in (("commitment", [counted.trade.code]), ("indicators", [])):
        past = reverse(f"commitments:{name}", args=["by-cn", *args], query={"as_of": then})
        assert "Ahead" in client.get(past).content.decode()
        now = reverse(f"commitments:{name}", args=["by-cn", *args])
        assert "Behind" in client.get(now).content.decode()


def test_a_figure_that_an_update_names_is_offered_as_a_value(client, counted):
    client.force_login(counted.by.analyst.user)
    sent = {
        "note": "Exports of 20 million USD were shipped.",
        "position": "Exports have begun.",
        "status": "in_progress",
        "effective_on": "2021-02-01",
        "submission": "update-1",
        "seen": fresh(counted.trade).last_number,
    }
    page = client.post(url(counted, "log_update"), sent, follow=True)
    said = soup_of(page).select_one("#messages")
    assert "“20 million USD” is no value of “Exports” yet." in said.text
    link = said.find("a", string="Give it as a value")["href"]

    form = soup_of(client.get(link))
    assert form.select_one("[name=number]")["value"] == "20"
    assert form.select_one("[name=period]")["value"] == "1.2.2021"


@pytest.mark.parametrize(
    ("note", "mark"),
    [("Exports of 1,234 million USD.", "."), ("Вывезено на 1,234 million USD.", ",")],
)
def test_a_figure_is_offered_as_its_language_writes_it_and_that_is_shown(client, counted, note, mark):
    client.force_login(counted.by.analyst.user)
    sent = {
        "note": note,
        "position": "Exports have begun.",
        "status": "in_progress",
        "effective_on": "2021-02-01",
        "submission": "update-1",
        "seen": fresh(counted.trade).last_number,
    }
    page = client.post(url(counted, "log_update"), sent, follow=True)
    link = soup_of(page).find("a", string="Give it as a value")["href"]

    form = soup_of(client.get(link))
    assert form.select_one("[name=number]")["value"] == "1,234"
    chosen = form.select_one("[name=decimal_mark] option[selected]")
    assert chosen["value"] == mark and chosen.find_parent("details") is None


def test_a_typed_value_is_shown_as_it_is_understood_and_asked_about_beside_it(client, counted):
    client.force_login(counted.by.analyst.user)
    typed = {
        "indicator": "1",
        "period": "2020",
        "number": "1,234",
        "effective_on": "2021-02-01",
        "preview": "1",
    }

    asked = soup_of(client.post(url(counted, "give_values"), typed))
    assert "“1,234” can be 1234 or 1.234" in asked.select_one("table").text
    assert asked.select_one("[name=decimal_mark]").find_parent("details") is None

    page = soup_of(client.post(url(counted, "give_values"), typed | {"decimal_mark": "."}))
    assert "1,234" in page.select_one("tbody td.num").text and "2020" in page.select_one("table").text


def test_a_value_that_takes_the_place_of_another_says_so_before_it_is_stated(client, counted):
    client.force_login(counted.by.analyst.user)
    client.post(url(counted, "give_values"), values(counted, period="2020", number="200"))
    link = f"{url(counted, 'give_values')}?period=2020&number=100"

    own = soup_of(client.get(link)).select_one("tbody td.num")
    assert " ".join(own.get_text(" ").split()) == "100 instead of 200"
    other_period = soup_of(client.get(link.replace("2020", "2019"))).select_one("tbody td.num")
    assert " ".join(other_period.get_text(" ").split()) == "100"
    client.force_login(counted.cn.analyst.user)
    other_side = soup_of(client.get(link)).select_one("tbody td.num")
    assert " ".join(other_side.get_text(" ").split()) == "100"


def test_a_past_day_says_what_was_owed_then(client, world):
    monthly = [{**EXPORTS, "every_months": 1}]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=monthly)
    then = world.commission.calendar.day_of(world.clock(days=60))
    at = world.clock(days=1)
    actions.withdraw(world.trade, by=world.by.secretary, at=at, reason="Recorded twice.")
    client.force_login(world.by.analyst.user)
    page = reverse("commitments:indicators", args=["by-cn"])

    assert "has owed a value since" in client.get(f"{page}?as_of={then}").content.decode()
    assert "has owed" not in client.get(page).content.decode()


def _value(key, number):
    return ValuePeriod.of_key(key), Decimal(number)


def test_a_criterion_names_a_target_in_its_form(client, world):
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[EXPORTS])
    client.force_login(world.by.secretary.user)
    page = soup_of(client.get(url(world, "set_criteria")))
    offered = [option["value"] for option in page.select("select[name=criteria-0-target] option")]
    assert offered == ["", "1.1"]

    client.post(
        url(world, "set_criteria"),
        {
            "criteria-0-kind": "done",
            "criteria-0-text": "Exports are there.",
            "criteria-0-evidence_class": "statistic",
            "criteria-0-target": "1.1",
            "submission": "what-1",
            "seen": fresh(world.trade).last_number,
        },
    )

    assert fresh(world.trade).criteria[0]["target"] == "1.1"
    assert "Exports: 900 million USD in 2021" in plain(client.get(world.trade.get_absolute_url()))


def test_a_reached_target_offers_to_propose_delivered_on_the_page_and_in_the_inbox(client, counted):
    side = counted.side(counted.trade.performed_by if counted.trade.performed_by != "both" else "first")
    value = actions.StatedValue(ValuePeriod.of_key("2021-01"), Decimal(950))
    actions.give_values(counted.trade, by=side.analyst, indicator=1, values=[value], at=counted.clock())
    client.force_login(side.secretary.user)

    page = soup_of(client.get(counted.trade.get_absolute_url()))
    offer = next(link for link in page.select(".actbar a") if "Propose “Delivered”" in link.text)
    form = soup_of(client.get(offer["href"]))
    assert form.select_one("input[name=status][checked]")["value"] == "delivered"
    assert "950 of 900 million USD" in form.select_one("[name=note]").text
    inbox = plain(client.get(reverse("commitments:inbox", args=["by-cn"])))
    assert "Propose “Delivered”, or say what is missing" in inbox

    client.force_login(counted.side("second" if side is counted.by else "first").observer.user)
    page = soup_of(client.get(counted.trade.get_absolute_url()))
    assert not [link for link in page.select("a") if "Propose “Delivered”" in link.text]


def test_a_value_is_given_from_the_row_of_the_overview_by_who_may(client, counted):
    links = []
    for seat in (counted.by.analyst, counted.cn.observer):
        client.force_login(seat.user)
        links.append([link["href"] for link in soup_of(client.get("/by-cn/")).select(".progress .last a")])
    assert links == [[f"{url(counted, 'give_values')}?indicator=1"], []]
    assert not soup_of(client.get("/by-cn/?as_of=2021-02-03")).select(".progress .last a")


def test_the_register_says_whose_figures_its_verdict_is_of(client, counted):
    def said():
        address = reverse("commitments:register", args=["by-cn"], query={"figures": "any"})
        return plain(client.get(address))

    client.force_login(counted.by.observer.user)
    give = {"indicator": 1, "values": [actions.StatedValue(*_value("2021-01-31", "20"))]}
    actions.give_values(counted.trade, by=counted.by.analyst, at=counted.clock(), **give)
    assert "Behind by 74 % (BY)" in said()

    actions.give_values(counted.trade, by=counted.cn.analyst, at=counted.clock(), **give)
    assert "Behind by 74 % (both sides)" in said()
