"""What pages say of targets and sums, against figures calculated by hand: Great Stone, food exports, potash."""

from decimal import Decimal

import pytest
from django.urls import reverse

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.vocabulary.figures import ValueStatus
from tests.figures.series import RESIDENTS
from tests.pages import soup_of, text_of
from tests.people import an_indicator, moment

pytestmark = pytest.mark.django_db

# Targets of Great Stone, with what each is at the end of the year.
STONE = an_indicator(
    "Residents",
    "companies",
    combining="stock",
    targets=[
        {"value": "85", "period": "2021-12-31"},
        {"value": "100", "period": "2022-12-31"},
        {"value": "170", "period": "2025-12-31"},
    ],
)
FOOD = an_indicator("Food exports", "million USD", targets=[{"value": "900", "period": "2023"}])


def count(world, indicator, values=(), *, at=None):
    actions.set_indicators(
        world.trade, by=world.by.secretary, at=moment("2021-02-02", "10:00"), indicators=[indicator]
    )
    for key, number in values:
        give(world, key, number, at=at or moment(ValuePeriod.of_key(key).end.isoformat(), "12:00"))


def give(world, *rows, at):
    """Belarus states one value, or with several pairs all of them in one entry; None: not published."""
    pairs = [rows] if isinstance(rows[0], str) else rows
    values = [
        actions.StatedValue(ValuePeriod.of_key(key), Decimal(number))
        if number
        else actions.StatedValue(ValuePeriod.of_key(key), status=ValueStatus.NOT_PUBLISHED)
        for key, number in pairs
    ]
    actions.give_values(world.trade, by=world.by.analyst, indicator=1, values=values, at=at)


def page(client, name, *args, **query):
    return soup_of(client.get(reverse(f"commitments:{name}", args=["by-cn", *args], query=query)))


def words(element):
    return " ".join(element.get_text(" ").split())


def sentences(client, world):
    return [words(one) for one in page(client, "commitment", world.trade.code).select("p.verdict")]


@pytest.mark.time_machine("2024-12-31T09:00:00Z", tick=False)
def test_great_stone_has_a_verdict_for_each_target_that_a_hand_calculation_confirms(client, world):
    """85 by the end of 2021, 100 by the end of 2022, 170 by the end of 2025.

    - 85: the last value before the day is 68 of 12 February 2021, so 85 − 68 = 17 are short; 90 came on 11 May 2022.
    - 100: the last value before the day is 99 of 3 November 2022, 1 short; 108 came on 30 April 2023.
    - 170: from the end of 2022 to the end of 2025 are 365 + 366 + 365 = 1,096 days; 20 April 2024 is day 365 + 111 =
      476 of them. 100 + 70 × 476 ÷ 1,096 = 130.4 are needed; 132 is 1.2 % more, so within 2 % of the line: on pace.
      170 − 132 = 38 are missing, over 1,096 − 476 = 620 days: 38 ÷ 620 × 30.44 = 1.9 a month. Four periods before
      there were 93 on 10 October 2022: (132 − 93) ÷ 558 days × 30.44 = 2.1 a month. 38 ÷ (39 ÷ 558) = 543.7 days
      after 20 April 2024 is 16 October 2025.
    - The way begins at the first value, 68: (132 − 68) ÷ (170 − 68) = 62.7 % of it are made.
    """
    count(world, STONE, RESIDENTS.items())
    client.force_login(world.cn.observer.user)

    assert sentences(client, world) == [
        "68 on 12 February 2021, 17 short; 90 on 11 May 2022",
        "99 on 3 November 2022, 1 short; 108 on 30 April 2023",
        "On pace on 20 April 2024: 132, and 130 were needed",
    ]
    said = text_of(page(client, "commitment", world.trade.code), ".progress")
    assert "1.9 companies a month are needed; it was 2.1 lately." in said
    assert "At this pace it is reached in October 2025." in said
    (card,) = page(client, "indicators").select(".multiples > li")
    assert "132 companies, 20 April 2024 On pace 170 companies by the end of 2025" in words(card)
    (row,) = page(client, "overview").select("[aria-labelledby=progress] tbody tr")
    assert "132" in words(row.select_one(".value")) and words(row.select_one(".judged p")) == "BY On pace"
    assert words(row.select_one(".promised")) == "170 companies by the end of 2025"
    made, needed = row.select_one(".bar .made")["width"], row.select_one(".bar .pace")["x1"]
    # The line from 68: (130.4 − 68) ÷ 102 = 61.2 % are needed.
    assert (made, needed) == ("62.75%", "61.18%")
    listed = page(client, "register", figures="on_pace", sort="figures")
    assert text_of(listed, ".figures-cell") == "BY 132 of 170 companies On pace (BY) 63 %"

    for week, section, told in (
        ("2022-W01", "missed", "68 of 85 companies on 12 February 2021, 17 short"),
        ("2023-W01", "missed", "99 of 100 companies on 3 November 2022, 1 short"),
    ):
        assert told in text_of(page(client, "week", week), f"[aria-labelledby={section}]"), week
    # 91.2 were needed on 11 May 2022 (85 + 15 × 131 ÷ 365 = 90.4): 90 is on pace again after 68 of 85.
    assert "pace" in text_of(
        page(client, "week", "2022-W19"), "[aria-labelledby=values], [aria-labelledby=recovered]"
    )


