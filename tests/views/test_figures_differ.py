"""Figures that differ: both with their unit on the page of differences, counted as the overview counts them, in files."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from tests.pages import plain, soup_of, text_of
from tests.people import an_indicator, moment
from tests.stages import TODAY
from tests.views.test_files import rows_of
from tests.views.test_register_figures import reads_own_side_first

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/differences/"
YEARS = {"2016": (10, 9), "2017": (20, 19), "2018": (30, 27), "2019": (40, 36), "2020": (50, 50)}


@pytest.fixture
def differing(client, world):
    """Of five years the sides give other figures for four; China's came on 2 March."""
    trade = an_indicator("Trade", "billion USD", is_open=True)
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[trade])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    give_others(world, world.trade)
    world.sign_in(client, world.by.analyst)
    return world


def give_others(world, commitment, days=("2021-03-01", "2021-03-02")):
    for side, place, on in ((world.by, 0, days[0]), (world.cn, 1, days[1])):
        values = [
            actions.StatedValue(ValuePeriod.of_key(year), Decimal(both[place]))
            for year, both in YEARS.items()
        ]
        actions.give_values(commitment, by=side.analyst, indicator=1, values=values, at=moment(on))


def cells(page):
    return [" ".join(row.get_text(" ").split()) for row in soup_of(page).select("table.differing tbody tr")]


def test_both_figures_stand_there_with_unit_share_and_since_when(client, differing):
    page = client.get(URL)

    assert cells(page) == [
        "BY-CN-2021-02 Trade A wider list of goods 2019 40 36 billion USD 10 % 2 Mar 2021",
        "BY-CN-2021-02 Trade A wider list of goods 2018 30 27 billion USD 10 % 2 Mar 2021",
        "BY-CN-2021-02 Trade A wider list of goods 2017 and 1 earlier period 20 19 billion USD 5 % 2 Mar 2021",
    ]
    assert "The sides differ on 0 commitments; their figures differ on 1" in plain(page)
    reads_own_side_first(differing.cn.observer)
    differing.sign_in(client, differing.cn.observer)
    assert "2019 36 40 billion USD" in cells(client.get(URL))[0]


def test_the_overview_counts_the_same_and_leads_there(client, differing):
    page = soup_of(client.get("/by-cn/"))
    [link] = [one["href"] for one in page.select("a[href]") if "#figures" in one["href"]]

    assert text_of(page, f'a[href="{link}"]') == "Figures differ on 1 commitment"
    assert len(soup_of(client.get(link.partition("#")[0])).select("#figures")) == 1


def test_the_overview_says_what_is_compared(client, differing):
    said = "figures for 2019 differ by 10 %: Belarus 40, China 36 billion USD"

    assert said in plain(client.get("/by-cn/"))


@pytest.mark.parametrize(
    ("query", "shown"), [("as_of=2021-03-01", 0), ("as_of=2021-03-02", 3), ("sector=health", 0)]
)
def test_only_those_of_the_day_and_the_sector(client, differing, query, shown):
    assert len(cells(client.get(f"{URL}?{query}"))) == shown


def test_a_sector_lists_what_it_counts_also_after_one_has_changed_its_sector(client, differing):
    at = moment("2021-03-03")
    books = differing.record(title="Books", sector=differing.health, at=at)
    counted = [an_indicator("Books", "copies", is_open=True)]
    actions.set_indicators(books, by=differing.by.secretary, at=at, indicators=counted)
    actions.confirm(books, by=differing.cn.secretary, at=at)
    give_others(differing, books, days=("2021-03-04", "2021-03-05"))

    def listed():
        pages = [client.get(f"{URL}?sector={sector}") for sector in ("economy", "health")]
        return [sorted({row.split()[0] for row in cells(page)}) for page in pages]

    assert listed() == [["BY-CN-2021-02"], [books.code]]
    differing.agree_on(
        books, by=differing.by, subject="sector", values={"sector": "economy"}, at=moment("2021-03-06")
    )
    assert listed() == [["BY-CN-2021-02", books.code], []]
    differing.agree_on(
        differing.trade,
        by=differing.by,
        subject="sector",
        values={"sector": "health"},
        at=moment("2021-03-07"),
    )
    assert listed() == [[books.code], ["BY-CN-2021-02"]]


def test_a_part_by_move_leads_to_the_register(client, differing):
    page = soup_of(client.get("/by-cn/?move=second"))

    for link in page.select('a[href*="figures=differ"]'):
        assert client.get(link["href"]).status_code == 200
    assert not page.select('a[href*="#figures"]')


def test_the_file_has_every_period(client, differing):
    rows = rows_of(client, "differences/?file=csv")

    assert [(row["What differs"], row["Belarus says"], row["China says"]) for row in rows] == [
        (f"Trade, {year} (billion USD)", *map(str, YEARS[year])) for year in ("2019", "2018", "2017", "2016")
    ]
    assert {row["Differ since"] for row in rows} == {"2021-03-02"}
    assert rows[0]["Days"] == str((TODAY_DAY - dt.date(2021, 3, 2)).days)


TODAY_DAY = dt.date.fromisoformat(str(TODAY)[:10])


def test_statements_do_not_grow_with_what_differs(client, differing, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        client.get(URL)
