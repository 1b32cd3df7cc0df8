"""The page of indicators: its filters, alone and together, on the page and as the part that htmx asks for."""

import re
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Seat, User
from commitments.reports.figures.listing import counted_cards, counted_query
from tests.pages import HTMX, plain, soup_of
from tests.people import an_indicator, moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

URL = reverse("commitments:indicators", args=["by-cn"])
BOTH, BY, CN = "BY-CN-2021-04", "BY-CN-2021-02", "BY-CN-2021-03"


@pytest.fixture
def reader(client, world):
    """Goods that Belarus performs, books that China performs, a meeting of both; of each one thing is counted."""
    books = world.record(title="Books")
    meeting = world.record(title="Meeting", performed_by="both", beneficiary="both")
    for commitment, unit in ((world.trade, "goods"), (books, "books"), (meeting, "meetings")):
        actions.set_indicators(
            commitment,
            by=world.by.secretary,
            at=world.clock(),
            indicators=[an_indicator(unit.title(), unit, is_open=True)],
        )
        actions.give_values(
            commitment,
            by=world.by.analyst,
            at=world.clock(),
            indicator=1,
            values=[actions.StatedValue(ValuePeriod.of_key("2020"), Decimal(1))],
        )
    world.sign_in(client, world.by.observer)
    return client


def shown(page):
    return [link.text for link in soup_of(page).select(".multiples .code")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {BY, CN, BOTH}),
        ("performer=first", {BY, BOTH}),
        ("performer=second", {CN, BOTH}),
        ("performer=second&sector=health", set()),
        ("performer=second&figures=open", {CN, BOTH}),
        ("performer=second&figures=differ", set()),
        ("performer=third", {BY, CN, BOTH}),  # no side: left out, and said
    ],
)
def test_the_page_is_asked_for_the_side_that_performs(reader, query, found):
    page = reader.get(f"{URL}?{query}")
    assert set(shown(page)) == found
    chips = [chip.text for chip in soup_of(page).select(".chips a, .chip")]
    side = {"first": "Belarus", "second": "China"}.get(query.removeprefix("performer=").partition("&")[0])
    assert any(f"Performed by {side}" in chip for chip in chips) == bool(side), chips


@pytest.mark.parametrize("query", ["performer=first", "performer=second&figures=open", "sector=economy"])
def test_the_part_that_htmx_asks_for_equals_that_of_the_fresh_page(reader, query):
    fresh, part = (reader.get(f"{URL}?{query}", headers=headers) for headers in ({}, HTMX))
    results = re.compile(r'<div class="stack mt" id="results".*?(?=<div id="asof"|</main>)', re.DOTALL)
    whole, alone = (results.search(page.content.decode())[0].strip() for page in (fresh, part))

    assert alone == whole
    assert "Performed by" in whole or "performer" not in query


def test_one_of_a_unit_in_the_plural_is_put_apart(reader):
    page = plain(reader.get(f"{URL}?performer=both"))
    for unit in ("goods", "books", "meetings"):
        assert f"1 ({unit}), 2020" in page and f"1 {unit}" not in page


def test_a_small_chart_says_where_its_values_are(reader):
    charts = soup_of(reader.get(URL)).select(".multiples svg.chart")
    assert charts and all("The page of the commitment has every value." in chart.text for chart in charts)


def test_after_a_value_one_commitment_is_drawn_and_the_others_as_they_were(reader, world):
    reader.get(URL)
    assert drawn(world.by.observer) == []
    given = [actions.StatedValue(ValuePeriod.of_key("2019"), Decimal(41))]
    actions.give_values(world.trade, by=world.by.analyst, at=world.clock(), indicator=1, values=given)

    assert drawn(world.by.observer) == [world.trade.code]
    carried = main_of(reader.get(URL))
    assert "42 goods" in carried and "books" in carried
    for cache in caches.all(initialized_only=True):
        cache.clear()
    assert carried == main_of(reader.get(URL))


def test_cards_that_are_kept_are_of_one_side_one_language_and_one_day(reader, world, time_machine):
    reader.get(URL)
    everything = [BY, CN, BOTH]

    User.objects.filter(pk=world.cn.observer.user.pk).update(own_side_first=True)
    assert sorted(drawn(world.cn.observer)) == sorted(everything)
    with override("ru"):
        assert sorted(drawn(world.by.observer)) == sorted(everything)
    time_machine.move_to(moment("2021-02-20"))
    assert sorted(drawn(world.by.observer)) == sorted(everything)


def drawn(seat):
    """The commitments whose cards a reader would have drawn anew."""
    cards = counted_cards(Seat.objects.get(pk=seat.pk), counted_query(), 0, 18)
    return [one.drawn_from.code for one in cards if one.drawn_from]


def main_of(page):
    return str(soup_of(page).select_one(".multiples"))