@pytest.mark.time_machine("2023-11-03T09:00:00Z", tick=False)
def test_food_exports_are_behind_and_then_not_published(client, world, time_machine):
    """900 million USD in 2023. 529 by the end of October, day 304 of 365: 900 × 304 ÷ 365 = 749.6 are needed.

    529 is (749.6 − 529) ÷ 749.6 = 29.4 % less. From the cut-off of the week, Friday 3 November, 58 days are left.
    """
    count(world, FOOD)
    give(world, "2023-01-01/2023-10-31", "529", at=moment("2023-11-02", "12:00"))
    client.force_login(world.cn.observer.user)

    assert sentences(client, world) == ["Behind by 29 % on 31 October 2023: 529, and 750 were needed"]
    overview = page(client, "overview")
    assert text_of(overview, "[aria-labelledby=progress] .judged p") == "BY Behind by 29 %"
    assert text_of(overview, "[aria-labelledby=progress] .finding") == "Food exports, BY: Behind by 29 %."
    card = text_of(page(client, "indicators"), ".multiples > li")
    assert "529 million USD, 1 January 2023 to 31 October 2023 Behind by 29 %" in card
    week = page(client, "week", "2023-W44")
    assert "Food exports: behind, 529 of 900 million USD with 58 days left" in text_of(week, "h1, .headline")
    assert "behind by 29 %" in text_of(week, "[aria-labelledby=behind]")

    time_machine.move_to("2024-02-02T09:00:00Z")
    give(world, "2023", None, at=moment("2024-02-01", "12:00"))
    client.force_login(world.cn.observer.user)  # the session of November is over
    assert sentences(client, world) == ["2023 not published"]
    for name in ("overview", "indicators"):
        assert "2023 not published" in text_of(page(client, name), "main"), name
    assert world.trade.code in text_of(page(client, "register", figures="not_said"), "#results")
    assert "No figure is published for the target." in text_of(page(client, "week", "2024-W05"), "main")


@pytest.mark.time_machine("2023-11-03T09:00:00Z", tick=False)
def test_a_target_of_about_so_much_is_said_so_wherever_it_is_named(client, world):
    """It is judged by its number, and what is needed or missing is about so much, too."""
    count(world, FOOD | {"targets": [{"value": "900", "period": "2023", "qualifier": "about"}]})
    give(world, "2023-01-01/2023-10-31", "529", at=moment("2023-11-02", "12:00"))
    client.force_login(world.cn.observer.user)

    assert sentences(client, world) == ["Behind by 29 % on 31 October 2023: 529, and about 750 were needed"]
    assert "529 of about 900 million USD" in text_of(page(client, "register"), ".figures-cell")
    week = page(client, "week", "2023-W44")
    assert "behind, 529 of about 900 million USD with 58 days left" in text_of(week, "h1, .headline")
    assert "529 of about 900 million USD" in text_of(week, "[aria-labelledby=behind]")


@pytest.mark.time_machine("2022-11-15T09:00:00Z", tick=False)
def test_quarters_beside_the_total_of_their_year_do_not_double_on_any_page(client, world):
    """400 + 500 + 600 + 500 = 2,000, and the year says 2,000: the figure to date is 2,000 and not 4,000."""
    tonnes = an_indicator("Potash", "tonnes", targets=[{"value": "2000", "period": "2021"}])
    count(world, tonnes)
    quarters = [("2021-Q1", "400"), ("2021-Q2", "500"), ("2021-Q3", "600"), ("2021-Q4", "500")]
    give(world, *quarters, ("2021", "2000"), at=moment("2022-11-14", "12:00"))
    client.force_login(world.cn.observer.user)

    assert sentences(client, world) == ["Reached on 31 December 2021"]
    commitment = page(client, "commitment", world.trade.code)
    assert text_of(commitment, ".progress .value").startswith("2,000")
    rows = {words(one.th): words(one.td).split()[0] for one in commitment.select(".values tbody tr")}
    assert rows == {"2021": "2,000", **{f"Q{n} 2021": number for n, (_key, number) in enumerate(quarters, 1)}}
    for name in ("overview", "indicators"):
        said = text_of(page(client, name), "main")
        assert "2,000" in said and "4,000" not in said, name
    assert "Potash so far: 2,000 tonnes" in text_of(page(client, "week", "2022-W46"), "main")


@pytest.mark.time_machine("2022-11-15T09:00:00Z", tick=False)
def test_a_price_is_never_summed_on_any_page(client, world):
    """247 USD in each of two years: the price is 247, never 494, and no pace is told of it."""
    price = an_indicator("Price", "USD a tonne", combining="rate")
    count(world, price)
    give(world, ("2020", "247"), ("2021", "247"), at=moment("2022-11-14", "12:00"))
    client.force_login(world.cn.observer.user)

    for name, args in (
        ("commitment", [world.trade.code]),
        ("overview", []),
        ("indicators", []),
        ("week", ["2022-W46"]),
    ):
        said = text_of(page(client, name, *args), "main")
        assert "247 " in said and "494 " not in said and "Price so far" not in said, name
    (value,) = page(client, "overview").select("[aria-labelledby=progress] td.value[data-l=BY]")
    assert words(value) == "247 USD a tonne, 2021"
