"""The title of the chart over time: it compares two totals, and nothing with itself."""

import datetime as dt
from collections import Counter

from commitments.reports.overview.movement import movement_chart
from tests.people import moment


def test_the_title_names_both_totals_it_compares(world):
    world.record(title="Textbooks", at=moment("2021-06-01"))
    present = Counter({"not_assessed": 3})

    title = movement_chart(world.commission, until=dt.date(2021, 7, 1), present=present).finding

    assert title.startswith("Both sides see 0 of 3 as under way or delivered, against 0 of 2 on ")


def test_the_first_column_is_not_compared_with_itself(world):
    present = Counter({"not_assessed": 2})

    title = movement_chart(world.commission, until=dt.date(2021, 1, 30), present=present).finding

    assert title == "Both sides see 0 of 2 as under way or delivered; they differ on 0."
