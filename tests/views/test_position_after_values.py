"""A value that was recorded asks whether the position still says the old sum, and takes over the source of an update."""

import pytest
from django.urls import reverse

from commitments import actions
from tests.pages import form_in, soup_of, text_of
from tests.people import an_indicator, fresh
from tests.stages import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

OLD, CHANGE = "About 9,500,000 doses came in seven lots.", "Change the position"
SOURCE = {
    "source_title": "Doses handed over",
    "source_class": "press",
    "source_publisher": "БелТА",
    "source_address": "https://belta.by/handover",
    "source_day": "1.2.2021",
}


@pytest.fixture
def doses(world, client):
    """What is counted in doses, a position that names them, and its analyst at the page."""
    counted = [an_indicator("Doses", "doses", combining="flow")]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=counted)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    world.update(world.trade, by=world.by.analyst, status="in_progress", position=OLD)
    world.sign_in(client, world.by.analyst)
    return fresh(world.trade)


def url(commitment, name):
    return reverse(f"commitments:{name}", args=["by-cn", commitment.code])


def give(client, commitment, **typed):
    form = form_in(client.get(url(commitment, "give_values")))
    given = {"period": "26.1.2021", "number": "200000"}
    return soup_of(client.post(url(commitment, "give_values"), form.filled(**given | typed), follow=True))


def test_a_value_says_what_the_position_still_says_and_leads_to_its_change(client, doses):
    said = give(client, doses).select_one("#messages")
    assert f"Your position still says “{OLD}”" in said.text

    form = soup_of(client.get(said.find("a", string=CHANGE)["href"]))
    assert form.select_one("#id_position").text.strip() == OLD
    assert form.select_one("#position-alone").has_attr("checked")
    assert "Your side has recorded values since then." in form.text
    plain = soup_of(client.get(url(doses, "log_update")))
    assert plain.select_one("#id_position").text.strip() == ""
    assert plain.select_one("#position-alone")["data-text"] == OLD


@pytest.mark.parametrize(
    ("position", "typed"),
    [
        ("The plane is late.", {}),  # names no figure that may be the old one
        (OLD, {"reference": "UN Comtrade"}),  # says nothing about the own view
    ],
)
def test_a_position_that_says_no_sum_is_not_asked_about(client, world, doses, position, typed):
    world.update(doses, by=world.by.analyst, status="in_progress", position=position, note="A lot arrived.")

    assert "Your position still says" not in give(client, fresh(doses), **typed).text


def test_a_position_stated_after_the_values_is_not_called_older(client, world, doses):
    give(client, doses)
    world.update(fresh(doses), by=world.by.analyst, status="in_progress", position="Now 9,700,000 doses.")

    assert "recorded values since" not in text_of(client.get(url(doses, "log_update")))


def test_a_value_takes_over_the_source_of_the_update_that_named_it(client, doses):
    form = form_in(client.get(url(doses, "log_update")))
    typed = form.filled(note="200,000 doses arrived in Minsk.", **SOURCE)
    saved = soup_of(client.post(url(doses, "log_update"), typed, follow=True))

    link = saved.find("a", string="Give it as a value")["href"]
    shown = soup_of(client.get(link))

    fields = {name: shown.select_one(f"input[name={name}], [name={name}] [selected]") for name in SOURCE}
    assert {name: field["value"] for name, field in fields.items()} == SOURCE
    assert shown.select_one("details.source:has([name=source_title])").has_attr("open")


@pytest.mark.parametrize("number", ["", "x", "٣", "9999999999999999999", "1"])
def test_an_address_that_names_no_source_fills_nothing(client, doses, number):
    page = soup_of(client.get(f"{url(doses, 'give_values')}?update={number}"))

    assert not page.select_one("[name=source_title]").get("value")
