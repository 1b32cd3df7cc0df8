"""What the figures crossed in a week: told once, of each side for itself, by both clocks, and named in the headline."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Week
from commitments.reports import weekly
from tests.people import an_indicator
from tests.reports.weekly.reading import W5, at, counts, lines_of, report_of

CODE = "BY-CN-2021-02"


@pytest.fixture
def counted(world):
    """Residents, 100 by 14 February: nothing on the day of the call, 26 January."""
    target = [{"value": "100", "period": "2021-02-14"}]
    residents = an_indicator("Residents", "companies", combining="running", targets=target)
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[residents])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


def give(world, *said, side=None, on="2021-02-01", **fields):
    """Values of Belarus, or of a side: pairs of a day and a number."""
    values = [actions.StatedValue(ValuePeriod.of_key(day), Decimal(number)) for day, number in said]
    who = (side or world.by).analyst
    return actions.give_values(world.trade, by=who, at=at(on, "12:00"), indicator=1, values=values, **fields)


def week(number):
    return Week(2021, 4 + number)


def test_a_pace_that_fell_behind_is_named_in_the_headline(counted):
    give(counted, ("2021-01-31", "20"))

    report = report_of(counted, W5)
    line = lines_of(report, "behind")[CODE]

    # 5 days of 19 to 14 February: 26.3 are needed, 20 are 24 % short of that.
    assert (
        line.facts
        == "Belarus, Residents: behind by 24 %. 20 of 100 companies on 31 January 2021, due by 14 February 2021."
    )
    assert line.meta.startswith("Belarus, Residents: 20 companies (31 January 2021).")
    assert "Residents: behind, 20 of 100 companies with 9 days left (Belarus)." in report.headline
    assert "values" not in counts(report)


def test_a_pace_that_is_enough_again_is_told_of_the_week_it_came_in(counted):
    give(counted, ("2021-01-31", "20"))
    give(counted, ("2021-02-07", "80"), on="2021-02-08")

    assert CODE in lines_of(report_of(counted, week(2)), "recovered")
    assert "behind" not in counts(report_of(counted, week(2)))


def test_a_target_whose_day_passes_is_missed_without_a_new_value(counted):
    give(counted, ("2021-02-07", "80"), on="2021-02-08")

    report = report_of(counted, week(3))  # from 12 to 19 February
    line = lines_of(report, "missed")[CODE]

    assert (
        line.facts == "Belarus, Residents: target missed. 80 of 100 companies on 7 February 2021, 20 short."
    )
    assert line.entries == ()
    assert "Residents: target missed, 80 of 100 companies (Belarus)." in report.headline
    assert "missed" not in counts(report_of(counted, week(4)))


def test_nothing_is_missed_where_nothing_was_said(counted):
    assert "missed" not in counts(report_of(counted, week(3)))


def test_a_reached_target_is_told_and_so_is_a_revision_that_takes_it_back(counted):
    give(counted, ("2021-02-07", "100"), on="2021-02-08")
    give(counted, ("2021-02-07", "90"), on="2021-02-22")

    assert (
        "target reached. 100 of 100 companies on 7 February 2021"
        in lines_of(report_of(counted, week(2)), "reached")[CODE].facts
    )
    line = lines_of(report_of(counted, week(4)), "missed")[CODE]
    assert (
        line.facts == "Belarus, Residents: target missed. 90 of 100 companies on 7 February 2021, 10 short."
    )
    assert "before 100" in line.meta


def test_before_its_day_a_target_that_is_no_longer_reached_is_not_missed(counted):
    give(counted, ("2021-01-31", "100"))
    give(counted, ("2021-01-31", "95"), on="2021-02-08")

    line = lines_of(report_of(counted, week(2)), "missed")[CODE]
    assert line.facts.startswith("Belarus, Residents: no longer at the target. 95 of 100 companies")


def test_figures_that_part_and_meet_again_are_told_with_both_numbers(counted):
    give(counted, ("2021-01-31", "60"))
    give(counted, ("2021-01-31", "50"), side=counted.cn)
    give(counted, ("2021-01-31", "60"), side=counted.cn, on="2021-02-08")

    parted = report_of(counted, W5)
    line = lines_of(parted, "parted")[CODE]
    assert (
        "Residents, 31 January 2021: the sides’ figures differ. Belarus: 60; China: 50 (companies)."
        in line.facts
    )
    assert "the sides’ figures differ, 60 and 50 (companies)." in parted.headline
    line = lines_of(report_of(counted, week(2)), "joined")[CODE]
    assert "no longer differ. Before: Belarus: 60; China: 50 (companies)." in line.facts


def test_what_both_sides_say_alike_is_said_once_of_both(counted):
    give(counted, ("2021-01-31", "20"))
    give(counted, ("2021-01-31", "20"), side=counted.cn)

    report = report_of(counted, W5)
    assert lines_of(report, "behind")[CODE].facts.startswith("Both sides, Residents: behind by 24 %.")
    assert "with 9 days left (both sides)" in report.headline


def test_each_side_is_told_for_itself(counted):
    give(counted, ("2021-01-31", "20"))
    give(counted, ("2021-01-31", "100"), side=counted.cn)

    report = report_of(counted, W5)
    (line,) = [
        line
        for section in report.sections
        for line in section.lines
        if section.slug in ("behind", "parted", "reached")
    ]
    assert "Belarus, Residents: behind by 24 %" in line.facts
    assert "China, Residents: target reached" in line.facts


def test_the_furthest_behind_comes_first_and_is_named(counted):
    other = counted.record(title="Another list", at=at("2021-02-01", "10:00"))
    lots = an_indicator(
        "Lots", "lots", combining="running", targets=[{"value": "100", "period": "2021-02-14"}]
    )
    actions.set_indicators(other, by=counted.by.secretary, at=at("2021-02-01", "10:30"), indicators=[lots])
    give(counted, ("2021-01-31", "20"))
    actions.give_values(
        other,
        by=counted.by.analyst,
        at=at("2021-02-01", "13:00"),
        indicator=1,
        values=[actions.StatedValue(ValuePeriod.of_key("2021-01-31"), Decimal(2))],
    )

    report = report_of(counted, W5)
    assert list(lines_of(report, "behind")) == [other.code, CODE]
    assert "The figures of 2 commitments fell behind. Lots: behind, 2 of 100 lots" in report.headline


def test_a_later_revision_changes_no_week_as_it_was_recorded(counted):
    give(counted, ("2021-01-31", "20"))
    before = report_of(counted, W5)
    give(counted, ("2021-01-31", "90"), on="2021-02-08")

    assert report_of(counted, W5) == before


def test_with_later_entries_the_week_tells_what_is_known_today(counted):
    give(counted, ("2021-01-31", "20"))
    give(counted, ("2021-01-31", "10"), on="2021-02-22", effective_on=dt.date(2021, 2, 1))

    period = weekly.period_of(counted.commission, W5, now=at("2021-03-01"))
    known = weekly.known_today(counted.commission, period, sides=counted.by.analyst.sides)

    (line,) = lines_of(known, "behind").values()
    assert "10 of 100 companies on 31 January 2021" in line.facts


def test_a_revision_that_crosses_nothing_has_its_own_section(counted):
    give(counted, ("2021-01-31", "20"))
    give(counted, ("2021-01-31", "19"), on="2021-02-08")

    line = lines_of(report_of(counted, week(2)), "revised")[CODE]
    assert line.facts == "Belarus, Residents: 19 companies (31 January 2021), before 20."
