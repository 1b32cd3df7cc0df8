"""The title of the chart over time: it compares two totals, and nothing with itself."""

import datetime as dt
from collections import Counter

import pytest
from django.utils.translation import override

from commitments.reports.charts import ChartText
from commitments.reports.overview.movement import AXIS, movement_chart, pixels
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


@pytest.mark.parametrize(("language", "labels"), [("en", 16), ("ru", 6), ("zh-hans", 8)])
def test_the_names_of_periods_keep_apart_on_a_phone(world, language, labels):
    """16 quarters: in English each has its name, in a language with longer ones each second or third."""
    with override(language):
        shapes = movement_chart(
            world.commission, until=dt.date(2024, 12, 31), present=Counter({"delivered": 2})
        ).drawing.shapes

    below = [shape for shape in shapes if isinstance(shape, ChartText) and shape.y == pixels(AXIS + 16)]
    assert len(below) == labels
