"""A figure that an update names is offered as a value: in the answer, and on the page until a value is given for that day."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from tests.pages import text_of
from tests.people import an_indicator, moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

OFFER = "“200,000 doses” is no value of “Doses” yet. Give it as a value"


@pytest.fixture
def named(world):
    doses = an_indicator("Doses", "doses", is_open=True)
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[doses])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    update = {"status": "in_progress", "note": "A delivery of 200,000 doses came."}
    on = {"effective_on": dt.date(2021, 3, 1), "at": moment("2021-03-02")}
    world.update(world.trade, by=world.by.analyst, **update, **on)
    return world


def page(client, world, reader):
    world.sign_in(client, reader)
    return text_of(client.get(world.trade.get_absolute_url()), "main")


def test_it_stays_offered_to_its_side_after_a_reload(client, named):
    assert OFFER in page(client, named, named.by.analyst)
    assert OFFER in page(client, named, named.by.secretary)


@pytest.mark.parametrize("reader", ["by.observer", "cn.analyst"])
def test_nobody_else_is_offered_it(client, named, reader):
    side, role = reader.split(".")

    assert OFFER not in page(client, named, getattr(getattr(named, side), role))


@pytest.mark.parametrize(
    ("day", "is_offered"), [("2021-02-01", True), ("2021-03-01", False), ("2021-04-01", False)]
)
def test_a_value_of_that_day_or_later_answers_it(client, named, day, is_offered):
    value = actions.StatedValue(ValuePeriod.of_key(day), Decimal(200_000))
    actions.give_values(
        named.trade, by=named.by.analyst, indicator=1, values=[value], at=moment("2021-04-02")
    )

    assert (OFFER in page(client, named, named.by.analyst)) is is_offered
