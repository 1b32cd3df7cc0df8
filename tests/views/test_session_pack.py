"""The pack of a session: what is on the table beside the agenda, now and from the register of a past day."""

from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Commitment
from tests.pages import soup_of, text_of
from tests.people import an_indicator, fresh
from tests.sessions import a_session, agree, call, decided, put
from tests.stages import TODAY

pytestmark = [pytest.mark.time_machine(TODAY, tick=False), pytest.mark.django_db]


def test_the_pack_holds_exact_words_views_and_last_entries(client, world):
    world.update(world.vaccine, by=world.by.analyst, status="blocked", note="Самолёта нет.")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="已发出。")
    actions.set_step(world.vaccine, by=world.by.analyst, next_step="Рейс", at=world.clock())
    step = fresh(world.vaccine).steps[0]["number"]
    actions.drop_step(
        world.vaccine, by=world.by.analyst, number=step, reason="Рейса не будет.", at=world.clock()
    )
    session = call(world)
    put(world, session, world.vaccine)
    put(world, session, title="Visas")
    agree(world, session)
    world.sign_in(client, world.by.observer)

    page = text_of(client.get(f"{session.get_absolute_url()}pack/"))
    for words in (
        "Китай готов поставить Беларуси столько вакцины",
        "加强疫苗合作",
        "Самолёта нет.",
        "已发出。",
        "30 Jun 2021",
        "Late by 12 days",
        "Рейса не будет.",
        "China set Vaccine for Belarus to “In progress”.",
        "Visas",
    ):
        assert words in page


def test_the_pack_of_a_past_day_holds_the_register_as_it_was(client, world):
    world.update(world.vaccine, by=world.by.analyst, status="blocked", note="Самолёта нет.")
    world.record(title="Visas", at=world.clock(days=20))
    session = a_session(world, world.vaccine, Commitment.objects.get(title="Visas"))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="Самолёт вылетел.")
    world.sign_in(client, world.by.observer)
    url = f"{session.get_absolute_url()}pack/"

    page = client.get(f"{url}?as_of=2021-02-02")

    assert "The register as it was on 2 February 2021" in text_of(page, ".asof")
    assert "Самолёта нет." in text_of(page, "#item-1") and "Blocked" in text_of(page, "#item-1")
    assert "вылетел" not in text_of(page)
    assert "as_of=2021-02-02" in str(soup_of(page).select_one("#item-1 header a"))
    assert "Question 2" in text_of(page, "#item-2") and "BY-CN" not in text_of(page, "#item-2")
    assert "Самолёт вылетел." in text_of(client.get(url))


def test_the_pack_says_what_was_promised_and_what_each_side_has_given_as_of_its_day(client, world):
    exports = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[exports])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    january = ValuePeriod.of_key("2021-01")
    for side, number in ((world.by, 50), (world.cn, 60)):
        value = actions.StatedValue(january, Decimal(number))
        actions.give_values(world.trade, by=side.analyst, indicator=1, values=[value], at=world.clock())
    session = a_session(world, world.trade)
    later = actions.StatedValue(january, Decimal(70))
    actions.give_values(world.trade, by=world.by.analyst, indicator=1, values=[later], at=world.clock(days=8))
    world.sign_in(client, world.by.observer)
    url = f"{session.get_absolute_url()}pack/"

    now = text_of(client.get(url), "#item-1")
    then = text_of(client.get(f"{url}?as_of=2021-02-02"), "#item-1")

    assert "Promised: 900 million USD in 2021" in now
    assert "Belarus: 70" in now and "China: 60" in now
    assert "Belarus: 50" in then and "Belarus: 70" not in then
    assert "The sides’ figures differ, January 2021: Belarus 50, China 60 (10 apart)" in then


def test_the_protocol_has_the_figures_that_were_known_when_the_session_was_closed(client, world):
    exports = an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[exports])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    january = ValuePeriod.of_key("2021-01")

    def give(side, number):
        value = actions.StatedValue(january, Decimal(number))
        actions.give_values(world.trade, by=side.analyst, indicator=1, values=[value], at=world.clock())

    give(world.by, 50)
    session = a_session(world, world.trade)
    give(world.cn, 60)
    decided(world, session)
    actions.close_session(session, by=world.by.secretary, at=world.clock())
    give(world.by, 70)

    for side, order in ((world.by, "Belarus 50, China 60"), (world.cn, "China 60, Belarus 50")):
        world.sign_in(client, side.observer)
        said = text_of(client.get(f"{session.get_absolute_url()}protocol/"), "#item-1")
        assert "Promised: 900 million USD in 2021" in said and "70" not in said
        assert f"The sides’ figures differ, January 2021: {order} (10 apart)" in said
