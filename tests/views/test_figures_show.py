"""What one value changes: on every page at once, for both sides, and on no day before it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from commitments import actions
from commitments.figures.period import ValuePeriod
from tests.figures.series import DOSES
from tests.pages import plain, soup_of
from tests.people import an_indicator, fresh, moment

# Tuesday of week 46; the last consignment came on Saturday of week 45.
pytestmark = [pytest.mark.time_machine("2022-11-15T09:00:00Z", tick=False), pytest.mark.django_db]

WEEK = "/by-cn/weeks/2022-W46/"


@pytest.fixture
def doses(world):
    """Every consignment, recorded by Belarus on its day: 9.5 million in all, and no figure was promised."""
    counted = an_indicator("Doses", "doses", is_open=True)
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[counted])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    for day, number in DOSES.items():
        give(world, world.by, day, number, at=moment(day, "12:00"))
    return world


def give(world, side, day, number, *, at):
    value = actions.StatedValue(ValuePeriod.of_key(day), Decimal(number))
    return actions.give_values(
        world.trade, by=side.analyst, indicator=1, values=[value], effective_on=at.date(), at=at
    )


def pages(client, world, **query):
    """The overview, the register, the indicators and the commitment, in words."""
    of_one = [world.trade.code]
    for name, args in (("overview", []), ("register", []), ("indicators", []), ("commitment", of_one)):
        yield name, plain(client.get(reverse(f"commitments:{name}", args=["by-cn", *args], query=query)))


def test_a_value_shows_everywhere_at_once_and_the_other_sides_beside_it(client, doses):
    client.force_login(doses.by.analyst.user)
    sent = {
        "indicator": "1",
        "period": "2022-11-14",
        "number": "200,000",
        "decimal_mark": ".",
        "effective_on": "2022-11-14",
        "submission": "doses-1",
        "seen": fresh(doses.trade).last_number,
    }
    assert (
        client.post(reverse("commitments:give_values", args=["by-cn", doses.trade.code]), sent).status_code
        == 302
    )

    for name, page in pages(client, doses):
        assert "9.7 million" in page or "9,700,000" in page, name
    assert "Belarus, Doses so far: 9.7 million doses." in plain(client.get(WEEK))

    give(doses, doses.cn, "2022-11-14", "150000", at=moment("2022-11-15", "09:00"))
    for name, page in pages(client, doses):
        assert "150,000" in page, name
        # The page of indicators has the figures to date, the other two each value.
        assert ("9.7 million" if name == "indicators" else "200,000") in page, name
    week = plain(client.get(WEEK))
    assert "the sides’ figures differ. Belarus: 200,000; China: 150,000 (doses)." in week
    assert "so far: 9.7 million doses" in week
    differ = reverse("commitments:register", args=["by-cn"], query={"figures": "differ"})
    assert doses.trade.code in plain(client.get(differ))


def test_a_past_day_and_a_past_week_stay_as_they_were_recorded(client, doses):
    client.force_login(doses.by.analyst.user)
    before = [plain(client.get("/by-cn/weeks/2022-W03/")), *pages(client, doses, as_of="2021-03-01")]
    assert all("100,000" in page for _name, page in before[1:])

    give(doses, doses.by, "2021-02-19", "90000", at=moment("2022-11-15", "09:00"))

    after = [plain(client.get("/by-cn/weeks/2022-W03/")), *pages(client, doses, as_of="2021-03-01")]
    assert after == before
    assert "before 100,000" in plain(client.get(WEEK))


def test_quarters_and_the_total_of_their_year_do_not_double(world):
    tonnes = an_indicator("Potash", "tonnes", targets=[{"value": "2000", "period": "2021"}])
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[tonnes])
    keys = {"2021-Q1": "400", "2021-Q2": "500", "2021-Q3": "600", "2021-Q4": "500", "2021": "2000"}
    values = [actions.StatedValue(ValuePeriod.of_key(key), Decimal(number)) for key, number in keys.items()]
    actions.give_values(
        world.trade, by=world.by.analyst, indicator=1, values=values,
        effective_on=dt.date(2022, 11, 14), at=moment("2022-11-14", "12:00"),
    )  # fmt: skip

    (row,) = fresh(world.trade).figures_told["so_far"]
    assert row["number"] == "2000"
    assert fresh(world.trade).figures_verdict == "reached"


def test_a_price_has_no_figure_to_date(world):
    price = an_indicator("Price", "USD a tonne", combining="rate")
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[price])
    values = [actions.StatedValue(ValuePeriod.of_key(key), Decimal(247)) for key in ("2021", "2020")]
    actions.give_values(
        world.trade, by=world.by.analyst, indicator=1, values=values, at=moment("2022-11-14", "12:00")
    )

    assert "so_far" not in fresh(world.trade).figures_told


def test_a_fresh_value_is_among_the_first_rows_of_the_overview_though_no_figure_was_promised(client, world):
    """There are six rows, and seven older figures of a commitment that comes first in the register."""
    others = [an_indicator(f"Things {number}", "things", is_open=True) for number in range(1, 8)]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=others)
    old = [actions.StatedValue(ValuePeriod.of_key("2021-01"), Decimal(5))]
    for number in range(1, 8):
        at = moment("2021-02-01", "12:00")
        actions.give_values(world.trade, by=world.by.analyst, indicator=number, values=old, at=at)
    books = world.record()
    counted = [an_indicator("Books", "books", is_open=True)]
    actions.set_indicators(books, by=world.by.secretary, at=world.clock(), indicators=counted)
    client.force_login(world.by.observer.user)
    assert "Books" not in first_rows(client)

    fresh_one = [actions.StatedValue(ValuePeriod.of_key("2022-11-12"), Decimal(200))]
    at = moment("2022-11-15", "08:00")
    actions.give_values(books, by=world.cn.analyst, indicator=1, values=fresh_one, at=at)

    assert first_rows(client) == ["Books", *(f"Things {number}" for number in range(1, 6))]


def first_rows(client):
    page = soup_of(client.get("/by-cn/"))
    return [link.get_text() for link in page.select("[aria-labelledby=progress] tbody th a:first-child")]
