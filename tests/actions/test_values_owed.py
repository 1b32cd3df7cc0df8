"""The day by which the next value is owed: after the days it can speak of are over, and not before."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions import StatedValue
from commitments.actions.figures_state import owed_on
from commitments.figures.observation import Observation
from commitments.figures.period import ValuePeriod
from tests.people import an_indicator, fresh, moment
from tests.views.test_register import codes

# The rhythm begins on 27 January 2021: of twelve months its days are the 27th of each January, of three months those
# of January, April, July and October.
BEGINS = "2021-01-27"


@pytest.mark.parametrize(
    ("combining", "every_months", "known", "day"),
    [
        ("flow", 12, [], "2022-01-27"),
        # The year 2023 ends on 31 December 2023; before that nobody can have its value.
        ("flow", 12, ["2022"], "2024-01-27"),
        ("rate", 12, ["2022"], "2024-01-27"),
        ("running", 12, ["2021-H1", "2022"], "2024-01-27"),
        # The second half of 2021 ends before 27 January 2022.
        ("running", 12, ["2021-H1"], "2022-01-27"),
        # The first quarter of 2023 ends on 31 March; of a year and its last quarter, the quarter counts.
        ("flow", 3, ["2022-Q4"], "2023-04-27"),
        ("flow", 3, ["2022", "2022-Q4"], "2023-04-27"),
        ("flow", 12, ["2022", "2022-Q4"], "2024-01-27"),
        # Three months of the year that comes lie between two days of the rhythm: to 31 March 2023.
        ("flow", 3, ["2022"], "2023-04-27"),
        # February ends after 27 February has passed.
        ("flow", 1, ["2023-01"], "2023-03-27"),
        # A later period that is not over yet, and an earlier one given afterwards, change nothing of it.
        ("flow", 12, ["2022", "2020"], "2024-01-27"),
        # After the value of a day, or of days of another length, the next can be of any later day.
        ("flow", 12, ["2022-12-31"], "2023-01-27"),
        ("running", 3, ["2024-01-01/2024-08-31"], "2024-10-27"),
        # A level holds on a day, so the next one can be of any later day, too.
        ("stock", 12, ["2022"], "2023-01-27"),
        ("stock", 3, ["2023-12"], "2024-01-27"),
    ],
)
def test_a_value_is_owed_after_its_period_is_over(combining, every_months, known, day):
    indicator = {"combining": combining, "every_months": every_months, "begins": BEGINS, "targets": []}
    values = [Observation(ValuePeriod.of_key(key), Decimal(1)) for key in known]

    assert owed_on(indicator, values) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("combining", "every_months", "targets", "day"),
    [
        # 500 million are promised in each of 2022 and 2023: the first year ends on 31 December 2022.
        ("flow", 12, ["2023", "2022"], "2023-01-27"),
        ("flow", 3, ["2022"], "2022-04-27"),
        # By a day, or as a level, any value says how far it is.
        ("flow", 12, ["2022-12-31"], "2022-01-27"),
        ("stock", 12, ["2022"], "2022-01-27"),
    ],
)
def test_the_first_value_is_owed_after_the_first_promised_period(combining, every_months, targets, day):
    targets = [{"period": key} for key in targets]
    indicator = {"combining": combining, "every_months": every_months, "begins": BEGINS, "targets": targets}

    assert owed_on(indicator, []) == dt.date.fromisoformat(day)


@pytest.mark.time_machine("2023-06-01 09:00")
@pytest.mark.parametrize("number", [Decimal(529), None])
def test_a_year_is_owed_in_the_year_after_it_with_and_without_a_number(client, world, number):
    """Counted since 24 January 2021 with a value a year: the value of 2021 is there, that of 2022 is not."""
    exports = an_indicator("Exports", "million USD", combining="running", every_months=12)
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=[exports])
    begins = dt.date.fromisoformat(fresh(world.trade).indicators[0]["begins"])
    value = StatedValue(
        ValuePeriod.of_key("2021"), number, status="unpublished" if number is None else "final"
    )
    for side in (world.by, world.cn):
        actions.give_values(
            world.trade, by=side.analyst, at=moment("2022-01-10"), indicator=1, values=[value]
        )

    row = fresh(world.trade)
    assert {row.of(side, "figures_owed_on") for side in ("first", "second")} <= {
        None,
        begins.replace(year=2023),
    }
    client.force_login(world.by.observer.user)
    page = reverse("commitments:register", args=["by-cn"])
    for day, is_owed in (
        (begins.replace(year=2022) + dt.timedelta(days=1), False),  # 2022 is running
        (begins.replace(year=2023), False),  # the day itself
        (begins.replace(year=2023) + dt.timedelta(days=1), True),
    ):
        found = codes(client.get(f"{page}?figures=owed&as_of={day}"))
        assert bool(found) is is_owed, day
