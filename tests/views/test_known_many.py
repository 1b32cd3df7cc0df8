"""Figures as known today of a large register: no statement takes more parameters because there are more commitments."""

import sqlite3
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Commitment
from commitments.models.among import Among
from commitments.reports.register.query import Query, rows_for
from tests.people import an_indicator, moment
from tests.stages import TODAY
from tests.views.test_register import codes

pytestmark = pytest.mark.time_machine(TODAY)

MANY, LIMIT = 40, 250
DAY = "2021-03-06"


@pytest.fixture
def many(world):
    """Every one of many commitments has a value about February that came in April, one of five."""
    at = moment("2021-02-02", "10:00")
    for place in range(MANY):
        one = world.record(title=f"Goods {place}", at=at)
        target = {"value": "100", "period": "2021-03-31"}
        counted = an_indicator("Firms", "firms", combining="running", targets=[target])
        actions.set_indicators(one, by=world.by.secretary, at=at, indicators=[counted])
        for on, number in (("2021-03-01", 1), ("2021-04-01", 10 + place % 5)):
            value = actions.StatedValue(ValuePeriod.of_key("2021-02-28"), Decimal(number))
            actions.give_values(one, by=world.by.analyst, at=moment(on), indicator=1, values=[value])
    return world


@pytest.fixture
def few_parameters(many):
    """A limit of SQLite's that a parameter for each commitment and column would pass."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    before = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, LIMIT)
    yield
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


@pytest.mark.usefixtures("few_parameters")
@pytest.mark.parametrize("query", ["figures=behind", "figures=any&sort=-figures", "need=second", ""])
def test_the_register_has_them_all(client, many, query):
    many.sign_in(client, many.by.observer)
    found = codes(client.get(f"/by-cn/register/?as_of={DAY}&known=today&{query}"))

    assert len(found) >= MANY
    if "sort" in query:  # of those with the largest share the last one
        assert found[0] == f"{2 + MANY - MANY % 5:02}"


@pytest.mark.usefixtures("few_parameters")
def test_the_page_of_indicators_has_them_by_urgency(client, many):
    many.sign_in(client, many.by.observer)
    page = client.get(f"/by-cn/indicators/?as_of={DAY}&known=today").content.decode()

    assert page.index("BY-CN-2021-03") < page.index("BY-CN-2021-04")


def test_what_figures_come_to_is_computed_once_for_a_query(many, django_assert_num_queries):
    query = Query(
        {"figures": "behind"}, as_of=many.commission.today().replace(month=3, day=6), known_today=True
    )
    caches["pictures"].clear()
    with django_assert_num_queries(4):  # the keys, what is counted, who performs, the values
        rows_for(many.commission, query)
    with django_assert_num_queries(1):
        assert rows_for(many.commission, query.without("figures")).count() >= MANY


@pytest.mark.parametrize(("keys", "found"), [([], 0), ([0], 0), (range(1, 40_000), 2)])
def test_keys_by_the_thousand_are_one_parameter(world, keys, found):
    known = [world.vaccine.pk, world.trade.pk]
    asked = [*keys, *known] if found else keys

    assert Commitment.objects.filter(Among("pk", asked)).count() == found
