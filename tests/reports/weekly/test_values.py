"""Values in the week: what each side gave, and what the figures come to."""

import datetime as dt
from decimal import Decimal

import pytest

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import Week
from commitments.vocabulary.rhythm import add_months
from tests.people import an_indicator, fresh
from tests.reports.weekly.reading import W5, counts, lines_of, report_of

JANUARY = an_indicator("Lots", "lots", targets=[{"value": "9", "period": "2021-01-31"}])


@pytest.fixture
def counted(world):
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[JANUARY])
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    return world


def give(world, number, **fields):
    fields = {"by": world.by.analyst, "indicator": 1, "at": world.clock(), **fields}
    value = actions.StatedValue(
        ValuePeriod.of_key("2021-01-31"),
        None if number is None else Decimal(number),
        status="unpublished" if number is None else "final",
    )
    return actions.give_values(world.trade, values=[value], **fields)


def test_a_line_of_values_says_what_they_come_to(counted):
    give(counted, None)

    line = lines_of(report_of(counted, W5), "values")["BY-CN-2021-02"]
    assert "No figure is published for the target." in line.meta


def test_where_figures_come_from_is_no_new_figure(counted):
    give(counted, None)
    described = {"by": counted.by.analyst, "indicator": 1, "values": [], "at": counted.clock(days=7)}
    actions.give_values(counted.trade, method="customs value", **described)

    report = report_of(counted, Week(2021, 6))

    assert counts(report)["described"] == 1 and "values" not in counts(report)
    assert "It was said where the figures of 1 commitment come from." in report.headline
    [line] = lines_of(report, "described").values()
    assert line.facts == "Belarus, Lots: Method: customs value."


def test_a_revision_names_both_values(counted):
    give(counted, "9")
    give(counted, "10", at=counted.clock(days=7))

    line = lines_of(report_of(counted, Week(2021, 6)), "revised")["BY-CN-2021-02"]
    assert line.facts == "Belarus, Lots: 10 lots (31 January 2021), before 9."
    assert "The target is reached." in line.meta


def test_a_week_says_which_values_are_owed_at_its_end(world):
    """A value a month: the first is owed a month after the day of the promise, and late in every week from then on."""
    monthly = an_indicator("Lots", "lots", combining="stock", every_months=1, is_open=True)
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[monthly])
    day = dt.date.fromisoformat(fresh(world.trade).indicators[0]["begins"])
    owed_on = add_months(day, 1)
    late = Week.of_day(owed_on + dt.timedelta(days=7))

    assert "unvalued" not in counts(report_of(world, Week.of_day(owed_on - dt.timedelta(days=7))))
    report = report_of(world, late)
    assert counts(report)["unvalued"] == 1
    line = lines_of(report, "unvalued")["BY-CN-2021-02"]
    assert line.facts == f"Belarus has owed a value since {owed_on.day} {owed_on:%B %Y}."

    actions.give_values(
        world.trade,
        by=world.by.analyst,
        at=dt.datetime.combine(late.monday, dt.time(9), dt.UTC),
        indicator=1,
        values=[actions.StatedValue(ValuePeriod.of_key(str(owed_on)), Decimal(3))],
    )
    assert "unvalued" not in counts(report_of(world, late))
