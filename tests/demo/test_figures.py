"""The figures of the demonstration: by the side that stated each, in its unit, third parties apart, and no more owed
than can be there."""

import datetime as dt

from commitments.models import Commitment, ObservedValue
from tests.demo.story import commitment


def stated(number, indicator, whose, year=2021, reference=""):
    values = ObservedValue.objects.filter(
        commitment=commitment(number, year),
        indicator=indicator,
        whose=whose,
        reference=reference,
        recorded_to=None,
    ).order_by("from_day", "-to_day")
    return [(value.period, f"{value.qualifier} {value.number or value.status}".strip()) for value in values]


def test_two_statistics_of_goods_and_one_of_goods_and_services_are_three_series(demonstration):
    assert stated("06", 1, "first") == [("2021", "5.1"), ("2022", "5.79")]
    china = [("2020", "3.003"), ("2021", "more 3.8"), ("2022", "5.08"), ("2023", "8.443")]
    assert stated("06", 1, "second") == china
    assert stated("06", 3, "first") == [("2020", "5.4"), ("2021", "5.9")]
    assert stated("06", 3, "second") == []
    differ = commitment("06").figures_told["differ"]  # of 2021, 5.1 and "more than 3.8" can both be true
    assert [(row["indicator"], row["period"]) for row in differ] == [(1, "2022")]


def test_prices_of_other_sellers_are_series_apart_from_the_price_of_both_sides(demonstration):
    assert stated("03", 2, "first", 2023) == [("2020-04-30", "220"), ("2021-02-10", "247")]
    assert stated("03", 2, "second", 2023) == []
    for seller, values in (("Canpotex", [("2023-06", "307")]), ("Uralkali", [("2024-09", "273")])):
        assert stated("03", 2, "second", 2023, f"{seller}, contract with China") == values


def test_transit_and_export_are_different_flows_and_dollars_are_no_yuan(demonstration):
    assert stated("13", 1, "first") == [("2021", "about 930000")]
    assert stated("13", 2, "first") == [("2022", "988"), ("2023", "more 1500")]
    assert stated("13", 3, "first") == [("2022", "about 120000")]
    assert stated("10", 1, "first") == [("2022", "unpublished"), ("2023", "unpublished")]
    assert stated("18", 1, "second") == [("2024-08", "300")]
    assert [one["unit"] for one in commitment("18").indicators] == ["million CNY"]


def test_what_is_owed_is_over(demonstration):
    """The value of 2024 is owed in 2025. Both sides owe residents, a level, China the finance it gave no word of."""
    opened = dt.date(2024, 12, 31)
    owed = {
        (row.code[-7:], side)
        for row in Commitment.objects.filter(commission=demonstration)
        for side in ("first", "second")
        if (day := row.of(side, "figures_owed_on")) and day < opened
    }
    assert owed == {("2021-10", "second"), ("2021-11", "first"), ("2021-11", "second")}
    assert commitment("01", 2023).first_figures_owed_on == dt.date(2025, 3, 1)
    assert commitment("10").second_figures_owed_on == dt.date(2023, 1, 26)
