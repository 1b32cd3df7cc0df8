"""The column of figures in the register: each side's figure against the target, by every clock, and in files."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from tests.figures.series import DOSES
from tests.pages import soup_of
from tests.people import an_indicator, moment
from tests.views.test_files import rows_of
from tests.views.test_register import cells_of

pytestmark = [pytest.mark.time_machine("2022-11-15T09:00:00Z", tick=False), pytest.mark.django_db]

URL = "/by-cn/register/"
TARGET = {"value": "11000000", "period": "2022-12-31"}


@pytest.fixture
def doses(client, world):
    """Eleven million doses are promised; Belarus has stated every consignment on its day, 9.5 million in all."""
    counts(world, an_indicator("Doses", "doses", targets=[TARGET]))
    for day, number in DOSES.items():
        give(world, world.by, {day: number}, at=moment(day, "12:00"))
    world.sign_in(client, world.by.analyst)
    return world


def counts(world, *indicators):
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=indicators)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())


def give(world, side, numbers, *, at, indicator=1, **parts):
    values = [
        actions.StatedValue(ValuePeriod.of_key(key), Decimal(number), **parts)
        for key, number in numbers.items()
    ]
    on = {"effective_on": at.date(), "at": at}
    return actions.give_values(world.trade, by=side.analyst, indicator=indicator, values=values, **on)


def reads_own_side_first(seat):
    seat.user.own_side_first = True
    seat.user.save()


def shown(client, **query):
    """The words of the cell of the commitment that counts."""
    page = soup_of(client.get(URL, query))
    row = next(row for row in page.select("table.register tbody tr") if "BY-CN-2021-02" in row.text)
    return cells_of(page, row)["Figures"]


def test_a_value_shows_against_the_target_and_the_other_sides_beside_it(client, doses):
    assert shown(client).startswith("BY 9.5 of 11 million doses Behind by 7 % (BY) 86 %")

    give(doses, doses.by, {"2022-11-14": 200_000}, at=moment("2022-11-14", "12:00"))
    assert shown(client).startswith("BY 9.7 of 11 million doses")

    give(doses, doses.cn, {"2022-11-14": 150_000}, at=moment("2022-11-15", "08:00"))
    said = shown(client)
    assert said.startswith("BY 9.7 of 11 million doses CN 150,000 of 11 million doses")
    assert said.endswith("Figures differ 14 November 2022: BY 200,000, CN 150,000 doses")
    reads_own_side_first(doses.cn.observer)
    doses.sign_in(client, doses.cn.observer)
    assert shown(client).startswith("CN 150,000 of 11 million doses BY 9.7 of 11 million doses")


def test_a_past_day_has_the_figures_of_that_day_by_either_clock(client, doses):
    give(doses, doses.by, {"2021-02-19": 90_000}, at=moment("2022-11-15", "08:00"))

    assert shown(client, as_of="2021-03-01").startswith("BY 100,000 of 11 million doses")
    assert shown(client, as_of="2021-03-01", known="today").startswith("BY 90,000 of 11 million doses")


def test_the_same_figure_of_both_sides_is_one_line(client, world):
    counts(world, an_indicator("Companies", "companies", combining="stock", is_open=True))
    for side in (world.by, world.cn):
        give(world, side, {"2022-11-01": 1}, at=world.clock.now.replace(year=2022, month=11))
    world.sign_in(client, world.by.analyst)

    assert shown(client) == "BY CN 1 (companies)"


def test_the_most_urgent_target_leads_and_what_has_none_is_told_only_alone(client, world):
    reached = [{"value": "5", "period": "2021"}]
    late = [{"value": "400", "period": "2022-12-31"}]
    counts(
        world,
        an_indicator("Meetings", "meetings", targets=reached),
        an_indicator("Goods", "million USD", targets=late),
        an_indicator("Price", "USD", combining="rate", is_open=True),
    )
    at = moment("2022-11-01")
    give(world, world.by, {"2021": 5}, at=at)
    world.sign_in(client, world.by.analyst)
    give(world, world.by, {"2022-Q1": 120}, at=at + dt.timedelta(hours=1), indicator=2, qualifier="more")

    assert shown(client).startswith("BY more than 120 of 400 million USD Behind by")


def test_what_is_not_published_names_no_figure(client, world):
    counts(world, an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}]))
    give(world, world.by, {"2020": 120}, at=moment("2022-01-10"))
    silent = actions.StatedValue(ValuePeriod.of_key("2021"), status="unpublished")
    actions.give_values(
        world.trade, by=world.by.analyst, indicator=1, values=[silent], at=moment("2022-02-01")
    )
    world.sign_in(client, world.by.analyst)

    assert shown(client) == "No figure published (BY)"


def test_a_list_about_dates_has_no_figures(client, doses):
    heads = [
        head.text.strip() for head in soup_of(client.get(f"{URL}?redated=1&sort=days")).select("thead th")
    ]

    assert "Figures" not in heads


def test_the_file_has_each_figure_as_a_number_and_what_differs(client, doses):
    give(doses, doses.cn, {"2022-11-12": 1_900_000}, at=moment("2022-11-15", "08:00"))
    [row] = [row for row in rows_of(client, "register/?file=csv") if row["Code"] == "BY-CN-2021-02"]

    names = ["What is counted", "Figure: Belarus", "Figure: China", "Target", "Unit", "Figures that differ"]
    assert [row[name] for name in names] == [
        "Doses",
        "9500000",
        "1900000",
        "11000000",
        "doses",
        "12 November 2022: Belarus 2,000,000, China 1,900,000 doses",
    ]
